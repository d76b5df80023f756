"""An optional instrument as its file tells it: cost, capacity, effects, evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from costmodel.problems.common import load_common
from costmodel.problems.parts import REST, Payer
from costmodel.problems.uncertain import Record, UncertainRecord
from costmodel.sources import Grade

Target = Literal["exit", "relapse", "migration", "emergence", "inflow"]
"""What taking part changes: leaving, falling back, moving, related problems, new cases."""
INFLOW = "inflow"
"""Stands for those who would become new cases, where an instrument prevents."""
NEEDS_TO = ("migration", "emergence")


class Effect(Record):
    """What taking part changes in one chance of people at some levels.

    ``levels`` are those of ``problem``, stages of independence, or ``inflow``. ``on`` names the
    chance; ``to`` the level to which it leads (of migration), or „problem.level” (of emergence).
    ``gross_success_rate`` is the share of participants who become independent; those who would
    have anyway are subtracted. The other kinds compare groups and are net already.
    ``attribution`` is the part that is due to the instrument and not to others working with the
    same person.
    """

    problem: str
    levels: Annotated[tuple[str, ...], Field(min_length=1)]
    on: Target
    to: str | None = None
    kind: Literal["gross_success_rate", "risk_difference", "risk_ratio", "odds_ratio", "rate_ratio"]
    value: str
    attribution: str
    grade: Grade
    caution: str

    @model_validator(mode="after")
    def _check(self) -> Effect:
        if (self.on in NEEDS_TO) != (self.to is not None):
            raise ValueError("klucz to wtedy i tylko wtedy, gdy on = migration albo emergence")
        if self.kind == "gross_success_rate" and self.on != "exit":
            raise ValueError("gross_success_rate tylko przy on = exit")
        if (self.on == INFLOW) != (INFLOW in self.levels):
            raise ValueError(f"levels = [„{INFLOW}”] wtedy i tylko wtedy, gdy on = inflow")
        twice = [level for level in dict.fromkeys(self.levels) if self.levels.count(level) > 1]
        if twice:
            raise ValueError(f"levels: „{twice[0]}” tylko raz")
        return self


class CostLine(Record):
    """One cost: quantity times price, who pays, and for what.

    ``per`` tells whether it is paid for each participant, or each year for each unit of the plan
    (a post, a team, a house, a campaign).
    """

    id: str
    label: str
    per: Literal["participant", "unit"] = "participant"
    quantity: tuple[str, ...]
    price: tuple[str, ...]
    payer: dict[Payer, str]
    index: Literal["cpi", "none", "wages", "income_criterion"] = "cpi"

    @model_validator(mode="after")
    def _check(self) -> CostLine:
        if list(self.payer.values()).count(REST) != 1:
            raise ValueError(f"dokładnie jeden płatnik z wartością „{REST}”")
        return self


class Capacity(Record):
    """How many participants one unit serves in a year; ``unit_label`` is its Polish name.

    ``unit_is_post`` tells that a unit is a post of a social worker: the staff table counts it.
    """

    per_unit: str
    unit_label: str
    unit_is_post: bool = False


class Timing(Record):
    """Whole years until the effect begins, and the part of it lost in each further year."""

    delay_years: Annotated[int, Field(ge=0, le=20)] = 0
    drop_off: str | None = None


class Instrument(Record):
    """One optional instrument (działanie fakultatywne), all of its file."""

    id: str
    label: str
    kind: Literal["individual", "organisational"] = "individual"
    description: str
    legal_basis: str
    effect: Annotated[tuple[Effect, ...], Field(min_length=1)]
    cost: tuple[CostLine, ...]
    capacity: Capacity | None = None
    timing: Timing = Timing()
    limits: tuple[str, ...] = ()
    value: dict[str, UncertainRecord]

    @property
    def serves(self) -> tuple[str, ...]:
        """The people who may take part, each as „problem.level”, in order."""
        named = [f"{e.problem}.{level}" for e in self.effect for level in e.levels]
        return tuple(dict.fromkeys(named))

    @model_validator(mode="after")
    def _check(self) -> Instrument:
        named = [name for effect in self.effect for name in (effect.value, effect.attribution)]
        named += [n for n in (self.capacity and self.capacity.per_unit, self.timing.drop_off) if n]
        faults = [
            f"tabela [value.{name}]" for name in sorted({*named} - {*self.value, *load_common()})
        ]
        if any(line.per == "unit" for line in self.cost) and self.capacity is None:
            faults.append("tabela [capacity], bo jest koszt per = „unit”")
        if faults:
            raise ValueError("; ".join(faults))
        return self
