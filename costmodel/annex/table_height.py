"""Widths of columns that make a table low: each step goes where it spares the most lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_STEPS = 80
Floats = NDArray[np.float64]


def balanced(
    least: Sequence[float], texts: Sequence[Sequence[float]], *, room: float, padding: float
) -> tuple[float, ...]:
    """Return widths of columns that sum to ``room``. [pt]

    Parameters
    ----------
    least : sequence of float
        Lowest width of each column. They sum to at most ``room``. [pt]
    texts : sequence of shape (n_rows, n_columns)
        How wide each text runs on one line. [pt]
    room : float
        Width of the table. [pt]
    padding : float
        What a column is wider than its text. [pt]

    Notes
    -----
    A row is as high as its highest cell, and a cell is :math:`\\max(1, t / (w - p))` lines
    high: text width over column width without padding. Parts of a line count, so that
    each step tells. A step that spares nothing goes to the column that lacks the most.

    Examples
    --------
    >>> balanced([20.0, 20.0], [[10.0, 400.0]], room=100.0, padding=0.0)
    (20.0, 80.0)
    """
    widths, wide = np.asarray(least, float), np.asarray(texts, float)
    step = (room - widths.sum()) / _STEPS
    for _ in range(_STEPS):
        heights = [_height(wide, widths + step * one, padding) for one in np.eye(len(widths))]
        spared = _height(wide, widths, padding) - np.array(heights)
        lack = wide.max(axis=0) - widths
        widths[int(np.argmax(spared)) if spared.max() > 0 else int(np.argmax(lack))] += step
    return tuple(float(width) for width in widths)


def _height(texts: Floats, widths: Floats, padding: float) -> float:
    """Return the height of all rows. [lines]"""
    lines = np.maximum(texts / np.maximum(widths - padding, 1.0), 1.0)
    return float(lines.max(axis=1).sum())
