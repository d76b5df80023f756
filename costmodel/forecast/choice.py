"""Choose a candidate for each series: the average, unless its own past speaks clearly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from costmodel.forecast.candidates import AVERAGE, NAIVE
from costmodel.forecast.settings import default_settings

Floats = NDArray[np.float64]
ROUNDING = 1e-9
"""Errors of logs this small are rounding."""


def chosen(scores: Floats, names: Sequence[str]) -> NDArray[np.intp]:
    """Return the place of the candidate chosen for each series.

    Parameters
    ----------
    scores : ndarray of shape (n_candidates, n_series)
        Mean absolute error of the logs in the back-test. [log units]
    names : sequence of str
        Names of the candidates, from the simplest; they include the naive one and the average.

    Notes
    -----
    1. The best candidate, if its error is below that of the average by at least the gain of the
       settings; the first of those that are as good.
    2. Otherwise the average, if it is no worse than the naive forecast.
    3. Otherwise the naive forecast.

    A back-test on a dozen origins picks winners by luck; on the panel the average strays less
    than what such a back-test picks. Nothing is chosen that was worse than a flat copy.

    Examples
    --------
    >>> scores = np.array([[0.9, 0.3, 0.4], [0.2, 0.9, 0.9], [0.8, 0.4, 0.4]])
    >>> chosen(scores, ("naive", "drift", "average")).tolist()
    [1, 0, 2]
    """
    gain = default_settings().gain_over_average
    average, naive = scores[names.index(AVERAGE)], scores[names.index(NAIVE)]
    best = scores.min(axis=0)
    winner = np.argmax(scores <= best + ROUNDING, axis=0)
    otherwise = np.where(average <= naive, names.index(AVERAGE), names.index(NAIVE))
    return np.where(best <= (1 - gain) * average + ROUNDING, winner, otherwise)
