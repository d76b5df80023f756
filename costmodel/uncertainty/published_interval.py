"""A number told by a published interval, taken as normal on a stated scale."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import integrate, special, stats

Floats = NDArray[np.float64]
Scale = Literal["normal", "log", "logit"]

SCALES: dict[str, tuple[np.ufunc, np.ufunc]] = {
    "normal": (np.positive, np.positive),
    "log": (np.log, np.exp),
    "logit": (special.logit, special.expit),
}
"""To the scale on which the number is normal, and back from it."""
_BOUNDS = {"normal": (-np.inf, np.inf), "log": (0.0, np.inf), "logit": (0.0, 1.0)}
_FARTHEST = 12.0
"""Standard deviations beyond which the normal density is below 1e-31."""


def interval_fault(
    low: float | None, high: float | None, *, level: float | None, on: str | None
) -> str:
    """Say what is wrong with a published interval, or nothing.

    Examples
    --------
    >>> interval_fault(0.0, 1.4, level=0.95, on="log")
    'has low 0 and high 1.4: on "log" they must lie above 0. Correct them or the scale.'
    """
    if low is None or high is None or level is None:
        return "needs 'low', 'high' and 'level': give all three."
    if on not in SCALES:
        return f"has on {on!r}: give the scale, one of {', '.join(SCALES)}."
    if not 0 < level < 1:
        return f"has level {level:g}: it must lie between 0 and 1, e.g. 0.95."
    if low > high:
        return f"has low {low:g} above high {high:g}: swap or correct them."
    bottom, top = _BOUNDS[on]
    if low <= bottom or high >= top:
        where = "between 0 and 1" if on == "logit" else "above 0"
        return (
            f'has low {low:g} and high {high:g}: on "{on}" they must lie {where}. '
            "Correct them or the scale."
        )
    return ""


def interval_quantile(
    low: float, high: float, *, level: float, on: Scale, probability: Floats
) -> Floats:
    r"""Return the value below which the number lies with ``probability``.

    Parameters
    ----------
    low, high : float
        Ends of the published interval, in the unit of the number.
    level : float
        Level of the interval, central: 0.95 leaves 0.025 on each side. [share]
    on : str
        ``normal``; ``log`` for ratios (a risk ratio, a price); ``logit`` for shares.
    probability : ndarray of any shape
        Between 0 and 1. [probability]

    Returns
    -------
    ndarray of the same shape
        In the unit of the number.

    Notes
    -----
    With g the scale and z the normal quantile of :math:`(1 + level)/2`, g of the number is normal
    with mean :math:`(g(low) + g(high))/2` and deviation :math:`(g(high) - g(low))/(2z)`. The
    ends of the interval come back exactly; a published centre that is not the middle on the
    scale does not, which is a sign of the wrong scale.

    References
    ----------
    .. [1] Higgins, Li, Deeks (2023), Cochrane Handbook for Systematic Reviews of Interventions,
       version 6.4, sec. 6.3.1–6.3.2 (standard errors from confidence intervals).

    Examples
    --------
    >>> tails = np.array([0.025, 0.5, 0.975])
    >>> interval_quantile(0.5, 2.0, level=0.95, on="log", probability=tails).round(6)
    array([0.5, 1. , 2. ])
    """
    middle, deviation = _on_scale(low, high, level=level, on=on)
    back = SCALES[on][1]
    return np.asarray(back(middle + deviation * stats.norm.ppf(probability)), dtype=np.float64)


def interval_mean(low: float, high: float, *, level: float, on: Scale) -> float:
    """Return the expected value, in the unit of the number; on ``log`` above the median.

    Examples
    --------
    >>> interval_mean(-1.0, 3.0, level=0.95, on="normal")
    1.0
    """
    middle, deviation = _on_scale(low, high, level=level, on=on)
    if on == "normal":
        return middle
    if on == "log":
        return float(np.exp(middle + deviation**2 / 2))
    found, _ = integrate.quad(
        lambda z: float(special.expit(middle + deviation * z) * stats.norm.pdf(z)),
        -_FARTHEST,
        _FARTHEST,
    )
    return float(found)


def _on_scale(low: float, high: float, *, level: float, on: Scale) -> tuple[float, float]:
    there = SCALES[on][0]
    first, last = float(there(low)), float(there(high))
    return (first + last) / 2, (last - first) / (2 * float(stats.norm.ppf((1 + level) / 2)))
