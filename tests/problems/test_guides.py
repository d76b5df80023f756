"""The guides beside the files of problems and instruments are true to the forms."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from costmodel.costs.pricing import names_in
from costmodel.problems.common import load_common
from costmodel.problems.instrument import Capacity, CostLine, Effect, Instrument, Target, Timing
from costmodel.problems.loader import load_instrument, load_problem
from costmodel.problems.parts import Index, Payer, Service
from costmodel.problems.practice import instrument_from_practice
from costmodel.problems.practice_record import load_practice
from costmodel.problems.problem import SocialProblem
from costmodel.problems.uncertain import NEEDS
from costmodel.resources import data_path
from costmodel.statutes.book import load_book

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
GUIDES = {name: data_path(name, "README.md") for name in ("instruments", "problems")}


def text_of(name: str) -> str:
    return GUIDES[name].read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return [code for tag, code in BLOCK.findall(text_of(name)) if tag == language]


def written(code: str, folder: Path) -> Path:
    """The example in a file named as the guide says."""
    path = folder / f"{tomllib.loads(code)['id']}.toml"
    path.write_text(code, encoding="utf-8")
    return path


def section(name: str, heading: str) -> str:
    """What stands under a heading, up to the next."""
    return re.split(rf"^#+ {heading}$", text_of(name), flags=re.M)[1].split("\n#")[0]


def first_cells(text: str) -> set[str]:
    """The names in backticks in the first column of the tables of a text."""
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {word for cell in cells for word in re.findall(r"`\[*(\w+)", cell)}


def test_the_instrument_shown_loads_and_all_its_prices_are_known(tmp_path: Path) -> None:
    instrument = load_instrument(written(blocks("instruments", "toml")[0], tmp_path))
    names = {n for line in instrument.cost for n in names_in([*line.quantity, *line.price])}
    assert names <= {*instrument.value, *load_common(), *load_book().parameters}


def test_the_problem_shown_loads_and_all_its_prices_are_known(tmp_path: Path) -> None:
    problem = load_problem(written(blocks("problems", "toml")[0], tmp_path))
    names = {n for s in problem.service for n in names_in([*s.quantity, *s.price])}
    assert names <= {*problem.value, *load_common(), *load_book().parameters}


def test_the_practice_shown_becomes_an_instrument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "instruments").mkdir()
    (tmp_path / "metryka.toml").write_text(blocks("instruments", "toml")[1], encoding="utf-8")
    (code,) = blocks("instruments", "python")
    exec(code, {})
    made = load_instrument(tmp_path / "instruments" / "klub_z_opisu.toml")
    record = load_practice(tmp_path / "metryka.toml")
    assert made == instrument_from_practice(record, price_change=1.06)


def test_the_guide_to_instruments_names_every_key_of_the_form() -> None:
    told = first_cells(section("instruments", "Z czego składa się plik"))
    assert told == set(Instrument.model_fields)
    assert first_cells(section("instruments", "Efekt")) - kinds() == set(Effect.model_fields)
    for form in (CostLine, Capacity, Timing):
        for key in set(form.model_fields) - {"id", "label", "unit_label", "per_unit"}:
            assert f"`{key}" in text_of("instruments"), key


def kinds() -> set[str]:
    return set(get_args(Effect.model_fields["kind"].annotation))


def test_the_guide_to_instruments_names_every_choice() -> None:
    for word in (*kinds(), *get_args(Target), *get_args(Payer), *get_args(Index), *NEEDS):
        assert f"`{word}`" in text_of("instruments"), word


def test_the_guide_to_problems_names_every_key_of_the_forms() -> None:
    for key in set(SocialProblem.model_fields) - {"label", "value"}:
        assert re.search(rf"`(\[+)?{key}\b", text_of("problems")), key
    assert first_cells(section("problems", "Usługa")) | {"fee"} == set(Service.model_fields)


@pytest.mark.parametrize("name", sorted(GUIDES))
def test_the_readers_of_files_pass_the_guides_by(name: str) -> None:
    assert GUIDES[name].is_file()
    assert GUIDES[name] not in set(data_path(name).glob("*.toml"))


@pytest.mark.parametrize("name", sorted(GUIDES))
def test_every_file_that_a_guide_names_is_there(name: str) -> None:
    files = re.findall(r"`data/([\w./]+)`", text_of(name))
    assert files
    for file in files:
        assert data_path(*file.split("/")).exists()
