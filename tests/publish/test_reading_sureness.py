"""Tables of sureness say what moves a result, what to collect first, where a plan pays back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from costmodel.publish.reading_sureness import (
    acceptability_table,
    collect_table,
    grid_table,
    index_table,
    is_chance,
    largest_factors,
    largest_keys,
    replicates_table,
    sample_table,
    threshold_table,
)
from costmodel.sensitivity.break_even_draws import BreakEvenSummary, Threshold
from costmodel.sensitivity.information import yearly_equivalent
from costmodel.sources import Grade
from costmodel.studies.municipality import Study
from costmodel.studies.sensitivity import Factor
from costmodel.studies.sobol import COLUMNS
from costmodel.studies.thresholds import Thresholds
from costmodel.units import discount_factors

HARD = "\u00a0"
NOWHERE = BreakEvenSummary(None, 0.0, 0.0, 1.0)


def plain(cell: object) -> str:
    return str(cell).replace(HARD, " ")


def factor(key: str, *, share: float, worth: float) -> Factor:
    both = ("public", "gmina")
    grade = None if key == "forecast" else Grade.E
    return Factor(
        key, f"liczba {key}", grade, dict.fromkeys(both, share), dict.fromkeys(both, worth)
    )


def with_factors(study: Study, *factors: Factor) -> Study:
    return replace(study, sensitivity=replace(study.sensitivity, factors=factors))


@pytest.fixture
def told(study: Study) -> Study:
    return with_factors(
        study,
        factor("small", share=0.02, worth=0.0),
        factor("forecast", share=0.7, worth=0.0),
        factor("worth", share=0.01, worth=70_000.0),
        factor("large", share=0.4, worth=0.0),
    )


def test_what_is_worth_most_stands_before_what_moves_most(told: Study) -> None:
    found = [f.key for f in largest_factors(told, at_most=3)]
    assert found == ["worth", "forecast", "large"]


def test_the_forecast_is_no_value_that_an_index_can_draw(told: Study) -> None:
    assert largest_keys(told, at_most=2) == ["worth", "large"]


def test_worth_is_told_for_each_year(told: Study) -> None:
    shown = collect_table(told)
    row = shown.loc["liczba worth"]
    n_years = len(told.outcome.years)
    discount = discount_factors(told.inputs.discount_rate, n_years=n_years + 1)[1:]
    yearly = yearly_equivalent(70_000.0, discount=discount)
    assert yearly > 70_000 / n_years  # later years count for less
    assert row.iloc[-1] == str(round(yearly / 1000))
    assert list(row.iloc[:3]) == ["E", "1,0%", "1,0%"]
    assert shown.loc["liczba forecast"].iloc[0] == "prognoza"


def test_an_index_is_told_with_its_interval() -> None:
    row = ["cis.cost", "koszt", 0.5, 0.41, 0.62, 0.7, 0.7, 0.7]
    shown = index_table(pd.DataFrame([row], columns=COLUMNS))
    assert [plain(cell) for cell in shown.loc["koszt"]] == ["50% (41% – 62%)", "70%"]


def test_the_chance_rises_where_the_price_falls(study: Study) -> None:
    shown = acceptability_table(study)
    assert shown.index.tolist() == ["100%", "75%", "50%", "25%"]
    for column in shown:
        chances = [float(cell.removesuffix("%").replace(",", ".")) for cell in shown[column]]
        assert chances == sorted(chances)


def test_a_plan_that_never_pays_back_has_no_threshold() -> None:
    found = BreakEvenSummary(Threshold(5.78, 4.14, 8.53), 0.9, 0.04, 0.06)
    thresholds = {"gmina": Thresholds(found, NOWHERE, pd.DataFrame())}
    shown = threshold_table(thresholds)
    effect, price = (shown.loc[("gmina", name)] for name in shown.index.get_level_values(1))
    assert [plain(cell) for cell in effect] == ["5,8 (4,1 – 8,5)", "90,0%", "4,0%", "6,0%"]
    assert list(price) == ["nie ma", "0,0%", "0,0%", "100,0%"]


def test_a_price_is_a_part_of_that_assumed() -> None:
    found = BreakEvenSummary(Threshold(0.17, 0.12, 0.24), 1.0, 0.0, 0.0)
    shown = threshold_table({"public": Thresholds(NOWHERE, found, pd.DataFrame())})
    assert plain(shown.iloc[1, 0]) == "17% (12% – 24%)"


def test_the_grid_has_prices_down_and_effects_across() -> None:
    points = [(x, y) for x in (1.0, 4.0) for y in (1.0, 0.5)]
    grid = pd.DataFrame(
        [(x, y, 1e6 * (x - 10 * y), 0.0, 0.0, x * y / 4) for x, y in points],
        columns=["x", "y", "mean", "low", "high", "chance"],
    )
    shown = grid_table(Thresholds(NOWHERE, NOWHERE, grid))
    assert [shown.index.tolist(), list(shown.columns)] == [
        ["100%", "50%"],
        ["efekty × 1,0", "efekty × 4,0"],
    ]
    assert plain(shown.iloc[0, 0]) == "−9 000 (25,0%)"
    assert plain(shown.iloc[1, 1]) == "−1 000 (50,0%)"
    assert plain(shown.iloc[0, 1]) == "−6 000 (100,0%)"
    assert np.prod(shown.shape) == len(points)


def test_a_sample_tells_of_chances_alone_and_never_loses(study: Study) -> None:
    few, many = (sample_table(study, people=n, worth=1e5, at_most=4) for n in (10, 10_000))
    records = [r for owner in study.inputs.records.values() for r in owner.values()]
    labels = {record.label for record in records if is_chance(record.unit)}
    assert len(few) == 4
    assert all(any(str(name).startswith(label) for label in labels) for name in few.index)
    for row_few, row_many in zip(few.to_numpy(), many.to_numpy(), strict=True):
        assert row_few[0] == row_many[0]  # what is known before does not depend on the sample
        for one, more in zip(row_few[1:], row_many[1:], strict=True):
            assert amount(one) <= amount(more)


def amount(cell: object) -> int:
    return int(plain(cell).replace(" ", ""))


def test_other_seeds_are_told_for_each_purse(study: Study) -> None:
    shown = replicates_table(study, seeds=(2, 3))
    assert shown.index.tolist() == ["finanse publiczne razem", "gmina"]
    assert set(shown["Losowania"]) <= {"wystarczy", "za mało"}
