"""Walk the people of all problems along one pathway, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.changed import changed_moves
from costmodel.cohort.links import Links, carried, with_pairs
from costmodel.cohort.overlap import together
from costmodel.cohort.stack import Stack
from costmodel.scenario import INFLOW, Change, Field, Reach, Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class System:
    """The people of all problems and how they move when nothing optional is done.

    Parameters
    ----------
    stack : Stack
        Problems and their states.
    start : ndarray of shape (n_states, n_draws)
        People at the end of the base year. [persons or cases]
    moves : Links
        Chances of one year; those from each state sum to 1.
    emergence : Links
        New cases of related problems for each case and year.
    inflow : ndarray of shape (n_years, n_states, n_draws)
        New people, the same in both pathways but for prevention. [persons or cases]
    """

    stack: Stack
    start: Floats
    moves: Links
    emergence: Links
    inflow: Floats

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return int(self.start.shape[1])

    @property
    def n_years(self) -> int:
        """Length of the horizon in years."""
        return int(self.inflow.shape[0])


@dataclass(frozen=True, slots=True)
class Walk:
    """Where everybody is on one pathway.

    Parameters
    ----------
    people : ndarray of shape (n_years + 1, n_states, n_draws)
        At the end of each year, the base year first. [persons or cases]
    related : ndarray of the same shape
        Those among them who came as related cases after the base year. [cases]
    participants : mapping of instrument to ndarray of shape (n_years, n_served, n_draws)
        Who took part in each year. [persons]
    """

    people: Floats
    related: Floats
    participants: Mapping[str, Floats]


def walk(system: System, scenario: Scenario) -> Walk:
    r"""Return the walk along a pathway.

    Notes
    -----
    .. math:: n_{t+1} = n_t (T + R) + \mathrm{inflow}_{t+1}

    Participants are the planned share of those who are there at the start of the year, no more
    than there are places. What they gain changes T, R or the inflow of that year, or of a later
    one where the effect is delayed.
    """
    changes = [change for reach in scenario.reach for change in reach.changes]
    moves = with_pairs(system.moves, _pairs(system.stack, changes, "moves"))
    emergence = with_pairs(system.emergence, _pairs(system.stack, changes, "emergence"))
    shape = (system.n_years + 1, *system.start.shape)
    people, related = np.empty(shape), np.zeros(shape)
    people[0] = system.start
    covered: list[dict[str, Floats]] = []
    for t in range(system.n_years):
        covered.append(_covered(system, scenario, people[t], t))
        found = _changes_of_year(system, scenario, covered, t, moves, emergence)
        rates = changed_moves(moves, found["moves"]) if found["moves"] else moves.rates
        brought = carried(people[t], emergence, rates=_brought(emergence, found["emergence"]))
        new = _new(system, t, found["inflow"])
        related[t + 1] = carried(related[t], moves, rates=rates) + brought
        people[t + 1] = carried(people[t], moves, rates=rates) + brought + new
    return Walk(people, related, _participants(system, scenario, people, covered))


def _pairs(stack: Stack, changes: Sequence[Change], field: Field) -> list[tuple[int, int]]:
    return [(stack.index(c.source), stack.index(c.target)) for c in changes if c.field == field]


def _covered(system: System, scenario: Scenario, people: Floats, t: int) -> dict[str, Floats]:
    """Return the share reached by each instrument, (n_served, n_draws), within its places."""
    found = {}
    for reach in scenario.reach:
        share = np.repeat(reach.coverage[t][:, None], system.n_draws, axis=1)
        if reach.places is not None:
            wanted = (share * _eligible(system, reach, people, t)).sum(axis=0)
            room = np.divide(
                reach.places[t], wanted, out=np.ones_like(wanted), where=wanted > reach.places[t]
            )
            share = share * room
        found[reach.instrument] = share
    return found


def _eligible(system: System, reach: Reach, people: Floats, t: int) -> Floats:
    """Return those who may take part, shape (n_served, n_draws). [persons]"""
    stack = system.stack
    rows = []
    for name in reach.served:
        problem, _, place = name.partition(".")
        if place == INFLOW:
            rows.append(system.inflow[t][stack.levels_of(problem)].sum(axis=0))
        else:
            rows.append(people[stack.index(name)])
    return np.stack(rows)


def _changes_of_year(
    system: System,
    scenario: Scenario,
    covered: Sequence[Mapping[str, Floats]],
    t: int,
    moves: Links,
    emergence: Links,
) -> dict[Field, dict[tuple[int, int], Floats]]:
    """Return the change of each chance in a year, over whole levels and all instruments."""
    stack = system.stack
    gathered: dict[tuple[Field, int, int], list[tuple[Floats, Floats]]] = {}
    for reach in scenario.reach:
        when = t - reach.delay
        if when < 0:
            continue
        share = covered[when][reach.instrument]
        kept = 1.0 if reach.lasting is None else reach.lasting[t]
        for change in reach.changes:
            key = _key(stack, change)
            part = share[reach.served.index(change.source)]
            gathered.setdefault(key, []).append((part, change.delta * kept))
    base = {"moves": _rates(moves), "emergence": _rates(emergence)}
    found: dict[Field, dict[tuple[int, int], Floats]] = {"moves": {}, "emergence": {}, "inflow": {}}
    for (field, source, target), parts in gathered.items():
        before = base[field][source, target] if field in base else np.ones(system.n_draws)
        shares, deltas = [p for p, _ in parts], [d for _, d in parts]
        highest = 1.0 if field == "moves" else np.inf  # new cases are counts, not chances
        found[field][source, target] = together(
            shares, deltas, base=before, rule=scenario.overlap, highest=highest
        )
    return found


def _key(stack: Stack, change: Change) -> tuple[Field, int, int]:
    if change.field == INFLOW:
        first = stack.first_of(stack.problem_of(change.source))
        return change.field, first, first
    return change.field, stack.index(change.source), stack.index(change.target)


def _rates(links: Links) -> dict[tuple[int, int], Floats]:
    return {
        pair: links.rates[i]
        for i, pair in enumerate(zip(links.sources, links.targets, strict=True))
    }


def _brought(emergence: Links, changes: Mapping[tuple[int, int], Floats]) -> Floats:
    if not changes:
        return emergence.rates
    rates = emergence.rates.copy()
    for i, pair in enumerate(zip(emergence.sources, emergence.targets, strict=True)):
        if pair in changes:
            rates[i] = np.maximum(rates[i] + changes[pair], 0.0)
    return rates


def _new(system: System, t: int, changes: Mapping[tuple[int, int], Floats]) -> Floats:
    new: Floats = system.inflow[t]
    if changes:
        new = new.copy()
    for problem in system.stack.problems:
        first = system.stack.first_of(problem)
        if (first, first) in changes:
            levels = system.stack.levels_of(problem)
            new[levels] *= np.maximum(1 + changes[first, first], 0.0)
    return new


def _participants(
    system: System,
    scenario: Scenario,
    people: Floats,
    covered: Sequence[Mapping[str, Floats]],
) -> dict[str, Floats]:
    return {
        reach.instrument: np.stack(
            [
                covered[t][reach.instrument] * _eligible(system, reach, people[t], t)
                for t in range(system.n_years)
            ]
        )
        for reach in scenario.reach
    }
