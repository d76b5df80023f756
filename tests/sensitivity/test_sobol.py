from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.sensitivity.sobol import sobol_indices_of
from costmodel.uncertainty.distributions import Distribution

Floats = NDArray[np.float64]
AROUND = Distribution("uniform", low=-np.pi, high=np.pi)
UNIT = Distribution("uniform", low=0.0, high=1.0)


def ishigami(x: Mapping[str, Floats]) -> Floats:
    """Ishigami and Homma (1990), with a = 7 and b = 0.1."""
    return np.asarray(np.sin(x["a"]) + 7 * np.sin(x["b"]) ** 2 + 0.1 * x["c"] ** 4 * np.sin(x["a"]))


@pytest.mark.parametrize(
    ("name", "first", "total"), [("a", 0.3139, 0.5576), ("b", 0.4424, 0.4424), ("c", 0.0, 0.2437)]
)
def test_ishigami_has_its_known_indices(name: str, first: float, total: float) -> None:
    # closed form: Saltelli et al. (2000), Sensitivity Analysis, sec. 2.9
    found = sobol_indices_of(
        ishigami,
        dict.fromkeys("abc", AROUND),
        rng=np.random.default_rng(2),
        n_points=4096,
    )[name]
    assert found.first.value == pytest.approx(first, abs=0.015)
    assert found.total.value == pytest.approx(total, abs=0.015)
    assert found.first.low <= first <= found.first.high
    assert found.total.low <= total <= found.total.high


def test_a_linear_result_splits_by_its_variances() -> None:
    # variances: 3² · 1/12 of a uniform 0–1, and 0.5² of a normal: 0.75 and 0.25
    normal = Distribution(
        "interval", low=-0.5 * 1.959964, high=0.5 * 1.959964, level=0.95, on="normal"
    )
    found = sobol_indices_of(
        lambda x: 3 * x["a"] + x["b"], {"a": UNIT, "b": normal}, rng=np.random.default_rng(3)
    )
    for name, share in (("a", 0.75), ("b", 0.25)):
        assert found[name].first.value == pytest.approx(share, abs=0.02)
        assert found[name].total.value == pytest.approx(share, abs=0.02)


def test_a_product_of_two_coins_is_that_of_a_plain_loop() -> None:
    # y = (a > ½)(b > ½): all four cases are equally likely
    cases = [(a, b, a * b) for a, b in product((0, 1), repeat=2)]
    mean = sum(y for *_, y in cases) / 4
    variance = sum((y - mean) ** 2 for *_, y in cases) / 4
    means_by_a = [sum(y for a, _, y in cases if a == k) / 2 for k in (0, 1)]
    first = sum((m - mean) ** 2 for m in means_by_a) / 2 / variance
    found = sobol_indices_of(
        lambda x: np.where((x["a"] > 0.5) & (x["b"] > 0.5), 1.0, 0.0),
        {"a": UNIT, "b": UNIT},
        rng=np.random.default_rng(4),
        n_points=4096,
    )["a"]
    assert found.first.value == pytest.approx(first, abs=0.02)
    assert found.total.value == pytest.approx(1 - first, abs=0.02)


def test_the_only_value_explains_everything_and_an_idle_one_nothing() -> None:
    alone = sobol_indices_of(lambda x: x["a"] ** 2, {"a": UNIT}, rng=np.random.default_rng(5))
    assert alone["a"].first.value == pytest.approx(1.0, abs=0.02)
    assert alone["a"].total.value == pytest.approx(1.0, abs=0.02)
    idle = sobol_indices_of(
        lambda x: x["a"],
        {"a": UNIT, "b": UNIT, "c": Distribution("fixed", mode=1.0)},
        rng=np.random.default_rng(5),
    )
    for name in "bc":
        assert idle[name].total.value == idle[name].total.high == 0.0
        assert idle[name].first.value == 0.0


def test_nothing_varies_then_nothing_has_a_share() -> None:
    found = sobol_indices_of(
        lambda x: np.full(x["a"].shape, 0.1), {"a": UNIT, "b": UNIT}, rng=np.random.default_rng(6)
    )
    assert {index.first.value for index in found.values()} == {0.0}
    assert {index.total.high for index in found.values()} == {0.0}


def test_more_points_make_narrower_intervals() -> None:
    few, many = (
        sobol_indices_of(
            ishigami, dict.fromkeys("abc", AROUND), rng=np.random.default_rng(7), n_points=n
        )["a"].total
        for n in (256, 4096)
    )
    assert many.high - many.low < (few.high - few.low) / 3


def test_u01_the_same_generator_gives_the_same_indices() -> None:
    one, two = (
        sobol_indices_of(
            ishigami, dict.fromkeys("abc", AROUND), rng=np.random.default_rng(8), n_points=64
        )
        for _ in range(2)
    )
    assert one == two


@given(st.floats(0.01, 1e6), st.floats(-1e6, 1e6))
@settings(max_examples=10, deadline=None)
def test_units_do_not_change_an_index(scale: float, shift: float) -> None:
    def index(scale: float, shift: float) -> float:
        found = sobol_indices_of(
            lambda x: np.asarray(scale * (x["a"] + x["b"] ** 2) + shift, dtype=np.float64),
            {"a": UNIT, "b": UNIT},
            rng=np.random.default_rng(9),
            n_points=64,
        )
        return found["a"].total.value

    assert index(scale, shift) == pytest.approx(index(1.0, 0.0), rel=1e-4)


@pytest.mark.parametrize("n_points", [0, 1, 1000])
def test_points_that_are_no_power_of_two_are_refused(n_points: int) -> None:
    with pytest.raises(ModelError, match=f"n_points is {n_points}: give at least one, and a power"):
        sobol_indices_of(ishigami, {"a": UNIT}, rng=np.random.default_rng(1), n_points=n_points)


def test_a_result_that_is_not_one_number_a_point_is_refused() -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(ModelError, match=r"shape \(\) "):
        sobol_indices_of(lambda x: np.asarray(x["a"].mean()), {"a": UNIT}, rng=rng)
    with pytest.raises(ModelError, match="1024 numbers that are not finite"):
        sobol_indices_of(lambda x: x["a"] * np.nan, {"a": UNIT}, rng=rng)
    with pytest.raises(ModelError, match="there are 0 distributions"):
        sobol_indices_of(ishigami, {}, rng=rng)
