from __future__ import annotations

import numpy as np
import pytest

from costmodel.errors import ModelError
from costmodel.scenario import ACTIVATION, INACTION, Reach, Scenario, extra_success


def reach(coverage: float, effect: float, name: str = "cis") -> Reach:
    return Reach(name, np.full((3, 2), coverage), np.full((4, 2), effect))


def test_extra_success_is_coverage_times_effect() -> None:
    plan = Scenario(ACTIVATION, (reach(0.5, 0.2), reach(0.25, 0.4, "contract")))
    extra = extra_success(plan, n_draws=4, n_years=3, n_levels=2)
    # 0.5 · 0.2 + 0.25 · 0.4 = 0.2
    np.testing.assert_allclose(extra, np.full((4, 3, 2), 0.2))


def test_coverage_varies_by_year_and_effect_by_draw() -> None:
    cis = Reach("cis", np.array([[0.0], [0.5]]), np.array([[0.1], [0.2], [0.4]]))
    extra = extra_success(Scenario(ACTIVATION, (cis,)), n_draws=3, n_years=2, n_levels=1)
    np.testing.assert_allclose(extra[:, :, 0], [[0, 0.05], [0, 0.1], [0, 0.2]])


def test_inaction_adds_nothing() -> None:
    assert not extra_success(Scenario(INACTION), n_draws=2, n_years=2, n_levels=2).any()


def test_a_pathway_with_more_instruments_leaves_the_first_alone() -> None:
    first = Scenario(INACTION, (reach(0.5, 0.1),))
    second = first.with_(reach(0.5, 0.2, "contract"), name=ACTIVATION)
    assert len(first.reach) == 1
    assert [r.instrument for r in second.reach] == ["cis", "contract"]


def test_effects_are_scaled_and_coverage_is_not() -> None:
    plan = Scenario(ACTIVATION, (reach(0.5, 0.2),))
    twice = plan.with_effects_times(2.0)
    np.testing.assert_allclose(twice.reach[0].effect, 0.4)
    np.testing.assert_allclose(twice.reach[0].coverage, 0.5)
    np.testing.assert_allclose(plan.reach[0].effect, 0.2)


def test_all_people_may_be_reached() -> None:
    Scenario(ACTIVATION, (reach(0.1, 0.1), reach(0.9, 0.1)))


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (0.7, 0.4, "'activation' reaches 110% of a level"),
        (1.1, 0.0, "110%.*from 0 to 100 %. Lower the coverage in plan.toml"),
        (0.5, -0.1, r"lowest coverage -10%"),
        (float("nan"), 0.5, "nan"),
    ],
)
def test_coverage_beyond_everybody_is_refused(first: float, second: float, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        Scenario(ACTIVATION, (reach(first, 0.1), reach(second, 0.1)))
