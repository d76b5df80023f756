from __future__ import annotations

from costmodel.sensitivity.tornado import Swing, widest


def test_a_result_that_falls_has_a_width_all_the_same() -> None:
    assert Swing("cost", 5.0, -5.0).width == Swing("effect", -5.0, 5.0).width == 10


def test_ties_stand_by_name_so_that_runs_agree() -> None:
    found = widest([Swing("b", 0, 1), Swing("a", 1, 0)], at_most=5)
    assert [swing.key for swing in found] == ["a", "b"]


def test_u12_the_longest_stands_first_no_more_than_asked_and_none_that_stands_still() -> None:
    swings = [Swing(str(n), 0, n) for n in range(5)]
    assert [swing.key for swing in widest(swings, at_most=3)] == ["4", "3", "2"]
    assert len(widest(swings, at_most=9)) == 4
