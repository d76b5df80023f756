"""Write quantities in words, and keep what was written so that it can be traced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from costmodel.annex.marks import marked
from costmodel.annex.money import money, money_interval, round_money
from costmodel.annex.nbsp import HARD
from costmodel.annex.numbers import decimal, integer, interval, percent, round_people
from costmodel.annex.plural import count
from costmodel.annex.signs import SIGNS
from costmodel.annex.wording import Wording, load_wording
from costmodel.errors import ModelError
from costmodel.language import SOURCE, current
from costmodel.quantities import Kind, Quantity
from costmodel.tables import Status
from costmodel.translation import translated

NO_NUMBER = "—"
THOUSAND = 1_000
MONEY_UNITS = ("PLN", "zł")
PEOPLE = ("osoba", "rodzina", "dziecko", "przypadek")
"""Units that are counted whole and rounded as strategies print them."""
SMALL_SHARE = 0.1
"""Shares below this are printed with one digit after the comma."""
TINY_SHARE = 0.001
"""Shares below this are printed with two."""
NO_SHARE = 0.00005
"""Shares below this are printed as none."""


def _form_alone(_id: str, text: str) -> str:
    return text


class Pen:
    """Writes quantities by id, each in the form its unit and kind ask for.

    Parameters
    ----------
    quantities : mapping of str to Quantity
        Everything that may be written.
    wording : Wording, optional
        The words; those of the current language by default.
    mark : callable, optional
        Makes of an id and its printed form what the pen gives; the form alone by default.
    """

    def __init__(
        self,
        quantities: Mapping[str, Quantity],
        wording: Wording | None = None,
        *,
        mark: Callable[[str, str], str] = _form_alone,
    ) -> None:
        self._quantities = {id_: _in_language(quantity) for id_, quantity in quantities.items()}
        self._printed: dict[str, list[str]] = {}
        self._charts: dict[str, list[str]] = {}
        self._mark = mark
        self.wording = wording or load_wording()

    def marking(self) -> Pen:
        """Return a pen that writes the same and marks each number with its id.

        It keeps what it writes apart from this pen (:mod:`costmodel.annex.marks`).
        """
        return Pen(self._quantities, self.wording, mark=marked)

    @property
    def printed(self) -> Mapping[str, list[str]]:
        """What was written, by id of quantity."""
        return MappingProxyType(self._printed)

    @property
    def charts(self) -> Mapping[str, list[str]]:
        """The ids of the numbers that each chart draws, by name of the chart."""
        return MappingProxyType(self._charts)

    @property
    def known(self) -> Mapping[str, Quantity]:
        """Everything that may be written, by id."""
        return MappingProxyType(dict(self._quantities))

    def say(self, key: str, /, **fields: str) -> str:
        """Return a sentence of the annex."""
        return self.wording.say(f"annex.{key}", **fields)

    def quantity(self, id_: str) -> Quantity:
        """Return a quantity, or say which ids are like the one asked for."""
        if id_ not in self._quantities:
            raise ModelError(f"quantity {id_!r} does not exist: the annex asks for a wrong id.")
        return self._quantities[id_]

    def knows(self, id_: str) -> bool:
        """Return whether there is a quantity of that id."""
        return id_ in self._quantities

    def full(self, id_: str) -> str:
        """Return the central value with its unit: „1 195 osób”, „1,48 mln zł”, „12,5%”."""
        quantity = self.quantity(id_)
        if quantity.is_secret:
            return self._keep(id_, self.say("hidden.in_text", sign=SIGNS[Status.SECRET]))
        return self._keep(id_, _full(quantity, quantity.value))

    def range(self, id_: str) -> str:
        """Return the interval with its unit: „od 0,8 do 2,2 mln zł”."""
        return self._keep(id_, _range(self.quantity(id_)))

    def number(self, id_: str) -> str:
        """Return the central value alone, for a column whose head names the unit."""
        quantity = self.quantity(id_)
        if quantity.is_secret:
            return self._keep(id_, SIGNS[Status.SECRET])
        return self._keep(id_, _number(quantity, quantity.value))

    def number_range(self, id_: str) -> str:
        """Return the bounds alone, for a column: „470–1 340”."""
        quantity = self.quantity(id_)
        if quantity.low is None or quantity.high is None:
            return NO_NUMBER
        low, high = _number(quantity, quantity.low), _number(quantity, quantity.high)
        text = f"{low}{HARD}–{HARD}{high}"
        return self._keep(id_, text)

    def spread(self, id_: str) -> str:
        """Return „1 195 (900– 1 400)”: both in one cell, where a line may end after the dash."""
        if self.quantity(id_).low is None:
            return self.number(id_)
        ends = self.number_range(id_).replace(f"–{HARD}", "– ")
        return self.say("spread", value=self.number(id_), range=ends)

    def remark(self, id_: str) -> str:
        """Return what is to be said of a quantity beside its number; why it is hidden, if it is."""
        quantity = self.quantity(id_)
        return self.say("hidden.why") if quantity.is_secret else quantity.note

    def note(self, id_: str, text: str) -> str:
        """Keep a text made elsewhere as what was printed of a quantity, and return it."""
        return self._keep(id_, text)

    def draw(self, chart: str, ids: Iterable[str]) -> None:
        """Keep the ids of the numbers that a chart draws, whether or not a text tells them."""
        self._charts[chart] = [self.quantity(id_).id for id_ in dict.fromkeys(ids)]
        for id_ in self._charts[chart]:
            self._printed.setdefault(id_, [])

    def forms(self, id_: str) -> tuple[str, ...]:
        """Return how a text may tell a quantity: its value, without its sign too, its range."""
        quantity = self.quantity(id_)
        if quantity.value is None:
            return ()
        texts = (_full(quantity, quantity.value), _full(quantity, abs(quantity.value)))
        return tuple(t for t in dict.fromkeys((*texts, _range(quantity))) if t != NO_NUMBER)

    def _keep(self, id_: str, text: str) -> str:
        if text != NO_NUMBER and text not in self._printed.setdefault(id_, []):
            self._printed[id_].append(text)
        return text if text == NO_NUMBER else self._mark(id_, text)


def _in_language(quantity: Quantity) -> Quantity:
    """Return a quantity with its texts in the current language; its unit says how it is written."""
    if current() == SOURCE:
        return quantity
    label, note, source = map(translated, (quantity.label, quantity.note, quantity.source))
    return replace(quantity, label=label, note=note, source=source)


def _is_soft(quantity: Quantity) -> bool:
    return quantity.kind in (Kind.FORECAST, Kind.ESTIMATE)


def _full(quantity: Quantity, value: float | None) -> str:
    if value is None:
        return NO_NUMBER
    match quantity.unit:
        case unit if unit in PEOPLE:
            return count(round_people(value) if _is_soft(quantity) else round(value), unit)
        case "zł":
            return money(value)
        case "rok":
            return str(int(value))
        case "udział" if quantity.kind in (Kind.ASSUMPTION, Kind.PUBLISHED):
            return percent(Decimal(str(round(value, 4))), None)
        case "udział":
            return _share(value)
        case _:
            return _number(quantity, value)


def _number(quantity: Quantity, value: float | None) -> str:
    if value is None:
        return NO_NUMBER
    match quantity.unit:
        case unit if unit in PEOPLE:
            return integer(round_people(value) if _is_soft(quantity) else value)
        case "zł":
            return integer(round_money(value) / THOUSAND)
        case "udział" if _is_soft(quantity):
            return _share(value)
        case "losowanie":
            return integer(value)
        case "krotność" if quantity.kind is Kind.ESTIMATE:
            return decimal(value, 1)
        case "rok":
            return str(int(value))
        case unit if unit.startswith(MONEY_UNITS):
            return decimal(Decimal(str(round(value, 2))), None)
        case _:
            return decimal(Decimal(str(round(value, 4))), None)


def _share(value: float) -> str:
    if abs(value) < NO_SHARE:
        return percent(0, 0)
    if abs(value) >= SMALL_SHARE:
        return percent(value, 0)
    return percent(value, 2 if abs(value) < TINY_SHARE else 1)


def _range(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    if low is None or high is None:
        return NO_NUMBER
    match quantity.unit:
        case unit if unit in PEOPLE:
            ends = (round_people(low), round_people(high))
            return interval(ends[0], ends[1], lambda n: count(float(n), unit, case="genitive"))
        case "zł":
            return money_interval(low, high)
        case "udział":
            return interval(low, high, lambda n: _share(float(n)))
        case _:
            return interval(low, high)
