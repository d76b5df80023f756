"""Formulas of the people of all problems, year by year, without and with the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from costmodel.cohort.stack import Stack
from costmodel.publish.formula import Formula, highest, number, total
from costmodel.publish.workbook_chances import Chances, People
from costmodel.publish.workbook_changes import (
    Plan,
    changed_emergence,
    changed_inflow,
    changed_moves,
    changes_of,
)
from costmodel.publish.workbook_takers import Takers, takers_of
from costmodel.publish.workbook_years import Line, Years
from costmodel.scenario import ACTIVATION, INACTION, INFLOW


@dataclass(frozen=True, slots=True)
class Steps:
    """People by state at the end of each year, and participants by group in each year."""

    people: list[Line]
    participants: dict[str, list[list[Formula]]]


def walk_without(years: Years, people: People, n_years: int) -> tuple[Steps, list[Line]]:
    """Return the walk without the plan, and the inflow that meets the forecasts."""
    before = _put_people(years, INACTION, _start(years.stack, people), 0)
    walked, inflow = [before], list[Line]()
    for t in range(n_years):
        after = _carried(before, years.stack, people.moves, people.emergence)
        new: Line = {}
        for problem in years.stack.problems:
            levels = [years.stack.names[i] for i in years.stack.levels_of(problem)]
            come = {n: years.put(INACTION, "moved", n, t + 1, after[n]) for n in levels}
            need = people.stocks[problem][t + 1] - total(come.values())
            whole = years.put(INACTION, INFLOW, problem, t + 1, highest(0, need))
            for name in levels:
                part = whole * people.entry[name]
                new[name] = years.put(INACTION, "new", name, t + 1, part)
                after[name] = come[name] + new[name]
        inflow.append(new)
        before = _put_people(years, INACTION, after, t + 1)
        walked.append(before)
    return Steps(walked, {}), inflow


def walk_with(years: Years, people: People, plan: Plan, inflow: Sequence[Line]) -> Steps:
    """Return the walk with the plan."""
    before = _put_people(years, ACTIVATION, _start(years.stack, people), 0)
    walked = [before]
    takers: dict[str, list[Takers]] = {reach.instrument: [] for reach in plan.reached}
    for t, planned in enumerate(inflow):
        for reach in plan.reached:
            takers[reach.instrument].append(takers_of(years, reach, before, planned, t))
        changes = changes_of(years, plan, people, takers, t)
        moves = changed_moves(years, people.moves, changes["moves"], t)
        emergence = changed_emergence(years, people.emergence, changes["emergence"], t)
        after = _carried(before, years.stack, moves, emergence)
        for name, new in changed_inflow(years, planned, changes[INFLOW]).items():
            after[name] = after[name] + new
        before = _put_people(years, ACTIVATION, after, t + 1)
        walked.append(before)
    participants = {name: [of_year.people for of_year in own] for name, own in takers.items()}
    return Steps(walked, participants)


def _start(stack: Stack, people: People) -> Line:
    return {name: people.start.get(name, number(0)) for name in stack.names}


def _put_people(years: Years, scenario: str, people: Line, t: int) -> Line:
    return {
        name: years.put(scenario, "people", name, t, people[name]) for name in years.stack.names
    }


def _carried(before: Line, stack: Stack, moves: Chances, emergence: Chances) -> Line:
    parts: dict[str, list[Formula]] = {name: [] for name in stack.names}
    for (source, target), rate in (*moves.items(), *emergence.items()):
        parts[target].append(before[source] * rate)
    return {name: total(found) for name, found in parts.items()}
