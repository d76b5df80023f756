"""Each notebook lies beside its plain source, and the two hold the same code."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
import pytest

from costmodel.statistics.workspace import new_workspace
from tests.notebook_pages import page_of
from tests.notebook_pairs import FOLDER, WIDGET, executed, with_parameters, write_pair

SOURCES = sorted(FOLDER.glob("*.py"))
LONGEST = 150  # lines; what a notebook needs twice goes into the package
ANNEX, MODEL = FOLDER / "aneks.py", FOLDER / "model.py"
QUICK = {
    "aneks.py": {"draws": "200"},
    "diagnoza.py": {},
    "doradca.py": {"draws": "200"},
    "model.py": {"DRAWS": "200", "POINTS": "16"},
}
"""What makes each notebook quick enough for a test."""
AUDIENCES = {
    "aneks.py": "Dla autora strategii",
    "diagnoza.py": "Dla analityka",
    "doradca.py": "Dla doradcy",
    "model.py": "Dla analityka",
}
PARAMETERS = {
    "aneks.py": {"place", "horizon", "draws", "seed", "discount", "out"},
    "diagnoza.py": {
        *("place", "named", "variable", "horizon", "goal_year", "boundaries", "shown", "seed"),
    },
    "doradca.py": {"place", "horizon", "draws", "seed", "out"},
    "model.py": {
        *("PLACE", "PROBLEMS", "PAYER", "BUDGET", "WORTHS", "HORIZON", "DRAWS", "POINTS", "SEED"),
    },
}
PLACES = {"small": "1013052", "large": "1465011"}  # Regnów with 12 in the register, and Warszawa


def cells(path: Path) -> list[tuple[str, str]]:
    """The kind and text of each cell that holds something."""
    notebook = jupytext.read(path)
    return [(c["cell_type"], c["source"].strip()) for c in notebook["cells"] if c["source"].strip()]


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_the_pair_holds_the_same_cells(source: Path) -> None:
    pair = source.with_suffix(".ipynb")
    assert pair.is_file(), f"{pair.name} is missing: write it with `make notebooks`"
    assert cells(pair) == cells(source), f"{pair.name} is behind its source: run `make notebooks`"


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_a_notebook_is_short(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_notebook_stands_without_its_source() -> None:
    alone = [p.name for p in FOLDER.glob("*.ipynb") if not p.with_suffix(".py").is_file()]
    assert not alone


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_a_notebook_runs_to_its_end_anywhere(source: Path, tmp_path: Path) -> None:
    changed = with_parameters(source, tmp_path, QUICK[source.name])
    notebook = executed(changed, tmp_path)
    assert all(c["execution_count"] for c in notebook["cells"] if c["cell_type"] == "code")
    assert "nan" not in shown_words(notebook)


@pytest.mark.parametrize("teryt", PLACES.values(), ids=PLACES)
def test_the_annex_notebook_serves_a_small_and_a_large_place(teryt: str, tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", teryt, today=date(2026, 3, 31))
    changes = {"place": '"gmina"', "draws": "200", "out": '"moj-aneks"'}
    notebook = executed(with_parameters(ANNEX, tmp_path, changes), tmp_path)
    assert (tmp_path / "moj-aneks" / "aneks.docx").is_file()
    assert "nan" not in shown_words(notebook)
    assert page_of(notebook).count("<figure>") > 2


@pytest.mark.parametrize("teryt", [*PLACES.values(), "9910013"])
def test_the_diagnosis_notebook_serves_any_gmina(teryt: str, tmp_path: Path) -> None:
    source = FOLDER / "diagnoza.py"
    notebook = executed(with_parameters(source, tmp_path, {"place": f'"{teryt}"'}), tmp_path)
    assert "nan" not in shown_words(notebook)


@pytest.mark.parametrize("teryt", [PLACES["small"]])
def test_the_notebook_before_the_council_serves_a_small_place(teryt: str, tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", teryt, today=date(2026, 3, 31))
    changes = {"place": '"gmina"', "draws": "200", "out": '"moja-rada"'}
    notebook = executed(with_parameters(FOLDER / "doradca.py", tmp_path, changes), tmp_path)
    assert (tmp_path / "moja-rada" / "rada.pptx").is_file()
    assert "nan" not in shown_words(notebook)
    assert not [o for o in outputs_of(notebook) if WIDGET in o["data"]]
    assert "Suwaki działają po uruchomieniu notatnika" in page_of(notebook)


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_a_notebook_names_its_reader_first(source: Path) -> None:
    kind, first = cells(source)[0]
    assert kind == "markdown"
    assert AUDIENCES[source.name] in first


def outputs_of(notebook: Any) -> list[Any]:
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


def shown_words(notebook: Any) -> set[str]:
    """The words of everything that the cells show."""
    return {word for o in outputs_of(notebook) for word in o["data"]["text/plain"].lower().split()}


def test_the_model_notebook_serves_the_problems_of_a_small_place(tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", PLACES["small"], today=date(2026, 3, 31))
    changes = {**QUICK["model.py"], "PLACE": '"gmina"', "PROBLEMS": "()", "HORIZON": "3"}
    notebook = executed(with_parameters(MODEL, tmp_path, changes), tmp_path)
    words = shown_words(notebook)
    assert "nan" not in words
    assert "bezdomność" not in words  # the folder has figures of unemployment alone


def test_a_parameter_that_a_notebook_does_not_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"model\.py sets WEATHER 0 times"):
        with_parameters(MODEL, tmp_path, {"WEATHER": "1"})


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_a_notebook_keeps_to_the_house_style(source: Path) -> None:
    code = [c for c in jupytext.read(source)["cells"] if c["cell_type"] == "code"]
    tagged = [c["source"] for c in code if "parameters" in c["metadata"].get("tags", [])]
    names = {name for cell in tagged for name in re.findall(r"^(\w+) = ", cell, re.M)}
    assert len(tagged) == 1
    assert names == PARAMETERS[source.name]
    assert not [c for c in code if re.search(r"^\s*(def|class|for|while) ", c["source"], re.M)]


def test_the_annex_notebook_says_at_the_headline_that_it_estimates() -> None:
    caution = "szacunek kosztu możliwego do uniknięcia"
    text = " ".join(source.lower() for kind, source in cells(ANNEX) if kind == "markdown")
    before, headline = text.split("## koszt zaniechania")
    assert caution in " ".join(before.split())
    assert caution in " ".join(headline.split())


def test_the_model_notebook_says_first_and_at_the_money_that_it_estimates() -> None:
    texts = [source.lower() for kind, source in cells(MODEL) if kind == "markdown"]
    told = [" ".join(text.split()) for text in texts]
    assert "koszt możliwy do uniknięcia (szacunek)" in told[0]
    assert "żadna liczba nie powtarza liczby kkz" in told[0]
    (money,) = (text for text in told if text.startswith("## 5. pieniądze"))
    assert "szacunek kosztu możliwego do uniknięcia" in money


def test_the_model_notebook_tells_its_story_in_ten_steps() -> None:
    text = " ".join(source for kind, source in cells(MODEL) if kind == "markdown")
    steps = [int(number) for number in re.findall(r"(?:##|potem) (\d+)\. ", text)]
    assert steps == list(range(1, 11))


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_each_cell_of_the_pair_shows_words_and_no_warning(source: Path) -> None:
    notebook = jupytext.read(source.with_suffix(".ipynb"))
    outputs = outputs_of(notebook)
    assert {o["output_type"] for o in outputs} <= {"execute_result", "display_data"}
    assert not [o for o in outputs if " at 0x" in o["data"]["text/plain"]]


def test_a_pair_written_twice_is_the_same(tmp_path: Path) -> None:
    source = tmp_path / "short.py"
    source.write_text("# %% [markdown]\n# # Title\n\n# %%\n1 + 1\n", encoding="utf-8")
    first = write_pair(source).read_bytes()
    assert b'"2"' in first
    assert write_pair(source).read_bytes() == first
    assert cells(source.with_suffix(".ipynb")) == cells(source)
    assert {p.name for p in tmp_path.iterdir()} == {"short.py", "short.ipynb"}
