from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import InputError
from costmodel.problems.common import COMMON, load_common
from costmodel.statistics.place import Place
from costmodel.statutes.book import load_book
from costmodel.studies.catalogue import Catalogue
from costmodel.studies.inputs import declared_records, plan_of, problems_of, values_of
from costmodel.studies.plan import Plan
from costmodel.studies.settings import Settings
from tests.studies.made_up import effect, instrument, known, line, problem
from tests.studies.made_up_place import place

YEARS = tuple(range(2027, 2034))
CATALOGUE = Catalogue(
    {name: problem(name, ("all",)) for name in ("debt", "loan", "rent")},
    {
        "advice": instrument("advice", effect(problem="debt", levels=("all",))),
        "team": instrument(
            "team",
            effect(problem="rent", levels=("all",)),
            lines=(line(per="unit"),),
            per_unit=5.0,
        ),
    },
)
ADVICE = "[advice]\nfirst_year = 2027\ncoverage = { all = 0.1 }\n"


def town(
    folder: Path, *, plan: str = ADVICE, problems: tuple[str, ...] = (), **own: float
) -> Place:
    figures = {f"{name}_cases": (count,) for name, count in own.items()}
    return place(folder, plan=plan, problems=problems, figures={"none": (1.0,), **figures})


def plan(of: Place) -> Plan:
    return plan_of(of, CATALOGUE.instruments, YEARS)


def names(of: Place) -> list[str]:
    return list(problems_of(of, plan(of), CATALOGUE))


@pytest.mark.parametrize(
    "text",
    ["", "[advice]\nfirst_year = 2027\n", "[advice]\nfirst_year = 2027\ncoverage = { all = 0 }\n"],
)
def test_a_plan_that_reaches_nobody_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="nikogo nie obejmuje"):
        plan(town(tmp_path, plan=text))


def test_a_plan_of_units_alone_is_a_plan(tmp_path: Path) -> None:
    found = plan(town(tmp_path, plan="[team]\nfirst_year = 2027\nunits = 1.0\n"))
    assert [item.instrument.id for item in found.items] == ["team"]


def test_a_place_without_a_plan_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"plan\.toml: jest „brak pliku”.*costmodel new"):
        plan(place(tmp_path, plan=None))


def test_problems_are_those_of_the_plan_and_those_counted_here(tmp_path: Path) -> None:
    assert names(town(tmp_path)) == ["debt"]
    assert names(town(tmp_path, rent=5.0)) == ["debt", "rent"]  # in the order of the catalogue


def test_problems_named_by_the_place_are_all_there_are(tmp_path: Path) -> None:
    told = town(tmp_path, problems=("rent", "debt"), loan=5.0)
    assert names(told) == ["debt", "rent"]


def test_an_unknown_problem_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        names(town(tmp_path, problems=("debt", "debts", "loans")))
    assert [p.value for p in caught.value.problems] == ["debts", "loans"]
    assert "klucz problems" in str(caught.value)
    assert "jedno z: debt, loan, rent" in str(caught.value)


def test_a_plan_none_of_whose_problems_is_named_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="co najmniej jeden z problemów planu: debt"):
        names(town(tmp_path, problems=("rent",)))


def test_records_are_those_of_the_common_file_the_problems_and_the_plan(tmp_path: Path) -> None:
    of = town(tmp_path)
    records = declared_records(problems_of(of, plan(of), CATALOGUE), plan(of))
    assert list(records) == [COMMON, "debt", "advice"]
    assert records[COMMON] == load_common()
    assert set(records["advice"]) == {"size", "part", "price"}


def test_every_file_sees_the_common_values_and_no_other_file(tmp_path: Path) -> None:
    records = {"b": {"own": known(1.0)}, COMMON: {"shared": known(2.0)}, "a": {"own": known(3.0)}}
    found = values_of(records, load_book(), 2026, Settings(n_draws=100))
    assert {owner: float(found[owner]("own")[0]) for owner in ("a", "b")} == {"a": 3.0, "b": 1.0}
    for owner in ("a", "b", COMMON):
        np.testing.assert_array_equal(found[owner]("shared"), 2.0)
