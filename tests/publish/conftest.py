"""A study and an annex of several problems, shared by the tests of publish."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from costmodel.publish.write import AnnexFiles, write_annex
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings

PROBLEMS = ("unemployment", "homelessness", "orphanhood")
PLAN = """
overlap = "independent"
[cis]
first_year = 2027
coverage = { "unemployment.over_24_months" = 0.05 }
[mieszkanie_treningowe]
first_year = 2027
units = 2
phase_in = [0.5, 0.75]
[mieszkanie_treningowe.coverage]
"homelessness.recent" = [0.05, 0.1]
"homelessness.independent_1" = 0.1
"""


def place_with(folder: Path, *, problems: tuple[str, ...], plan: str = "") -> Path:
    """Copy the example, its problems named and perhaps another plan, and return its folder."""
    shutil.copytree(load_place("3215011").folder, folder)
    named = ", ".join(f'"{name}"' for name in problems)
    with (folder / "place.toml").open("a", encoding="utf-8") as file:
        file.write(f"problems = [{named}]\n")
    if plan:
        (folder / "plan.toml").write_text(plan, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The example with two problems that the plan serves and one that it does not."""
    folder = tmp_path_factory.mktemp("several") / "gmina"
    place = load_place(place_with(folder, problems=PROBLEMS, plan=PLAN))
    return study_municipality(place, settings=Settings(horizon=4, n_draws=100))


@pytest.fixture(scope="session")
def several_annex(several: Study, tmp_path_factory: pytest.TempPathFactory) -> AnnexFiles:
    """The annex of several problems. Tests read it; none may change it."""
    return write_annex(several, tmp_path_factory.mktemp("annex_of_several") / "aneks")
