from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import OutputError
from costmodel.live.failures import ComeBackLaterError
from costmodel.live.publishers import Windows
from costmodel.live.quota import Quota, wait_needed
from tests.live.conftest import Hours

BDL: Windows = ((1, 5), (900, 100))


def quota(path: Path, hours: Hours, windows: Windows, longest_wait: float = 30.0) -> Quota:
    return Quota(path / "quota-bdl.txt", windows, hours.clock, hours.sleep, longest_wait)


@pytest.mark.parametrize(
    ("asked", "now", "wait"),
    [
        ([], 10.0, 0.0),  # nothing asked yet
        ([9.1, 9.2, 9.3, 9.4], 10.0, 0.0),  # four of five
        ([9.1, 9.2, 9.3, 9.4, 9.5], 10.0, 0.1),  # the first of five leaves the window at 10.1
        ([9.0, 9.2, 9.3, 9.4, 9.5], 10.0, 0.0),  # it leaves it exactly now
        ([50.0] * 5, 10.0, 1.0),  # a clock set back: they count as now
    ],
)
def test_the_wait_is_until_the_oldest_that_counts_leaves_the_window(
    asked: list[float], now: float, wait: float
) -> None:
    assert wait_needed(asked, BDL, now=now) == pytest.approx(wait)


def test_the_tightest_of_several_windows_decides() -> None:
    assert wait_needed([0.0] * 100, BDL, now=100.0) == 800.0


@given(
    st.lists(st.floats(0, 50), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(1, 20), st.integers(1, 6)), min_size=1, max_size=3),
)
def test_no_stretch_of_time_ever_holds_more_than_its_limit(
    pauses: list[float], windows: list[tuple[int, int]]
) -> None:
    asked: list[float] = []
    now = 0.0
    for pause in pauses:
        now += pause / 10
        now += wait_needed(asked, tuple(windows), now=now)
        asked.append(now)
    for length, limit in windows:
        for first, later in zip(asked, asked[limit:], strict=False):
            assert later - first >= length - 1e-9


def test_the_count_outlives_the_program(tmp_path: Path, hours: Hours) -> None:
    for _ in range(3):
        quota(tmp_path, hours, ((10, 3),)).spend()
    quota(tmp_path, hours, ((10, 3),)).spend()
    assert hours.slept == [10.0]


def test_a_long_wait_is_refused_with_the_hour_to_come_back(tmp_path: Path, hours: Hours) -> None:
    mine = quota(tmp_path, hours, ((900, 1),))
    mine.spend()
    says = r"limit zapytań wyczerpany.*limit 1 na 15 min.*wolno zadać 1970-01-12 o \d\d:\d\d"
    with pytest.raises(ComeBackLaterError, match=says):
        mine.spend()
    hours.now += 900
    mine.spend()


def test_lines_that_are_no_moment_are_passed_over(tmp_path: Path, hours: Hours) -> None:
    path = tmp_path / "quota-bdl.txt"
    path.write_text(f"nan\n\n{hours.now - 1!r}\ninf\n99999", encoding="ascii")
    mine = quota(tmp_path, hours, ((10, 2),))
    mine.spend()
    assert hours.slept == []
    mine.spend()
    assert hours.slept == [9.0]


def test_moments_that_count_no_more_leave_the_file(tmp_path: Path, hours: Hours) -> None:
    mine = quota(tmp_path, hours, ((10, 3),))
    for _ in range(40):
        mine.spend()
        hours.now += 20
    assert len((tmp_path / "quota-bdl.txt").read_text(encoding="ascii").splitlines()) <= 4


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, hours: Hours) -> None:
    (tmp_path / "plik").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="COSTMODEL_CACHE"):
        Quota(tmp_path / "plik" / "q.txt", ((1, 1),), hours.clock, hours.sleep).spend()
