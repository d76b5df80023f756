"""Compute every indicator of the catalogue for every area and year the table allows."""

from __future__ import annotations

import numpy as np
import pandas as pd

from costmodel.indicators.arranged import Arranged, arranged
from costmodel.indicators.catalogue import Catalogue, default_catalogue
from costmodel.indicators.formulas import change, level, ratio
from costmodel.indicators.indicator import Indicator
from costmodel.tables import OBSERVATIONS, Status
from costmodel.teryt import POLAND, level_of, powiat_of

COLUMNS = (
    "indicator",
    "teryt",
    "year",
    "value",
    "unit",
    "status",
    "source",
    "numerator",
    "denominator",
)


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
        ``source``, ``numerator``, ``denominator`` (the two sides as they entered the formula;
        NaN where there is none or ``value`` is unknown). One row per indicator, area and each
        year in which the table holds all variables of the indicator. An area of a level at
        which the indicator does not exist is ``not_applicable``; parts of gminas are left
        out, as they would count twice.
    """
    catalogue = catalogue or default_catalogue()
    figures = arranged(OBSERVATIONS.validate(observations))
    areas = [code for code in figures.figures.index if level_of(code) != "part"]
    tables = [
        _one(indicator, year, figures, areas, catalogue)
        for indicator in catalogue.indicators
        for year in _years(indicator, figures, catalogue)
    ]
    if not tables:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(tables, ignore_index=True)


def _years(indicator: Indicator, figures: Arranged, catalogue: Catalogue) -> list[int]:
    """Return the years in which every variable stands in the table (and its earlier year)."""
    names = [name for name in (indicator.numerator, indicator.denominator) if name]
    common = set.intersection(*(figures.years_of(name, catalogue) for name in names))
    if indicator.lag is not None:
        common = {year for year in common if year - indicator.lag in common}
    if indicator.denominator_area == "country" and indicator.denominator:
        name = indicator.denominator
        common = {
            year
            for year in common
            if np.isfinite(figures.side(name, year, [POLAND], catalogue).cells.value).all()
        }
    return sorted(common)


def _one(
    indicator: Indicator, year: int, figures: Arranged, areas: list[str], catalogue: Catalogue
) -> pd.DataFrame:
    above = figures.side(indicator.numerator, year, areas, catalogue)
    sources, numerator = above.sources, above.cells
    below = np.full(len(areas), np.nan)
    if indicator.lag is not None:
        earlier = figures.side(indicator.numerator, year - indicator.lag, areas, catalogue)
        result = change(numerator, earlier.cells, multiplier=indicator.multiplier)
    elif indicator.denominator:
        over = _over(indicator, areas)
        side = figures.side(indicator.denominator, year, over, catalogue)
        result = ratio(numerator, side.cells, multiplier=indicator.multiplier)
        below = side.cells.value
        sources = [a + b for a, b in zip(sources, side.sources, strict=True)]
    else:
        result = level(numerator, multiplier=indicator.multiplier)
    fits = np.array([level_of(code) in indicator.levels for code in areas])
    known = fits & (result.status == Status.OBSERVED.value)
    return pd.DataFrame(
        {
            "indicator": indicator.id,
            "teryt": areas,
            "year": year,
            "value": np.where(fits, result.value, np.nan),
            "unit": indicator.unit,
            "status": np.where(fits, result.status, Status.NOT_APPLICABLE.value),
            "source": ["; ".join(dict.fromkeys(row)) for row in sources],
            "numerator": np.where(known, numerator.value, np.nan),
            "denominator": np.where(known, below, np.nan),
        }
    ).astype({"status": "str"})


def _over(indicator: Indicator, areas: list[str]) -> list[str]:
    """Return the area by which each area is divided."""
    if indicator.denominator_area == "powiat":
        return [powiat_of(code) for code in areas]
    return [POLAND] * len(areas) if indicator.denominator_area == "country" else areas
