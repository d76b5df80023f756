"""Every sentence that the code asks for by name is there, with the gaps that the code fills."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import costmodel
from costmodel.annex.wording import Wording, load_wording

ROOT = Path(costmodel.__file__).parent
PEN = {"pen", "material.pen", "self.pen", "self._pen"}
"""Whose ``say`` puts „annex.” before the key."""


def asked() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each key asked for in plain words: where, which, and the fields given."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            key = node.args[0] if node.args else None
            if node.func.attr != "say" or not isinstance(key, ast.Constant):
                continue
            said = str(key.value)
            if any(keyword.arg is None for keyword in node.keywords):
                continue  # fields given as a mapping are known only when it runs
            whose = ast.unparse(node.func.value)
            full = f"annex.{said}" if whose in PEN else said
            given = frozenset(str(keyword.arg) for keyword in node.keywords)
            yield f"{path.relative_to(ROOT)}:{node.lineno}", full, given


@pytest.fixture(scope="module")
def wording() -> Wording:
    return load_wording("pl")


def gaps_of(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def sentences_of(key: str, wording: Wording) -> list[str]:
    """Return the sentences that a key may stand for: helpers put a prefix of theirs before it."""
    if key.startswith("annex."):
        return [text for name, text in wording.texts.items() if name == key]
    ends = (key, f"text.{key}")
    return [t for name, t in wording.texts.items() if name in ends or name.endswith(f".{key}")]


def test_sentences_asked_for_in_plain_words_are_there_with_their_gaps(wording: Wording) -> None:
    found = list(asked())
    assert len(found) > 400
    wrong = [
        f"{where}: no sentence {key} with {sorted(given)}"
        for where, key, given in found
        if given not in {gaps_of(text) for text in sentences_of(key, wording)}
    ]
    assert wrong == []
