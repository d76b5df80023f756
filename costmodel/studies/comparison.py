"""How the municipality stands beside its powiat, its voivodeship, Poland and its peers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.compare import compare
from costmodel.indicators.intervals import with_intervals
from costmodel.indicators.small_numbers import default_small_numbers
from costmodel.quantities import Kind, Quantity
from costmodel.statistics.panel import Panel
from costmodel.statistics.place import Place
from costmodel.studies.diagnosis import diagnose
from costmodel.studies.standing import Standing, standing_of, standing_quantities
from costmodel.tables import Status
from costmodel.translation import translated
from costmodel.uncertainty.draws import stream

PANEL = "GUS, Bank Danych Lokalnych; zestawienie wszystkich gmin"
SHOWN = "unemployed_per_1000"
"""The indicator drawn for the place and its peers."""
AREAS = ("place", "powiat", "voivodeship", "poland", "peer_low", "peer_median", "peer_high")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Indicators of a place beside others.

    Parameters
    ----------
    table : DataFrame
        As :func:`costmodel.indicators.compare.compare` returns it, with the column ``trap``:
        how the indicator can be misread.
    peers : tuple of (teryt, name)
        The peer group, nearest first; empty where the gmina is not in the panel.
    peer_values : DataFrame
        Columns teryt, label, value, highlighted: one indicator of the place and its peers.
    shown : str
        Polish name and year of the indicator in ``peer_values``.
    standing : Standing, optional
        Ranks among the peers, and the synthetic measure.
    own : DataFrame, optional
        All indicators of the place in all years, as
        :func:`costmodel.indicators.compute.compute_indicators` returns them.
    """

    table: pd.DataFrame
    peers: tuple[tuple[str, str], ...]
    peer_values: pd.DataFrame
    shown: str
    standing: Standing | None = None
    own: pd.DataFrame | None = None


def compare_place(place: Place, *, panel: Panel | None = None, seed: int = 1) -> Comparison:
    """Compute the indicators of a place and of those it is compared with.

    The place's own figures come from its workspace; those of others from the workspace where it
    holds them, else from the national panel. ``seed`` is of the draws behind intervals of ranks.
    """
    found = diagnose(place, panel=panel)
    codes, values = found.peers, found.table
    peers = tuple((code, found.names[code]) for code in codes)
    table = compare(
        values,
        teryt=place.teryt,
        powiat=place.powiat,
        voivodeship=place.voivodeship,
        peers=codes,
    )
    traps = {indicator.id: indicator.trap for indicator in default_catalogue().indicators}
    table = table.assign(trap=table["indicator"].map(traps))
    standing = standing_of(found, stream("ranks", seed=seed))
    own = values[values["teryt"] == place.teryt]
    return Comparison(table, peers, *_shown(values, table, place, peers), standing, own)


def indicator_quantities(comparison: Comparison) -> Iterator[Quantity]:
    """Yield the size of the peer group, then each indicator of each area.

    ``note`` tells the status of an indicator without a value. Where the count of the place is
    small, its indicator has an interval: how far chance alone could have moved it.
    """
    chance = _chance(comparison)
    n_peers, label = float(len(comparison.peers)), "liczba gmin podobnych"
    yield Quantity("peers.number", label, n_peers, "gmina", Kind.COMPUTED, PANEL)
    for row in comparison.table.to_dict("records"):
        for area in AREAS:
            value = row[area]
            missing = bool(pd.isna(value))
            is_place = area == "place"
            status = row["place_status"] if is_place else Status.MISSING.value
            ends = chance.get((row["indicator"], row["year"])) if is_place else None
            yield Quantity(
                f"indicator.{row['indicator']}.{area}",
                str(row["name"]),
                None if missing else float(value),
                str(row["unit"]),
                Kind.COMPUTED,
                str(row["source"]),
                low=ends[0] if ends else None,
                high=ends[1] if ends else None,
                interval=default_small_numbers().interval_level if ends else None,
                year=int(row["year"]),
                note=str(status) if missing else "",
            )
    if comparison.standing is not None:
        yield from standing_quantities(comparison.standing)


def _chance(comparison: Comparison) -> dict[tuple[str, int], tuple[float, float]]:
    """Return the interval of each indicator of the place, by its year, whose count is small."""
    if comparison.own is None:
        return {}
    known = with_intervals(comparison.own).dropna(subset=["low", "high"])
    return {
        (str(row["indicator"]), int(row["year"])): (float(row["low"]), float(row["high"]))
        for row in known.to_dict("records")
    }


def _shown(
    values: pd.DataFrame, table: pd.DataFrame, place: Place, peers: tuple[tuple[str, str], ...]
) -> tuple[pd.DataFrame, str]:
    columns = ["teryt", "label", "value", "highlighted"]
    rows = table[table["indicator"] == SHOWN]
    if rows.empty or not peers:
        return pd.DataFrame(columns=columns), ""
    year = int(rows["year"].iloc[0])
    chosen = values[(values["indicator"] == SHOWN) & (values["year"] == year)]
    seen = chosen.set_index("teryt")["value"].dropna()
    named = [(place.teryt, place.name), *peers]
    drawn = [
        [code, name, float(seen[code]), code == place.teryt] for code, name in named if code in seen
    ]
    return pd.DataFrame(drawn, columns=columns), translated(f"{rows['name'].iloc[0]}, {year} r.")
