"""An optional instrument as its file tells it: cost for a participant, effect, evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from costmodel.problems.problem import REST, Payer
from costmodel.problems.uncertain import Record, UncertainRecord
from costmodel.sources import Grade


class Effect(Record):
    """What taking part changes in the chance of becoming independent.

    ``gross_success_rate``: share of participants who become independent; those who would have
    anyway are subtracted. ``risk_difference``: already net. ``attribution`` is the part that is
    due to the instrument and not to others working with the same person.
    """

    kind: Literal["gross_success_rate", "risk_difference"]
    value: str
    attribution: str
    grade: Grade
    caution: str


class CostLine(Record):
    """One cost for a participant: quantity times price, and who pays."""

    id: str
    label: str
    quantity: tuple[str, ...]
    price: tuple[str, ...]
    payer: dict[Payer, str]

    @model_validator(mode="after")
    def _check(self) -> CostLine:
        if list(self.payer.values()).count(REST) != 1:
            raise ValueError(f"dokładnie jeden płatnik z wartością „{REST}”")
        return self


class Instrument(Record):
    """One optional instrument (działanie fakultatywne), all of its file."""

    id: str
    label: str
    problem: str
    description: str
    legal_basis: str
    levels: Annotated[tuple[str, ...], Field(min_length=1)]
    effect: Effect
    cost: tuple[CostLine, ...]
    limits: tuple[str, ...] = ()
    value: dict[str, UncertainRecord]

    @model_validator(mode="after")
    def _check(self) -> Instrument:
        unknown = sorted({self.effect.value, self.effect.attribution} - set(self.value))
        if unknown:
            raise ValueError(f"tabela [value.{unknown[0]}]")
        twice = [level for level in dict.fromkeys(self.levels) if self.levels.count(level) > 1]
        if twice:
            raise ValueError(f"levels: „{twice[0]}” tylko raz")
        return self
