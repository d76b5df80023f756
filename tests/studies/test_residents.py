from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from costmodel.statistics.place import Place
from costmodel.statutes.book import load_book
from costmodel.studies.residents import Known, base_people, newest_of, residents_of
from costmodel.studies.settings import Settings
from costmodel.studies.stocks import stock_of
from costmodel.studies.values import Values
from tests.studies.made_up import known, problem
from tests.studies.made_up_place import place, series

SOURCES = {"population_total": "spis 2011", "population_thousands": "spis 2021"}


def town(folder: Path, **last_years: int) -> Place:
    """A town with 39 827 people on the old base and 37.25 thousand on the new one."""
    numbers = {"population_total": 39_827.0, "population_thousands": 37.25}
    tables = [
        series(name, 1.0, numbers[name], last_year=year).assign(source=SOURCES[name])
        for name, year in last_years.items()
    ]
    empty = place(folder, figures={})
    if not tables:
        return empty
    return replace(empty, observations=pd.concat(tables, ignore_index=True))


@pytest.mark.parametrize(
    ("last_years", "expected"),
    [
        # the newer figure, whichever base it has
        ({"population_total": 2020, "population_thousands": 2024}, (37_250.0, 2024, "spis 2021")),
        ({"population_total": 2025, "population_thousands": 2024}, (39_827.0, 2025, "spis 2011")),
        # of the same year, the one on the newer census
        ({"population_total": 2024, "population_thousands": 2024}, (37_250.0, 2024, "spis 2021")),
        ({"population_total": 2020}, (39_827.0, 2020, "spis 2011")),
        ({"population_thousands": 2024}, (37_250.0, 2024, "spis 2021")),
    ],
)
def test_the_newest_figure_of_residents_counts(
    tmp_path: Path, last_years: dict[str, int], expected: tuple[float, int, str]
) -> None:
    assert residents_of(town(tmp_path, **last_years)) == Known(*expected)


def test_a_place_without_population_has_no_residents(tmp_path: Path) -> None:
    assert residents_of(town(tmp_path)) is None
    assert newest_of(town(tmp_path), "population_total") is None


def test_people_of_another_place_are_not_counted(tmp_path: Path) -> None:
    mine = town(tmp_path, population_total=2020)
    other = town(tmp_path, population_thousands=2024).observations.assign(teryt="3215000")
    both = replace(mine, observations=pd.concat([other, mine.observations], ignore_index=True))
    assert residents_of(both) == Known(39_827.0, 2020, "spis 2011")


def test_a_frequency_per_resident_is_of_the_newest_figure_whatever_it_names(
    tmp_path: Path,
) -> None:
    both = town(tmp_path, population_total=2020, population_thousands=2024)
    for name in SOURCES:
        assert base_people(both, name) == residents_of(both)


def test_a_frequency_of_something_else_keeps_its_own_base(tmp_path: Path) -> None:
    both = replace(
        town(tmp_path, population_thousands=2024),
        observations=series("births", 12.0, 10.0, last_year=2019),
    )
    assert base_people(both, "births") == Known(10.0, 2019, "liczby zmyślone")


def test_the_stock_of_a_prevalence_rests_on_the_newest_residents(tmp_path: Path) -> None:
    both = town(tmp_path, population_total=2020, population_thousands=2024)
    debt = problem(
        "debt",
        ("mild",),
        prevalence={"per": "population_total", "rate": "rate"},
        rate=known(0.01),
    )
    values = Values({"rate": np.array([0.01, 0.02])}, load_book(), 2026)
    found = stock_of(both, debt, values, base_year=2026, settings=Settings(n_draws=100, horizon=2))
    # 37 250 · 0.01 and 0.02: never 39 827, which is older
    np.testing.assert_allclose(found.paths, [[372.5, 745.0]] * 3)
    assert (found.base, found.base_year, found.base_source) == (37_250.0, 2024, "spis 2021")
