"""Formulas of the people of all problems, year by year, without and with the plan."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from costmodel.cohort.stack import Stack
from costmodel.publish.formula import Formula, highest, if_above, if_zero, lowest, number, total
from costmodel.publish.workbook_chances import Chances, Pair, People
from costmodel.publish.workbook_effects import Reached
from costmodel.publish.workbook_page import Page
from costmodel.scenario import ACTIVATION, INACTION, INFLOW

Line = dict[str, Formula]


@dataclass(frozen=True, slots=True)
class Steps:
    """People by state at the end of each year, and participants by group in each year."""

    people: list[Line]
    participants: dict[str, list[list[Formula]]]


@dataclass(frozen=True, slots=True)
class Walker:
    """What both walks share: the sheet, its words, and the stack of states."""

    page: Page
    stack: Stack
    words: dict[str, str]

    def put(self, scenario: str, what: str, name: Hashable, t: int, formula: Formula) -> Formula:
        """Put a formula of a year into the line of its own."""
        key = (scenario, what, name)
        told = " → ".join(name) if isinstance(name, tuple) else str(name)
        self.page.line(key, self.words[scenario], self.words[what], told)
        return self.page.put(key, t, formula, look="people" if what == "people" else "factor")


def walk_without(walker: Walker, people: People, n_years: int) -> tuple[Steps, list[Line]]:
    """Return the walk without the plan, and the inflow that meets the forecasts."""
    stack = walker.stack
    before = {
        name: walker.put(INACTION, "people", name, 0, people.start.get(name, number(0)))
        for name in stack.names
    }
    walked, inflow = [before], []
    for t in range(n_years):
        after = _carried(before, stack, people.moves, people.emergence)
        new: Line = {}
        for problem in stack.problems:
            levels = [stack.names[i] for i in stack.levels_of(problem)]
            come = [walker.put(INACTION, "moved", n, t + 1, after[n]) for n in levels]
            need = people.stocks[problem][t + 1] - total(come)
            whole = walker.put(INACTION, INFLOW, problem, t + 1, highest(0, need))
            for name, arrived in zip(levels, come, strict=True):
                after[name] = arrived
                new[name] = whole * people.entry[name]
        inflow.append(
            {name: walker.put(INACTION, "new", name, t + 1, part) for name, part in new.items()}
        )
        before = {
            name: walker.put(
                INACTION,
                "people",
                name,
                t + 1,
                after[name] + inflow[t][name] if name in new else after[name],
            )
            for name in stack.names
        }
        walked.append(before)
    return Steps(walked, {}), inflow


def walk_with(
    walker: Walker, people: People, reached: Sequence[Reached], inflow: Sequence[Line]
) -> Steps:
    """Return the walk with the plan; instruments reach different people (rule „exclusive”)."""
    stack = walker.stack
    before = {
        name: walker.put(ACTIVATION, "people", name, 0, people.start.get(name, number(0)))
        for name in stack.names
    }
    walked, shares = [before], dict[str, list[dict[str, Formula]]]()
    participants: dict[str, list[list[Formula]]] = {r.instrument: [] for r in reached}
    for t, planned in enumerate(inflow):
        for reach in reached:
            share, taking = _share(walker, reach, before, planned, t)
            shares.setdefault(reach.instrument, []).append(share)
            participants[reach.instrument].append(taking)
        changes = _changes(walker, reached, shares, t)
        moves = _changed_moves(walker, people.moves, changes["moves"], t)
        emergence = {
            pair: walker.put(ACTIVATION, "emergence", pair, t + 1, highest(0, rate + change))
            if (change := changes["emergence"].get(pair)) is not None
            else rate
            for pair, rate in people.emergence.items()
        }
        after = _carried(before, stack, moves, emergence)
        for name, new in planned.items():
            problem = stack.problem_of(name)
            change = changes[INFLOW].get((problem, problem))
            after[name] = after[name] + (new if change is None else new * highest(0, change + 1))
        before = {
            name: walker.put(ACTIVATION, "people", name, t + 1, after[name]) for name in stack.names
        }
        walked.append(before)
    return Steps(walked, participants)


def _carried(before: Line, stack: Stack, moves: Chances, emergence: Chances) -> Line:
    parts: dict[str, list[Formula]] = {name: [] for name in stack.names}
    for (source, target), rate in (*moves.items(), *emergence.items()):
        parts[target].append(before[source] * rate)
    return {name: total(found) for name, found in parts.items()}


def _share(
    walker: Walker, reach: Reached, before: Line, planned: Line, t: int
) -> tuple[dict[str, Formula], list[Formula]]:
    """Return the share reached of each group within the places, and who takes part."""
    stack = walker.stack
    eligible = {}
    for group in reach.served:
        problem, _, place = group.partition(".")
        levels = [stack.names[i] for i in stack.levels_of(problem)]
        eligible[group] = total(planned[n] for n in levels) if place == INFLOW else before[group]
    share = dict(zip(reach.served, reach.coverage[t], strict=True))
    if reach.places is not None:
        wanted = walker.put(
            ACTIVATION,
            "wanted",
            reach.instrument,
            t + 1,
            total(share[g] * eligible[g] for g in reach.served),
        )
        places = reach.places[t]
        safe = highest(wanted, 1e-300)
        room = walker.put(
            ACTIVATION,
            "room",
            reach.instrument,
            t + 1,
            if_above(wanted, places, places / safe, number(1)),
        )
        share = {group: part * room for group, part in share.items()}
    kept = {
        group: walker.put(ACTIVATION, "share", (reach.instrument, group), t + 1, part)
        for group, part in share.items()
    }
    taking = [
        walker.put(ACTIVATION, "taking", (reach.instrument, g), t + 1, kept[g] * eligible[g])
        for g in reach.served
    ]
    return kept, taking


def _changes(
    walker: Walker, reached: Sequence[Reached], shares: dict[str, list[dict[str, Formula]]], t: int
) -> dict[str, Chances]:
    """Return what all instruments together change for whole groups in a year."""
    parts: dict[tuple[str, Pair], list[Formula]] = {}
    for reach in reached:
        when = t - reach.delay
        if when < 0:
            continue
        for change in reach.changes:
            pair = change.source, change.target
            if change.field == INFLOW:
                problem = walker.stack.problem_of(change.source)
                pair = problem, problem
            part = shares[reach.instrument][when][change.source] * change.delta
            if reach.lasting is not None:
                part = part * reach.lasting[t]
            parts.setdefault((change.field, pair), []).append(part)
    found: dict[str, Chances] = {"moves": {}, "emergence": {}, INFLOW: {}}
    for (field, pair), many in parts.items():
        found[field][pair] = walker.put(ACTIVATION, "change", (field, *pair), t + 1, total(many))
    return found


def _changed_moves(walker: Walker, moves: Chances, changes: Chances, t: int) -> Chances:
    """Return chances with some of them changed, the rest of each state in proportion."""
    found = dict(moves)
    for source in dict.fromkeys(source for source, _ in changes):
        pairs = [pair for pair in changes if pair[0] == source]
        rest = [pair for pair in moves if pair[0] == source and pair not in changes]
        base = {pair: moves.get(pair, number(0)) for pair in pairs}
        after = {
            pair: walker.put(
                ACTIVATION,
                "wanted_chance",
                pair,
                t + 1,
                if_zero(
                    changes[pair],
                    number(0),
                    highest(0, lowest(1, base[pair] + changes[pair])),
                ),
            )
            for pair in pairs
        }
        left = walker.put(
            ACTIVATION,
            "left",
            source,
            t + 1,
            total(
                [
                    *(moves[p] for p in rest),
                    *(if_zero(changes[p], base[p], number(0)) for p in pairs),
                ]
            ),
        )
        over = walker.put(ACTIVATION, "over", source, t + 1, highest(1, total(after.values())))
        room = highest(0, 1 - total(after[pair] / over for pair in pairs))
        told = total(if_zero(changes[pair], number(0), number(1)) for pair in pairs)
        free = lowest(told, if_above(left, 0, number(1), number(0)))
        factor = walker.put(
            ACTIVATION,
            "factor",
            source,
            t + 1,
            if_above(free, 0, room / highest(left, 1e-300), number(1)),
        )
        for pair in rest:
            found[pair] = moves[pair] * factor
        for pair in pairs:
            same = base[pair] * factor
            found[pair] = walker.put(
                ACTIVATION,
                "chance",
                pair,
                t + 1,
                if_above(free, 0, if_zero(changes[pair], same, after[pair] / over), same),
            )
    return found
