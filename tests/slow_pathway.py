"""The walk of one draw in plain Python loops, person group by person group: a yardstick."""

from __future__ import annotations

from itertools import pairwise
from math import prod

from costmodel.pathway import System
from costmodel.scenario import INFLOW, Reach, Scenario

Moves = dict[tuple[int, int], float]
Parts = list[tuple[float, float]]
SlowPath = tuple[list[list[float]], dict[str, list[list[float]]]]


def plain_change(row: dict[int, float], deltas: dict[int, float]) -> dict[int, float]:
    """Chances of one state, by target, of which some are changed."""
    deltas = {target: delta for target, delta in deltas.items() if delta}
    others = sum(chance for target, chance in row.items() if target not in deltas)
    if others == 0 or not deltas:
        return row
    wanted = {j: min(1.0, max(0.0, row.get(j, 0.0) + delta)) for j, delta in deltas.items()}
    taken = sum(wanted.values())
    if taken > 1:
        wanted = {j: chance / taken for j, chance in wanted.items()}
    left = max(0.0, 1 - sum(wanted.values()))
    return {j: wanted.get(j, chance * left / others) for j, chance in row.items()} | wanted


def plain_together(parts: Parts, base: float, rule: str, *, ceiling: bool) -> float:
    """Change at a whole level of (coverage, change) of several instruments."""
    if rule == "exclusive":
        return sum(share * delta for share, delta in parts)
    if rule == "nested":
        total, edges = 0.0, sorted({0.0, *(share for share, _ in parts)})
        for low, high in pairwise(edges):
            total += (high - low) * max((d for s, d in parts if s >= high), key=abs)
        return total
    rises = [(s, d) for s, d in parts if d > 0]
    falls = [(s, -d) for s, d in parts if d < 0]
    up = sum(s * d for s, d in rises) if not ceiling else _of_room(rises, 1 - base)
    return up - _of_room(falls, base)


def _of_room(parts: Parts, room: float) -> float:
    if room <= 0:
        return 0.0
    return room * (1 - prod(1 - share * min(size / room, 1.0) for share, size in parts))


def slow_walk(system: System, scenario: Scenario, draw: int) -> SlowPath:
    """People of every year, and participants by instrument and year, of one draw."""
    moves, brings = (
        {
            pair: float(links.rates[i, draw])
            for i, pair in enumerate(zip(links.sources, links.targets, strict=True))
        }
        for links in (system.moves, system.emergence)
    )
    people = [system.start[:, draw].tolist()]
    shares: dict[str, list[list[float]]] = {r.instrument: [] for r in scenario.reach}
    taking: dict[str, list[list[float]]] = {r.instrument: [] for r in scenario.reach}
    for t in range(system.n_years):
        for reach in scenario.reach:
            crowd = [_crowd(system, name, people[t], t, draw) for name in reach.served]
            wanted = [float(reach.coverage[t, i]) * size for i, size in enumerate(crowd)]
            room = 1.0
            if reach.places is not None and sum(wanted) > reach.places[t, draw]:
                room = float(reach.places[t, draw]) / sum(wanted)
            shares[reach.instrument].append([float(c) * room for c in reach.coverage[t]])
            taking[reach.instrument].append([size * room for size in wanted])
        people.append(_next(system, scenario, people[t], shares, (moves, brings), t, draw))
    return people, taking


def _crowd(system: System, name: str, people: list[float], t: int, draw: int) -> float:
    problem, _, state = name.partition(".")
    if state == INFLOW:
        return sum(float(system.inflow[t, i, draw]) for i in system.stack.levels_of(problem))
    return people[system.stack.index(name)]


def _next(
    system: System,
    scenario: Scenario,
    people: list[float],
    shares: dict[str, list[list[float]]],
    rates: tuple[Moves, Moves],
    t: int,
    draw: int,
) -> list[float]:
    moves, brings = rates
    stack, rule = system.stack, scenario.overlap
    parts = _parts(scenario, shares, t, draw)
    now = [0.0] * len(people)
    for i, size in enumerate(people):
        row = {j: chance for (source, j), chance in moves.items() if source == i}
        deltas = {}
        for (field, source, target), told in parts.items():
            if field == "moves" and stack.index(source) == i:
                j = stack.index(target)
                deltas[j] = plain_together(told, row.get(j, 0.0), rule, ceiling=True)
        for j, chance in plain_change(row, deltas).items():
            now[j] += size * chance
    cases = dict(brings)
    for (field, source, target), told in parts.items():
        if field == "emergence":
            pair = (stack.index(source), stack.index(target))
            rate = brings.get(pair, 0.0)
            cases[pair] = max(0.0, rate + plain_together(told, rate, rule, ceiling=False))
    for (i, j), rate in cases.items():
        now[j] += people[i] * rate
    for problem in stack.problems:
        told = parts.get(("inflow", f"{problem}.{INFLOW}", problem), [])
        kept = max(0.0, 1 + plain_together(told, 1.0, rule, ceiling=False)) if told else 1.0
        for i in stack.levels_of(problem):
            now[i] += float(system.inflow[t, i, draw]) * kept
    return now


def _parts(
    scenario: Scenario, shares: dict[str, list[list[float]]], t: int, draw: int
) -> dict[tuple[str, str, str], Parts]:
    parts: dict[tuple[str, str, str], Parts] = {}
    for reach in scenario.reach:
        when = t - reach.delay
        if when >= 0:
            for change in reach.changes:
                share = shares[reach.instrument][when][reach.served.index(change.source)]
                delta = float(change.delta[draw]) * _kept(reach, t, draw)
                key = (change.field, change.source, change.target)
                parts.setdefault(key, []).append((share, delta))
    return parts


def _kept(reach: Reach, t: int, draw: int) -> float:
    return 1.0 if reach.lasting is None else float(reach.lasting[t, draw])
