from __future__ import annotations

import ast
import gettext
import os
import re
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from costmodel.cli import main
from costmodel.usage import speaking_polish
from tests.locale_file import COMPILED, TEXTS, compiled

GAP = re.compile(r"\{\w+(?:!r)?\}|%\(\w+\)s")
ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show|Error|default|Try|INTEGER|TEXT|PATH|FLOAT)\b")


def told(*typed: str) -> str:
    return CliRunner().invoke(main, list(typed)).output


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_is_in_polish(command: str) -> None:
    output = told(*command.split(), "--help")
    assert "Użycie: " in output
    assert "Pokaż tę pomoc." in output
    assert not ENGLISH.findall(output)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["annex"], "Błąd: Brak argumentu"),
        (["annxe"], "Nie ma polecenia 'annxe'. Spis poleceń pokaże costmodel --help."),
        (["annex", "x", "--drwas", "3"], "Nie ma opcji '--drwas'. Spis opcji pokaże --help."),
        (["annex", "x", "--horizon", "siedem"], "przy '--horizon': 'siedem' to nie jest liczba"),
        (["annex", "x", "--horizon", "7,5"], "'7,5' to nie jest liczba"),
        (["annex", "x", "--draws"], "Po opcji '--draws' brak wartości."),
        (["annex", "x", "--separate=1"], "Opcja '--separate' nie przyjmuje wartości"),
        (["annex", "x", "y"], "Nadmiarowy argument (y). Ścieżkę ze spacjami"),
        (["annex", "x", "y", "z"], "Nadmiarowe argumenty (y z)."),
        (["annex", "x", "--lang", "de"], "jest 'de', a może być jedno z: 'pl', 'en'."),
        (["new", "x"], "Brak opcji '--teryt'"),
    ],
)
def test_what_was_typed_wrong_is_told_in_polish(typed: list[str], answer: str) -> None:
    result = CliRunner().invoke(main, typed)
    assert result.exit_code == 2
    assert answer in result.output
    assert not ENGLISH.findall(result.output)


def test_the_version_is_told_in_polish() -> None:
    assert re.fullmatch(r"\w+, wersja \S+\n", told("--version"))


def test_settings_stand_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gettext.bindtextdomain("messages")
    for language in ("de", None):
        if language is None:
            monkeypatch.delenv("LANGUAGE")
        else:
            monkeypatch.setenv("LANGUAGE", language)
        with speaking_polish():
            assert gettext.gettext("Options") == "Opcje"
        assert os.environ.get("LANGUAGE") == language
        assert gettext.bindtextdomain("messages") == before
        assert gettext.gettext("Options") == "Options"


def test_the_compiled_texts_are_those_that_people_edit() -> None:
    assert COMPILED.read_bytes() == compiled()


def test_every_text_is_one_of_click_with_its_gaps() -> None:
    said = _said_by_click()
    with TEXTS.open("rb") as file:
        catalogue = read_po(file, locale="pl", abort_invalid=True)
    messages = [message for message in catalogue if message.id]
    assert len(messages) > 30
    for message in messages:
        ids, texts = _several(message.id), _several(message.string)
        assert set(ids) <= said, f"click no longer says {ids}"
        assert all(texts), f"no text for {ids}"
        allowed = {gap for one in ids for gap in GAP.findall(one)}
        assert {gap for text in texts for gap in GAP.findall(text)} <= allowed


def _several(texts: object) -> list[str]:
    return [str(text) for text in texts] if isinstance(texts, tuple | list) else [str(texts)]


def _said_by_click() -> set[str]:
    found = set()
    for path in Path(str(click.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found
