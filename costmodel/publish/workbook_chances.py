"""Formulas of who is where at the start and how people move when nothing optional is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from costmodel.cohort.stack import Stack
from costmodel.cohort.states import INDEPENDENCE, LEFT
from costmodel.problems.parts import Portion
from costmodel.problems.problem import SocialProblem
from costmodel.publish.formula import Formula, number, total
from costmodel.publish.names import counted_label
from costmodel.publish.workbook_inputs import POSITIVE, SHARE, InputCells, Look, Told
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_twin import Twin
from costmodel.studies.related_links import related_links

Pair = tuple[str, str]
Chances = dict[Pair, Formula]


@dataclass(frozen=True, slots=True)
class People:
    """Start, stocks, moves and new cases, as references to cells.

    ``start`` is by „problem.level”, ``stocks`` by problem and year, ``entry`` by „problem.level”.
    """

    start: dict[str, Formula]
    stocks: dict[str, list[Formula]]
    entry: dict[str, Formula]
    moves: Chances
    emergence: Chances


def people_of(twin: Twin, cells: InputCells, page: Page, stack: Stack) -> People:
    """Put the chances on their sheet and return the references."""
    found = People({}, {}, {}, {}, {})
    for name, problem in twin.frame.problems.items():
        look = cells.lookup(name)
        _start(found, twin, cells, page, problem, look)
        chances = _moves(problem, look)
        for state, row in twin.rows.get(name, {}).items():
            kept = {pair: c for pair, c in chances.items() if pair[0] != state}
            targets = stack.states[stack.problems.index(name)].names
            own = {target: float(v) for target, v in zip(targets, row[0], strict=True) if v}
            chances = {**kept, **_own_row(cells, problem, state, own)}
        for (source, target), chance in chances.items():
            pair = f"{name}.{source}", f"{name}.{target}"
            found.moves[pair] = _put(cells, page, "move", chance, *pair)
    for pair, (owner, rate) in related_links(twin.frame.problems).items():
        chance = cells.lookup(owner)(rate)
        found.emergence[pair] = _put(cells, page, "emergence", chance, *pair)
    return found


def _own_row(
    cells: InputCells, problem: SocialProblem, state: str, row: Mapping[str, float]
) -> Chances:
    """Return the chances of one state as the place counted them, each an input."""
    name = cells.names.state
    found = {}
    for target, value in row.items():
        told = Told(
            cells.say(
                "own_move",
                problem=problem.label,
                source=name(f"{problem.id}.{state}"),
                target=name(f"{problem.id}.{target}"),
            ),
            cells.say("chance"),
            "",
            cells.say("own_counts"),
            limits=SHARE,
        )
        found[state, target] = cells.add(f"{problem.id}.ruch.{state}.{target}", value, told)
    return found


def _start(
    found: People, twin: Twin, cells: InputCells, page: Page, problem: SocialProblem, look: Look
) -> None:
    """Put stocks, and who is where at the start and among new cases, on their sheets."""
    name = problem.id
    found.stocks[name] = _stocks(twin, cells, problem)
    shares = _portions(problem.split, look)
    if name in twin.shares:
        shares = _own_shares(twin, cells, problem)
    entry = _portions(problem.entry, look)
    for level in problem.levels:
        state = f"{name}.{level}"
        begun = found.stocks[name][0] * shares[level]
        found.start[state] = _put(cells, page, "start", begun, "", state)
        enters = entry.get(level, number(0))
        found.entry[state] = _put(cells, page, "entry", enters, "", state)


def _stocks(twin: Twin, cells: InputCells, problem: SocialProblem) -> list[Formula]:
    years = (twin.frame.base_year, *twin.frame.years)

    def cell(year: int, stock: float) -> Formula:
        told = Told(
            cells.say("stock", problem=counted_label(problem), year=str(year)),
            problem.unit,
            cells.say("forecast"),
            cells.say("forecast_source"),
            f"forecast.{problem.id}.{year}",
            POSITIVE,
        )
        return cells.add(f"{problem.id}.liczba.{year}", stock, told)

    stocks = twin.stocks[problem.id]
    return [cell(year, float(stock[0])) for year, stock in zip(years, stocks, strict=True)]


def _own_shares(twin: Twin, cells: InputCells, problem: SocialProblem) -> dict[str, Formula]:
    found = {}
    for level, share in zip(problem.levels, twin.shares[problem.id], strict=True):
        group = cells.names.state(f"{problem.id}.{level}")
        told = Told(
            cells.say("own_share", problem=problem.label, level=group),
            cells.say("share"),
            "",
            cells.say("own_counts"),
            limits=SHARE,
        )
        id_ = f"{problem.id}.poziom.{level}"
        found[level] = cells.add(id_, float(share[0]), told)
    return found


def _put(
    cells: InputCells, page: Page, what: str, formula: Formula, source: str, target: str
) -> Formula:
    """Put a chance, or people at the start, in a line of its own."""
    key, name = (what, source, target), cells.names.of
    page.line(key, cells.say(what), name(source) if source else "", name(target))
    return page.put(key, 0, formula, look="people" if what == "start" else "factor")


def _portions(parts: Sequence[Portion], look: Look) -> dict[str, Formula]:
    """Return what each portion takes of 1, in turn."""
    left, shares = number(1), {}
    for part in parts:
        taken = left if part.share_of_rest is None else left * look(part.share_of_rest)
        shares[part.level] = taken
        left = left - taken
    return shares


def _moves(problem: SocialProblem, look: Look) -> Chances:
    """Return the chances of one year by names of states, none of them twice."""
    parts: dict[Pair, list[Formula]] = {}

    def add(source: str, target: str, chance: Formula) -> None:
        parts.setdefault((source, target), []).append(chance)

    for move in problem.move:
        leaving, success = look(move.exit), look(move.success)
        add(move.level, INDEPENDENCE[0], leaving * success)
        add(move.level, LEFT, leaving * (1 - success))
        for target, share in _portions(move.stay, look).items():
            add(move.level, target, (1 - leaving) * share)
    gone = look(problem.independence.departure)
    onwards = (*INDEPENDENCE[1:], INDEPENDENCE[-1])
    for state, onward, name in zip(
        INDEPENDENCE, onwards, problem.independence.relapse, strict=True
    ):
        back = look(name)
        add(state, problem.relapse_level, back)
        add(state, LEFT, gone)
        add(state, onward, 1 - back - gone)
    add(LEFT, LEFT, number(1))
    return {pair: total(found) for pair, found in parts.items()}
