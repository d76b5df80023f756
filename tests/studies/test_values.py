from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from costmodel.errors import ModelError
from costmodel.problems.common import COMMON, load_common
from costmodel.problems.loader import shipped_problem
from costmodel.problems.uncertain import UncertainRecord
from costmodel.statutes.book import load_book
from costmodel.studies.pathway import yearly_transitions
from costmodel.studies.prices import stay_charges
from costmodel.studies.values import Values, draw_values

BOOK = load_book()
RECORDS = shipped_problem("unemployment").value


def drawn(
    records: dict[str, UncertainRecord], *, owner: str = "unemployment", seed: int = 1, n: int = 200
) -> Values:
    common = draw_values(
        load_common(), owner=COMMON, book=BOOK, price_year=2026, seed=seed, n_draws=n
    )
    return draw_values(
        records,
        owner=owner,
        book=BOOK,
        price_year=2026,
        seed=seed,
        n_draws=n,
        common=common.drawn,
    )


def test_a_name_of_the_file_comes_before_one_of_the_book() -> None:
    values = Values({"minimum_wage": np.array([1.0])}, BOOK, 2026)
    assert values("minimum_wage") == 1.0
    assert Values({}, BOOK, 2026)("minimum_wage") == 4806


def test_a_name_of_the_file_comes_before_one_of_the_common_file() -> None:
    common = {"months_in_year": np.array([12.0]), "shared": np.array([5.0])}
    values = Values({"months_in_year": np.array([6.0])}, BOOK, 2026, common)
    assert values("months_in_year") == 6.0
    assert values("shared") == 5.0


def test_a_common_value_is_one_draw_for_whoever_asks() -> None:
    one, two = (drawn({}, owner=owner)("employment_share") for owner in ("a", "b"))
    np.testing.assert_array_equal(one, two)
    assert one.std() > 0


def test_a_parameter_that_changes_within_the_year_is_its_mean() -> None:
    one, two = (BOOK.at("unemployment_benefit_first90", date(2026, m, 1)) for m in (5, 6))
    assert one != two
    mean = Values({}, BOOK, 2026)("unemployment_benefit_first90")
    assert float(mean) == pytest.approx((5 * one + 7 * two) / 12)


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(ModelError, match=r"minimum_wag is no parameter.*minimum_wage"):
        Values({}, BOOK, 2026)("minimum_wag")


def test_another_value_in_the_file_changes_no_draw() -> None:
    some = {name: RECORDS[name] for name in ("exit_under_12", "relapse_year_1")}
    alone, whole = drawn(some), drawn(dict(RECORDS))
    for name in some:
        np.testing.assert_array_equal(alone(name), whole(name))


def test_values_of_two_files_are_drawn_apart() -> None:
    one = drawn({"share": RECORDS["share_assisted"]}, owner="a")("share")
    two = drawn({"share": RECORDS["share_assisted"]}, owner="b")("share")
    assert not np.array_equal(one, two)


@pytest.mark.parametrize("n", [100, 128, 1000])
def test_any_number_of_draws_has_the_mean_of_the_distribution(n: int) -> None:
    values = drawn(dict(RECORDS), n=n)
    for name, record in RECORDS.items():
        draws = values(name)
        assert draws.shape == (n,)
        error = draws.std() / np.sqrt(n) + 1e-9
        assert abs(draws.mean() - record.distribution().mean_value) < error


def without_width(records: dict[str, UncertainRecord]) -> dict[str, UncertainRecord]:
    """The same values, each certain at its mean."""
    nothing = {"low": None, "high": None, "mean": None, "standard_error": None}
    return {
        name: r.model_copy(
            update={**nothing, "shape": "fixed", "mode": r.distribution().mean_value}
        )
        for name, r in records.items()
    }


def test_without_variance_every_draw_is_the_deterministic_run() -> None:
    problem = shipped_problem("unemployment")
    certain = without_width({**load_common(), **RECORDS})
    many, single = drawn(certain, n=100), drawn(certain, n=1)
    chain = yearly_transitions(problem, many, n_draws=100)
    once = yearly_transitions(problem, single, n_draws=1)
    np.testing.assert_array_equal(chain, np.repeat(once, 100, axis=0))
    charges = stay_charges(problem, many, teryt="3215011", n_draws=100)
    for charge, alone in zip(
        charges, stay_charges(problem, single, teryt="3215011", n_draws=1), strict=True
    ):
        np.testing.assert_array_equal(charge.rate, np.repeat(alone.rate, 100))


def test_the_mean_of_draws_is_near_the_run_at_the_means() -> None:
    problem = shipped_problem("unemployment")
    wide = yearly_transitions(problem, drawn(dict(RECORDS), n=512), n_draws=512).mean(axis=0)
    certain = yearly_transitions(problem, drawn(without_width(dict(RECORDS)), n=1), n_draws=1)[0]
    np.testing.assert_allclose(wide, certain, atol=0.01)
