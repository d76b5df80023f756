"""Read the rates of a population forecast, each with its unit, grade and source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator, model_validator

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.language import remembered
from costmodel.resources import data_path
from costmodel.sources import Grade, Source

Floats = NDArray[np.float64]
N_AGES = 18
"""Five-year ages: 0-4, 5-9 … 80-84, 85 and over."""
STEP = 5
"""Years in an age group, and in a step of the forecast."""


@dataclass(frozen=True, slots=True, eq=False)
class Demography:
    """Rates of mortality, fertility and migration.

    Parameters
    ----------
    life_expectancy : ndarray of shape (2, 3)
        Men, women; at the ages 0, 15 and 45. [years]
    total_fertility : float
        [children per woman]
    fertility_by_age : ndarray of shape (18,)
        Part of the total fertility by age of the woman; sums to 1. [share]
    boys_per_girl : float
    fertility_memory : float
        Weight of the national mean beside the own children of a gmina. [children expected]
    migration_by_age : ndarray of shape (18,)
        Intensity of net migration relative to the mean, up to a factor.
    sources : mapping of str to Source
    grades : mapping of str to Grade
    """

    life_expectancy: Floats
    total_fertility: float
    fertility_by_age: Floats
    boys_per_girl: float
    fertility_memory: float
    migration_by_age: Floats
    sources: dict[str, Source]
    grades: dict[str, Grade]


class _RateForm(Declared):
    value: list[float] = Field(min_length=1)
    unit: str = Field(min_length=1)
    kind: Literal["published", "assumption"]
    grade: Literal["A", "B", "C", "D", "E"]
    source: DeclaredSource

    @field_validator("value")
    @classmethod
    def _fail_if_negative(cls, value: list[float]) -> list[float]:
        if min(value) < 0:
            raise ValueError("liczby nieujemne")
        return value

    @model_validator(mode="after")
    def _fail_if_an_assumption_looks_strong(self) -> _RateForm:
        if self.kind == "assumption" and self.grade != "E":
            raise ValueError("założenie ma ocenę E")
        return self


_LENGTHS = {
    "life_expectancy_men": 3,
    "life_expectancy_women": 3,
    "total_fertility": 1,
    "fertility_by_age": N_AGES,
    "boys_per_girl": 1,
    "fertility_memory": 1,
    "migration_by_age": N_AGES,
}


class _DemographyForm(Declared):
    life_expectancy_men: _RateForm
    life_expectancy_women: _RateForm
    total_fertility: _RateForm
    fertility_by_age: _RateForm
    boys_per_girl: _RateForm
    fertility_memory: _RateForm
    migration_by_age: _RateForm

    @model_validator(mode="after")
    def _fail_if_lists_do_not_fit(self) -> _DemographyForm:
        for name, length in _LENGTHS.items():
            found = len(getattr(self, name).value)
            if found != length:
                raise ValueError(f"{name}: {length} liczb, a jest {found}")
        if not np.isclose(sum(self.fertility_by_age.value), 1.0):
            raise ValueError("fertility_by_age: liczby, które sumują się do 1")
        return self


def read_demography(path: Path) -> Demography:
    """Return the rates that stand in a TOML file.

    Raises
    ------
    InputError
        If a rate is absent, has no unit or source, is negative or has the wrong length, or an
        assumption has a grade other than E.
    """
    form = read_declared(path, _DemographyForm)
    rates = {name: getattr(form, name) for name in _LENGTHS}
    values = {name: np.array(rate.value) for name, rate in rates.items()}
    return Demography(
        np.stack([values["life_expectancy_men"], values["life_expectancy_women"]]),
        float(values["total_fertility"][0]),
        values["fertility_by_age"],
        float(values["boys_per_girl"][0]),
        float(values["fertility_memory"][0]),
        values["migration_by_age"],
        {name: rate.source.as_source() for name, rate in rates.items()},
        {name: Grade(rate.grade) for name, rate in rates.items()},
    )


@remembered
def default_demography() -> Demography:
    """Return the rates shipped with the library.

    Examples
    --------
    >>> default_demography().total_fertility
    1.099
    """
    return read_demography(data_path("demography.toml"))
