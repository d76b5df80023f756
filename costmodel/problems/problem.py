"""A social problem as its file tells it: levels, moves, services, uncertain values."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pydantic import Field, model_validator

from costmodel.problems.uncertain import Record, UncertainRecord

INDEPENDENT = ("independent_1", "independent_2", "independent")
Payer = Literal[
    "gmina",
    "powiat",
    "voivodeship",
    "state",
    "labour_fund",
    "social_insurance",
    "health_fund",
    "pfron",
    "eu",
    "household",
]
REST = "rest"
"""Stands for the share that the other payers leave."""


class Level(Record):
    """A severity level (poziom nasilenia) in words a social worker recognises."""

    id: str
    label: str
    definition: str


class Portion(Record):
    """A share of what the portions before it left; without a share, all that is left."""

    level: str
    share_of_rest: str | None = None


class Move(Record):
    """The year of people at one level: who leaves, who succeeds, where the others go."""

    level: str
    exit: str
    success: str
    stay: tuple[Portion, ...]


class Independence(Record):
    """Relapse in the first, second and later years of independence, and departure."""

    relapse: tuple[str, str, str]
    departure: str


class Service(Record):
    """What people in a state use, how much of it in a year, its price and who pays.

    ``use``, ``quantity`` and ``price`` are products of factors; a factor is a name, or names
    joined by `` + `` and `` - ``. A name is a value of the file or a statutory parameter.
    ``cashable`` names values of the file, shares whose product is the part of the money that
    leaves the budget when a person no longer needs the service; without it, all of it does.
    """

    id: str
    label: str
    kind: Literal["mandatory", "revenue"]
    legal_basis: str
    use: dict[str, tuple[str, ...]]
    quantity: tuple[str, ...]
    price: tuple[str, ...]
    payer: dict[Payer, str] = Field(default_factory=dict)
    rule: Literal["local_income_tax"] | None = None
    index: Literal["cpi", "none"] = "cpi"
    cashable: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Service:
        if (self.rule is None) == (not self.payer):
            raise ValueError("albo 'payer', albo 'rule', i tylko jedno z nich")
        if self.cashable and self.kind != "mandatory":
            raise ValueError("cashable tylko przy kosztach: dochód wpływa do budżetu w całości")
        if self.payer and list(self.payer.values()).count(REST) != 1:
            raise ValueError(f"dokładnie jeden płatnik z wartością „{REST}”")
        return self


class SocialProblem(Record):
    """One social problem (problem społeczny), all of its file."""

    id: str
    label: str
    unit: str
    stock_variable: str
    entry_level: str
    relapse_level: str
    limits: tuple[str, ...] = ()
    level: tuple[Level, ...]
    split: tuple[Portion, ...]
    move: tuple[Move, ...]
    independence: Independence
    service: tuple[Service, ...]
    value: dict[str, UncertainRecord]

    @property
    def levels(self) -> tuple[str, ...]:
        """Level ids in order of severity."""
        return tuple(level.id for level in self.level)

    @model_validator(mode="after")
    def _check(self) -> SocialProblem:
        faults = [
            *self._unknown_levels(),
            *self._unknown_values(),
            *self._open_portions(),
            *self._repeated(),
            *self._no_shares(),
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _unknown_levels(self) -> list[str]:
        named = [
            self.entry_level,
            self.relapse_level,
            *(portion.level for portion in self.split),
            *(move.level for move in self.move),
            *(portion.level for move in self.move for portion in move.stay),
            *(s for service in self.service for s in service.use if s not in INDEPENDENT),
        ]
        unknown = sorted(set(named) - set(self.levels))
        unmoved = sorted(set(self.levels) - {move.level for move in self.move})
        unsplit = sorted(set(self.levels) - {portion.level for portion in self.split})
        return [
            *(f"poziom „{name}” zapisany w [[level]]" for name in unknown),
            *(f"[[move]] dla poziomu „{name}”" for name in unmoved),
            *(f"[[split]] dla poziomu „{name}”" for name in unsplit),
        ]

    def _unknown_values(self) -> list[str]:
        named = [
            *(portion.share_of_rest for portion in self.split),
            *(p.share_of_rest for move in self.move for p in move.stay),
            *(name for move in self.move for name in (move.exit, move.success)),
            *self.independence.relapse,
            self.independence.departure,
            *(name for service in self.service for name in service.cashable),
        ]
        unknown = sorted({name for name in named if name} - set(self.value))
        return [f"tabela [value.{name}]" for name in unknown]

    def _repeated(self) -> list[str]:
        lists = {
            "[[level]]": self.levels,
            "[[split]]": [portion.level for portion in self.split],
            "[[move]]": [move.level for move in self.move],
            "[[service]]": [service.id for service in self.service],
            **{f"stay poziomu {m.level}": [p.level for p in m.stay] for m in self.move},
        }
        return [
            f"{place}: „{name}” tylko raz"
            for place, names in lists.items()
            for name, count in Counter(names).items()
            if count > 1
        ]

    def _no_shares(self) -> list[str]:
        outside = {
            name
            for service in self.service
            for name in service.cashable
            for part in ("low", "mode", "high")
            if not 0 <= (getattr(self.value.get(name), part, None) or 0) <= 1
        }
        return [f"[value.{name}] od 0 do 1, bo to część (cashable)" for name in sorted(outside)]

    def _open_portions(self) -> list[str]:
        lists = {"split": self.split, **{f"move {m.level}": m.stay for m in self.move}}
        return [
            f"{place}: share_of_rest w każdej części prócz ostatniej"
            for place, portions in lists.items()
            if [p.share_of_rest is None for p in portions] != [False] * (len(portions) - 1) + [True]
        ]
