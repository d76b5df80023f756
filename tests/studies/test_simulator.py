"""The grid behind the sliders: the model itself at its points, and near it between them."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.net_value import present_values
from costmodel.outcome import PUBLIC
from costmodel.scenario import ACTIVATION, Scenario
from costmodel.studies.quantities_of_simulator import simulator_quantities
from costmodel.studies.simulator import (
    STEPS,
    Reading,
    error_of,
    reading,
    room_for_coverage,
    simulator_of,
)
from tests.town import reach, town, with_reach

TOWN = town(n_draws=20, n_years=4, coverage=0.2)
GRID = simulator_of(TOWN, [PUBLIC, "gmina"])


def read(
    *, coverage: float = 1.0, effect: float = 1.0, price: float = 1.0, rate: float | None = None
) -> Reading:
    rate = GRID.rate if rate is None else rate
    return GRID.at(PUBLIC, coverage=coverage, effect=effect, price=price, horizon=4, rate=rate)


def test_two_draws_of_two_years_by_hand() -> None:
    saving, cost = np.array([[110.0, 121.0], [0.0, 0.0]]), np.array([[110.0, 0.0], [110.0, 0.0]])
    found = reading(saving, cost, price=0.5, horizon=2, rate=0.1)
    # saved 100 + 100 or nothing, spent half of 100: 150 left, or 50 lost
    assert found.saving[0] == pytest.approx(100.0)
    assert found.cost == pytest.approx((50.0, 50.0, 50.0))
    assert found.net == pytest.approx((50.0, -30.0, 130.0))
    assert found.chance == 0.5


@pytest.mark.parametrize("coverage", STEPS)
@pytest.mark.parametrize("effect", STEPS)
@pytest.mark.parametrize("perspective", [PUBLIC, "gmina"])
def test_at_its_points_the_grid_is_the_model(
    coverage: float, effect: float, perspective: str
) -> None:
    plan = TOWN.activation.with_coverage_times(coverage).with_effects_times(effect)
    true = present_values(replace(TOWN, activation=plan), [perspective])[perspective]
    found = GRID.at(
        perspective, coverage=coverage, effect=effect, price=1.0, horizon=4, rate=GRID.rate
    )
    rounding = 4 * 0.5  # each of the four years is kept in whole zł
    assert found.saving[0] == pytest.approx(true.saving.mean(), abs=rounding)
    assert found.cost[0] == pytest.approx(true.cost.mean(), abs=rounding)
    assert found.net[1] == pytest.approx(np.quantile(true.net, 0.1), abs=2 * rounding)


def test_a_plan_that_reaches_nobody_brings_and_costs_nothing() -> None:
    found = read(coverage=0.0)
    assert found == Reading((0, 0, 0), (0, 0, 0), (0, 0, 0), 0)


def test_a_plan_without_effects_costs_and_saves_nothing() -> None:
    found = read(effect=0.0)
    assert found.saving == (0, 0, 0)
    assert found.cost[0] > 0


@given(st.floats(0, 2), st.floats(0, 2), st.floats(0.25, 2))
def test_between_its_points_the_grid_is_read_along_straight_lines(
    coverage: float, effect: float, price: float
) -> None:
    def corner(grid: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
        i, j = (min(int(v * 2), len(STEPS) - 2) for v in (coverage, effect))
        x, y = coverage * 2 - i, effect * 2 - j
        total = 0.0
        for a, wa in ((i, 1 - x), (i + 1, x)):
            for b, wb in ((j, 1 - y), (j + 1, y)):
                for draw in grid[a, b]:
                    total += wa * wb * sum(z / 1.02**t for t, z in enumerate(draw, start=1))
        return total / grid.shape[2]

    found = read(coverage=coverage, effect=effect, price=price, rate=0.02)
    assert found.saving[0] == pytest.approx(corner(GRID.saving[PUBLIC]), rel=1e-9, abs=1e-6)
    assert found.cost[0] == pytest.approx(price * corner(GRID.cost[PUBLIC]), rel=1e-9, abs=1e-6)


def test_no_held_out_point_is_further_off_than_stated() -> None:
    error = error_of(GRID, TOWN)
    assert error.money > 0  # the model is no plane
    plan = TOWN.activation.with_coverage_times(1.75).with_effects_times(0.25)
    true = present_values(replace(TOWN, activation=plan), [PUBLIC])[PUBLIC]
    found = read(coverage=1.75, effect=0.25)
    off = abs(found.saving[0] - true.saving.mean())
    assert 1 < off <= error.money
    assert abs(found.chance - (true.net > 0).mean()) <= error.chance


def test_coverage_goes_no_further_than_all_people() -> None:
    crowded = town(n_draws=4, coverage=0.8)
    assert room_for_coverage(crowded.activation) == 1.25
    assert simulator_of(crowded, [PUBLIC]).coverage == (0.0, 0.5, 1.0, 1.25)
    full = town(n_draws=4, coverage=1.0)
    assert simulator_of(full, [PUBLIC]).coverage == (0.0, 0.5, 1.0)


def test_instruments_for_the_same_people_share_the_room() -> None:
    one = reach(n_draws=4, n_years=5, effect=0.1, coverage=0.3)
    two = replace(one, instrument="other", coverage=one.coverage * 2)
    apart = with_reach(town(n_draws=4), one, two)
    assert room_for_coverage(apart.activation) == 1.11  # 0.3 + 0.6 of the people
    together = with_reach(town(n_draws=4), one, two, overlap="independent")
    assert room_for_coverage(together.activation) == 1.66  # the fuller one fills up first


def test_a_plan_of_nobody_has_all_the_room() -> None:
    assert room_for_coverage(Scenario(ACTIVATION)) == STEPS[-1]


def test_what_the_page_shows_first_is_the_plan_as_assumed() -> None:
    known = {q.id: q for q in simulator_quantities(GRID, error_of(GRID, TOWN))}
    true = present_values(TOWN, ["gmina"])["gmina"].net
    assert cast("float", known["simulator.net.gmina"].value) == pytest.approx(true.mean(), abs=4)
    assert known["simulator.chance.gmina"].value == (true > 0).mean()
    assert known["simulator.draws"].value == 20
