"""What README and CONTRIBUTING tell the reader to do can be done."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from costmodel.statutes.loader import load_parameter

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
CODE = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_in(name: str, language: str) -> list[str]:
    """The blocks of code of one language, in order."""
    return [code for tag, code in CODE.findall(text_of(name)) if tag == language]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_make_command_has_its_target(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.M))
    lines = [line.split("#")[0] for code in code_in(name, "sh") for line in code.splitlines()]
    told = {
        word
        for line in lines
        if line.startswith("make ")
        for word in re.findall(r"(?<= )[a-z]+(?= |$)", re.sub(r'\w+="[^"]*"', "", line))
    }
    assert told
    assert told <= targets


def test_the_first_screen_is_the_same_in_both_languages() -> None:
    def commands(code: str) -> list[str]:
        return [line.split("#")[0].strip() for line in code.splitlines()]

    english, polish, *_ = code_in("README.md", "sh")
    assert commands(english) == commands(polish) == ["make annex", "make test"]
    assert len(set(code_in("README.md", "powershell"))) == 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_link_within_the_repository_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text_of(name))
    files = re.findall(r"`((?:data|tests|costmodel|\.ci)/[\w./-]+)`", text_of(name))
    assert not [link for link in [*links, *files] if not (ROOT / link).exists()]


def test_the_parameter_shown_to_contributors_loads(tmp_path: Path) -> None:
    (shown,) = code_in("CONTRIBUTING.md", "toml")
    path = tmp_path / f"{tomllib.loads(shown)['name']}.toml"
    path.write_text(shown, encoding="utf-8")
    assert len(load_parameter(path).enactments) == 2


def test_ci_runs_the_tests_by_the_command_of_the_first_screen() -> None:
    assert re.search(r"^make test\b", text_of(".ci/run"), re.M)


def test_the_changelog_speaks_of_the_version_in_the_project_file() -> None:
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    assert version in text_of("CHANGELOG.md")
