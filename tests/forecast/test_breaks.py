from __future__ import annotations

from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.forecast.breaks import SeriesBreak, breaks_of, breaks_table, read_breaks, spliced
from costmodel.indicators.catalogue import default_catalogue
from costmodel.problems.loader import shipped_problems
from costmodel.resources import data_path
from costmodel.sources import Source

YEARS = range(2010, 2020)
STEADY = pd.Series(100 * 1.1 ** np.arange(10), index=YEARS)


def a_break(year: int, kind: str = "break") -> SeriesBreak:
    source = Source("Przykład")
    assert kind in ("break", "event")
    return SeriesBreak(
        ("x",),
        year,
        date(year, 6, 1),
        "break" if kind == "break" else "event",
        "zmiana",
        "Zmiana.",
        source,
    )


def test_a_jump_of_definition_leaves_no_trace_in_the_trend() -> None:
    jumped = STEADY.copy()
    jumped.loc[2015:] *= 3
    joined = spliced(jumped, [a_break(2015)])
    np.testing.assert_allclose(np.diff(np.log(joined)), np.log(1.1))
    assert joined.loc[2019] == pytest.approx(jumped.loc[2019])


def test_an_event_and_a_break_after_the_data_change_nothing() -> None:
    pd.testing.assert_series_equal(spliced(STEADY, [a_break(2015, "event")]), STEADY)
    pd.testing.assert_series_equal(spliced(STEADY, [a_break(2030)]), STEADY)


def test_a_break_in_autumn_touches_two_yearly_changes() -> None:
    jumped = STEADY.copy()
    jumped.loc[2015:2015] *= 1.5  # a quarter of the year under the new rule
    jumped.loc[2016:] *= 3
    autumn = replace(a_break(2015), whole_year=2016)
    np.testing.assert_allclose(np.diff(np.log(spliced(jumped, [autumn]))), np.log(1.1))
    half = spliced(jumped, [a_break(2015)])
    assert np.diff(np.log(half)).max() > 0.5


@pytest.mark.parametrize(
    "variable",
    ["poverty_persons_in_families", "long_illness_assisted", "parenting_helplessness_families"],
)
def test_every_change_of_the_income_criteria_touches_those_helped_for_low_income(
    variable: str,
) -> None:
    years = [b.first_year for b in breaks_of(variable)]
    assert years == [2012, 2015, 2018, 2022, 2025, 2028]


def test_a_diagnosis_of_inhabitants_does_not_hang_on_an_income_criterion() -> None:
    assert breaks_of("alcohol_problem_persons") == ()


def test_the_table_of_breaks_has_a_row_for_each_series_and_break() -> None:
    table = breaks_table(["population_total", "spending_855", "nieznane"])
    assert table.groupby("variable")["year"].apply(list).to_dict() == {
        "spending_855": [2017, 2022],
        "population_total": [2011, 2020],
    }
    assert table["source"].str.len().min() > 10
    assert breaks_table([]).empty


def test_every_known_break_carries_its_source() -> None:
    known = breaks_of("unemployed_registered")
    assert any(b.since == date(2025, 6, 1) and b.kind == "break" for b in known)
    assert "Dz.U. 2025 poz. 620" in str(known[-1])
    assert breaks_of("nieznane") == ()


def test_every_pattern_names_a_variable_that_the_library_knows() -> None:
    known = {
        *default_catalogue().declared,
        *(p.stock_variable for p in shipped_problems().values()),
    }
    for row in read_breaks(data_path("series_breaks.toml")):
        for pattern in row.variables:
            assert any(fnmatchcase(variable, pattern) for variable in known), pattern


def test_all_mistakes_in_the_file_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "breaks.toml"
    file.write_text(
        '[[series]]\nvariables = ["x"]\nfirst_year = 2020\nsince = 2020-01-01\nkind = "jump"\n'
        'short = "o wiele za długa nazwa"\nlabel = "a"\nsource = { title = "" }\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        breaks_of("x", path=file)
    places = " ".join(problem.place for problem in caught.value.problems)
    assert "kind" in places
    assert "short" in places
    assert "source.title" in places
