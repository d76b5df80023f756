from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate

from costmodel.errors import ModelError
from costmodel.forecast.demography import default_demography
from costmodel.forecast.survival import person_years, survival

MEN, WOMEN = default_demography().life_expectancy


@pytest.mark.parametrize("expectation", [MEN, WOMEN], ids=["men", "women"])
def test_the_curve_gives_back_the_published_expectations(
    expectation: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:
    years = person_years(expectation)
    alive_at_15 = expectation[0] / (15 + expectation[1])
    assert years.sum() == pytest.approx(expectation[0], abs=1e-3)
    assert years[3:].sum() / alive_at_15 == pytest.approx(expectation[1], abs=1e-3)
    assert (np.diff(years[:18]) <= 1e-9).all()


def test_a_known_gompertz_curve_is_found_again() -> None:
    alpha, beta = 4e-4, 0.085

    def alive(x: float) -> float:
        return float(np.exp(-alpha / beta * np.expm1(beta * (x - 15))))

    adult = integrate.quad(alive, 15, 130)[0]
    middle = integrate.quad(alive, 45, 130)[0] / alive(45)
    years = person_years(np.array([15 + adult, adult, middle]))  # nobody dies before 15
    np.testing.assert_allclose(years[:3], 5.0, rtol=1e-6)
    for group, low in [(4, 20), (12, 60), (17, 85)]:
        assert years[group] == pytest.approx(integrate.quad(alive, low, low + 5)[0], rel=1e-4)


def test_women_survive_longer_at_every_age() -> None:
    men, women = (survival(person_years(x))[0] for x in (MEN, WOMEN))
    assert (women >= men).all()


def test_half_a_percent_of_boys_do_not_reach_fifteen() -> None:
    assert 1 - survival(person_years(MEN))[1] == pytest.approx(0.005, abs=0.002)


def test_expectations_that_fit_nothing_are_refused() -> None:
    with pytest.raises(ModelError, match="correct them"):
        person_years(np.array([90.0, 60.0, 40.0]))  # more alive at 15 than were born
