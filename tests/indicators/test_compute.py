from __future__ import annotations

import pandas as pd
import pandera.errors
import pytest

from costmodel.indicators.catalogue import Catalogue, default_catalogue
from costmodel.indicators.compute import COLUMNS, compute_indicators
from costmodel.indicators.indicator import Indicator
from costmodel.tables import OBSERVATIONS

TOWN, VILLAGE, POWIAT, COUNTRY = "3215011", "3215052", "3215000", "0000000"
Row = tuple[str, str, int, float | None]


def observations(rows: list[Row], *, status: dict[int, str] | None = None) -> pd.DataFrame:
    """Made-up figures; ``status`` overrides that of a row by its position."""
    table = pd.DataFrame(rows, columns=["teryt", "variable", "year", "value"])
    table["value"] = table["value"].astype(float)
    table["unit"] = "osoba"
    table["status"] = table["value"].notna().map({True: "observed", False: "missing"})
    for position, text in (status or {}).items():
        table.loc[position, "status"] = text
    table["source"] = "Przykład " + table["teryt"]
    return table.astype({"status": "str"})


UNEMPLOYED = "unemployed_registered"
ROWS: list[Row] = [
    (TOWN, UNEMPLOYED, 2023, 1300),
    (TOWN, UNEMPLOYED, 2024, 1200),
    (VILLAGE, UNEMPLOYED, 2023, 0),
    (VILLAGE, UNEMPLOYED, 2024, 50),
    (POWIAT, UNEMPLOYED, 2023, 3200),
    (POWIAT, UNEMPLOYED, 2024, 3000),
    (TOWN, "population_thousands", 2024, 37.5),
    (POWIAT, "population_thousands", 2024, 72.0),
    (POWIAT, "unemployment_rate", 2024, 13.5),
]


def cell(table: pd.DataFrame, indicator: str, teryt: str, year: int) -> tuple[float, str]:
    found = table[
        (table["indicator"] == indicator) & (table["teryt"] == teryt) & (table["year"] == year)
    ]
    assert len(found) == 1
    return float(found["value"].iloc[0]), str(found["status"].iloc[0])


def test_by_hand() -> None:
    table = compute_indicators(observations(ROWS))
    assert list(table.columns) == list(COLUMNS)
    assert cell(table, "registered_unemployed", TOWN, 2024) == (1200, "observed")
    assert cell(table, "unemployed_per_1000", TOWN, 2024)[0] == pytest.approx(32.0)
    assert cell(table, "unemployed_change_1y", TOWN, 2024)[0] == pytest.approx(-100 / 13)
    assert cell(table, "unemployed_share_of_powiat", TOWN, 2024)[0] == pytest.approx(40.0)


def test_szczecinek_2024_by_hand() -> None:
    # GUS BDL: P1944 (1195 in the town, 3074 in the powiat), P2425 (37.25 thousand)
    rows: list[Row] = [
        (TOWN, UNEMPLOYED, 2024, 1195),
        (POWIAT, UNEMPLOYED, 2024, 3074),
        (TOWN, "population_thousands", 2024, 37.25),
    ]
    table = compute_indicators(observations(rows))
    assert cell(table, "unemployed_per_1000", TOWN, 2024)[0] == pytest.approx(32.08, abs=0.005)
    assert cell(table, "unemployed_share_of_powiat", TOWN, 2024)[0] == pytest.approx(
        38.87, abs=0.005
    )
    assert cell(table, "population_total", TOWN, 2024)[0] == pytest.approx(37_250)


def test_a_larger_area_is_computed_from_its_own_counts_and_not_from_rates_of_gminas() -> None:
    table = compute_indicators(observations(ROWS))
    assert cell(table, "unemployed_per_1000", POWIAT, 2024)[0] == pytest.approx(3000 / 72)


def test_a_change_from_zero_is_senseless_and_an_unknown_population_missing() -> None:
    table = compute_indicators(observations(ROWS))
    assert cell(table, "unemployed_change_1y", VILLAGE, 2024)[1] == "not_applicable"
    assert cell(table, "unemployed_per_1000", VILLAGE, 2024)[1] == "missing"


def test_a_figure_of_the_powiat_is_never_given_to_the_gmina() -> None:
    table = compute_indicators(observations(ROWS))
    assert cell(table, "registered_unemployment_rate", TOWN, 2024)[1] == "not_applicable"
    assert cell(table, "registered_unemployment_rate", POWIAT, 2024) == (13.5, "observed")
    assert cell(table, "unemployed_share_of_powiat", POWIAT, 2024)[1] == "not_applicable"


def test_a_value_stands_exactly_where_the_status_is_observed() -> None:
    table = compute_indicators(observations(ROWS))
    assert (table["value"].notna() == (table["status"] == "observed")).all()


def test_numerator_and_denominator_are_of_one_year() -> None:
    table = compute_indicators(observations(ROWS))
    years = set(table.loc[table["indicator"] == "unemployed_per_1000", "year"])
    assert years == {2024}  # 2023 has no population in this table


def test_a_secret_count_stays_secret() -> None:
    rows: list[Row] = [(TOWN, UNEMPLOYED, 2024, None), (TOWN, "population_thousands", 2024, 5.0)]
    table = compute_indicators(observations(rows, status={0: "secret"}))
    assert cell(table, "unemployed_per_1000", TOWN, 2024)[1] == "secret"


def test_parts_of_gminas_are_left_out() -> None:
    rows: list[Row] = [("3215034", UNEMPLOYED, 2024, 5), *ROWS]
    assert "3215034" not in set(compute_indicators(observations(rows))["teryt"])


def test_each_area_names_the_source_of_its_own_figures() -> None:
    table = compute_indicators(observations(ROWS))
    town = table[(table["teryt"] == TOWN) & (table["indicator"] == "unemployed_share_of_powiat")]
    assert "Przykład 3215011" in town["source"].iloc[0]


def test_the_order_of_rows_does_not_matter() -> None:
    table = observations(ROWS)
    shuffled = table.sample(frac=1, random_state=3).reset_index(drop=True)
    keys = ["indicator", "teryt", "year"]
    one, other = (compute_indicators(t).sort_values(keys) for t in (table, shuffled))
    pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))


def test_a_table_without_what_the_catalogue_needs_gives_no_rows() -> None:
    nothing = compute_indicators(observations([(TOWN, "other", 2024, 1.0)]))
    assert nothing.empty
    assert list(nothing.columns) == list(COLUMNS)


def test_a_table_that_is_no_table_of_observations_is_refused() -> None:
    with pytest.raises(pandera.errors.SchemaError, match="unit"):
        compute_indicators(observations(ROWS).drop(columns="unit"))


def test_groups_are_summed() -> None:
    share = Indicator.model_validate(
        default_catalogue()["share_80_plus"].model_dump() | {"denominator": "whole"}
    )
    groups = {"age_80_plus": ("a", "b"), "whole": ("a", "b", "c")}
    rows: list[Row] = [(TOWN, "a", 2020, 3), (TOWN, "b", 2020, 1), (TOWN, "c", 2020, 12)]
    table = OBSERVATIONS.validate(observations(rows))
    mine = compute_indicators(table, catalogue=Catalogue(indicators=(share,), groups=groups))
    assert mine["value"].tolist() == [25.0]


def test_a_denominator_has_a_second_way_where_the_first_is_unknown() -> None:
    rows: list[Row] = [
        (TOWN, "live_births", 2023, 300),
        (VILLAGE, "live_births", 2023, 30),
        (POWIAT, "live_births", 2023, 600),
        (TOWN, "population_total", 2023, 40_000),
        (TOWN, "population_thousands", 2023, 39.0),
        (VILLAGE, "population_thousands", 2023, 5.0),
    ]
    table = compute_indicators(observations(rows))
    assert cell(table, "live_birth_rate", TOWN, 2023)[0] == pytest.approx(7.5)
    assert cell(table, "live_birth_rate", VILLAGE, 2023)[0] == pytest.approx(6.0)
    assert cell(table, "live_birth_rate", POWIAT, 2023)[1] == "missing"


def test_what_entered_the_formula_stands_beside_the_value() -> None:
    table = compute_indicators(observations(ROWS))
    chosen = table[(table["indicator"] == "unemployed_per_1000") & (table["teryt"] == TOWN)]
    assert chosen[["numerator", "denominator"]].to_numpy().tolist() == [[1200, 37.5]]
    unknown = table[table["status"] != "observed"]
    assert unknown[["numerator", "denominator"]].isna().to_numpy().all()


def test_a_powiat_is_divided_by_the_country_and_without_it_there_is_nothing() -> None:
    rows: list[Row] = [
        (POWIAT, "wage_gross_monthly", 2024, 6000),
        (TOWN, "wage_gross_monthly", 2024, 9999),
    ]
    country: Row = (COUNTRY, "wage_gross_monthly", 2024, 8000)
    table = compute_indicators(observations([*rows, country]))
    assert cell(table, "wage_relative_to_country", POWIAT, 2024)[0] == pytest.approx(75.0)
    assert cell(table, "wage_relative_to_country", TOWN, 2024)[1] == "not_applicable"
    alone = compute_indicators(observations(rows))
    assert "wage_relative_to_country" not in set(alone["indicator"])


def test_sums_of_money_and_of_persons_by_hand() -> None:
    rows: list[Row] = [
        (TOWN, "spending_852", 2024, 30.0),
        (TOWN, "spending_853", 2024, 5.0),
        (TOWN, "spending_855", 2024, 65.0),
        (TOWN, "spending_total", 2024, 400.0),
        (TOWN, "population_pre_working", 2024, 18),
        (TOWN, "population_post_working", 2024, 24),
        (TOWN, "population_working", 2024, 60),
    ]
    table = compute_indicators(observations(rows))
    assert cell(table, "social_policy_budget_share", TOWN, 2024)[0] == pytest.approx(25.0)
    assert cell(table, "demographic_dependency_ratio", TOWN, 2024)[0] == pytest.approx(70.0)
    assert cell(table, "ageing_index_economic", TOWN, 2024)[0] == pytest.approx(400 / 3)


def of_three(**fields: object) -> Indicator:
    shipped = default_catalogue()["homeless_per_10k"].model_dump()
    return Indicator.model_validate(shipped | {"unit": "u", "levels": ["gmina"]} | fields)


LEVEL = of_three(id="level", formula="level", numerator="a", denominator=None, multiplier=2)
CHANGE = of_three(
    id="change", formula="change", numerator="a", denominator=None, lag=2, multiplier=10
)
RATIO = of_three(id="ratio", formula="ratio", numerator="a", denominator="b", multiplier=3)
OF_THREE = Catalogue(indicators=(LEVEL, CHANGE, RATIO), groups={})


def test_a_table_whole() -> None:
    rows: list[Row] = [
        (TOWN, "a", 2021, 4),
        (TOWN, "a", 2023, 6),
        (POWIAT, "a", 2021, 8),
        (POWIAT, "a", 2023, 9),
        (TOWN, "b", 2023, 12),
        (POWIAT, "b", 2023, 12),
    ]
    table = observations(rows)
    table.loc[table["variable"] == "b", "source"] = "Inne"
    found = compute_indicators(table, catalogue=OF_THREE)
    assert found.index.to_list() == list(range(8))
    assert set(found["unit"]) == {"u"}
    assert found["status"].dtype == "str"
    town, powiat = found[found["teryt"] == TOWN], found[found["teryt"] == POWIAT]
    assert town.drop(columns=["teryt", "unit", "status"]).fillna(-1).to_numpy().tolist() == [
        ["level", 2021, 8.0, "Przykład 3215011", 4.0, -1],
        ["level", 2023, 12.0, "Przykład 3215011", 6.0, -1],
        ["change", 2023, 5.0, "Przykład 3215011", 6.0, -1],
        ["ratio", 2023, 1.5, "Przykład 3215011; Inne", 6.0, 12.0],
    ]
    assert set(town["status"]) == {"observed"}
    assert set(powiat["status"]) == {"not_applicable"}
    assert powiat[["value", "numerator", "denominator"]].isna().all(axis=None)


def test_years_of_a_ratio_by_the_country_are_those_in_which_the_country_is_known() -> None:
    by_country = of_three(
        id="r", formula="ratio", numerator="a", denominator="b", denominator_area="country"
    )
    rows: list[Row] = [(TOWN, "a", year, 5) for year in (2020, 2021, 2022)]
    rows += [(COUNTRY, "b", 2020, 10), (COUNTRY, "b", 2021, None), (TOWN, "b", 2022, 10)]
    catalogue = Catalogue(indicators=(by_country,), groups={})
    found = compute_indicators(observations(rows), catalogue=catalogue)
    assert set(found["year"]) == {2020}
