"""How often intervals held what came, measured on the national panel and kept as data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
from pydantic import Field

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.language import remembered
from costmodel.resources import data_path
from costmodel.sources import Source

Cut = Literal["all", "horizon", "origin", "size"]


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """A measurement of intervals on series held out.

    Parameters
    ----------
    rows : DataFrame
        ``cut`` (all, horizon, origin, size), ``value`` (years ahead, last year learned, size
        band), ``n`` outcomes, ``coverage`` [share], ``error``, ``alone_error`` and
        ``flat_error`` (mean absolute difference of logs of the forecast, of that of the own
        series alone, and of the flat copy). [log units]
    n_series : int
        Series forecast.
    measured : str
        Day of the measurement, RRRR-MM-DD.
    method : str
        Polish description.
    source : Source
    """

    rows: pd.DataFrame
    n_series: int
    measured: str
    method: str
    source: Source

    def of(self, cut: Cut) -> pd.DataFrame:
        """Return the rows of one cut, indexed by value."""
        return self.rows[self.rows["cut"] == cut].set_index("value").drop(columns="cut")


_Share = Annotated[float, Field(ge=0, le=1)]
_Error = Annotated[float, Field(ge=0)]


class _RowForm(Declared):
    cut: Cut
    value: str
    n: int = Field(gt=0)
    coverage: _Share
    error: _Error
    alone_error: _Error
    flat_error: _Error


class _CoverageForm(Declared):
    measured: str
    n_series: int = Field(gt=0)
    method: str = Field(min_length=1)
    source: DeclaredSource
    row: list[_RowForm] = Field(min_length=1)


def read_coverage(path: Path) -> Coverage:
    """Return the measurement that stands in a TOML file.

    Raises
    ------
    InputError
        With every key that is absent, unknown or out of range.
    """
    form = read_declared(path, _CoverageForm)
    rows = pd.DataFrame([row.model_dump() for row in form.row])
    return Coverage(rows, form.n_series, form.measured, form.method, form.source.as_source())


@remembered
def measured_coverage() -> Coverage:
    """Return the measurement shipped with the library.

    Examples
    --------
    >>> bool(0.75 <= measured_coverage().of("all")["coverage"].iloc[0] <= 0.85)
    True
    """
    return read_coverage(data_path("forecast_coverage.toml"))
