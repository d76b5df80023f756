"""The deterministic model of a study as a workbook of live formulas."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from costmodel.annex.wording import load_wording
from costmodel.annex.workbook import Sheet, write_workbook
from costmodel.model import Model, run
from costmodel.publish.formula import Formula
from costmodel.publish.pen import Pen
from costmodel.publish.workbook_chances import people_of
from costmodel.publish.workbook_changes import Plan
from costmodel.publish.workbook_effects import Effects
from costmodel.publish.workbook_headline import Headline, payers_of
from costmodel.publish.workbook_inputs import InputCells
from costmodel.publish.workbook_intervals import intervals
from costmodel.publish.workbook_money import Ledger
from costmodel.publish.workbook_names import Names
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_prices import plan_prices, stay_prices
from costmodel.publish.workbook_takers import most_covered
from costmodel.publish.workbook_twin import Twin, twin_of
from costmodel.publish.workbook_walk import walk_with, walk_without
from costmodel.publish.workbook_years import Years
from costmodel.studies.base_chances import BaseChances
from costmodel.studies.inputs import Inputs

INPUT_WIDTHS = (60.0, 13.0, 25.0, 12.0, 56.0, 40.0, 66.0)
INPUTS_PRINTED = 6
"""All columns but the names of the cells, which a spreadsheet shows anyway."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """Sheets of formulas, in the order in which the model is reckoned."""

    names: Names
    chances: Page
    effects: Page
    people: Page
    prices: Page
    money: Page

    def sheets(self) -> list[Sheet]:
        """Return the finished sheets, as wide as what stands on them."""
        widths = {
            self.chances: (30.0, 52.0, 52.0, 13.0),
            self.effects: (40.0, 46.0, 46.0, 15.0),
            self.people: (12.0, 34.0, 52.0, 11.5),
            self.prices: (60.0, 50.0, 26.0, 15.0),
            self.money: (46.0, 40.0, 22.0, 20.0, 13.0),
        }
        notes = {
            self.chances: "note_chances",
            self.effects: "note_effects",
            self.people: "note_people",
            self.prices: "note_prices",
            self.money: "note_money",
        }
        say = self.names.say
        return [page.sheet(widths=wide, note=say(notes[page])) for page, wide in widths.items()]

    @property
    def too_long(self) -> int:
        """Formulas that no cell can hold: their results stand as numbers."""
        pages = (self.chances, self.effects, self.people, self.prices, self.money)
        return sum(page.too_long for page in pages)


def write_model(inputs: Inputs, path: Path, *, pen: Pen, version: str) -> None:
    """Write the deterministic model of a study, with all inputs at their means.

    Parameters
    ----------
    inputs : Inputs
        What the study rests on; its plan may have any rule for people reached twice.
    pen : Pen
        Keeps the numbers that stand as values. It knows those of
        :func:`costmodel.publish.workbook_headline.twin_quantities`.
    version : str
        Of the library, printed on the first sheet.
    """
    place = inputs.place
    title = load_wording().say("annex.workbook.title", place=place.name)
    sheets = model_sheets(inputs, pen=pen, version=version)
    write_workbook(sheets, path, title=title, author=place.author, day=place.annex_date)


def model_sheets(inputs: Inputs, *, pen: Pen, version: str) -> tuple[Sheet, ...]:
    """Return the sheets of the workbook."""
    twin, names = twin_of(inputs), Names(inputs, load_wording())
    model = twin.model()
    cells = InputCells(inputs, twin, names=names, pen=pen, real_values=model.real_values)
    pages = _pages(twin, names)
    ledger, covered = _filled(inputs, twin, model, cells, pages)
    top = Headline(twin, cells, pages.money, ledger.sums, pen).sheet(
        payers_of(run(model)),
        most_covered=covered,
        place=inputs.place.name,
        version=version,
        note=_note(names, twin, pages.too_long),
    )
    return (
        top,
        cells.page.sheet(
            widths=INPUT_WIDTHS, note=names.say("note_inputs"), printed=INPUTS_PRINTED
        ),
        *pages.sheets(),
        intervals(names, pen),
    )


def _note(names: Names, twin: Twin, too_long: int) -> str:
    """Return what the reader must know first; also what is no formula, if anything is not."""
    told = [names.say("note_headline"), names.say(f"note_{twin.frame.plan.overlap}")]
    if too_long:
        told.append(names.say("note_too_long", cells=str(too_long)))
    return " ".join(told)


def _pages(twin: Twin, names: Names) -> _Pages:
    def page(key: str, labels: tuple[str, ...], columns: tuple[str, ...]) -> Page:
        return Page(
            names.say(f"sheet_{key}"),
            names.say(f"title_{key}"),
            labels=[names.say(f"head_{label}") for label in labels],
            columns=columns,
        )

    years = tuple(str(year) for year in twin.frame.years)
    effect_columns = tuple(names.say(f"head_{name}") for name in ("helping", "kept", "delta"))
    value = (names.say("head_value"),)
    return _Pages(
        names,
        page("chances", ("what", "from", "to"), value),
        page("effects", ("instrument", "from", "to"), effect_columns),
        page("people", ("scenario", "what", "state"), (str(twin.frame.base_year), *years)),
        page("prices", ("service", "state", "payer"), value),
        page("money", ("service", "state", "payer", "what"), years),
    )


def _filled(
    inputs: Inputs, twin: Twin, model: Model, cells: InputCells, pages: _Pages
) -> tuple[Ledger, Formula | None]:
    """Put all formulas on their sheets; return the ledger, and how much of a group is covered."""
    system, frame = model.system, twin.frame
    people = people_of(twin, cells, pages.chances, system.stack)
    chances = BaseChances(frame.problems, system.stack, system.moves, system.emergence)
    effects = Effects(twin, cells, pages.effects, people, chances)
    every = [effects.reached_by(item) for item in frame.plan.items]
    plan = Plan([reach for reach in every if reach.served], frame.plan.overlap)
    years = Years(pages.people, system.stack, cells.names)
    without, inflow = walk_without(years, people, len(frame.years))
    with_ = walk_with(years, people, plan, inflow)
    ledger = Ledger(twin, cells, pages.money, pages.prices)
    ledger.stays(stay_prices(twin, cells), without, with_)
    for reach in plan.reached:
        instrument = inputs.instruments[reach.instrument]
        for price in plan_prices(twin, cells, instrument, per="participant"):
            ledger.participants(price, reach, with_)
        for price in plan_prices(twin, cells, instrument, per="unit"):
            ledger.units(price, reach)
    return ledger, most_covered(years, plan.reached, plan.overlap, len(frame.years))
