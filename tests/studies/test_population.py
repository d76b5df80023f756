"""The population ahead of a gmina, and the breaks of its series."""

from __future__ import annotations

from datetime import date

import pytest

from costmodel.errors import InputError
from costmodel.statistics.place import load_place
from costmodel.studies.panel_place import any_place
from costmodel.studies.population import population_ahead, population_quantities
from costmodel.studies.series_breaks import breaks_shown

DAY = date(2026, 3, 31)


def test_the_first_year_is_the_published_population_and_bands_add_up() -> None:
    place = load_place("3215011")
    ahead = population_ahead(place, last_year=2033)
    assert ahead is not None
    assert ahead.persons(2020) == pytest.approx(place.series("population_total")[2020])
    parts = [ahead.persons(2033, band) for band in ("0_14", "15_64", "65_plus")]
    assert sum(parts) == pytest.approx(ahead.persons(2033))
    assert ahead.years == (2020, 2025, 2030, 2033)


def test_migration_is_the_mean_of_the_last_five_years_per_thousand() -> None:
    ahead = population_ahead(load_place("3215011"), last_year=2025)
    assert ahead is not None
    assert ahead.migration_years == (2019, 2020, 2021, 2022, 2023)
    told = {q.id: q for q in population_quantities(ahead)}
    assert told["population.migration"].value == -0.77
    assert ahead.seen is not None
    assert told["population.seen"].value == 37_250


def test_no_forecast_where_the_last_year_is_past() -> None:
    assert population_ahead(load_place("3215011"), last_year=2020) is None


def test_a_gmina_of_the_panel_needs_no_folder() -> None:
    found = any_place("0201011", annex_date=DAY)
    assert found.name == "Bolesławiec"
    assert found.series("unemployed_registered")[2024] == 433


def test_a_code_of_no_gmina_is_told() -> None:
    with pytest.raises(InputError):
        any_place("3215000", annex_date=DAY)


def test_breaks_outside_the_years_of_a_series_are_left_out() -> None:
    found = breaks_shown(load_place("3215011"), ["unemployed_registered"])
    assert found["year"].tolist() == [2020]  # the definition of 2025 comes after the last figure
