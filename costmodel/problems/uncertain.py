"""One uncertain number of a problem or an instrument: what is known of it, and from where."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Strict, model_validator

from costmodel.declared import Declared, DeclaredSource
from costmodel.errors import ModelError
from costmodel.sources import Grade, Source
from costmodel.uncertainty.distributions import Distribution, Shape
from costmodel.uncertainty.published_interval import Scale

Number = Annotated[float, Strict()]


_IN_ORDER = "low ≤ mode ≤ high i żadnych innych liczb"
_MOMENTS = "mean i standard_error, i żadnych innych liczb"
NEEDS: dict[Shape, str] = {
    "fixed": "mode i żadnych innych liczb",
    "pert": _IN_ORDER,
    "triangular": _IN_ORDER,
    "uniform": "low ≤ high i żadnych innych liczb",
    "beta": f"{_MOMENTS}; mean między 0 a 1, standard_error² mniejsze niż mean · (1 − mean)",
    "gamma": f"{_MOMENTS}; mean większe od 0",
    "lognormal": f"{_MOMENTS}; mean większe od 0",
    "counts": "successes i trials w liczbach całkowitych, 0 ≤ successes ≤ trials, trials co "
    "najmniej 1 (u ilu osób z ilu), i żadnych innych liczb",
    "interval": "low ≤ high, level między 0 a 1 (np. 0.95) i on = „normal”, „log” albo „logit”, i "
    "żadnych innych liczb; przy „log” low większe od 0, przy „logit” low większe od 0 i high "
    "mniejsze od 1",
}
"""What the numbers of each shape must be, in Polish."""


class Record(Declared):
    """A table of a file, whose lists are read as tuples and whose words as enumerations."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, allow_inf_nan=False)


class Origin(StrEnum):
    """How a number came about."""

    PUBLISHED = "published"
    DERIVED = "derived"
    ASSUMPTION = "assumption"
    OWN = "own"


class DistributionRecord(Record):
    """The numbers of a distribution as they stand in a file."""

    shape: Shape
    low: Number | None = None
    mode: Number | None = None
    high: Number | None = None
    mean: Number | None = None
    standard_error: Number | None = None
    successes: Number | None = None
    trials: Number | None = None
    level: Number | None = None
    on: Scale | None = None

    def distribution(self) -> Distribution:
        """Return the distribution of the number, in its unit."""
        return Distribution(
            self.shape,
            low=self.low,
            mode=self.mode,
            high=self.high,
            mean=self.mean,
            standard_error=self.standard_error,
            successes=self.successes,
            trials=self.trials,
            level=self.level,
            on=self.on,
        )


class _Described(Record):
    """What a number is and where it is from; its keys stand before those of the distribution."""

    label: str
    unit: str
    kind: Origin
    grade: Grade
    source: DeclaredSource
    note: str = ""
    finding: tuple[str, ...] = ()


class UncertainRecord(DistributionRecord, _Described):
    """A ``[value.NAME]`` table: label, unit, evidence and distribution of one number."""

    @model_validator(mode="after")
    def _check(self) -> UncertainRecord:
        try:
            self.distribution()
        except ModelError as error:
            raise ValueError(f"rozkład „{self.shape}”: {NEEDS[self.shape]}") from error
        if self.kind is Origin.ASSUMPTION and self.grade is not Grade.E:
            raise ValueError("siła dowodu E, bo to założenie (kind = assumption)")
        return self

    def origin(self) -> Source:
        """Return the source as the value type used elsewhere."""
        return self.source.as_source()
