"""Where within an area on a map there is room for a label."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from costmodel.annex.boundaries import Area

Points = NDArray[np.float64]
_TRIED = 24  # points along each side of the frame around a polygon
_BETWEEN = 8  # points put on each edge, from which the distance is taken


def roomy_point(area: Area) -> tuple[float, float]:
    """Return a point within the largest polygon of an area, far from its edges and holes.

    Examples
    --------
    >>> square = np.array([[0.0, 0], [9, 0], [9, 9], [0, 9], [0, 0]])
    >>> x, y = roomy_point(Area("3215011", "a", ((square,),)))
    >>> abs(x - 4.5) < 0.5, abs(y - 4.5) < 0.5
    (True, True)
    """
    rings = max(area.polygons, key=lambda polygon: abs(size(polygon[0])))
    low, high = rings[0].min(axis=0), rings[0].max(axis=0)
    steps = (np.arange(_TRIED) + 0.5) / _TRIED
    tried = low + np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2) * (high - low)
    inside = _within(tried, rings)
    if not inside.any():  # a sliver between the points tried
        return float(rings[0][0, 0]), float(rings[0][0, 1])
    edges = np.concatenate([_along(ring) for ring in rings])
    found = tried[inside]
    room = ((found[:, None, :] - edges[None, :, :]) ** 2).sum(axis=-1).min(axis=1)
    x, y = found[int(np.argmax(room))]
    return float(x), float(y)


def turned(ring: Points, *, outer: bool) -> Points:
    """Return an outer ring turning left and a hole turning right: only so a hole stays empty."""
    return ring if (size(ring) > 0) == outer else ring[::-1]


def size(ring: Points) -> float:
    """Return twice the area within a ring, by the shoelace formula; below zero turning right.

    Examples
    --------
    >>> size(np.array([[0.0, 0], [1, 0], [1, 1], [0, 0]]))
    1.0
    """
    x, y = (ring - ring[0]).T
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))


def _within(points: Points, rings: tuple[Points, ...]) -> NDArray[np.bool_]:
    from matplotlib.path import Path

    outer, *holes = (Path(ring, closed=True).contains_points(points) for ring in rings)
    return np.asarray(outer & ~np.any([np.zeros(len(points), dtype=bool), *holes], axis=0))


def _along(ring: Points) -> Points:
    shares = np.arange(_BETWEEN)[:, None, None] / _BETWEEN
    return np.asarray((ring[:-1] + shares * (ring[1:] - ring[:-1])).reshape(-1, 2))
