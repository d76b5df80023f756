"""Compute every indicator of the catalogue for every area and year the table allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from costmodel.indicators.catalogue import Catalogue, Indicator, default_catalogue
from costmodel.indicators.formulas import Cells, change, level, ratio, summed
from costmodel.tables import OBSERVATIONS, Status
from costmodel.teryt import level_of, powiat_of

COLUMNS = ("indicator", "teryt", "year", "value", "unit", "status", "source")


@dataclass(frozen=True, slots=True, eq=False)
class _Figures:
    """Observations with areas down and ``(variable, year)`` across."""

    figures: pd.DataFrame
    statuses: pd.DataFrame
    sources: pd.DataFrame
    years: dict[str, set[int]]

    def cells(self, variables: tuple[str, ...], year: int, areas: list[str]) -> Cells:
        parts = []
        for variable in variables:
            key = (variable, year)
            value = self.figures[key].reindex(areas).to_numpy(dtype=np.float64)
            status = self.statuses[key].reindex(areas).astype(object)
            parts.append(
                Cells(value, status.where(status.notna(), Status.MISSING.value).to_numpy())
            )
        return summed(parts)

    def source(self, variables: tuple[str, ...], year: int, areas: list[str]) -> list[str]:
        """Return the sources of each area's own figures, each named once."""
        columns = [self.sources[variable, year].reindex(areas).tolist() for variable in variables]
        rows = list(zip(*columns, strict=True))
        joined = {
            row: "; ".join(dict.fromkeys(source for source in row if isinstance(source, str)))
            for row in set(rows)
        }
        return [joined[row] for row in rows]


def compute_indicators(
    observations: pd.DataFrame, *, catalogue: Catalogue | None = None
) -> pd.DataFrame:
    """Return all indicators for all areas of the table.

    Parameters
    ----------
    observations : DataFrame
        As :data:`costmodel.tables.OBSERVATIONS`; counts of gminas, powiats, voivodeships and
        the country side by side. Larger areas are computed from their own counts.
    catalogue : Catalogue, optional
        By default the one shipped.

    Returns
    -------
    DataFrame
        ``indicator``, ``teryt``, ``year``, ``value`` [``unit``], ``unit``, ``status``,
        ``source``. One row per indicator, area and each year in which the table holds all
        variables of the indicator. An area of a level at which the indicator does not
        exist is ``not_applicable``; parts of gminas are left out, as they would count twice.
    """
    catalogue = catalogue or default_catalogue()
    figures = _arranged(OBSERVATIONS.validate(observations))
    areas = [code for code in figures.figures.index if level_of(code) != "part"]
    tables = [
        _one(indicator, year, figures, areas, catalogue)
        for indicator in catalogue.indicators
        for year in _years(indicator, figures, catalogue)
    ]
    if not tables:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(tables, ignore_index=True)


def _arranged(observations: pd.DataFrame) -> _Figures:
    years: dict[str, set[int]] = {}
    keys = observations[["variable", "year"]].drop_duplicates()
    for variable, year in zip(keys["variable"], keys["year"], strict=True):
        years.setdefault(str(variable), set()).add(int(year))
    value, status, source = (_wide(observations, name) for name in ("value", "status", "source"))
    return _Figures(value, status, source.astype(object), years)


def _wide(observations: pd.DataFrame, content: str) -> pd.DataFrame:
    indexed = observations.set_index(["teryt", "variable", "year"])[content]
    return pd.DataFrame(indexed.unstack(["variable", "year"]))  # noqa: PD010


def _years(indicator: Indicator, figures: _Figures, catalogue: Catalogue) -> list[int]:
    """Return the years in which every variable stands in the table (and its earlier year)."""
    names = [name for name in (indicator.numerator, indicator.denominator) if name]
    needed = [figures.years.get(v, set()) for name in names for v in catalogue.variables(name)]
    common = set.intersection(*needed)
    if indicator.lag is not None:
        common = {year for year in common if year - indicator.lag in common}
    return sorted(common)


def _one(
    indicator: Indicator, year: int, figures: _Figures, areas: list[str], catalogue: Catalogue
) -> pd.DataFrame:
    above = catalogue.variables(indicator.numerator)
    below = catalogue.variables(indicator.denominator) if indicator.denominator else ()
    numerator = figures.cells(above, year, areas)
    if indicator.lag is not None:
        earlier = figures.cells(above, year - indicator.lag, areas)
        result = change(numerator, earlier, multiplier=indicator.multiplier)
    elif below:
        over = areas
        if indicator.denominator_area == "powiat":
            over = [powiat_of(code) for code in areas]
        denominator = figures.cells(below, year, over)
        result = ratio(numerator, denominator, multiplier=indicator.multiplier)
    else:
        result = level(numerator, multiplier=indicator.multiplier)
    fits = np.array([level_of(code) in indicator.levels for code in areas])
    return pd.DataFrame(
        {
            "indicator": indicator.id,
            "teryt": areas,
            "year": year,
            "value": np.where(fits, result.value, np.nan),
            "unit": indicator.unit,
            "status": np.where(fits, result.status, Status.NOT_APPLICABLE.value),
            "source": figures.source((*above, *below), year, areas),
        }
    ).astype({"status": "str"})
