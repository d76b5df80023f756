"""The tables that the file of a social problem is made of."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, model_validator

from costmodel.problems.uncertain import Record

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
Index = Literal["cpi", "none", "wages", "income_criterion"]
"""How a price goes on: with prices, not at all, with wages, or with the verified criteria."""
REST = "rest"
"""Stands for the share that the other payers leave."""


class Level(Record):
    """A severity level (poziom nasilenia) in words a social worker recognises."""

    id: str
    label: str
    definition: str


class Prevalence(Record):
    """How many cases there are for each unit of a base, where the place has no count of its own.

    ``per`` is a variable of statistics.csv, for example ``population``; ``rate`` a value of the
    file. [cases per unit of the base]
    """

    per: str
    rate: str


class Emergence(Record):
    """New cases of a related problem that one case brings in a year.

    ``source`` and ``target`` are a level of this file or „problem.level” of another; at least
    one of them is of this file. ``rate`` is a value of the file. [cases per case and year]
    """

    model_config = ConfigDict(validate_by_alias=True, validate_by_name=True)

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    rate: str


class Fee(Record):
    """Who pays for a care home: resident, then family, then the gmina (art. 60–61 ups).

    All are names: monthly income of the resident, the highest part of it that is taken, and
    what the family pays in a month.
    """

    income: str
    share: str
    family: str


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
    rule: Literal["local_income_tax", "care_home_fee"] | None = None
    fee: Fee | None = None
    index: Index = "cpi"
    cashable: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Service:
        if (self.rule is None) == (not self.payer):
            raise ValueError("albo 'payer', albo 'rule', i tylko jedno z nich")
        if (self.rule == "care_home_fee") != (self.fee is not None):
            raise ValueError("tabela fee wtedy i tylko wtedy, gdy rule = care_home_fee")
        if self.cashable and self.kind != "mandatory":
            raise ValueError("cashable tylko przy kosztach: dochód wpływa do budżetu w całości")
        if self.payer and list(self.payer.values()).count(REST) != 1:
            raise ValueError(f"dokładnie jeden płatnik z wartością „{REST}”")
        return self
