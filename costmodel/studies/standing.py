"""Where a gmina stands among its peers: ranks with their uncertainty, and one synthetic measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.indicator import Indicator
from costmodel.indicators.rank import rank_by_group, rank_with_uncertainty
from costmodel.indicators.synthetic import Synthetic, synthetic_measure
from costmodel.quantities import Kind, Quantity
from costmodel.studies.diagnosis import Diagnosis

FEWEST = 5
"""Peers with a value below which no rank is told. [gminas]"""
SOURCE = "obliczenia własne z danych GUS, Bank Danych Lokalnych"
FEWEST_PARTS = 2
"""Indicators below which there is nothing to put together."""
EQUAL = "założenie: każdy obszar waży tyle samo"
LEVEL = 0.8
"""Of the interval of ranks. [share]"""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Ranks and the synthetic measure of a gmina.

    Parameters
    ----------
    ranks : DataFrame
        ``indicator``, ``name``, ``unit``, ``year``, ``value``, ``peers_median`` [unit],
        ``rank``, ``low``, ``high`` (1 the best), ``n_areas`` (the gmina among them),
        ``chance`` (whether the interval tells of chance: counts in the rate are known).
    by_group : DataFrame
        ``indicator``, ``group``, ``rank``, ``n_areas``: the same rank in each group of peers.
    synthetic : Synthetic or None
        None where fewer than two indicators are known for the gmina and enough peers.
    years : mapping
        ``indicator`` to the year used in the synthetic measure.
    """

    ranks: pd.DataFrame
    by_group: pd.DataFrame
    synthetic: Synthetic | None
    years: dict[str, int]


def ranked_indicators(found: Diagnosis) -> Iterator[tuple[Indicator, int]]:
    """Yield each indicator with a better side, and its last year known to the gmina and peers."""
    known = found.table[found.table["value"].notna()]
    for indicator in default_catalogue().indicators:
        if indicator.direction == "context" or not indicator.comparable:
            continue
        mine = known[known["indicator"] == indicator.id]
        own = set(mine[mine["teryt"] == found.place.teryt]["year"])
        theirs = mine[mine["teryt"].isin(found.peers)].groupby("year")["teryt"].nunique()
        years = own & set(theirs[theirs >= FEWEST].index)
        if years:
            yield indicator, int(max(years))


def standing_of(found: Diagnosis, rng: np.random.Generator) -> Standing:
    """Return where a gmina stands.

    Parameters
    ----------
    found : Diagnosis
    rng : Generator
        Draws the counts behind the intervals of ranks.

    Notes
    -----
    The synthetic measure takes every ranked indicator. Each area of the catalogue weighs the
    same, and its indicators share that weight, so that many indicators of one thing do not
    outvote the rest; peers without one of them are left out.
    """
    teryt, rows, by_group = found.place.teryt, [], []
    for indicator, year in ranked_indicators(found):
        group = found.of(indicator.id, year, (teryt, *found.peers))
        ranked = rank_with_uncertainty(group, indicator, rng, level=LEVEL)
        own = ranked.to_dict("index")[teryt]
        rows.append(
            {
                "indicator": indicator.id,
                "name": indicator.name,
                "unit": indicator.unit,
                "year": year,
                "value": float(own["value"]),
                "peers_median": float(ranked["value"].drop(teryt).median()),
                **{name: float(own[name]) for name in ("rank", "low", "high", "n_areas")},
                "chance": indicator.interval != "none",
            }
        )
        everybody = found.of(indicator.id, year, tuple(found.names))
        seen = set(everybody[everybody["value"].notna()]["teryt"])
        groups = {name: codes for name, codes in found.groups.items() if seen & set(codes)}
        ranks = rank_by_group(everybody, indicator, teryt=teryt, groups=groups)
        by_group.append(ranks.assign(indicator=indicator.id))
    columns = ["indicator", "name", "unit", "year", "value", "peers_median"]
    columns += ["rank", "low", "high", "n_areas", "chance"]
    ranks = pd.DataFrame(rows, columns=columns)
    sides = pd.concat(by_group, ignore_index=True) if by_group else pd.DataFrame()
    return Standing(ranks, sides, *_synthetic(found))


def standing_quantities(standing: Standing) -> Iterator[Quantity]:
    """Yield the rank of each indicator, the synthetic measure and its weights."""
    for row in standing.ranks.to_dict("records"):
        yield from _rank_quantities(row)
    if standing.synthetic is not None:
        yield from _synthetic_quantities(standing.synthetic)


def _rank_quantities(row: Mapping[Hashable, Any]) -> Iterator[Quantity]:
    stem, name, year = f"rank.{row['indicator']}", str(row["name"]), int(row["year"])
    low, high = (float(row["low"]), float(row["high"])) if row["chance"] else (None, None)
    level = LEVEL if row["chance"] else None
    label = f"{name}: miejsce wśród gmin podobnych (1 to najlepsze)"
    rank = float(row["rank"])
    yield Quantity(stem, label, rank, "miejsce", Kind.COMPUTED, SOURCE, low, high, level, year)
    for id_, column in {"value": "value", "median": "peers_median"}.items():
        value, unit = float(row[column]), str(row["unit"])
        yield Quantity(f"{stem}.{id_}", name, value, unit, Kind.COMPUTED, SOURCE, year=year)
    label, compared = f"{name}: ile gmin porównano", float(row["n_areas"])
    yield Quantity(f"{stem}.of", label, compared, "gmina", Kind.COMPUTED, SOURCE, year=year)


def _synthetic_quantities(measure: Synthetic) -> Iterator[Quantity]:
    own, label = measure.table.iloc[0], "miara syntetyczna Hellwiga"
    told = {"measure": (own["measure"], "miara"), "rank": (own["rank"], "miejsce")}
    told["of"] = (len(measure.table), "gmina")
    for name, (value, unit) in told.items():
        yield Quantity(f"synthetic.{name}", label, float(value), unit, Kind.COMPUTED, SOURCE)
    parts = measure.parts.iloc[0].to_dict()
    for indicator, weight in measure.weights.items():
        id_, label = f"synthetic.weight.{indicator}", f"waga w mierze syntetycznej: {indicator}"
        yield Quantity(id_, label, float(weight), "udział", Kind.ASSUMPTION, EQUAL)
        id_, label = f"synthetic.part.{indicator}", f"część odległości od wzorca: {indicator}"
        part = float(parts[indicator])
        yield Quantity(id_, label, part, "udział", Kind.COMPUTED, SOURCE)


def _synthetic(found: Diagnosis) -> tuple[Synthetic | None, dict[str, int]]:
    """Return the measure with the gmina in its first row, and the year of each indicator."""
    teryt = found.place.teryt
    columns, directions, years, topics = {}, {}, {}, {}
    for indicator, year in ranked_indicators(found):
        group = found.of(indicator.id, year, (teryt, *found.peers)).set_index("teryt")["value"]
        columns[indicator.id], directions[indicator.id] = group, indicator.direction
        years[indicator.id], topics[indicator.id] = year, indicator.area
    features = pd.DataFrame(columns).reindex([teryt, *found.peers]).dropna()
    varied = [name for name in features.columns if features[name].max() > features[name].min()]
    if len(varied) < FEWEST_PARTS or len(features) <= FEWEST or teryt not in features.index:
        return None, {}
    sizes = Counter(topics[name] for name in varied)
    measure = synthetic_measure(
        features[varied],
        {name: directions[name] for name in varied},
        weights={name: 1 / sizes[topics[name]] for name in varied},
    )
    return measure, {name: years[name] for name in varied}
