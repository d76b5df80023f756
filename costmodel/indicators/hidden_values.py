"""Hide small counts in a table of indicators, across areas that add up to larger ones."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from costmodel.errors import ModelError
from costmodel.indicators.catalogue import Catalogue, default_catalogue
from costmodel.indicators.small_numbers import SmallNumbers, default_small_numbers
from costmodel.indicators.suppression import Cell, hidden_cells
from costmodel.tables import Status
from costmodel.teryt import POLAND, level_of, powiat_of, voivodeship_of

_ELSEWHERE = "elsewhere"


def with_hidden_values(
    values: pd.DataFrame,
    *,
    indicators: Collection[str],
    catalogue: Catalogue | None = None,
    rule: SmallNumbers | None = None,
) -> pd.DataFrame:
    """Return the table of indicators without those that tell a small count.

    Parameters
    ----------
    values : DataFrame
        As :func:`costmodel.indicators.compute.compute_indicators` returns it.
    indicators : collection of str
        Indicators made from own registers. What is public already need not be hidden.
    catalogue : Catalogue, optional
        By default the one shipped.
    rule : SmallNumbers, optional
        By default the one shipped.

    Returns
    -------
    DataFrame
        ``values`` with status ``secret`` and no numbers where a count is hidden: a small
        numerator or denominator; in a share also a small rest; other areas, where the small
        one could be subtracted from a larger area; and every other of ``indicators`` made
        from a hidden count, also one of money.

    Raises
    ------
    ModelError
        If a number of whole things is no whole number.
    """
    catalogue = catalogue or default_catalogue()
    rule = rule or default_small_numbers()
    own = values[values["indicator"].isin(list(indicators))]
    sides = _counted_sides(own[own["status"] == Status.OBSERVED.value], catalogue, rule)
    hidden: set[tuple[str, str, int]] = set()
    for _, part in sides.groupby(["counted", "year"]):
        name, year = str(part["counted"].iloc[0]), int(part["year"].iloc[0])
        of_area = part.groupby("teryt").agg({"count": "first", "small": "any"})
        hidden |= {(name, code, year) for code in hidden_areas(of_area, rule=rule)}
    return _without(values, own.index, hidden, catalogue)


def _counted_sides(known: pd.DataFrame, catalogue: Catalogue, rule: SmallNumbers) -> pd.DataFrame:
    """Return a row for each count in a formula: name, area, year, count, whether it is small."""
    declared = {indicator.id: indicator for indicator in catalogue.indicators}
    tables = []
    for id_, part in known.groupby("indicator"):
        indicator = declared[str(id_)]
        rest = part["denominator"] - part["numerator"]
        below = indicator.denominator if indicator.denominator_area == "same" else None
        for name, side in ((indicator.numerator, "numerator"), (below, "denominator")):
            if name and catalogue.counts(name):
                small = _small(part[side], rule)
                if side == "numerator" and indicator.interval == "share":
                    small |= _small(rest, rule)
                told = part[["teryt", "year"]]
                tables.append(told.assign(counted=name, count=part[side], small=small))
    columns = ["teryt", "year", "counted", "count", "small"]
    return pd.concat(tables) if tables else pd.DataFrame(columns=columns)


def _small(counts: pd.Series[float], rule: SmallNumbers) -> pd.Series[bool]:
    return (counts >= rule.hidden_from) & (counts <= rule.hidden_up_to)


def hidden_areas(areas: pd.DataFrame, *, rule: SmallNumbers) -> list[str]:
    """Return the areas whose count is hidden, so that no small one can be subtracted out.

    Parameters
    ----------
    areas : DataFrame
        Index of TERYT codes; ``count`` [things counted], whole, and ``small``, whether it is.

    Raises
    ------
    ModelError
        If a number of whole things is no whole number.
    """
    counts = areas["count"]
    broken = counts[counts != counts.round()]
    if not broken.empty:
        raise ModelError(
            f"the count of {broken.index[0]} is {broken.iloc[0]:g}: a number of things must be "
            "whole. Mend the figure."
        )
    parents = {str(code): _parent(str(code)) for code in counts.index}
    parts = counts.groupby(pd.Series(parents)).sum()
    whole = {code for code in counts.index if code in parts and parts[code] == counts[code]}
    cells = [
        Cell(
            tail=code if code in whole else _ELSEWHERE,
            head=parents[code] if parents[code] in whole else _ELSEWHERE,
            value=int(counts[code]),
        )
        for code in parents
    ]
    found = hidden_cells(cells, areas["small"].tolist(), spread=rule.spread)
    return [code for code, out in zip(parents, found, strict=True) if out]


def _parent(teryt: str) -> str:
    """Return the area into which an area is counted."""
    level = level_of(teryt)
    if level in ("gmina", "part"):
        return powiat_of(teryt)
    if level == "powiat":
        return voivodeship_of(teryt)
    return POLAND if level == "voivodeship" else _ELSEWHERE


def _without(
    values: pd.DataFrame,
    own: pd.Index[int],
    hidden: set[tuple[str, str, int]],
    catalogue: Catalogue,
) -> pd.DataFrame:
    """Return the table with every row of ``own`` blank that is made from a hidden count."""
    sides = {i.id: (i.numerator, i.denominator, i.lag or 0) for i in catalogue.indicators}
    blank = []
    for id_, code, year in _keys(values, own):
        numerator, denominator, lag = sides[id_]
        made_from = (numerator, year), (numerator, year - lag), (denominator, year)
        blank.append(any((name, code, of) in hidden for name, of in made_from))
    out = values.copy()
    rows = own[np.array(blank, dtype=bool)]
    out.loc[rows, ["value", "numerator", "denominator"]] = np.nan
    out.loc[rows, "status"] = Status.SECRET.value
    return out


def _keys(values: pd.DataFrame, own: pd.Index[int]) -> list[tuple[str, str, int]]:
    """Return indicator, area and year of the rows of ``own``."""
    part = values.loc[own]
    columns = (part["indicator"], part["teryt"], part["year"])
    return [(str(i), str(t), int(y)) for i, t, y in zip(*columns, strict=True)]
