"""Views 4 and 5: cases of related problems that a problem brings, and their cost."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.cohort.stays import person_years
from costmodel.costs.ledger import entry_amounts
from costmodel.outcome import ACTIVATION, INACTION, MANDATORY, PUBLIC, Outcome
from costmodel.views.rows import keyed

Floats = NDArray[np.float64]
SCENARIOS = (INACTION, ACTIVATION)


def related_cost(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """View 4: cost of mandatory services for related cases by year, by scenario and problem.

    Returns
    -------
    DataFrame
        Columns scenario, problem, year, mean, median, low, high [real zł]. A related case is one
        that another problem brought after the base year; its whole further course counts.
    """
    parts = {
        (scenario, problem): cost_of_related(outcome, scenario, perspective, problems=[problem])
        for scenario in SCENARIOS
        for problem in outcome.stack.problems
    }
    return keyed(("scenario", "problem"), parts, outcome.years)


def related_cases(outcome: Outcome) -> pd.DataFrame:
    """View 5: related cases at the end of each year, by scenario and problem. [cases]"""
    parts = {
        (scenario, problem): cases_related(outcome, scenario, problem)
        for scenario in SCENARIOS
        for problem in outcome.stack.problems
    }
    return keyed(("scenario", "problem"), parts, (outcome.base_year, *outcome.years))


def cases_related(outcome: Outcome, scenario: str, problem: str) -> Floats:
    """Return related cases at all levels of a problem, shape (n_draws, n_years + 1)."""
    levels = outcome.stack.levels_of(problem)
    return np.asarray(outcome.related[scenario][:, levels].sum(axis=1)).T


def cost_of_related(
    outcome: Outcome, scenario: str, perspective: str, *, problems: Collection[str] | None = None
) -> Floats:
    """Return the mandatory cost of related cases, shape (n_draws, n_years). [real zł]"""
    wanted = outcome.stack.problems if problems is None else problems
    payers = outcome.payers_of(perspective)
    stays = person_years(outcome.related[scenario])
    total = np.zeros((stays.shape[0], stays.shape[2]))
    for charge in outcome.charges:
        if (
            charge.kind in MANDATORY
            and charge.payer in payers
            and outcome.stack.problem_of(charge.state) in wanted
        ):
            volume = stays[:, outcome.stack.index(charge.state)]
            real_value = outcome.real_values[charge.index]
            total += entry_amounts(charge, volume, real_value=real_value)
    return total.T
