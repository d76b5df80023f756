"""Formulas of the money: what each service and instrument costs less or more with the plan."""

from __future__ import annotations

from collections.abc import Sequence

from costmodel.publish.formula import Formula, number
from costmodel.publish.workbook_effects import Reached
from costmodel.publish.workbook_inputs import InputCells
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_prices import OPTIONAL, Price
from costmodel.publish.workbook_twin import Twin
from costmodel.publish.workbook_walk import Steps

INACTION_COST, PLAN_COST = "cost_of_inaction", "programme_cost"
Amounts = dict[tuple[str, str], list[float]]


class Ledger:
    """Puts lines of money on their sheet and keeps their sums."""

    def __init__(self, twin: Twin, cells: InputCells, page: Page, prices: Page) -> None:
        self._twin, self._cells, self._page, self._prices = twin, cells, page, prices
        self.sums: Amounts = {}
        self._count = 0

    def stays(self, prices: Sequence[Price], without: Steps, with_: Steps) -> None:
        """Put what stays cost without the plan less with it."""
        for price in prices:
            fewer = [
                (without.people[t][price.state] + without.people[t + 1][price.state]) / 2
                - (with_.people[t][price.state] + with_.people[t + 1][price.state]) / 2
                for t in range(len(self._twin.frame.years))
            ]
            what = PLAN_COST if price.kind == OPTIONAL else INACTION_COST
            self._put(price, what, price.state, fewer)

    def participants(self, price: Price, reach: Reached, with_: Steps) -> None:
        """Put what the participants of an instrument cost."""
        taking = with_.participants[reach.instrument]
        for place, group in enumerate(reach.served):
            self._put(price, PLAN_COST, group, [year[place] for year in taking])

    def units(self, price: Price, reach: Reached) -> None:
        """Put what the units of an instrument cost."""
        self._put(price, PLAN_COST, "", reach.units or [])

    def _put(self, price: Price, what: str, group: str, volumes: Sequence[Formula]) -> None:
        self._count += 1
        key, cells = self._count, self._cells
        payer, name = cells.names.payer(price.payer), cells.names.of(group) if group else ""
        self._prices.line(key, price.service, name, payer)
        rate = self._prices.put(key, 0, price.rate, look="value")
        self._page.line(key, price.service, name, payer, cells.say(what))
        sums = self.sums.setdefault((what, price.payer), [0.0] * len(self._twin.frame.years))
        for t in range(len(volumes)):
            amount = number(0)
            if t >= price.lag:
                amount = volumes[t - price.lag] * rate * cells.real_value(price.index, t)
            put = self._page.put(key, t, amount, look="money")
            sums[t] += put.value
