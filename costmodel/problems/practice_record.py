"""The record of a good practice, as those who ran it tell it, and how much of it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, Strict, model_validator

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError, Problem
from costmodel.problems.instrument import INFLOW
from costmodel.problems.parts import Payer
from costmodel.resources import data_path
from costmodel.sources import Grade

Text = Annotated[str, Field(min_length=1)]
Share = Annotated[float, Strict(), Field(ge=0, le=1)]
Amount = Annotated[float, Strict(), Field(ge=0)]
_ID = re.compile(r"[a-z][a-z0-9_]*")
_PESEL = re.compile(r"(?<!\d)\d{11}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_HIDDEN = "(nie pokazujemy)"


class Shares(Declared):
    """The lowest, the middle and the highest part that is taken of a number as described."""

    low: Amount
    mode: Amount
    high: Amount

    @model_validator(mode="after")
    def _fail_if_out_of_order(self) -> Self:
        if not self.low <= self.mode <= self.high:
            raise ValueError("low ≤ mode ≤ high")
        return self


class Halving(Declared):
    """How much of a result that nobody compared is taken, and why: the file practice.toml."""

    label: Text
    unit: Literal["share"]
    kind: Literal["assumed"]
    grade: Annotated[Grade, Field(strict=False)]
    caution: Text
    note: str = ""
    source: DeclaredSource
    effect: Shares
    attribution: Shares
    cost: Shares

    @model_validator(mode="after")
    def _fail_if_more_than_all(self) -> Self:
        if max(self.effect.high, self.attribution.high) > 1:
            raise ValueError("effect i attribution od 0 do 1")
        return self


class PracticeRecord(Declared):
    """The record of a practice (metryka dobrej praktyki).

    ``cost`` is what one participant cost, in the prices of ``year``, by payer [zł]. The result is
    told by ``successes`` of ``participants``, or by ``success_rate`` [share]. ``contact_office``
    names an office and no person.
    """

    id: Text
    name: Text
    description: Text
    legal_basis: str = ""
    place: Text
    residents: Annotated[int, Field(ge=1)] | None = None
    year: Annotated[int, Field(ge=1990)]
    problem: Text
    levels: Annotated[list[Text], Field(min_length=1)]
    participants: Annotated[int, Field(ge=1)]
    successes: Annotated[int, Field(ge=0)] | None = None
    success_rate: Share | None = None
    measured_after: str = ""
    cost: Annotated[dict[Payer, Amount], Field(min_length=1)]
    contact_office: Text
    source: DeclaredSource

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not _ID.fullmatch(self.id):
            raise ValueError("id z małych liter bez polskich znaków, cyfr i podkreślników")
        if (self.successes is None) == (self.success_rate is None):
            raise ValueError("albo successes (ilu osobom się powiodło), albo success_rate (udział)")
        if self.successes is not None and self.successes > self.participants:
            raise ValueError("successes nie większe niż participants")
        if len(set(self.levels)) < len(self.levels) or INFLOW in self.levels:
            raise ValueError("levels: poziomy problemu, każdy raz, bez „inflow”")
        if not sum(self.cost.values()) > 0:
            raise ValueError("cost większy od zera u co najmniej jednego płatnika")
        return self

    @property
    def rate(self) -> float:
        """The share of participants who succeeded, as described. [share]"""
        if self.success_rate is not None:
            return self.success_rate
        return (self.successes or 0) / self.participants

    @property
    def grade(self) -> Grade:
        """D where people were counted after a stated time, otherwise E."""
        counted = self.successes is not None and self.measured_after.strip()
        return Grade.D if counted else Grade.E


def load_practice(path: Path) -> PracticeRecord:
    """Return the record of a practice.

    Raises
    ------
    InputError
        If the file does not fit the form, or a text looks like a PESEL number or an e-mail
        address; such a text is not shown again.
    """
    record = read_declared(path, PracticeRecord)
    found = [
        Problem(
            path.name,
            f"klucz {key}",
            _HIDDEN,
            f"tekst bez danych osobowych, a jest w nim {what}",
            "Usuń te dane z pliku. W polu contact_office podaj urząd, a nie osobę.",
        )
        for key, text in _texts(record.model_dump())
        for what, pattern in (("numer podobny do PESEL", _PESEL), ("adres e-mail", _EMAIL))
        if pattern.search(text)
    ]
    if found:
        raise InputError(found)
    return record


def load_halving(path: Path | None = None) -> Halving:
    """Return how much of a self-described result is taken; raises InputError as readers do.

    Examples
    --------
    >>> load_halving().effect.mode
    0.5
    """
    return read_declared(path or data_path("practice.toml"), Halving)


def _texts(content: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a record with the key under which it stands."""
    if isinstance(content, str):
        yield key, content
    elif isinstance(content, dict):
        for name, item in content.items():
            yield from _texts(item, f"{key}.{name}" if key else str(name))
    elif isinstance(content, list):
        for item in content:
            yield from _texts(item, key)
