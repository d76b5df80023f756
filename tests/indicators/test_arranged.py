"""Observations laid out: which years stand there, which way to a figure is known where."""

from __future__ import annotations

import numpy as np

from costmodel.indicators.arranged import arranged
from costmodel.indicators.catalogue import Catalogue
from costmodel.indicators.variables import Alternative
from tests.indicators.test_compute import POWIAT, TOWN, VILLAGE, Row, observations

CATALOGUE = Catalogue(
    indicators=(),
    groups={"both": ("a", "b")},
    alternatives={"any": (Alternative(name="both"), Alternative(name="c", factor=1000))},
)
ROWS: list[Row] = [
    (TOWN, "a", 2023, 3),
    (TOWN, "b", 2023, 4),
    (VILLAGE, "a", 2023, 5),
    (VILLAGE, "b", 2023, None),
    (TOWN, "c", 2023, 0.25),
    (VILLAGE, "c", 2023, 0.5),
    (TOWN, "a", 2022, 1),
    (TOWN, "c", 2021, 0.125),
]
TABLE = observations(ROWS).assign(source=[f"źródło {n}" for n in range(len(ROWS))])


def test_years_are_those_in_which_all_members_of_a_way_stand() -> None:
    laid_out = arranged(TABLE)
    assert laid_out.years == {"a": {2022, 2023}, "b": {2023}, "c": {2021, 2023}}
    assert laid_out.years_of("a", CATALOGUE) == {2022, 2023}
    assert laid_out.years_of("both", CATALOGUE) == {2023}
    assert laid_out.years_of("any", CATALOGUE) == {2021, 2023}
    assert laid_out.years_of("nothing", CATALOGUE) == set()


def test_each_area_has_its_first_known_way_and_the_sources_of_that_way() -> None:
    side = arranged(TABLE).side("any", 2023, [VILLAGE, POWIAT, TOWN], CATALOGUE)
    np.testing.assert_array_equal(side.cells.value, [500, np.nan, 7])
    assert side.cells.status.tolist() == ["observed", "missing", "observed"]
    assert side.sources == [("źródło 5",), (), ("źródło 0", "źródło 1")]


def test_a_way_that_does_not_stand_in_a_year_is_left_out_there() -> None:
    side = arranged(TABLE).side("any", 2021, [TOWN], CATALOGUE)
    assert side.cells.value.tolist() == [125]
    assert side.sources == [("źródło 7",)]


def test_a_status_stays_with_its_area() -> None:
    table = TABLE.copy()
    table.loc[3, "status"] = "secret"
    side = arranged(table).side("both", 2023, [TOWN, VILLAGE], CATALOGUE)
    assert side.cells.status.tolist() == ["observed", "secret"]
