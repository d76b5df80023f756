from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import InputError
from costmodel.problems.common import COMMON, load_common
from costmodel.problems.loader import shipped_problem
from costmodel.problems.uncertain import Origin, UncertainRecord
from costmodel.sources import Grade
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import build
from costmodel.studies.own_values import with_own_values
from costmodel.studies.settings import Settings
from tests.studies.made_up import known
from tests.studies.made_up_place import place

RECORDS = {
    "debt": {"rate": known(0.1, unit="udział"), "other": known(7.0)},
    COMMON: {"m": known(12)},
}
OWN = (
    '[debt.rate]\nsource = { title = "ewidencja ośrodka" }\n'
    'shape = "pert"\nlow = 0.2\nmode = 0.3\nhigh = 0.4\n'
)


def changed(folder: Path, text: str) -> dict[str, dict[str, UncertainRecord]]:
    (folder / "values.toml").write_text(text, encoding="utf-8")
    return with_own_values(place(folder), RECORDS)


def test_an_own_number_takes_the_place_of_the_declared_one(tmp_path: Path) -> None:
    found = changed(tmp_path, OWN)["debt"]["rate"]
    assert (found.low, found.mode, found.high) == (0.2, 0.3, 0.4)
    assert found.source.title == "ewidencja ośrodka"
    assert (found.label, found.unit) == ("wartość", "udział")  # what it is stays as declared


def test_an_own_number_is_marked_as_own(tmp_path: Path) -> None:
    found = changed(tmp_path, OWN)["debt"]["rate"]
    assert (found.kind, found.grade) == (Origin.OWN, Grade.D)


def test_all_other_numbers_stay(tmp_path: Path) -> None:
    found = changed(tmp_path, OWN)
    assert found["debt"]["other"] == RECORDS["debt"]["other"]
    assert found[COMMON] == RECORDS[COMMON]
    assert RECORDS["debt"]["rate"].mode == 0.1  # the records given are left alone


def test_without_a_file_nothing_is_changed(tmp_path: Path) -> None:
    assert with_own_values(place(tmp_path), RECORDS) == RECORDS


def test_common_numbers_can_be_own_too(tmp_path: Path) -> None:
    text = '[common.m]\nsource = { title = "x" }\nshape = "fixed"\nmode = 6.0\n'
    assert changed(tmp_path, text)[COMMON]["m"].mode == 6.0


def test_unknown_names_and_broken_numbers_are_told_all_at_once(tmp_path: Path) -> None:
    text = (
        '[debts.rate]\nsource = { title = "x" }\nshape = "fixed"\nmode = 1.0\n'
        '[debt.rat]\nsource = { title = "x" }\nshape = "fixed"\nmode = 1.0\n'
        '[debt.rate]\nsource = { title = "x" }\nshape = "pert"\nlow = 0.9\nmode = 0.3\nhigh = 0.4\n'
    )
    with pytest.raises(InputError) as caught:
        changed(tmp_path, text)
    debts, rat, rate = (str(p) for p in caught.value.problems)
    assert "values.toml, [debts.rate]" in debts
    assert "jedno z: debt, common" in debts
    assert "[debt.rat]" in rat
    assert "jedno z: rate, other" in rat
    assert "[debt.rate]: jest „pert”" in rate
    assert "low ≤ mode ≤ high" in rate
    assert "Popraw liczby rozkładu" in rate


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[debt.rate]\nshape = "fixed"\nmode = 1.0\n', "klucz debt.rate.source: jest „brak”"),
        (OWN.replace("ewidencja ośrodka", ""), "tytuł aktu, tabeli, raportu lub pracy"),
        (OWN.replace('"pert"', '"bell"'), "klucz debt.rate.shape: jest „bell”"),
        (OWN + "unit = 3\n", "klucz debt.rate.unit: jest „3”"),
        (OWN.replace("0.2", '"0,2"'), "klucz debt.rate.low"),
    ],
    ids=["no_source", "empty_source", "unknown_shape", "unknown_key", "text_in_number"],
)
def test_each_mistake_of_the_file_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        changed(tmp_path, text)
    (told,) = caught.value.problems
    assert says in str(told)


def test_the_study_draws_the_own_number(tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    shutil.copytree(load_place("3215011").folder, folder)
    (folder / "values.toml").write_text(
        '[unemployment.exit_over_24]\nsource = { title = "PUP" }\nshape = "fixed"\nmode = 0.33\n'
        '[common.months_in_year]\nsource = { title = "próba" }\nshape = "fixed"\nmode = 11.0\n',
        encoding="utf-8",
    )
    inputs, _ = build(load_place(folder), settings=Settings(n_draws=100, horizon=1))
    np.testing.assert_array_equal(inputs.values["unemployment"]("exit_over_24"), 0.33)
    np.testing.assert_array_equal(inputs.values["cis"]("months_in_year"), 11.0)
    assert inputs.records["unemployment"]["exit_over_24"].kind is Origin.OWN
    assert shipped_problem("unemployment").value["exit_over_24"].kind is not Origin.OWN
    assert load_common()["months_in_year"].mode == 12.0
