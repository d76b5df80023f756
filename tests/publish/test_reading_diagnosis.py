"""The tables of a diagnosis, as a reader meets them."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from costmodel.forecast.forecast import forecast_series
from costmodel.publish import reading_diagnosis as read
from costmodel.statistics.place import load_place
from costmodel.studies.diagnosis import Diagnosis, diagnose
from costmodel.studies.population import population_ahead
from costmodel.studies.standing import standing_of


@pytest.fixture(scope="module")
def found() -> Diagnosis:
    return diagnose(load_place("3215011"))


def test_each_indicator_stands_once_with_its_trap(found: Diagnosis) -> None:
    table = read.level_table(found)
    assert table.index.is_unique
    assert table.loc["Bezrobotni zarejestrowani [osoby]", "Rok"] == "2024"
    assert table["Pułapka"].str.len().gt(0).all()


def test_a_break_after_the_last_year_cuts_nothing(found: Diagnosis) -> None:
    table = read.change_table(found)
    assert table.loc["Bezrobotni zarejestrowani [osoby]", "Lata"] == "2003–2024"


def test_the_rank_stands_in_each_of_three_groups(found: Diagnosis) -> None:
    table = read.rank_table(standing_of(found, np.random.default_rng(1)))
    row = table.loc["Bezrobotni zarejestrowani na 1000 mieszkańców"]
    assert row["Podobne: wielkość i wiek mieszkańców"] == "14 / 21"
    assert row["Ten sam powiat"] == "1 / 6"


def test_a_gmina_without_peers_has_empty_tables() -> None:
    alone = diagnose(load_place("9910013"))
    assert read.peer_table(alone).empty
    assert read.funnel_table(alone).empty
    assert read.rank_table(standing_of(alone, np.random.default_rng(1))).empty


def test_the_funnel_tells_a_difference_from_chance(found: Diagnosis) -> None:
    table = read.funnel_table(found)
    assert table.index.is_unique
    assert "Bezrobotni zarejestrowani [osoby]" not in table.index  # a count has no interval
    row = table.loc["Bezrobotni zarejestrowani na 1000 mieszkańców"]
    assert row.iloc[0] == "2024"
    assert row.iloc[-1] == "w granicach zwykłych różnic"
    inner, outer = (re.findall(r"\d+,\d+", str(cell)) for cell in row.iloc[2:4])
    assert float(outer[0].replace(",", ".")) < float(inner[0].replace(",", "."))
    assert float(inner[1].replace(",", ".")) < float(outer[1].replace(",", "."))


def test_the_measure_stands_under_its_weights_and_they_make_a_hundred(found: Diagnosis) -> None:
    standing = standing_of(found, np.random.default_rng(1))
    table = read.synthetic_table(standing)
    *weights, last = table.to_dict("records")
    weight = table.columns[1]
    total = sum(float(str(row[weight]).replace(",", ".")) for row in weights)
    assert total == pytest.approx(100, abs=0.05 * len(weights))  # each is rounded to 0.1
    assert re.fullmatch(r"\d+ / \d+", str(list(last.values())[-1]))


def test_a_forecast_stands_beside_the_copy_of_the_last_value() -> None:
    history = pd.Series([100.0, 110.0, 105.0, 95.0, 98.0, 104.0], index=range(2019, 2025))
    table = read.forecast_table(forecast_series(history, last_year=2027))
    assert list(table.index) == ["2025", "2026", "2027"]
    assert set(table.iloc[:, -1]) == {"104"}


def test_people_ahead_stand_by_year_and_band_rounded_to_tens() -> None:
    ahead = population_ahead(load_place("3215011"), last_year=2028)
    assert ahead is not None
    table = read.population_table(ahead)
    people = table.map(lambda text: int(re.sub(r"\D", "", text)))
    assert list(table.index) == [str(year) for year in ahead.years]
    assert list(people.iloc[:, 0]) == [round(ahead.persons(y, None), -1) for y in ahead.years]
    assert people.iloc[:, 1:].lt(people.iloc[:, 0], axis=0).all(axis=None)


def test_a_target_tells_base_rule_and_what_it_lacks() -> None:
    target = {
        "name": "Bezrobotni",
        "unit": "osoba",
        "base": 1500.0,
        "base_year": 2024,
        "target": float("nan"),
        "target_year": 2030,
        "rule_label": "mediana podobnych",
        "faults": "brak wartości.",
        "cautions": "za mało lat.",
    }
    ((name, row),) = read.target_table(pd.DataFrame([target])).T.items()
    assert name == "Bezrobotni [osoba]"
    base, aim, rule, remarks = (str(cell) for cell in row)
    assert (re.sub(r"[^\d()]", "", base), rule) == ("1500(2024)", "mediana podobnych")
    assert aim.endswith(" (2030)")
    assert remarks == "brak wartości. za mało lat."
