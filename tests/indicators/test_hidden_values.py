from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.indicators.catalogue import Catalogue, default_catalogue
from costmodel.indicators.compute import compute_indicators
from costmodel.indicators.hidden_values import hidden_areas, with_hidden_values
from costmodel.indicators.indicator import Indicator
from costmodel.indicators.small_numbers import default_small_numbers
from tests.indicators.test_compute import Row, observations

GMINAS = ["3215011", "3215022", "3215032", "3215042"]
POWIAT = "3215000"
IDS = ["homeless_per_10k", "drug_reason_share", "alcohol_reason_share"]


def homeless(counts: list[int], *, total: int | None = None) -> pd.DataFrame:
    rows: list[Row] = [
        (code, "homeless_persons", 2024, n) for code, n in zip(GMINAS, counts, strict=True)
    ]
    rows.append((POWIAT, "homeless_persons", 2024, sum(counts) if total is None else total))
    rows += [(code, "population_total", 2024, 10_000) for code in [*GMINAS, POWIAT]]
    return compute_indicators(observations(rows))


def statuses(values: pd.DataFrame, indicator: str) -> list[str]:
    return values[values["indicator"] == indicator].set_index("teryt")["status"].tolist()


def test_a_small_count_is_hidden_with_the_one_that_would_betray_it() -> None:
    values = homeless([2, 30, 8, 12])
    shown = with_hidden_values(values, indicators=IDS)
    table = shown[shown["indicator"] == "homeless_per_10k"].set_index("teryt")
    assert table["status"].to_dict() == {
        POWIAT: "observed",
        GMINAS[0]: "secret",
        GMINAS[1]: "observed",
        GMINAS[2]: "secret",
        GMINAS[3]: "observed",
    }
    hidden = table[table["status"] == "secret"]
    assert hidden[["value", "numerator", "denominator"]].isna().to_numpy().all()
    assert values["status"].eq("observed").all()  # what came in is not changed


def test_where_parts_do_not_make_the_whole_nothing_can_be_subtracted() -> None:
    shown = with_hidden_values(homeless([2, 30, 8, 12], total=60), indicators=IDS)
    assert statuses(shown, "homeless_per_10k").count("secret") == 1


def test_public_figures_are_left_alone() -> None:
    shown = with_hidden_values(homeless([2, 30, 8, 12]), indicators=["drug_reason_share"])
    assert "secret" not in set(shown["status"])


def test_a_table_of_public_figures_alone_comes_back_as_it_was() -> None:
    values = homeless([2, 30, 8, 12])
    pd.testing.assert_frame_equal(with_hidden_values(values, indicators=[]), values)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_the_powiat_never_gives_away_a_gmina(counts: list[int]) -> None:
    shown = with_hidden_values(homeless(counts), indicators=IDS)
    table = shown[shown["indicator"] == "homeless_per_10k"].set_index("teryt")["numerator"]
    hidden = table.isna()
    small = [code for code, n in zip(GMINAS, counts, strict=True) if 1 <= n <= 2]
    assert hidden[small].all()
    assert int(hidden.sum()) != 1


def test_a_share_whose_rest_is_small_and_all_made_from_a_hidden_count_go() -> None:
    code = GMINAS[0]
    rows: list[Row] = [
        (code, "families_reason_drug", 2024, 2),
        (code, "families_reason_alcohol", 2024, 99),
        (code, "families_reason_poverty", 2024, 60),
        (code, "assisted_families", 2024, 100),
    ]
    ids = [*IDS, "poverty_reason_share"]
    shown = with_hidden_values(compute_indicators(observations(rows)), indicators=ids)
    assert statuses(shown, "drug_reason_share") == ["secret"]
    assert statuses(shown, "alcohol_reason_share") == ["secret"]  # one family without
    assert statuses(shown, "poverty_reason_share") == ["observed"]


def test_a_hidden_count_is_hidden_as_a_denominator_too() -> None:
    rows: list[Row] = [
        (GMINAS[0], "contracts_ended", 2024, 2),
        (GMINAS[0], "contracts_goal", 2024, 0),
        (GMINAS[0], "decisions_issued", 2024, 2),
        (GMINAS[0], "decisions_refusing", 2024, 2),
        (GMINAS[0], "families_with_contract", 2024, 2),
        (GMINAS[0], "families_in_social_work", 2024, 50),
    ]
    ids = ["social_contract_success_rate", "refusal_rate", "social_contract_coverage"]
    shown = with_hidden_values(compute_indicators(observations(rows)), indicators=ids)
    # nobody of two: the rest is 2, a small count
    assert set(shown["status"]) == {"secret"}


def test_money_is_not_hidden_for_being_small_but_with_a_count_it_is_divided_by() -> None:
    rows: list[Row] = [
        (GMINAS[0], "spending_852", 2024, 1.5),
        (GMINAS[0], "population_total", 2024, 10_000),
        (GMINAS[0], "cis_cost", 2024, 90_000.5),
        (GMINAS[0], "cis_independent", 2024, 2),
        (GMINAS[0], "cis_completed", 2024, 40),
    ]
    values = compute_indicators(observations(rows))
    ids = ["social_assistance_spend_per_capita", "cis_cost_per_independent"]
    for own in (ids, [*ids, "cis_economic_independence_rate"]):
        shown = with_hidden_values(values, indicators=own)
        assert statuses(shown, ids[0]) == ["observed"]
        assert statuses(shown, ids[1]) == ["secret"]


def test_an_area_hidden_for_another_is_hidden_as_a_denominator_too() -> None:
    # 8 independent persons are hidden to guard the 2 of another gmina, so their cost goes too
    counts = dict(zip([*GMINAS, POWIAT], [2, 30, 8, 12, 52], strict=True))
    rows: list[Row] = []
    for code, n in counts.items():
        rows += [(code, "cis_independent", 2024, n), (code, "cis_cost", 2024, 1000.0 * n)]
    values = compute_indicators(observations(rows))
    shown = with_hidden_values(values, indicators=["cis_cost_per_independent"])
    table = shown.set_index("teryt")["status"]
    assert [table[code] for code in GMINAS] == ["secret", "observed", "secret", "observed"]
    assert table[POWIAT] == "observed"


def test_a_number_of_persons_must_be_whole() -> None:
    rows: list[Row] = [
        (GMINAS[0], "homeless_persons", 2024, 3.5),
        (GMINAS[0], "population_total", 2024, 10_000),
    ]
    with pytest.raises(ModelError, match=r"is 3\.5: a number of things must be whole"):
        with_hidden_values(compute_indicators(observations(rows)), indicators=IDS)


def test_a_table_without_own_figures_stays_as_it_is() -> None:
    values = homeless([2, 30, 8, 12])
    pd.testing.assert_frame_equal(with_hidden_values(values, indicators=[]), values)
    assert np.isfinite(values["value"]).all()


RULE = default_small_numbers()
VOIVODESHIP, OTHER_POWIAT, OTHER_VOIVODESHIP = "3200000", "3216000", "0200000"
COUNTRY = "0000000"


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({VOIVODESHIP: 2, OTHER_VOIVODESHIP: 50, COUNTRY: 52}, [VOIVODESHIP, OTHER_VOIVODESHIP]),
        ({POWIAT: 2, OTHER_POWIAT: 50, VOIVODESHIP: 52}, [POWIAT, OTHER_POWIAT]),
        ({"3215034": 2, "3215035": 50, POWIAT: 52}, ["3215034", "3215035"]),
        ({GMINAS[0]: 2, OTHER_POWIAT: 2, COUNTRY: 4}, [GMINAS[0], OTHER_POWIAT]),  # no sum
        ({GMINAS[0]: 2, GMINAS[1]: 50, POWIAT: 53}, [GMINAS[0]]),
        ({COUNTRY: 2}, [COUNTRY]),
        ({GMINAS[0]: 3, GMINAS[1]: 50, POWIAT: 53}, []),
    ],
)
def test_areas_that_add_up_guard_each_other_at_every_level(
    counts: dict[str, int], hidden: list[str]
) -> None:
    table = pd.DataFrame({"count": counts, "small": {code: n <= 2 for code, n in counts.items()}})
    assert sorted(hidden_areas(table.astype({"count": float}), rule=RULE)) == sorted(hidden)


def indicator(**fields: object) -> Indicator:
    shipped = default_catalogue()["homeless_per_10k"].model_dump()
    return Indicator.model_validate(shipped | fields)


def catalogue_of(*indicators: Indicator) -> Catalogue:
    shipped = default_catalogue()
    return Catalogue(indicators, {}, declared=shipped.declared, bases=shipped.bases)


def test_a_change_is_hidden_where_one_of_its_two_years_is() -> None:
    change = indicator(id="change", formula="change", denominator=None, lag=2)
    level = indicator(id="level", formula="level", denominator=None)
    catalogue = catalogue_of(level, change)
    counts = {2018: 50, 2019: 9, 2020: 2, 2021: 8, 2022: 7, 2023: 6, 2024: 5}
    rows: list[Row] = [(GMINAS[0], "homeless_persons", year, n) for year, n in counts.items()]
    values = compute_indicators(observations(rows), catalogue=catalogue)
    shown = with_hidden_values(values, indicators=["level", "change"], catalogue=catalogue)
    secret = shown[shown["status"] == "secret"]
    assert secret.loc[secret["indicator"] == "level", "year"].to_list() == [2020]
    assert secret.loc[secret["indicator"] == "change", "year"].to_list() == [2020, 2022]
    assert secret[["value", "numerator", "denominator"]].isna().all(axis=None)


def test_the_rule_that_is_given_says_what_is_small() -> None:
    values = homeless([4, 30, 8, 12])
    assert "secret" not in set(with_hidden_values(values, indicators=IDS)["status"])
    strict = default_small_numbers(strict=True)
    shown = with_hidden_values(values, indicators=IDS, rule=strict)
    assert statuses(shown, "homeless_per_10k").count("secret") == 2


def test_years_are_guarded_each_for_itself() -> None:
    early = homeless([2, 30, 8, 12])
    late = homeless([20, 30, 8, 12]).assign(year=2025)
    shown = with_hidden_values(pd.concat([late, early], ignore_index=True), indicators=IDS)
    hidden = shown[(shown["status"] == "secret") & (shown["indicator"] == "homeless_per_10k")]
    assert hidden["year"].to_list() == [2024, 2024]
    assert hidden["teryt"].to_list() == [GMINAS[0], GMINAS[2]]


def test_what_a_larger_area_is_divided_by_is_no_count_of_the_place() -> None:
    # 2 of the powiat: the share of a gmina in it is made from the gmina's own count alone
    share = indicator(
        id="share",
        numerator="a",
        denominator="homeless_persons",
        denominator_area="powiat",
        levels=("gmina",),
    )
    catalogue = catalogue_of(share)
    rows: list[Row] = [(GMINAS[0], "a", 2024, 40), (POWIAT, "homeless_persons", 2024, 2)]
    values = compute_indicators(observations(rows), catalogue=catalogue)
    shown = with_hidden_values(values, indicators=["share"], catalogue=catalogue)
    pd.testing.assert_frame_equal(shown, values)
