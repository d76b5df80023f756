"""Funnel limits: how far from the common rate chance alone may put a place of some size."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binom, norm, poisson

from costmodel.errors import ModelError
from costmodel.indicators.indicator import Indicator

Floats = NDArray[np.float64]
_TRIMMED = 0.1  # of the z-scores at each end are pulled in, so that outliers do not widen limits


def funnel_limits(
    exposure: Floats, centre: float, *, level: float, kind: str
) -> tuple[Floats, Floats]:
    r"""Return the limits within which chance alone keeps a rate or share.

    Parameters
    ----------
    exposure : ndarray of shape (n,)
        Size of each place. [persons, thousands of them, …]
    centre : float
        The common rate. [count per unit of exposure]
    level : float
        Between 0 and 1, for example 0.95 or 0.998. [share]
    kind : str
        ``rate`` (Poisson) or ``share`` (binomial).

    Returns
    -------
    low, high : ndarray of shape (n,)
        [count per unit of exposure]

    Notes
    -----
    For the quantile r of order p of the count and its distribution function F, the lower limit
    is

    .. math:: \frac{r - \alpha}{n}, \quad \alpha = \frac{F(r) - p}{F(r) - F(r - 1)}

    which removes the steps of whole counts. The upper one is the same limit of what is not
    counted, seen from the other side: a count higher than in [1]_, whose upper limit lies below
    r itself and would call 3 of 3 too many where that has a chance of a fifth. So a place of
    any size is called too low, or too high, with a chance of at most ``(1 - level) / 2``.

    References
    ----------
    .. [1] Spiegelhalter (2005), Statistics in Medicine 24, 1185–1202.

    Examples
    --------
    >>> low, high = funnel_limits(np.array([3.0]), 0.6, level=0.95, kind="share")
    >>> bool(high[0] == 1.0)
    True
    """
    if kind not in ("rate", "share"):
        raise ModelError(f"kind is {kind}: funnel limits need rate or share.")
    if not 0 < level < 1 or centre < 0 or (kind == "share" and centre > 1):
        raise ModelError(
            f"level is {level:g} and the centre {centre:g}: a level lies between 0 and 1, a rate "
            "is not negative, a share at most 1."
        )
    law = poisson(exposure * centre) if kind == "rate" else binom(np.round(exposure), centre)
    ends = []
    for order, more in (((1 - level) / 2, 0), ((1 + level) / 2, 1)):
        count = np.asarray(law.ppf(order), dtype=np.float64)
        here, below = law.cdf(count), law.cdf(count - 1)
        step = np.where(here > below, here - below, 1.0)
        ends.append(np.maximum(count + more - (here - order) / step, 0.0) / exposure)
    return ends[0], np.minimum(ends[1], 1.0) if kind == "share" else ends[1]


def dispersion(count: Floats, exposure: Floats, centre: float, *, kind: str) -> float:
    r"""Return how many times wider than by chance places vary; 1 is chance alone.

    Notes
    -----
    .. math:: \varphi = \frac1n \sum_i z_i^2, \quad
        z_i = \frac{k_i - e_i\theta}{\sqrt{e_i\theta(1-\theta)^s}}

    with s = 1 for a share and 0 for a rate, and each z drawn in to the first and ninth decile.

    References
    ----------
    .. [1] Spiegelhalter (2005), Statistics in Medicine 24, 1185–1202.
    """
    spread = exposure * centre * ((1 - centre) if kind == "share" else 1.0)
    z = (count - exposure * centre) / np.sqrt(np.where(spread > 0, spread, np.nan))
    low, high = np.nanquantile(z, [_TRIMMED, 1 - _TRIMMED])
    return float(np.nanmean(np.clip(z, low, high) ** 2))


def funnel(values: pd.DataFrame, indicator: Indicator, *, level: float = 0.95) -> pd.DataFrame:
    """Return where each area stands against its funnel.

    Parameters
    ----------
    values : DataFrame
        Rows of one indicator and one year of
        :func:`costmodel.indicators.compute.compute_indicators`; those without a value are left
        out.
    indicator : Indicator
        A rate or share of things counted.
    level : float
        Of the limits. [share]

    Returns
    -------
    DataFrame, index teryt
        ``value``, ``exposure``, ``centre``, ``low``, ``high`` (chance alone), ``wide_low``,
        ``wide_high`` (with the dispersion between places), ``dispersion``, ``place``
        (``below``, ``within``, ``above`` of the wide limits). [unit of the indicator]

    Raises
    ------
    ModelError
        If the indicator is no rate or share, or no area has a value.
    """
    known = values.dropna(subset=["value"]).set_index("teryt")
    if indicator.interval == "none" or known.empty:
        raise ModelError(
            f"{indicator.id} has interval {indicator.interval} and {len(known)} values: a funnel "
            "needs a rate or share of things counted, and one area at least."
        )
    k = known["numerator"].to_numpy(dtype=np.float64)
    n = known["denominator"].to_numpy(dtype=np.float64)
    centre, kind = float(k.sum() / n.sum()), indicator.interval
    low, high = funnel_limits(n, centre, level=level, kind=kind)
    phi = dispersion(k, n, centre, kind=kind)
    spread = np.sqrt(centre * ((1 - centre) if kind == "share" else 1.0) / n)
    reach = float(norm.ppf((1 + level) / 2)) * np.sqrt(max(phi, 1.0)) * spread
    wide_low = np.where(phi > 1, np.minimum(low, np.maximum(centre - reach, 0)), low)
    wide_high = np.where(phi > 1, np.maximum(high, centre + reach), high)
    if kind == "share":
        wide_high = np.minimum(wide_high, 1.0)
    rate = k / n
    outside = np.where(rate < wide_low, "below", np.where(rate > wide_high, "above", "within"))
    m = indicator.multiplier
    table = {"value": known["value"], "exposure": n, "centre": centre * m, "low": low * m,
             "high": high * m, "wide_low": wide_low * m, "wide_high": wide_high * m,
             "dispersion": phi, "place": outside}  # fmt: skip
    return pd.DataFrame(table, index=known.index)
