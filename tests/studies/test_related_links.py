"""Which links stand between the problems of a study, and how often they are told to work."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from costmodel.problems.loader import shipped_problems
from costmodel.problems.parts import Emergence
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import build
from costmodel.studies.quantities_of_links import CASES, link_quantities
from costmodel.studies.related_links import reached_from, related_links
from costmodel.studies.settings import Settings


def told(name: str, *links: tuple[str, str, str]) -> SocialProblem:
    """A shipped problem that tells other links."""
    made = tuple(Emergence(source=a, target=b, rate=rate) for a, b, rate in links)
    return shipped_problems()[name].model_copy(update={"emergence": made})


def test_a_link_is_named_by_both_ends_and_the_file_that_tells_it() -> None:
    poverty = told("poverty", ("recurring", "homelessness.recent", "r"))
    problems = {"poverty": poverty, "homelessness": told("homelessness")}
    ends = ("poverty.recurring", "homelessness.recent")
    assert related_links(problems) == {ends: ("poverty", "r")}


def test_a_link_to_a_problem_outside_the_study_is_left_out() -> None:
    assert (
        related_links({"poverty": told("poverty", ("recurring", "homelessness.recent", "r"))}) == {}
    )


@pytest.mark.parametrize("order", [("poverty", "homelessness"), ("homelessness", "poverty")])
def test_of_two_files_the_one_the_link_starts_from_wins(order: tuple[str, str]) -> None:
    files = {
        "poverty": told("poverty", ("recurring", "homelessness.recent", "here")),
        "homelessness": told("homelessness", ("poverty.recurring", "recent", "there")),
    }
    (found,) = related_links({name: files[name] for name in order}).values()
    assert found == ("poverty", "here")


def test_what_is_told_for_a_hundred_cases_is_what_the_model_draws(tmp_path: Path) -> None:
    folder = tmp_path / "gmina"
    shutil.copytree(load_place("3215011").folder, folder)
    with (folder / "place.toml").open("a", encoding="utf-8") as file:
        file.write('problems = ["unemployment", "homelessness", "orphanhood", "poverty"]\n')
    inputs, model = build(load_place(folder), settings=Settings(horizon=1, n_draws=4000))
    quantities = {q.id: q for q in link_quantities(inputs)}
    drawn, stack = model.system.emergence, model.system.stack
    pairs = list(zip(drawn.sources, drawn.targets, strict=True))
    assert len(pairs) == len(quantities) > 3
    for (source, target), rates in zip(pairs, drawn.rates, strict=True):
        shown = quantities[f"emergence.{stack.names[source]}.{stack.names[target]}"]
        assert shown.low is not None
        assert shown.high is not None
        assert shown.low <= CASES * np.min(rates)
        assert CASES * np.max(rates) <= shown.high


def test_a_problem_reaches_what_it_brings_link_after_link_and_itself() -> None:
    problems = shipped_problems()
    steps = {
        (source.partition(".")[0], target.partition(".")[0])
        for source, target in related_links(problems)
    }
    for start in problems:
        slow = {start}  # the plain twin: widen until nothing is new
        for _ in problems:
            slow |= {target for source, target in steps if source in slow}
        assert reached_from(problems, [start]) == slow


def test_a_problem_without_links_reaches_itself_alone() -> None:
    lonely = {"unemployment": shipped_problems()["unemployment"]}
    assert reached_from(lonely, ["unemployment"]) == {"unemployment"}
    assert reached_from(shipped_problems(), []) == frozenset()
