from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.characters import odd_character
from costmodel.errors import ModelError, OutputError
from costmodel.problems.instrument import Instrument
from costmodel.problems.instrument_text import instrument_text, write_instrument
from costmodel.problems.loader import load_instrument, shipped_instruments

INSTRUMENTS = shipped_instruments()
AWKWARD = [
    'mówi: "tak"',
    "ścieżka C:\\dane\\nowe",
    "dwa\nwiersze\ri powrót",
    "tabulator\ti myślnik – dywiz-",
    "zażółć gęślą jaźń „cudzysłów”",
    "[value.x]\n# nie komentarz = 1",
    "'''",
    '"""',
    "",
]


def with_texts(text: str) -> Instrument:
    """An instrument in which people wrote ``text`` wherever they may write."""
    cis = INSTRUMENTS["cis"]
    record = cis.value["gross_success"]
    source = record.source.model_copy(update={"title": f"t {text}", "locator": text})
    values = dict(cis.value) | {"gross_success": record.model_copy(update={"source": source})}
    texts = {"label": text, "description": text, "limits": (text, text)}
    return Instrument.model_validate(cis.model_dump() | texts | {"value": values})


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_every_shipped_instrument_reads_back_the_same(name: str, tmp_path: Path) -> None:
    path = write_instrument(INSTRUMENTS[name], tmp_path / f"{name}.toml")
    assert load_instrument(path) == INSTRUMENTS[name]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_read_back_the_same(text: str, tmp_path: Path) -> None:
    instrument = with_texts(text)
    assert load_instrument(write_instrument(instrument, tmp_path / "cis.toml")) == instrument


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda t: not odd_character(t)))
def test_any_text_reads_back_the_same(text: str) -> None:
    instrument = with_texts(text)
    read = tomllib.loads(instrument_text(instrument))
    assert Instrument.model_validate(read) == instrument


@given(st.floats(0, 1e300), st.integers(0, 20))
def test_any_number_reads_back_the_same(high: float, delay: int) -> None:
    cis = INSTRUMENTS["cis"]
    cost = cis.value["running_cost"].model_copy(update={"low": 0.0, "mode": 0.0, "high": high})
    changed = {"value": dict(cis.value) | {"running_cost": cost}, "timing": {"delay_years": delay}}
    instrument = Instrument.model_validate(cis.model_dump() | changed)
    assert Instrument.model_validate(tomllib.loads(instrument_text(instrument))) == instrument


def test_a_key_that_toml_cannot_write_bare_is_quoted() -> None:
    cis = INSTRUMENTS["cis"]
    values = dict(cis.value) | {"wartość dodatkowa": cis.value["attendance"]}
    instrument = Instrument.model_validate(cis.model_dump() | {"value": values})
    assert '[value."wartość dodatkowa"]' in instrument_text(instrument)
    assert Instrument.model_validate(tomllib.loads(instrument_text(instrument))) == instrument


def test_defaults_are_left_out_and_a_line_stays_a_line() -> None:
    text = instrument_text(INSTRUMENTS["cis"])
    assert "timing" not in text
    assert "capacity" not in text
    assert text.startswith("# centrum integracji społecznej (CIS)\nid = ")
    assert instrument_text(with_texts("raz\ndwa")).startswith("# raz dwa\nid = ")


def test_a_file_is_named_after_its_instrument(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"kis\.toml is no name for the file of cis"):
        write_instrument(INSTRUMENTS["cis"], tmp_path / "kis.toml")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nie ma takiego pliku ani folderu"):
        write_instrument(INSTRUMENTS["cis"], tmp_path / "brak" / "cis.toml")


def test_nothing_is_left_behind_where_the_file_cannot_be_put(tmp_path: Path) -> None:
    (tmp_path / "cis.toml").mkdir()  # a folder stands in the way
    with pytest.raises(OutputError):
        write_instrument(INSTRUMENTS["cis"], tmp_path / "cis.toml")
    assert [path.name for path in tmp_path.iterdir()] == ["cis.toml"]


def test_a_text_that_no_reader_would_take_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"U\+0000"):
        write_instrument(with_texts("znak \x00"), tmp_path / "cis.toml")
    assert not list(tmp_path.iterdir())
