"""How the municipality stands beside its powiat, its voivodeship, Poland and its peers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Comparison:
    """Indicators of a place beside others.

    Parameters
    ----------
    table : DataFrame
        Columns indicator, name, unit, year, place, place_status, powiat, voivodeship, poland,
        peer_median, trap, direction. One row an indicator.
    peers : tuple of (teryt, name)
        The peer group, nearest first; empty where none can be made.
    peer_values : DataFrame
        Columns teryt, label, value, highlighted: one chosen indicator for place and peers.
    shown_indicator : str
        Polish name and unit of the indicator in ``peer_values``.
    """

    table: pd.DataFrame
    peers: tuple[tuple[str, str], ...]
    peer_values: pd.DataFrame
    shown_indicator: str
