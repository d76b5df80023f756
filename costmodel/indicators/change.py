"""How an indicator changed over time in a place, beside its peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]
COLUMNS = ("indicator", "first_year", "last_year", "first", "last", "change", "change_percent",
           "slope", "n_years", "peers_change", "n_peers", "since_break")  # fmt: skip


def slope(years: Sequence[int], values: Sequence[float]) -> float:
    r"""Return the yearly change of the least-squares line. [unit per year]

    Notes
    -----
    .. math:: \frac{\sum (t - \bar t)(x - \bar x)}{\sum (t - \bar t)^2}

    Examples
    --------
    >>> round(slope([2020, 2021, 2023], [1.0, 3.0, 7.0]), 9)
    2.0
    """
    t, x = np.asarray(years, dtype=np.float64), np.asarray(values, dtype=np.float64)
    off = t - t.mean()
    if not (off**2).sum() > 0:
        return float("nan")
    return float((off * (x - x.mean())).sum() / (off**2).sum())


def change_over_time(
    values: pd.DataFrame,
    *,
    teryt: str,
    peers: Sequence[str] = (),
    breaks: Mapping[str, Sequence[int]] | None = None,
) -> pd.DataFrame:
    """Return how each indicator of a gmina changed, from its first to its last known year.

    Parameters
    ----------
    values : DataFrame
        As :func:`costmodel.indicators.compute.compute_indicators` returns it.
    teryt : str
        The gmina.
    peers : sequence of str
        Codes of similar gminas, without ``teryt``.
    breaks : mapping of str to sequence of int, optional
        By indicator: first years of a new way of counting. Only years from the last break on
        are used.

    Returns
    -------
    DataFrame
        One row per indicator with two known years at least: ``first_year``, ``last_year``,
        ``first``, ``last``, ``change`` [unit], ``change_percent`` (NaN from zero or below),
        ``slope`` [unit per year], ``n_years``, ``peers_change`` (median of peers with both
        years) [unit], ``n_peers``, ``since_break`` (whether earlier years were set aside).

    Raises
    ------
    ModelError
        If the gmina stands among its own peers.
    """
    if teryt in peers:
        raise ModelError(f"peers hold {teryt} itself: take it out.")
    known = values.dropna(subset=["value"])
    rows = []
    for id_, part in known.groupby("indicator", sort=False):
        cut = max((breaks or {}).get(str(id_), ()), default=None)
        wide = part.pivot_table(index="year", columns="teryt", values="value", aggfunc="first")
        own = wide[teryt].dropna() if teryt in wide else pd.Series(dtype=float)
        used = own[own.index >= cut] if cut is not None else own
        if len(used) >= 2:
            others = wide.reindex(columns=list(peers))
            rows.append((str(id_), *_row(used, others, set_aside=len(used) < len(own))))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(own: pd.Series[float], peers: pd.DataFrame, *, set_aside: bool) -> tuple[object, ...]:
    first_year, last_year = int(own.index[0]), int(own.index[-1])
    first, last = float(own.iloc[0]), float(own.iloc[-1])
    moved = (peers.loc[last_year] - peers.loc[first_year]).dropna()
    median = float(np.median(moved)) if len(moved) else float("nan")
    percent = 100 * (last - first) / first if first > 0 else float("nan")
    line = slope(own.index.to_list(), own.to_list())
    return (first_year, last_year, first, last, last - first, percent, line, len(own), median,
            len(moved), set_aside)  # fmt: skip
