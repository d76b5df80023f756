"""The deterministic model of a study as a workbook of live formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from costmodel.annex.wording import load_wording
from costmodel.annex.workbook import Sheet, write_workbook
from costmodel.model import Model, run
from costmodel.publish.workbook_chances import people_of
from costmodel.publish.workbook_effects import reached_by
from costmodel.publish.workbook_headline import headline, intervals
from costmodel.publish.workbook_inputs import InputCells
from costmodel.publish.workbook_money import Ledger
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_prices import plan_prices, stay_prices
from costmodel.publish.workbook_twin import Twin, twin_of
from costmodel.publish.workbook_walk import Walker, walk_with, walk_without
from costmodel.quantities import Quantity
from costmodel.scenario import ACTIVATION, INACTION, INFLOW
from costmodel.studies.base_chances import BaseChances
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import Study

EXCLUSIVE = "exclusive"
WALKED = (
    "people",
    "moved",
    "new",
    "wanted",
    "room",
    "share",
    "taking",
    "change",
    "wanted_chance",
    "left",
    "over",
    "factor",
    "chance",
    "emergence",
)


@dataclass(frozen=True, slots=True)
class _Pages:
    chances: Page
    effects: Page
    people: Page
    prices: Page
    money: Page


def has_formulas(inputs: Inputs) -> bool:
    """Return whether a workbook can be written: instruments of the plan reach different people."""
    return inputs.plan.overlap == EXCLUSIVE


def write_model(
    study: Study, path: Path, *, quantities: Mapping[str, Quantity], version: str
) -> None:
    """Write the deterministic model of a study, with all inputs at their means.

    Parameters
    ----------
    study : Study
        Its plan must have the rule of overlap for which :func:`has_formulas` is true.
    quantities : mapping of str to Quantity
        Those with an interval make a sheet of values.
    version : str
        Of the library, printed on the first sheet.
    """
    sheets = model_sheets(study.inputs, quantities=quantities, version=version)
    place = study.inputs.place
    title = load_wording().say("annex.workbook.title", place=place.name)
    write_workbook(sheets, path, title=title, author=place.author, day=place.annex_date)


def model_sheets(
    inputs: Inputs, *, quantities: Mapping[str, Quantity], version: str
) -> tuple[Sheet, ...]:
    """Return the sheets of the workbook."""
    wording, twin = load_wording(), twin_of(inputs)
    model = twin.model()
    cells = InputCells(inputs, twin, wording, real_values=model.real_values)
    pages = _pages(twin, cells)
    ledger = _filled(inputs, twin, model, cells, pages)
    top = headline(
        twin, cells, pages.money, ledger.sums, run(model), place=inputs.place.name, version=version
    )
    wide = (34.0, 26.0, 26.0, 22.0)
    return (
        top,
        cells.page.sheet(
            widths=(60.0, 20.0, 12.0, 70.0, 40.0, 16.0), note=cells.say("note_inputs")
        ),
        *(
            page.sheet(widths=wide)
            for page in (pages.chances, pages.effects, pages.people, pages.prices, pages.money)
        ),
        intervals(cells, quantities),
    )


def _pages(twin: Twin, cells: InputCells) -> _Pages:
    def page(key: str, labels: tuple[str, ...], columns: tuple[str, ...]) -> Page:
        return Page(
            cells.say(f"sheet_{key}"),
            cells.say(f"title_{key}"),
            labels=[cells.say(f"head_{label}") for label in labels],
            columns=columns,
        )

    years = tuple(str(year) for year in twin.frame.years)
    effect_columns = tuple(cells.say(f"head_{name}") for name in ("helping", "kept", "delta"))
    value = (cells.say("head_value"),)
    return _Pages(
        page("chances", ("what", "from", "to"), value),
        page("effects", ("instrument", "from", "to"), effect_columns),
        page("people", ("scenario", "what", "state"), (str(twin.frame.base_year), *years)),
        page("prices", ("service", "state", "payer"), value),
        page("money", ("service", "state", "payer", "what"), years),
    )


def _filled(inputs: Inputs, twin: Twin, model: Model, cells: InputCells, pages: _Pages) -> Ledger:
    """Put all formulas on their sheets and return the ledger."""
    system, frame = model.system, twin.frame
    people = people_of(twin, cells, pages.chances, system.stack)
    chances = BaseChances(frame.problems, system.stack, system.moves, system.emergence)
    reached = [
        found
        for item in frame.plan.items
        if (found := reached_by(item, twin, cells, pages.effects, people, chances)).served
    ]
    names = (INACTION, ACTIVATION, INFLOW, *WALKED)
    walker = Walker(pages.people, system.stack, {n: cells.say(f"line_{n}") for n in names})
    without, inflow = walk_without(walker, people, len(frame.years))
    with_ = walk_with(walker, people, reached, inflow)
    ledger = Ledger(twin, cells, pages.money, pages.prices)
    ledger.stays(stay_prices(twin, cells), without, with_)
    for reach in reached:
        instrument = inputs.instruments[reach.instrument]
        for price in plan_prices(twin, cells, instrument, per="participant"):
            ledger.participants(price, reach, with_)
        for price in plan_prices(twin, cells, instrument, per="unit"):
            ledger.units(price, reach)
    return ledger
