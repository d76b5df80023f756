"""Formulas of what the plan changes in a year: chances of whole groups, the rest in proportion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from costmodel.cohort.overlap import Overlap
from costmodel.publish.formula import highest, if_above, if_zero, lowest, number, total
from costmodel.publish.workbook_chances import Chances, Pair, People
from costmodel.publish.workbook_effects import Changed, Reached
from costmodel.publish.workbook_overlap import NEXT_TO_NOTHING, Part, together
from costmodel.publish.workbook_takers import Takers
from costmodel.publish.workbook_years import Line, Years
from costmodel.scenario import ACTIVATION, INFLOW

ONE, NONE = number(1), number(0)
Gathered = dict[str, dict[Pair, list[Part]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """The instruments of the plan, and the rule for people whom more than one would reach."""

    reached: Sequence[Reached]
    overlap: Overlap


def changes_of(
    years: Years,
    plan: Plan,
    people: People,
    takers: Mapping[str, Sequence[Takers]],
    t: int,
) -> dict[str, Chances]:
    """Return by field what all instruments together change for whole groups in a year."""
    found: dict[str, Chances] = {"moves": {}, "emergence": {}, INFLOW: {}}
    bases = {"moves": people.moves, "emergence": people.emergence, INFLOW: {}}
    for field, pairs in _gathered(years, plan, takers, t).items():
        for pair, parts in pairs.items():
            base = bases[field].get(pair, ONE if field == INFLOW else NONE)
            most = ONE if field == "moves" else None  # new cases are counts, not chances
            whole = together(parts, base=base, rule=plan.overlap, most=most)
            about = pair if field != INFLOW else pair[0]
            put = years.put(ACTIVATION, f"change_{field}", about, t + 1, whole)
            found[field][pair] = put
    return found


def _gathered(years: Years, plan: Plan, takers: Mapping[str, Sequence[Takers]], t: int) -> Gathered:
    """Return by field and chance the parts of all instruments whose effect has begun."""
    parts: Gathered = {}
    for reach in plan.reached:
        when = t - reach.delay
        if when < 0:
            continue
        for change in reach.changes:
            share = takers[reach.instrument][when].share[change.source]
            delta = change.delta
            if reach.lasting is not None:
                delta = delta * reach.lasting[t]
            of_field = parts.setdefault(change.field, {})
            of_field.setdefault(_pair(years, change), []).append(Part(share, delta))
    return parts


def _pair(years: Years, change: Changed) -> Pair:
    if change.field == INFLOW:
        problem = years.stack.problem_of(change.source)
        return problem, problem
    return change.source, change.target


def changed_emergence(years: Years, rates: Chances, changes: Chances, t: int) -> Chances:
    """Return how many new cases of other problems a case brings, never below none."""
    return {
        pair: years.put(ACTIVATION, "emergence", pair, t + 1, highest(0, rate + changes[pair]))
        if pair in changes
        else rate
        for pair, rate in rates.items()
    }


def changed_inflow(years: Years, new: Line, changes: Chances) -> Line:
    """Return the new people of a year, by level."""
    found = {}
    for name, come in new.items():
        problem = years.stack.problem_of(name)
        change = changes.get((problem, problem))
        found[name] = come if change is None else come * highest(0, change + 1)
    return found


def changed_moves(years: Years, moves: Chances, changes: Chances, t: int) -> Chances:
    """Return chances with some of them changed, the rest of each state in proportion."""
    found = dict(moves)
    for source in dict.fromkeys(source for source, _ in changes):
        of_state = {pair: change for pair, change in changes.items() if pair[0] == source}
        rest = {p: c for p, c in moves.items() if p[0] == source and p not in of_state}
        found |= _changed_row(years, source, moves, of_state, rest, t)
    return found


def _changed_row(
    years: Years, source: str, moves: Chances, changes: Chances, rest: Chances, t: int
) -> Chances:
    """Return the chances of one state; a change of exactly 0 is none."""
    base = {pair: moves.get(pair, NONE) for pair in changes}
    after = {}
    for pair, change in changes.items():
        wanted = if_zero(change, NONE, highest(0, lowest(1, base[pair] + change)))
        after[pair] = years.put(ACTIVATION, "wanted_chance", pair, t + 1, wanted)
    unchanged = (if_zero(change, base[pair], NONE) for pair, change in changes.items())
    left = years.put(ACTIVATION, "left", source, t + 1, total((*rest.values(), *unchanged)))
    over = years.put(ACTIVATION, "over", source, t + 1, highest(1, total(after.values())))
    room = highest(0, 1 - total(chance / over for chance in after.values()))
    told = total(if_zero(change, NONE, ONE) for change in changes.values())
    free = lowest(told, if_above(left, 0, ONE, NONE))
    scaled = if_above(free, 0, room / highest(left, NEXT_TO_NOTHING), ONE)
    factor = years.put(ACTIVATION, "factor", source, t + 1, scaled)
    found = {pair: chance * factor for pair, chance in rest.items()}
    for pair, change in changes.items():
        same = base[pair] * factor
        chance = if_above(free, 0, if_zero(change, same, after[pair] / over), same)
        found[pair] = years.put(ACTIVATION, "chance", pair, t + 1, chance)
    return found
