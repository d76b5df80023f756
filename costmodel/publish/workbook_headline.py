"""The first sheet: the headline by payer, checked against the engine's figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from costmodel.annex.workbook import Sheet
from costmodel.costs.ledger import HOUSEHOLD
from costmodel.model import run
from costmodel.outcome import PUBLIC, Outcome
from costmodel.publish.formula import Formula, total
from costmodel.publish.pen import Pen
from costmodel.publish.workbook_inputs import SHARE, InputCells, Told
from costmodel.publish.workbook_money import INACTION_COST, PLAN_COST, Amounts
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_twin import Twin
from costmodel.quantities import Quantity
from costmodel.studies.quantity_makers import plain

NET, CHECK = "net", "check"
AMOUNTS = {
    INACTION_COST: "koszt zaniechania (brutto), wartość bieżąca przy średnich danych",
    PLAN_COST: "koszt planu, wartość bieżąca przy średnich danych",
    NET: "wynik netto, wartość bieżąca przy średnich danych",
}
PAYER, WHAT, FIRST_YEAR = 2, 3, 4
"""Columns of the sheet of money."""


def twin_quantities(twin: Twin) -> Iterator[Quantity]:
    """Yield the present values that the engine gives for the means of all that was drawn."""
    outcome = run(twin.model())
    for payer in payers_of(outcome):
        flows = {
            INACTION_COST: outcome.cost_of_inaction(payer)[0],
            PLAN_COST: outcome.programme_cost(payer)[0],
            NET: outcome.net_saving(payer)[0],
        }
        for what, label in AMOUNTS.items():
            rate = 1 + outcome.discount_rate
            value = sum(float(amount) / rate ** (t + 1) for t, amount in enumerate(flows[what]))
            yield plain(engine_id(what, payer), label, value, "zł")


def engine_id(what: str, payer: str) -> str:
    """Return the id of an amount that the engine gives."""
    return f"workbook.{what}.{payer}"


def payers_of(outcome: Outcome) -> tuple[str, ...]:
    """Return the payers, then all public finance: its sums refer to the lines of the others."""
    return (*outcome.ledger.payers, PUBLIC)


@dataclass(frozen=True, slots=True)
class Headline:
    """What the first sheet is made from.

    Parameters
    ----------
    money : Page
        The sheet of all amounts, whose sums by year are ``sums``.
    pen : Pen
        Knows the engine's figures.
    """

    twin: Twin
    cells: InputCells
    money: Page
    sums: Amounts
    pen: Pen

    def sheet(
        self,
        payers: Sequence[str],
        *,
        most_covered: Formula | None,
        place: str,
        version: str,
        note: str,
    ) -> Sheet:
        """Return the sheet of amounts by payer and year, in total and in present value.

        ``most_covered`` is the largest share of a group that the plan covers, checked below.
        """
        say, frame = self.cells.say, self.twin.frame
        rate = self._discount_rate()
        columns = ("total", "present", "python", "difference")
        price_year = str(frame.price_year)
        page = Page(
            say("sheet_headline"),
            say("title_headline", place=place, version=version, price_year=price_year),
            labels=[say("head_payer"), say("head_what")],
            columns=[*(str(year) for year in frame.years), *(say(f"head_{c}") for c in columns)],
            notes=[say("head_id")],
        )
        found: dict[tuple[str, str], list[Formula]] = {}
        for payer in payers:
            for what in AMOUNTS:
                amounts = self._amounts(payer, what, found, payers)
                found[payer, what] = self._line(page, payer, what, amounts, rate)
        if most_covered is not None:
            page.line(CHECK, say("check"), say("most_covered"))
            page.put(CHECK, 0, most_covered, look="part")
        widths = (26.0, 20.0, *(13.0 for _ in frame.years), 14.0, 18.0, 18.0, 12.0, 44.0)
        return page.sheet(widths=widths, note=note)

    def _line(
        self, page: Page, payer: str, what: str, amounts: Sequence[Formula], rate: Formula
    ) -> list[Formula]:
        """Put the years of an amount, its sum, its present value, and the engine's."""
        key, n_years, id_ = (payer, what), len(amounts), engine_id(what, payer)
        page.line(key, self.cells.names.payer(payer), self.cells.say(what), notes=(id_,))
        put = [page.put(key, t, amount, look="money") for t, amount in enumerate(amounts)]
        page.put(key, n_years, total(put), look="money")
        discounted = total(amount / (rate + 1) ** (t + 1) for t, amount in enumerate(put))
        present = page.put(key, n_years + 1, discounted, look="money")
        self.pen.full(id_)
        engine = Formula("", self.pen.quantity(id_).value or 0.0)
        python = page.put(key, n_years + 2, engine, look="money")
        page.put(key, n_years + 3, present - python, look="control")
        return put

    def _discount_rate(self) -> Formula:
        say = self.cells.say
        told = Told(
            say("discount"),
            say("rate_unit"),
            say("law"),
            say("discount_source"),
            "settings.discount",
            SHARE,
        )
        return self.cells.add("stopa_dyskontowa", self.twin.frame.discount_rate, told)

    def _amounts(
        self,
        payer: str,
        what: str,
        found: Mapping[tuple[str, str], list[Formula]],
        payers: Sequence[str],
    ) -> list[Formula]:
        """Return one amount of a payer in each year."""
        if what == NET:
            pairs = zip(found[payer, INACTION_COST], found[payer, PLAN_COST], strict=True)
            return [gained - spent for gained, spent in pairs]
        if payer == PUBLIC:
            public = [found[p, what] for p in payers if p not in (HOUSEHOLD, PUBLIC)]
            return [total(of_year) for of_year in zip(*public, strict=True)]
        n_years = len(self.twin.frame.years)
        known = self.sums.get((what, payer), [0.0] * n_years)
        return [self._sum(payer, what, t, known[t]) for t in range(n_years)]

    def _sum(self, payer: str, what: str, t: int, known: float) -> Formula:
        """Return the sum of all lines of money of a payer."""
        money, cells = self.money, self.cells
        text = (
            f"SUMIFS({money.span(FIRST_YEAR + t)},"
            f'{money.span(PAYER)},"{cells.names.payer(payer)}",'
            f'{money.span(WHAT)},"{cells.say(what)}")'
        )
        return Formula(text, known)
