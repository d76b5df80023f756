"""What plan.toml may hold, in its declared form."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, PlainValidator, Strict
from pydantic_core import PydanticCustomError

from costmodel.cohort.overlap import Overlap
from costmodel.declared import Declared
from costmodel.targets.rules import Rule

Share = Annotated[float, Strict(), Field(ge=0, le=1)]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[Text], Field(default_factory=list)]


def _shares(told: object) -> tuple[float, ...]:
    """Return a share, or a list of one for each year, as a tuple."""
    listed = told if isinstance(told, list) else [told]
    if not listed:
        raise PydanticCustomError("too_short", "no share")
    shares: list[float] = []
    for share in listed:
        if isinstance(share, bool) or not isinstance(share, int | float):
            raise PydanticCustomError("float_type", "no number")
        if not share >= 0:
            raise PydanticCustomError("greater_than_equal", "below 0", {"ge": 0})
        if share > 1:
            raise PydanticCustomError("less_than_equal", "above 1", {"le": 1})
        shares.append(float(share))
    return tuple(shares)


class GoalRecord(Declared):
    """A ``[[goals]]`` table: one strategic goal, and by what it is reached."""

    name: Text
    operational: Texts
    instruments: Texts
    indicators: Texts
    implementers: Texts
    partners: Texts
    funding: Texts


class TargetRecord(Declared):
    """A ``[[targets]]`` table: what an indicator shall be, and by which rule.

    ``indicator`` is an id of the catalogue of indicators, or of a problem: then the number of its
    people. ``value`` is for the rule *given*. [unit of indicator]
    """

    indicator: Text
    rule: Rule
    year: int
    value: float | None = None


class PlannedRecord(Declared):
    """An ``[instrument]`` table of plan.toml; who does it is for the strategic card."""

    first_year: int
    last_year: int | None = None
    coverage: dict[str, Annotated[tuple[float, ...], PlainValidator(_shares)]] = Field(
        default_factory=dict
    )
    phase_in: list[Share] = Field(default_factory=list)
    units: Annotated[float, Field(gt=0)] | None = None
    implementers: Texts
    partners: Texts
    funding: Texts


class PlanRecord(Declared):
    """The whole of plan.toml: overlap, goals and targets, then a table for each instrument."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True, allow_inf_nan=False)
    __pydantic_extra__: dict[str, PlannedRecord] = Field(init=False)
    overlap: Overlap = "exclusive"
    goals: list[GoalRecord] = Field(default_factory=list)
    targets: list[TargetRecord] = Field(default_factory=list)

    @property
    def instruments(self) -> dict[str, PlannedRecord]:
        """The tables by id of their instrument."""
        return dict(self.__pydantic_extra__)
