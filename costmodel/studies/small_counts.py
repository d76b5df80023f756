"""A place as it may be shown: without small counts of people, and what would betray them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.compute import compute_indicators
from costmodel.indicators.hidden_values import hidden_areas
from costmodel.indicators.small_numbers import SmallNumbers, default_small_numbers
from costmodel.statistics.hidden import FIGURES, LEVELS, Hidden, nothing_hidden
from costmodel.statistics.place import Place
from costmodel.studies.catalogue import catalogue_of
from costmodel.tables import OBSERVATIONS, Status

Mask: TypeAlias = "pd.Series[bool]"
Floats = NDArray[np.float64]


def with_small_counts_hidden(place: Place, *, rule: SmallNumbers | None = None) -> Place:
    """Return a place with nothing left of its small counts: all that any output may be made from.

    Parameters
    ----------
    place : Place
        As read. One that has been here before is returned as it is.
    rule : SmallNumbers, optional
        By default the one shipped (``small_numbers.toml``, which tells it in full).

    Returns
    -------
    Place
        ``hidden`` tells what is hidden; such observations have status ``secret`` and no value,
        and levels of a problem in a year with a small one are left out. Nothing is hidden where
        the place has written down why (``shown_because``).

    Notes
    -----
    The model reads what is returned here, not the figures: anybody can run the same model with
    each value that a hidden count may have, so a result that depended on it would tell it.
    Whatever is made from the return value tells no more than the return value does.
    """
    if place.hidden is not None:
        return place
    if place.shown_because:
        return replace(place, hidden=nothing_hidden())
    rule = rule or default_small_numbers()
    table = place.observations
    small = _small(table, rule)
    hidden = small | _beside(table, rule) | _in_larger(table, small, rule)
    blank = table.assign(
        value=table["value"].mask(hidden),
        status=table["status"].mask(hidden, Status.SECRET.value),
    )
    figures = table[hidden].assign(stand_in=np.where(small[hidden], rule.stand_in, np.nan))
    withheld = _withheld(place, rule)
    return replace(
        place,
        observations=OBSERVATIONS.validate(blank) if hidden.any() else table,
        levels=place.levels[~withheld].reset_index(drop=True),
        hidden=Hidden(
            figures[list(FIGURES)].reset_index(drop=True),
            place.levels[withheld][list(LEVELS)].reset_index(drop=True),
            rule.rounding,
        ),
    )


def counted_series(place: Place, variable: str) -> pd.Series[float]:
    """Return the yearly counts of a variable, what stands for a hidden one in its place.

    Where nothing stands for a hidden year, the series begins after it: it has no gaps.
    """
    seen = place.series(variable)
    if place.hidden is None:
        return seen
    rows = place.hidden.figures
    mine = rows[(rows["variable"] == variable) & (rows["teryt"] == place.teryt)]
    whole = pd.concat([seen, place.hidden.stand_ins(variable, place.teryt)]).sort_index()
    gone = [int(year) for year in mine[mine["stand_in"].isna()]["year"]]
    gaps = [year for year in gone if len(whole) and year < whole.index[-1]]
    return whole[whole.index > max(gaps)] if gaps else whole


def hidden_years(place: Place, variable: str) -> tuple[int, ...]:
    """Return the years in which something stands for a hidden count of a variable."""
    if place.hidden is None:
        return ()
    return tuple(int(str(y)) for y in place.hidden.stand_ins(variable, place.teryt).index)


def rounded_moves(counts: Floats, place: Place) -> Floats:
    """Return counted moves to the nearest multiples to which those of a place are rounded."""
    base = 1 if place.hidden is None else place.hidden.rounding
    return np.floor(counts / base + 0.5) * base


def _covered(table: pd.DataFrame, rule: SmallNumbers) -> Mask:
    """Return which rows count people known to an office."""
    declared = default_catalogue().declared
    pairs = zip(table["variable"], table["unit"], strict=True)
    covers = [rule.scope.covers(str(name), str(unit), declared=declared) for name, unit in pairs]
    return pd.Series(covers, index=table.index, dtype=bool)


def _small(table: pd.DataFrame, rule: SmallNumbers) -> Mask:
    return _covered(table, rule) & rule.hides(table["value"])


def _beside(table: pd.DataFrame, rule: SmallNumbers) -> Mask:
    """Return the counts that tell a small rest: of 40 people 38 have, so 2 have not."""
    catalogue, none = default_catalogue(), pd.Series(False, index=table.index)
    shares = [i for i in catalogue.indicators if i.interval == "share"]
    covered = _covered(table, rule)
    if not covered.any():
        return none
    values = compute_indicators(table, catalogue=replace(catalogue, indicators=tuple(shares)))
    near = values[rule.hides(values["denominator"] - values["numerator"])]
    keys = {
        (variable, str(row["teryt"]), int(row["year"]))
        for row in near.to_dict("records")
        for variable in catalogue.variables(catalogue[str(row["indicator"])].numerator)
    }
    rows = zip(table["variable"], table["teryt"], table["year"], strict=True)
    told = [(str(v), str(code), int(year)) in keys for v, code, year in rows]
    return covered & pd.Series(told, index=table.index)


def _in_larger(table: pd.DataFrame, small: Mask, rule: SmallNumbers) -> Mask:
    """Return the counts of other areas from which a small one could be subtracted."""
    out = small.copy()
    known = _covered(table, rule) & (table["status"] == Status.OBSERVED.value)
    whole = known & (table["value"] == table["value"].round())
    touched = set(zip(table[small]["variable"], table[small]["year"], strict=True))
    for key, part in table[whole].groupby(["variable", "year"]):
        if key in touched:
            areas = pd.DataFrame({"count": part["value"], "small": small[part.index]})
            found = hidden_areas(areas.set_index(part["teryt"]), rule=rule)
            out[part.index[part["teryt"].isin(found)]] = True
    return out


def _withheld(place: Place, rule: SmallNumbers) -> Mask:
    """Return the counts by level of each problem and year in which one of them is small."""
    levels = place.levels
    out = pd.Series(False, index=levels.index)
    if levels.empty:
        return out
    small = rule.hides(levels["persons"].astype(float))
    for names in _levels_of_problems(place):
        mine = levels["level"].isin(names)
        out |= mine & levels["year"].isin(levels[mine & small]["year"])
    return out


def _levels_of_problems(place: Place) -> Iterator[set[str]]:
    """Yield the names that the levels of each problem may have."""
    for problem in catalogue_of(place).problems.values():
        yield {*problem.levels, *(f"{problem.id}.{level}" for level in problem.levels)}
