from __future__ import annotations

import numpy as np
import pytest

from costmodel.net_value import net_values
from costmodel.outcome import PUBLIC
from costmodel.studies.thresholds import EFFECTS, PRICES, thresholds_of
from tests.town import town


def test_the_effect_found_in_each_draw_pays_back_just_there() -> None:
    model = town(n_draws=1, cost=400.0, effect=0.02)
    found = thresholds_of(model, [PUBLIC])[PUBLIC].effect
    assert found.threshold is not None
    back = net_values(model.with_effects_times(found.threshold.median), [PUBLIC])[PUBLIC]
    assert abs(float(back[0])) < 1e-3


def test_where_no_effect_is_enough_there_is_none() -> None:
    model = town(n_draws=4, cost=1e7)
    found = thresholds_of(model, [PUBLIC])[PUBLIC].effect
    assert found.threshold is None
    assert found.share_never == 1.0


def test_the_price_at_which_it_pays_is_saving_by_cost() -> None:
    model = town(n_draws=1, cost=500.0)
    found = thresholds_of(model, [PUBLIC])[PUBLIC]
    at_full, at_half = (
        found.grid[(found.grid["x"] == 1.0) & (found.grid["y"] == price)]["mean"].item()
        for price in (1.0, 0.5)
    )
    cost = 2 * (at_half - at_full)
    assert found.price.threshold is not None
    assert found.price.threshold.median == pytest.approx((at_full + cost) / cost)


def test_the_grid_holds_the_plan_as_assumed() -> None:
    model = town(n_draws=6)
    grid = thresholds_of(model, ["gmina"])["gmina"].grid
    assert len(grid) == len(EFFECTS) * len(PRICES)
    assumed = grid[(grid["x"] == 1.0) & (grid["y"] == 1.0)]["mean"].item()
    assert assumed == pytest.approx(net_values(model, ["gmina"])["gmina"].mean())
    falling = grid[grid["x"] == 2.0].sort_values("y")["mean"].to_numpy()
    assert (np.diff(falling) <= 0).all()  # a dearer plan is never worth more
