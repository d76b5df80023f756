"""From a problem's drawn values to shares by level and the transition matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.cohort.links import Links
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.cohort.transitions import Flows, transition_matrix
from costmodel.problems.parts import Portion
from costmodel.problems.problem import SocialProblem
from costmodel.studies.related_links import related_links
from costmodel.studies.values import Values
from costmodel.uncertainty.dirichlet import dirichlet_shares

Floats = NDArray[np.float64]


def portions(parts: Sequence[Portion], values: Values, *, n_draws: int) -> dict[str, Floats]:
    """Return what each portion takes of 1, in turn; together they make 1.

    Returns
    -------
    dict of level to ndarray of shape (n_draws,)
        [share]
    """
    left = np.ones(n_draws)
    shares = {}
    for part in parts:
        taken = left if part.share_of_rest is None else left * values(part.share_of_rest)
        shares[part.level] = taken
        left = left - taken
    return shares


def local_shares(
    levels: pd.DataFrame, names: tuple[str, ...], *, seed: int, n_draws: int
) -> Floats:
    """Return shares by level drawn from the municipality's own counts.

    Parameters
    ----------
    levels : DataFrame of columns level, persons
        One row for each of ``names``.

    Returns
    -------
    ndarray of shape (n_draws, n_levels)
        Rows sum to 1: a Dirichlet posterior of the counts. [share]
    """
    persons = levels.set_index("level")["persons"]
    counts = {name: float(persons[name]) for name in names}
    return dirichlet_shares(counts, "local_share", seed=seed, n_draws=n_draws)


def yearly_transitions(problem: SocialProblem, values: Values, *, n_draws: int) -> Floats:
    """Return the matrix of one year without instruments, (n_draws, n_states, n_states)."""
    first, second, later = (values(name) for name in problem.independence.relapse)
    flows = Flows(
        exit={move.level: values(move.exit) for move in problem.move},
        success={move.level: values(move.success) for move in problem.move},
        migration={
            move.level: portions(move.stay, values, n_draws=n_draws) for move in problem.move
        },
        relapse=(first, second, later),
        relapse_level=problem.relapse_level,
        departure=values(problem.independence.departure),
    )
    return transition_matrix(States(problem.levels), flows)


def arrivals(problem: SocialProblem, values: Values, *, n_draws: int) -> Floats:
    """Return at which levels new people arrive, (n_levels, n_draws); columns sum to 1. [share]"""
    shares = portions(problem.entry, values, n_draws=n_draws)
    return np.stack([shares.get(level, np.zeros(n_draws)) for level in problem.levels])


def emergence_links(
    problems: Mapping[str, SocialProblem],
    values: Mapping[str, Values],
    stack: Stack,
    *,
    n_draws: int,
) -> Links:
    """Return the new related cases that each case brings a year, among the problems given.

    The links are those of :func:`costmodel.studies.related_links.related_links`.
    """
    told = related_links(problems)
    pairs = [(stack.index(source), stack.index(target)) for source, target in told]
    drawn = [values[owner](rate) + np.zeros(n_draws) for owner, rate in told.values()]
    rates = np.stack(drawn) if drawn else np.zeros((0, n_draws))
    return Links(tuple(s for s, _ in pairs), tuple(t for _, t in pairs), rates)
