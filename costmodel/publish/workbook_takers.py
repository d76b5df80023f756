"""Formulas of who takes part in a year: the planned share of each group, within the places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from costmodel.cohort.overlap import Overlap
from costmodel.publish.formula import Formula, highest, if_above, number, total
from costmodel.publish.workbook_effects import Reached
from costmodel.publish.workbook_overlap import NEXT_TO_NOTHING
from costmodel.publish.workbook_years import Line, Years
from costmodel.scenario import ACTIVATION, INFLOW


@dataclass(frozen=True, slots=True)
class Takers:
    """Of one instrument in one year: shares by group, and people in the order of its groups."""

    share: Line
    people: list[Formula]


def takers_of(years: Years, reach: Reached, before: Line, new: Line, t: int) -> Takers:
    """Return who takes part.

    Parameters
    ----------
    before : dict of str to Formula
        People by state at the start of the year.
    new : dict of str to Formula
        New people of the year, by level: who may be kept from becoming cases.
    """
    eligible = {group: _eligible(years, group, before, new) for group in reach.served}
    planned = dict(zip(reach.served, reach.coverage[t], strict=True))
    if reach.places is not None:
        room = _room(years, reach.instrument, planned, eligible, reach.places[t], t)
        planned = {group: part * room for group, part in planned.items()}
    share = {
        group: years.put(ACTIVATION, "share", (reach.instrument, group), t + 1, part)
        for group, part in planned.items()
    }
    people = [
        years.put(ACTIVATION, "taking", (reach.instrument, g), t + 1, share[g] * eligible[g])
        for g in reach.served
    ]
    return Takers(share, people)


def most_covered(
    years: Years, plan: Sequence[Reached], overlap: Overlap, n_years: int
) -> Formula | None:
    """Return the largest share of a group that the plan covers in a year; ``None`` of no plan.

    Above 100 % the engine would refuse the plan: one person cannot be reached twice where the
    instruments exclude each other, nor more people than there are.
    """
    groups = list(dict.fromkeys(group for reach in plan for group in reach.served))
    if not groups:
        return None
    values = []
    for group in groups:
        for t in range(n_years):
            parts = [r.coverage[t][r.served.index(group)] for r in plan if group in r.served]
            whole = total(parts) if overlap == "exclusive" else highest(*parts)
            values.append(years.put(ACTIVATION, "covered", group, t + 1, whole).value)
    first, last = ((ACTIVATION, "covered", (group,)) for group in (groups[0], groups[-1]))
    return Formula(f"MAX({years.page.block(first, last, columns=(1, n_years))})", max(values))


def _eligible(years: Years, group: str, before: Line, new: Line) -> Formula:
    problem, _, place = group.partition(".")
    if place != INFLOW:
        return before[group]
    stack = years.stack
    return total(new[stack.names[i]] for i in stack.levels_of(problem))


def _room(
    years: Years, instrument: str, planned: Line, eligible: Line, places: Formula, t: int
) -> Formula:
    """Return the part of those who are planned for whom there are places."""
    whole = total(planned[group] * eligible[group] for group in planned)
    wanted = years.put(ACTIVATION, "wanted", instrument, t + 1, whole)
    bound = if_above(wanted, places, places / highest(wanted, NEXT_TO_NOTHING), number(1))
    return years.put(ACTIVATION, "room", instrument, t + 1, bound)
