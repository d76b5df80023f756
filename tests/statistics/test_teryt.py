from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.statistics.teryt import code_problem, code_problems, is_teryt


@settings(deadline=None)
@given(st.integers(1, 16), st.integers(0, 99), st.integers(0, 99), st.sampled_from("123458"))
def test_a_code_that_lost_its_zero_is_never_taken_for_a_code(
    voivodeship: int, powiat: int, gmina: int, kind: str
) -> None:
    code = f"{2 * voivodeship:02d}{powiat:02d}{gmina:02d}{kind}"
    assert is_teryt(code)
    assert not is_teryt(str(int(code))) or not code.startswith("0")


@pytest.mark.parametrize(
    "code", ["", "3215011.0", "3,215011", "٣٢١٥٠١١", "0000011", "3415011", "32150111"]
)
def test_what_is_no_code_is_refused(code: str) -> None:
    assert code_problem(code, file="x.csv", place="wiersz 2") is not None


def test_lost_zeros_are_told_once_and_other_mistakes_each() -> None:
    codes = [("201011", 2), ("3215011", 3), ("201022", 4), ("abc", 5), ("9901011", 6)]
    found = code_problems(codes, file="x.csv")
    assert [problem.value for problem in found] == ["201011", "abc", "9901011"]
    assert found[0].place == "wiersz 2 (i 1 dalszych), kolumna Kod"


def test_one_fictional_gmina_is_let_in_and_none_beside_it() -> None:
    assert [code for code in ("9910013", "9910000", "9900000") if not is_teryt(code)] == []
    near = ("9910011", "9910023", "9911013", "9920000", "9800000", "9910014", "9999993")
    assert [code for code in near if is_teryt(code)] == []
