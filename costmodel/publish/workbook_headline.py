"""The first sheet: the headline by payer, checked against the engine; and the last: intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from costmodel.annex.workbook import Cell, Sheet
from costmodel.costs.ledger import HOUSEHOLD
from costmodel.outcome import PUBLIC, Outcome
from costmodel.publish.formula import Formula, total
from costmodel.publish.workbook_inputs import InputCells
from costmodel.publish.workbook_money import INACTION_COST, PLAN_COST, Amounts
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_twin import Twin
from costmodel.quantities import Quantity

NET = "net"
PAYER, WHAT, FIRST_YEAR = 2, 3, 4
"""Columns of the sheet of money."""


def headline(
    twin: Twin,
    cells: InputCells,
    money: Page,
    sums: Amounts,
    outcome: Outcome,
    *,
    place: str,
    version: str,
) -> Sheet:
    """Return the sheet of amounts by payer and year, in total and in present value."""
    years = twin.frame.years
    rate = cells.add(
        "stopa_dyskontowa",
        twin.frame.discount_rate,
        cells.say("discount"),
        cells.say("rate_unit"),
        cells.say("law"),
        cells.say("discount_source"),
    )
    columns = ("total", "present", "python", "difference")
    page = Page(
        cells.say("sheet_headline"),
        cells.say(
            "title_headline", place=place, version=version, price_year=str(twin.frame.price_year)
        ),
        labels=[cells.say("head_payer"), cells.say("head_what")],
        columns=[*(str(year) for year in years), *(cells.say(f"head_{c}") for c in columns)],
    )
    payers = list(outcome.ledger.payers)
    found: dict[tuple[str, str], list[Formula]] = {}
    # the sums of public finance refer to the lines of payers: these must have been put first
    for payer in (*payers, PUBLIC):
        for what in (INACTION_COST, PLAN_COST, NET):
            key = (payer, what)
            page.line(key, cells.payer(payer), cells.say(what))
            amounts = _amounts(key, found, cells, money, sums, payers, len(years))
            found[key] = [page.put(key, t, a, look="money") for t, a in enumerate(amounts)]
            page.put(key, len(years), total(found[key]), look="money")
            present = page.put(
                key,
                len(years) + 1,
                total(a / (rate + 1) ** (t + 1) for t, a in enumerate(found[key])),
                look="money",
            )
            python = page.put(key, len(years) + 2, _engine(outcome, payer, what), look="value")
            page.put(key, len(years) + 3, present - python, look="control")
    return page.sheet(widths=(26.0, 30.0), note=cells.say("note_headline"))


def _amounts(
    key: tuple[str, str],
    found: Mapping[tuple[str, str], list[Formula]],
    cells: InputCells,
    money: Page,
    sums: Amounts,
    payers: Sequence[str],
    n_years: int,
) -> list[Formula]:
    payer, what = key
    if what == NET:
        pairs = zip(found[payer, INACTION_COST], found[payer, PLAN_COST], strict=True)
        return [gained - spent for gained, spent in pairs]
    if payer == PUBLIC:
        public = [found[p, what] for p in payers if p != HOUSEHOLD]
        return [total(of_year) for of_year in zip(*public, strict=True)]
    known = sums.get((what, payer), [0.0] * n_years)
    return [
        Formula(
            f"SUMIFS({money.span(FIRST_YEAR + t)},{money.span(PAYER)},"
            f'"{cells.payer(payer)}",{money.span(WHAT)},"{cells.say(what)}")',
            known[t],
        )
        for t in range(n_years)
    ]


def _engine(outcome: Outcome, payer: str, what: str) -> Formula:
    """Return the present value that the engine gives for the inputs as written."""
    flows = {
        INACTION_COST: outcome.cost_of_inaction,
        PLAN_COST: outcome.programme_cost,
        NET: outcome.net_saving,
    }[what](payer)[0]
    value = sum(
        float(amount) / (1 + outcome.discount_rate) ** (t + 1) for t, amount in enumerate(flows)
    )
    return Formula("", value)


def intervals(cells: InputCells, quantities: Mapping[str, Quantity]) -> Sheet:
    """Return the sheet of everything that was drawn, as values with their intervals."""
    heads = ("quantity", "unit", "year", "middle", "low", "high", "level", "id")
    rows: list[list[Cell | None]] = [
        [Cell(cells.say("title_intervals"), "title")],
        [Cell(cells.say("note_intervals"))],
        [Cell(cells.say(f"head_{head}"), "head") for head in heads],
    ]
    for known in quantities.values():
        if known.low is None or known.high is None or known.value is None:
            continue
        year = None if known.year is None else Cell(float(known.year), "year")
        level = None if known.interval is None else Cell(known.interval, "factor")
        rows.append(
            [
                Cell(known.label),
                Cell(known.unit),
                year,
                *(Cell(float(v), "value") for v in (known.value, known.low, known.high)),
                level,
                Cell(known.id),
            ]
        )
    return Sheet(
        cells.say("sheet_intervals"),
        rows,
        (len(rows[:3]), 1),
        (60.0, 16.0, 8.0, 18.0, 18.0, 18.0, 8.0, 50.0),
    )
