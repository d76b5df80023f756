from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.targets.measurable import Measured, cautions, faults
from costmodel.targets.rules import Basis

NAN = float("nan")
GOOD = Measured("%", "OZPS 10.4", "down", (2021, 2022, 2023, 2024))
BASIS = Basis(base=12.0, given=NAN, peers_median=NAN, trend=11.0, low=9.0, high=13.0, effect=NAN)


def of(measured: Measured, basis: Basis = BASIS, *, target: float = 8.0, year: int = 2030) -> str:
    return " ".join(faults(measured, basis, target, base_year=2024, target_year=year))


def test_a_target_with_all_it_needs_has_no_fault() -> None:
    assert of(GOOD) == ""


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (of(replace(GOOD, unit=" ")), "Brak jednostki"),
        (of(replace(GOOD, source="")), "Brak źródła"),
        (of(replace(GOOD, direction="context")), "kontekstowy"),
        (of(replace(GOOD, years=(2015, 2023, 2024))), "jest 2, a potrzeba 3"),
        (of(replace(GOOD, years=(2023, 2024, 2025, 2026))), "jest 2, a potrzeba 3"),
        (of(GOOD, replace(BASIS, base=NAN)), "Brak wartości bazowej z 2024"),
        (of(GOOD, year=2024), "nie jest późniejszy"),
        (of(GOOD, target=NAN), "Brak wartości docelowej"),
    ],
)
def test_each_fault_is_told(told: str, says: str) -> None:
    assert says in told


def test_keeping_a_good_value_is_no_fault() -> None:
    assert of(GOOD, target=12.0) == ""


@pytest.mark.parametrize(
    ("measured", "target"), [(GOOD, 12.5), (replace(GOOD, direction="up"), 8.0)]
)
def test_a_target_worse_than_the_base_is_told_and_still_measurable(
    measured: Measured, target: float
) -> None:
    told = cautions(measured, BASIS, target, base_year=2024, target_year=2030)
    assert "gorsza od bazowej" in " ".join(told)
    assert of(measured, target=target) == ""


@pytest.mark.parametrize(
    ("target", "breaks", "says"),
    [
        (10.0, (), "mieści się w przedziale"),
        (11.5, (), "Sam trend daje lepszą"),
        (8.0, (2025, 2028), "(2025, 2028)"),
    ],
)
def test_each_caution_is_told(target: float, breaks: tuple[int, ...], says: str) -> None:
    measured = replace(GOOD, breaks=breaks)
    assert says in " ".join(cautions(measured, BASIS, target, base_year=2024, target_year=2030))


def test_a_target_beyond_the_forecast_and_without_breaks_needs_no_caution() -> None:
    measured = replace(GOOD, breaks=(2024, 2031))
    assert cautions(measured, BASIS, 8.0, base_year=2024, target_year=2030) == ()
