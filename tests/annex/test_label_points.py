from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from costmodel.annex.boundaries import Area
from costmodel.annex.label_points import roomy_point, size, turned
from tests.annex.test_boundaries import square

WHOLE, HOLE = np.array(square(0, 0, 10)), np.array(square(3, 3, 4))


def area(*polygons: tuple[np.ndarray[tuple[int, ...], np.dtype[np.float64]], ...]) -> Area:
    return Area("3215011", "Gmina", polygons)


def test_a_label_does_not_stand_in_a_hole() -> None:
    x, y = roomy_point(area((WHOLE, HOLE)))
    assert not (3 <= x <= 7 and 3 <= y <= 7)
    assert 0 < x < 10
    assert 0 < y < 10


def test_a_label_stands_in_the_largest_part() -> None:
    x, _ = roomy_point(area((np.array(square(50, 0, 2)),), (WHOLE,)))
    assert x < 10


def test_strips_too_thin_for_any_point_tried_have_their_first_corner() -> None:
    along_two_sides = [[0.0, 0.0], [10, 0], [10, 10], [9.999, 0.001], [0, 0]]
    assert roomy_point(area((np.array(along_two_sides),))) == (0.0, 0.0)


@given(st.floats(0.2, 9.8))
def test_a_label_stands_within_a_bent_area(bend: float) -> None:
    bent = np.array([[0, 0], [10, 0], [10, 1], [bend, 1], [bend, 9], [0, 9], [0, 0]], dtype=float)
    assert Path(bent).contains_point(roomy_point(area((bent,))))


def test_rings_turn_as_they_must() -> None:
    for ring in (WHOLE, WHOLE[::-1]):
        assert size(turned(ring, outer=True)) == pytest.approx(200)
        assert size(turned(ring, outer=False)) == pytest.approx(-200)
