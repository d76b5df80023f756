"""The candidate models of a short yearly series, each a function from logs to logs."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way of forecasting: ``path(logs, horizon)`` returns logs of shape (horizon,).

    ``path`` returns ``None`` where the fit fails (no convergence, no finite answer).
    Candidates stand in :data:`CANDIDATES` from the simplest to the most complex.
    """

    name: str
    label: str
    path: Callable[[Floats, int], Floats | None]


def naive(logs: Floats, horizon: int) -> Floats:
    """Return the last value, repeated.

    Examples
    --------
    >>> naive(np.array([1.0, 3.0]), 2)
    array([3., 3.])
    """
    return np.full(horizon, logs[-1])


def drift(logs: Floats, horizon: int) -> Floats:
    """Return the line through the first and the last value: ARIMA(0,1,0) with drift, solved.

    Examples
    --------
    >>> drift(np.array([1.0, 5.0, 3.0]), 2)
    array([4., 5.])
    """
    slope = (logs[-1] - logs[0]) / (len(logs) - 1)
    return np.asarray(logs[-1] + slope * np.arange(1, horizon + 1), dtype=np.float64)


def robust(logs: Floats, horizon: int) -> Floats:
    r"""Return a damped Theil–Sen trend of the last years, started at the last value.

    Notes
    -----
    .. math:: y_{T+h} = y_T + b \sum_{i=1}^{h} \varphi^i

    with b the median of all pairwise slopes in the window, φ the damping of the settings.

    References
    ----------
    .. [1] Sen (1968), JASA 63, p. 1379. Gardner and McKenzie (1985), Manag. Sci. 31, p. 1237.
    """
    settings = default_settings()
    recent = logs[-int(settings.robust_window) :]
    first, second = np.triu_indices(len(recent), k=1)
    slope = float(np.median((recent[second] - recent[first]) / (second - first)))
    damped = np.cumsum(settings.robust_damping ** np.arange(1, horizon + 1))
    return np.asarray(logs[-1] + slope * damped, dtype=np.float64)


def exponential_smoothing(logs: Floats, horizon: int) -> Floats | None:
    """Return simple exponential smoothing (statsmodels), flat at the last level."""
    from statsmodels.tsa.holtwinters import (  # type: ignore[import-untyped]
        SimpleExpSmoothing,
    )

    def fitted() -> Floats:
        model = SimpleExpSmoothing(logs, initialization_method="estimated")
        return np.asarray(model.fit().forecast(horizon), dtype=np.float64)

    return _fitted_or_none(fitted, logs)


def autoregression(logs: Floats, horizon: int) -> Floats | None:
    """Return ARIMA(1,1,0) of the logs (statsmodels): last year's change, fading.

    Fitted by conditional least squares as an AR(1) of the yearly changes; a coefficient that
    would let changes grow for ever counts as a failed fit.
    """
    from statsmodels.tsa.ar_model import AutoReg  # type: ignore[import-untyped]

    def fitted() -> Floats:
        result = AutoReg(np.diff(logs), lags=1, trend="n").fit()
        if abs(float(result.params[0])) >= 1:
            return np.full(horizon, np.nan)
        changes = np.asarray(result.forecast(horizon), dtype=np.float64)
        return np.asarray(logs[-1] + np.cumsum(changes), dtype=np.float64)

    return _fitted_or_none(fitted, logs)


def damped_trend(logs: Floats, horizon: int) -> Floats | None:
    """Return Holt's damped trend of the logs (statsmodels)."""
    from statsmodels.tsa.holtwinters import (
        ExponentialSmoothing,
    )

    def fitted() -> Floats:
        model = ExponentialSmoothing(
            logs, trend="add", damped_trend=True, initialization_method="estimated"
        )
        return np.asarray(model.fit().forecast(horizon), dtype=np.float64)

    return _fitted_or_none(fitted, logs)


def _fitted_or_none(fitted: Callable[[], Floats], logs: Floats) -> Floats | None:
    """Return the fit, or ``None``: a fit that does not converge is a failed candidate."""
    if np.ptp(logs) == 0:
        return None  # no variance, no likelihood: the simple candidates answer exactly
    from statsmodels.tools.sm_exceptions import (  # type: ignore[import-untyped]
        ConvergenceWarning,
    )

    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        warnings.simplefilter("error", RuntimeWarning)
        warnings.filterwarnings("ignore", message="Non-(stationary|invertible) starting")
        try:
            path = fitted()
        except (ConvergenceWarning, RuntimeWarning, ValueError, np.linalg.LinAlgError):
            return None
    return path if np.isfinite(path).all() else None


CANDIDATES: tuple[Candidate, ...] = (
    Candidate("naive", "naiwna (ostatnia wartość)", naive),
    Candidate("drift", "stała roczna zmiana (ARIMA(0,1,0) z dryfem)", drift),
    Candidate("robust", "gasnący trend odporny (Theil–Sen)", robust),
    Candidate("ses", "proste wygładzanie wykładnicze", exponential_smoothing),
    Candidate("arima_110", "ARIMA(1,1,0) logarytmu", autoregression),
    Candidate("holt_damped", "wygładzanie Holta z gasnącym trendem", damped_trend),
)
"""All candidates, from the simplest to the most complex."""
