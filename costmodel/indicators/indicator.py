"""What one indicator declares of itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator

from costmodel.declared import Declared
from costmodel.indicators.variables import Checked, plain_name

Level = Literal["gmina", "powiat", "voivodeship", "country"]


class Indicator(Declared):
    """One indicator: its formula, unit, base, source, direction and trap (Polish texts).

    ``numerator`` names a variable or a group of them; ``denominator`` may also name an
    alternative. ``base`` tells what is counted above and below, ``scope`` of which day, edition
    or population. ``interval`` tells which interval small counts get. ``comparable`` is false
    for counts, which rank places by size and not by how they fare. ``bdl`` holds the ids under
    which GUS publishes the indicator itself. ``lag`` is the distance of the two years of a
    change. [years]
    """

    model_config = ConfigDict(str_min_length=1)

    id: str
    name: str
    area: str
    formula: Literal["level", "ratio", "change"]
    numerator: str
    denominator: str | None = None
    denominator_area: Literal["same", "powiat", "country"] = "same"
    lag: int | None = Field(default=None, ge=1)
    multiplier: float = Field(gt=0)
    unit: str
    base: str
    scope: str | None = None
    source: str
    address: str | None = None
    bdl: Annotated[tuple[str, ...], Field(strict=False)] = ()
    levels: Annotated[tuple[Level, ...], Field(min_length=1, strict=False)]
    direction: Literal["up", "down", "context"]
    norm: str | None = None
    interval: Literal["share", "rate", "none"] = "none"
    trap: str
    comparable: bool = True
    checked: Checked

    @field_validator("id")
    @classmethod
    def _fail_if_no_plain_name(cls, id_: str) -> str:
        return plain_name(id_)
