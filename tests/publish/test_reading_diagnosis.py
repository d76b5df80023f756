"""The tables of a diagnosis, as a reader meets them."""

from __future__ import annotations

import numpy as np
import pytest

from costmodel.publish import reading_diagnosis as read
from costmodel.statistics.place import load_place
from costmodel.studies.diagnosis import Diagnosis, diagnose
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
