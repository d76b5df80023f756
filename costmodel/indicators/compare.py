"""Set a gmina beside its powiat, voivodeship, the country and its peers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.indicators.catalogue import Catalogue, default_catalogue
from costmodel.indicators.indicator import Indicator
from costmodel.tables import Status
from costmodel.teryt import POLAND

_QUARTILES = (0.25, 0.5, 0.75)


def compare(
    values: pd.DataFrame,
    *,
    teryt: str,
    powiat: str,
    voivodeship: str,
    peers: Sequence[str],
    catalogue: Catalogue | None = None,
) -> pd.DataFrame:
    """Return one row per indicator: the gmina and what it is measured against.

    Parameters
    ----------
    values : DataFrame
        As :func:`costmodel.indicators.compute.compute_indicators` returns it.
    teryt, powiat, voivodeship : str
        Codes of the gmina and the areas it lies in.
    peers : sequence of str
        Codes of similar gminas, without ``teryt``.
    catalogue : Catalogue, optional
        Says which direction is better; by default the one shipped.

    Returns
    -------
    DataFrame
        ``indicator``, ``name``, ``year`` (the same for all columns: the last with a figure of the
        gmina, else of its powiat), ``unit``, ``direction``, ``place``, ``place_status``,
        ``powiat``, ``voivodeship``, ``poland``, ``peer_low`` (first quartile), ``peer_median``,
        ``peer_high`` (third quartile), ``n_peers`` (with a figure), ``position`` (share of peers
        doing better, equal ones by half; NaN where no direction is better or a count only tells
        size), ``below`` (share of
        peers with a lower value, equal ones by half), ``source``. NaN where there is no figure.

    Raises
    ------
    ModelError
        If the gmina stands among its own peers, or nothing is known of it.
    """
    if teryt in peers:
        raise ModelError(
            f"peers hold {teryt} itself: a gmina must not be compared with itself. Take it out."
        )
    if teryt not in set(values["teryt"]):
        raise ModelError(
            f"values hold no row of {teryt}: indicators of the gmina must be computed first. "
            "Check the code."
        )
    catalogue = catalogue or default_catalogue()
    rows = []
    for indicator in catalogue.indicators:
        own = values[values["indicator"] == indicator.id]
        if not own.empty:
            year = _year(own, teryt, powiat)
            at_year = own[own["year"] == year].set_index("teryt")
            areas = (teryt, powiat, voivodeship, POLAND)
            rows.append({"year": year, **_row(indicator, at_year, areas, peers)})
    columns = ("indicator", "name", "year", "unit", "direction", "place", "place_status",
               "powiat", "voivodeship", "poland", "peer_low", "peer_median", "peer_high",
               "n_peers", "position", "below", "source")  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))


def better_share(value: float, peers: NDArray[np.float64], *, direction: str) -> float:
    """Return the share of peers that do better, equal ones counted by half.

    Examples
    --------
    >>> better_share(10.0, np.array([5.0, 10.0, 20.0, 30.0]), direction="up")
    0.625
    >>> better_share(10.0, np.array([5.0, 10.0, 20.0, 30.0]), direction="down")
    0.375
    """
    if direction == "context" or np.isnan(value) or not peers.size:
        return float("nan")
    below = _share_below(value, peers)
    return 1 - below if direction == "up" else below


def _share_below(value: float, peers: NDArray[np.float64]) -> float:
    if np.isnan(value) or not peers.size:
        return float("nan")
    return float(((peers < value) + 0.5 * (peers == value)).mean())


def _year(own: pd.DataFrame, teryt: str, powiat: str) -> int:
    """Return the last year with a figure of the gmina, else of its powiat, else of the table."""
    known = own[own["status"] == Status.OBSERVED.value]
    for code in (teryt, powiat):
        years = known.loc[known["teryt"] == code, "year"]
        if not years.empty:
            return int(years.max())
    return int(own["year"].max())


def _row(
    indicator: Indicator, at_year: pd.DataFrame, areas: Sequence[str], peers: Sequence[str]
) -> dict[str, object]:
    figures = at_year["value"].astype(float)
    place, powiat, voivodeship, poland = (_figure(figures, code) for code in areas)
    known = np.asarray(figures.reindex(list(peers)).dropna(), dtype=np.float64)
    low, median, high = np.quantile(known, _QUARTILES) if known.size else (float("nan"),) * 3
    direction = indicator.direction if indicator.comparable else "context"
    status = at_year["status"].get(areas[0], Status.MISSING.value)
    return {
        "indicator": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "place": place,
        "place_status": str(status),
        "powiat": powiat,
        "voivodeship": voivodeship,
        "poland": poland,
        "peer_low": float(low),
        "peer_median": float(median),
        "peer_high": float(high),
        "n_peers": int(known.size),
        "position": better_share(place, known, direction=direction),
        "below": _share_below(place, known),
        "source": next((str(source) for source in at_year["source"] if source), ""),
    }


def _figure(figures: pd.Series[float], code: str) -> float:
    return float(figures.get(code, float("nan")))
