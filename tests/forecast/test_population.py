from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from costmodel.errors import InputError
from costmodel.forecast.demography import default_demography
from costmodel.forecast.population import AGES, PopulationOutlook, by_sex, population_outlook
from costmodel.forecast.survival import person_years
from costmodel.statistics.panel import load_panel

Floats = NDArray[np.float64]
RATIO = 0.2116
BY_AGE = np.full(18, 1000.0)


def outlook(
    by_age: Floats = BY_AGE,
    *,
    men: float = 9000.0,
    women: float = 9000.0,
    last_year: int = 2032,
    migration: float = 0.0,
) -> PopulationOutlook:
    return population_outlook(
        by_age,
        men=men,
        women=women,
        base_year=2020,
        last_year=last_year,
        net_migration_per_1000=migration,
        children_per_woman=RATIO,
    )


def test_the_first_year_is_what_was_published() -> None:
    first = outlook(men=8600.0, women=9400.0).table.query("year == 2020")
    by_age = first.groupby("age", sort=False)["persons"].sum()
    np.testing.assert_allclose(by_age, BY_AGE)
    assert first.groupby("sex")["persons"].sum().to_dict() == pytest.approx(
        {"men": 8600.0, "women": 9400.0}
    )


def test_every_year_to_the_last_has_every_age_and_sex() -> None:
    table = outlook().table
    assert sorted(set(table["year"])) == list(range(2020, 2033))
    assert (table.groupby("year").size() == 2 * len(AGES)).all()
    assert (table["persons"] >= 0).all()


def test_more_women_among_the_old_than_among_the_young() -> None:
    lived = np.stack([person_years(row) for row in default_demography().life_expectancy])
    split = by_sex(BY_AGE, women=9400.0, lived=lived, boys_per_girl=1.06)
    share = split[1] / split.sum(axis=0)
    assert (np.diff(share)[2:] > 0).all()  # before 15 nobody dies in this table
    assert split[1].sum() == pytest.approx(9400.0)


def test_moving_in_adds_about_its_rate_each_year() -> None:
    with_, without = (
        outlook(migration=m, last_year=2025).table.query("year == 2025")["persons"].sum()
        for m in (10.0, 0.0)
    )
    assert with_ - without == pytest.approx(5 * 10 / 1000 * 18_000, rel=0.1)


def test_a_gmina_with_few_children_borrows_more_of_the_national_fertility() -> None:
    small, large = (outlook(n * BY_AGE, men=n * 9e3, women=n * 9e3) for n in (0.01, 1.0))
    nation = default_demography().total_fertility
    assert small.weight_of_nation > 0.5 > large.weight_of_nation
    first = large.table.query("year == 2020 and sex == 'women'").set_index("age")["persons"]
    expected = RATIO * first.loc["15-19":"45-49"].sum()
    memory = default_demography().fertility_memory
    assert large.fertility == pytest.approx(nation * (1000 + memory) / (expected + memory))
    assert abs(small.fertility - nation) < 0.5 * abs(large.fertility - nation)
    assert f"{round(100 * small.weight_of_nation)}%" in small.note


def test_a_town_of_the_panel_comes_near_its_published_future() -> None:
    panel, code = load_panel(), "3215011"
    sexes = panel.wide["population_sex"].T[code].to_dict()
    later = panel.wide["population_total"].T[code].to_dict()["population_thousands.2024"]
    found = population_outlook(
        panel.population_age.T[code].to_numpy(),
        men=sexes["population_male.2020"],
        women=sexes["population_female.2020"],
        base_year=2020,
        last_year=2024,
        net_migration_per_1000=-1.5,
        children_per_woman=RATIO,
    )
    total = float(found.table.query("year == 2024")["persons"].sum())
    # the census of 2021 and the pandemic lie between: within 5 %
    assert total == pytest.approx(1000 * later, rel=0.05)


def test_everything_wrong_is_told_at_once() -> None:
    holes = BY_AGE.copy()
    holes[17] = np.nan
    with pytest.raises(InputError) as caught:
        outlook(holes, last_year=2019, migration=float("nan"))
    told = str(caught.value)
    assert "85+" in told
    assert "rok po 2020" in told
    assert "saldo migracji" in told
    assert "nie zastępuj zerem" in told


@pytest.mark.parametrize(
    ("by_age", "says"), [(BY_AGE[:17], "18 grup"), (0.9 * BY_AGE, "suma grup wieku")]
)
def test_ages_that_do_not_fit_are_told(by_age: Floats, says: str) -> None:
    with pytest.raises(InputError, match=says):
        outlook(by_age)


def test_the_table_joins_on_plain_columns() -> None:
    assert outlook().table.columns.tolist() == ["year", "sex", "age", "persons"]
    assert pd.api.types.is_float_dtype(outlook().table["persons"])
