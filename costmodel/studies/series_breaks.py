"""The breaks of every series that a study shows, each told once with all the series it touches."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from costmodel.forecast.breaks import breaks_table
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.indicator import Indicator
from costmodel.statistics.place import Place

COLUMNS = ("year", "kind", "label", "source", "variables")


def shown_variables(place: Place, stocks: Iterable[str], indicators: Iterable[str]) -> list[str]:
    """Return the variables of the place that are shown, in the order in which they are told.

    Parameters
    ----------
    place : Place
    stocks : iterable of str
        Variables of problems.
    indicators : iterable of str
        Ids of indicators shown; the variables that they are made of count.
    """
    known = place.observations[place.observations["teryt"] == place.teryt]
    own = list(dict.fromkeys(known["variable"].astype(str)))
    wanted = set(indicators)
    used = {n for i in default_catalogue().indicators if i.id in wanted for n in made_of(i)}
    return list(dict.fromkeys([*(v for v in stocks if v in own), *(v for v in own if v in used)]))


def made_of(indicator: Indicator) -> set[str]:
    """Return every variable that an indicator may be made of."""
    catalogue = default_catalogue()
    sides = [name for name in (indicator.numerator, indicator.denominator) if name]
    ways = [way.name for side in sides for way in catalogue.ways(side)]
    return {name for way in ways for name in catalogue.variables(way)}


def breaks_shown(place: Place, variables: Iterable[str]) -> pd.DataFrame:
    """Return the breaks and events that fall within the years of the series.

    Returns
    -------
    DataFrame
        ``year``, ``kind`` (break, event), ``label``, ``source``, ``variables`` (tuple), oldest
        first. A break after the last year of a series, or not after its first, splits nothing.
    """
    found = breaks_table(list(variables))
    spans = {name: place.series(name).index for name in dict.fromkeys(found["variable"])}
    inside = [
        len(spans[name]) > 0 and spans[name][0] < year <= spans[name][-1]
        for name, year in zip(found["variable"], found["year"], strict=True)
    ]
    kept = found[inside]
    rows = [
        (*key, tuple(part["variable"]))
        for key, part in kept.groupby(["year", "kind", "label", "source"], sort=False)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("year", kind="stable", ignore_index=True)
