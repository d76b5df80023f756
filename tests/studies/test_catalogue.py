"""A twelfth problem, and an instrument for it, by files in the folder of a place alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import InputError
from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC
from costmodel.problems.loader import shipped_instruments, shipped_problems
from costmodel.resources import data_path
from costmodel.statistics.place import Place, load_place
from costmodel.studies.catalogue import catalogue_of
from costmodel.studies.municipality import build
from costmodel.studies.settings import Settings

LONELINESS = """\
id = "loneliness"
label = "samotność"
unit = "osoba"
stock_variable = "lonely_people"
stock_label = "liczba osób samotnych (liczba wymyślona do testu)"
prevalence = { per = "population_total", rate = "rate" }
relapse_level = "lonely"
entry = [{ level = "lonely" }]
split = [{ level = "lonely" }]
level = [{ id = "lonely", label = "samotność", definition = "Osoba bez bliskich." }]
move = [{ level = "lonely", exit = "part", success = "part", stay = [{ level = "lonely" }] }]
emergence = [{ from = "unemployment.over_24_months", to = "lonely", rate = "rate" }]

[independence]
relapse = ["part", "part", "part"]
departure = "rate"

[[service]]
id = "visits"
label = "odwiedziny"
kind = "mandatory"
legal_basis = "próba"
use = { lonely = [] }
quantity = ["months_in_year"]
price = ["visit"]
payer = { gmina = "rest" }
"""
VALUE = """
[value.{name}]
label = "{name}"
unit = "liczba"
kind = "assumption"
grade = "E"
source = {{ title = "liczba wymyślona do testu" }}
shape = "fixed"
mode = {number}
"""
CLUB = """\
id = "club"
label = "klub sąsiedzki"
description = "próba"
legal_basis = "próba"
effect = [{ problem = "loneliness", levels = ["lonely"], on = "exit", kind = "risk_difference", \
value = "gain", attribution = "gain", grade = "E", caution = "próba" }]
cost = [{ id = "room", label = "sala", quantity = [], price = ["price"], \
payer = { gmina = "rest" } }]
"""
NUMBERS = {"part": 0.1, "rate": 0.02, "visit": 50.0}


def values(**numbers: float) -> str:
    return "".join(VALUE.format(name=name, number=number) for name, number in numbers.items())


def workspace(folder: Path, *, problem: str = LONELINESS + values(**NUMBERS)) -> Path:
    """The example with a problem and an instrument of its own, both in its plan."""
    shutil.copytree(load_place("3215011").folder, folder)
    for name in ("problems", "instruments"):
        (folder / name).mkdir()
    (folder / "problems" / "loneliness.toml").write_text(problem, encoding="utf-8")
    (folder / "instruments" / "club.toml").write_text(
        CLUB + values(gain=0.5, price=100.0), encoding="utf-8"
    )
    with (folder / "place.toml").open("a", encoding="utf-8") as file:
        file.write('problems = ["loneliness", "unemployment"]\n')
    (folder / "plan.toml").write_text(
        "[club]\nfirst_year = 2027\ncoverage = { lonely = 0.2 }\n", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def lonely(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return load_place(workspace(tmp_path_factory.mktemp("own") / "gmina"))


def test_what_the_library_ships_is_there_beside_what_the_place_has(lonely: Place) -> None:
    catalogue = catalogue_of(lonely)
    assert set(catalogue.problems) == {*shipped_problems(), "loneliness"}
    assert set(catalogue.instruments) == {*shipped_instruments(), "club"}


def test_without_files_of_its_own_a_place_has_what_is_shipped() -> None:
    catalogue = catalogue_of(load_place("3215011"))
    assert set(catalogue.problems) == set(shipped_problems())
    assert set(catalogue.instruments) == set(shipped_instruments())


def test_a_twelfth_problem_runs_by_one_file_alone(lonely: Place) -> None:
    inputs, model = build(lonely, settings=Settings(n_draws=100, horizon=3))
    assert set(inputs.problems) == {"unemployment", "loneliness"}
    outcome = run(model)
    people = {s: outcome.people_in_problem(s, "loneliness") for s in (INACTION, ACTIVATION)}
    residents = 1_000 * lonely.series("population_thousands").iloc[-1]
    np.testing.assert_allclose(people[INACTION][:, 0], 0.02 * residents)
    assert (people[ACTIVATION][:, 1:] < people[INACTION][:, 1:]).all()
    # those out of work for long bring new cases: 0.02 of them a year
    source = outcome.stack.index("unemployment.over_24_months")
    lonely_place = outcome.stack.index("loneliness.lonely")
    np.testing.assert_allclose(
        outcome.related[INACTION][1, lonely_place],
        0.02 * outcome.people[INACTION][0, source],
    )
    # 12 visits of 50 zł for each person-year
    cost = outcome.ledger.total(scenario=INACTION, services=["visits"])
    stays = (people[INACTION][:, :-1] + people[INACTION][:, 1:]) / 2
    np.testing.assert_allclose(cost, 600 * stays)
    assert (outcome.programme_cost(PUBLIC) > 0).all()


def test_a_file_of_the_place_comes_before_one_of_the_library(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "gmina")
    cis = data_path("instruments", "cis.toml").read_text(encoding="utf-8")
    own = cis.replace('label = "centrum integracji społecznej (CIS)"', 'label = "nasz CIS"')
    (folder / "instruments" / "cis.toml").write_text(own, encoding="utf-8")
    assert catalogue_of(load_place(folder)).instruments["cis"].label == "nasz CIS"


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    broken = LONELINESS.replace('unit = "osoba"\n', "") + values(**NUMBERS)
    folder = workspace(tmp_path / "gmina", problem=broken)
    (folder / "instruments" / "club.toml").write_text("id = 3\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        catalogue_of(replace(load_place("3215011"), folder=folder))
    files = {p.file for p in caught.value.problems}
    assert files == {"loneliness.toml", "club.toml"}
    assert len(caught.value.problems) > 3


@pytest.mark.parametrize("end", ["unemployment.over_24", "unemploymnt.over_24_months"])
def test_a_link_to_a_level_nobody_knows_is_refused(tmp_path: Path, end: str) -> None:
    loose = LONELINESS.replace("unemployment.over_24_months", end) + values(**NUMBERS)
    place = load_place(workspace(tmp_path / "gmina", problem=loose))
    with pytest.raises(InputError) as caught:
        catalogue_of(place)
    (told,) = caught.value.problems
    assert (told.file, told.place, told.value) == ("loneliness.toml", "[[emergence]]", end)
    assert "„problem.poziom”" in told.expected


def test_no_link_of_the_shipped_files_is_loose() -> None:
    problems = shipped_problems()
    known = {f"{p.id}.{level}" for p in problems.values() for level in p.levels}
    ends = {
        end if problem.level_of(end) is None else f"{problem.id}.{end.rpartition('.')[2]}"
        for problem in problems.values()
        for link in problem.emergence
        for end in (link.source, link.target)
    }
    assert len(ends) > 5
    assert ends <= known
