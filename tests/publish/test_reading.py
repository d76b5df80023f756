"""Tables for a reader say what the views say, in Polish and rounded."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from costmodel.errors import ModelError
from costmodel.publish.reading import indicator_table, place_table, quantity_table, readable
from costmodel.quantities import Kind, Quantity
from costmodel.statistics.place import load_place
from costmodel.studies.comparison import Comparison
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings
from costmodel.views.registry import VIEWS, view

HARD = "\u00a0"
OF_PEOPLE = ("people", "people_in_problem", "related_cases")


@pytest.fixture(scope="module")
def study() -> Study:
    return study_municipality(load_place("3215011"), settings=Settings(horizon=2, n_draws=100))


def plain(text: object) -> str:
    return str(text).replace(HARD, " ")


def table_of(**columns: list[object]) -> pd.DataFrame:
    n = len(next(iter(columns.values())))
    money = {"mean": 1_234_567.0, "median": 9.0, "low": -400.0, "high": 2e6}
    return pd.DataFrame({**columns, **{name: [value] * n for name, value in money.items()}})


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_view_can_be_read_and_no_id_is_left(study: Study, name: str) -> None:
    unit = "osoba" if name in OF_PEOPLE else "zł"
    shown = readable(view(study.outcome, name), study, unit=unit)  # type: ignore[arg-type]
    words = " ".join(map(str, [*shown.index, *shown.columns, *shown.index.names]))
    states = [name.partition(".")[2] for name in study.outcome.stack.names]
    ids = [*states, *study.inputs.instruments, "labour_fund", "public", "gmina_"]
    assert not [id_ for id_ in ids if "_" in id_ and id_ in words]
    assert "nan" not in " ".join(shown.to_numpy().ravel())


@pytest.mark.parametrize("name", ["people", "people_in_problem", "related_cost", "related_cases"])
def test_of_several_problems_each_row_tells_its_own(several: Study, name: str) -> None:
    unit = "osoba" if name in OF_PEOPLE else "zł"
    shown = readable(view(several.outcome, name), several, unit=unit)  # type: ignore[arg-type]
    assert shown.index.names[0] == "Problem"
    labels = set(shown.index.get_level_values("Problem"))
    assert labels == {p.label for p in several.inputs.problems.values()}
    assert not shown.index.duplicated().any()


def test_a_level_is_named_by_its_own_problem(several: Study) -> None:
    shown = readable(view(several.outcome, "people"), several, unit="osoba")
    rows = {(row[0], row[1]) for row in shown.index}
    assert ("bezdomność", "bez domu krócej niż rok") in rows
    assert ("bezrobocie", "bez domu krócej niż rok") not in rows
    assert ("bezdomność", "samodzielni pierwszy rok") in rows


def test_money_is_a_mean_in_thousands_with_its_interval(study: Study) -> None:
    shown = readable(table_of(year=[2030]), study)
    assert [plain(cell) for cell in shown.loc["2030"]] == ["1 235", "0 – 2 000"]


def test_people_are_a_rounded_median(study: Study) -> None:
    table = table_of(state=["left"]).assign(median=1_236.0, low=43.0, high=2_001.0)
    shown = readable(table, study, unit="osoba")
    assert plain(shown.iloc[0, 0]) == "1 240"
    assert plain(shown.iloc[0, 1]) == "45 – 2 000"


def test_payers_stand_beside_their_parts(study: Study) -> None:
    shown = readable(
        table_of(payer=["gmina", "nfz", "gmina"], component=["net", "net", "gross"]).replace(
            "nfz", "health_fund"
        ),
        study,
    )
    assert list(shown.columns) == ["wynik netto", "koszt zaniechania"]
    assert plain(shown.loc["gmina", "wynik netto"]) == "1 235 (0 – 2 000)"


def test_a_certain_number_stands_without_an_interval(study: Study) -> None:
    table = table_of(payer=["eu"], component=["net"]).assign(mean=0.0, low=0.0, high=0.0)
    assert readable(table, study).iloc[0, 0] == "0"
    assert plain(readable(table.assign(high=2e6), study).iloc[0, 0]) == "0 (0 – 2 000)"


def test_the_framework_adds_up_over_years_in_the_order_of_the_plan(study: Study) -> None:
    table = table_of(
        instrument=["staz", "staz", "cis"], payer=["labour_fund"] * 3, year=[2028, 2027, 2027]
    )
    shown = readable(table.iloc[:2], study)
    assert list(shown.columns) == ["2027", "2028", "razem"]
    assert plain(shown.iloc[0, 2]) == "2 469"
    both = view(study.outcome, "financial_framework")
    order = [study.inputs.instruments[i].label for i in dict.fromkeys(both["instrument"])]
    assert list(dict.fromkeys(readable(both, study).index.get_level_values(0))) == order


def test_a_table_of_no_view_is_refused(study: Study) -> None:
    with pytest.raises(ModelError, match=r"\['a'\] cannot be made readable.*view\(\)"):
        readable(pd.DataFrame({"a": [1]}), study)


def test_the_last_known_value_of_each_variable_is_shown() -> None:
    shown = place_table(load_place("3215011"))
    row = [plain(cell) for cell in shown.loc["Bezrobotni zarejestrowani"]]
    assert row == ["2024", "1 195", "osoba", "2003"]
    ages = [name for name in shown.index if name.startswith("Ludność w wieku")]
    assert [ages[0], ages[1], ages[-1]] == [
        "Ludność w wieku 0–4 lat",
        "Ludność w wieku 5–9 lat",
        "Ludność w wieku 85 lat i więcej",
    ]
    assert not [name for name in shown.index if "_" in name]


def test_a_variable_without_a_polish_name_keeps_its_own() -> None:
    place = load_place("3215011")
    own = place.observations.head(1).assign(variable="own_count")
    assert place_table(replace(place, observations=own)).index.tolist() == ["own_count"]


def test_an_unknown_indicator_is_a_dot_and_an_impossible_one_an_x() -> None:
    row = {
        "indicator": "rate", "name": "Stopa", "unit": "%", "year": 2024, "trap": "", "source": "",
        "place": float("nan"), "place_status": "not_applicable", "powiat": 13.54,
        "voivodeship": float("nan"), "poland": 0.0, "peer_median": 1.0,
    }  # fmt: skip
    shown = indicator_table(Comparison(pd.DataFrame([row]), (), pd.DataFrame(), ""))
    assert list(shown.loc["Stopa [%]"]) == ["2024", "x", "13,5", ".", "–", "1,0"]


def test_a_quantity_without_a_value_says_why() -> None:
    known = Quantity("npv", "wartość", 1_480_000.0, "zł", Kind.ESTIMATE, "", 8e5, 2.2e6, 0.8)
    none = Quantity("back", "rok zwrotu", None, "rok", Kind.ESTIMATE, "", note="nie zwraca się")
    shown = quantity_table([known, none])
    assert [plain(cell) for cell in shown.loc["wartość"]] == ["1,48 mln zł", "od 0,8 do 2,2 mln zł"]
    assert list(shown.loc["rok zwrotu"]) == ["nie zwraca się", "—"]
