"""Goals and targets of a plan: read from its file, checked against what is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.statistics.templates import plan_text
from costmodel.studies.catalogue import catalogue_of
from costmodel.studies.inputs import plan_of, problems_of
from costmodel.studies.plan import load_plan
from costmodel.studies.plan_goals import DeclaredTarget, Doers, unknown_indicators
from tests.studies.made_up import instrument
from tests.studies.made_up_place import PLAN, place

YEARS = tuple(range(2027, 2034))
TABLE_LINE = re.compile(r"# (?:\[\[|\w+ = )")
"""A commented line of a table, and no sentence."""
TEXT = """
[[goals]]
name = "Więcej osób samodzielnych"
operational = ["Praca", "Dom"]
instruments = ["course"]
indicators = ["sample"]
implementers = ["OPS"]

[[targets]]
indicator = "sample"
rule = "given"
year = 2030
value = 12.5

[course]
first_year = 2027
coverage = { severe = 0.1 }
partners = ["PUP"]
funding = ["budżet gminy", "EFS+"]
"""


def test_goals_targets_and_doers_stand_in_the_plan_as_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(TEXT, encoding="utf-8")
    plan = load_plan(path, instruments={"course": instrument("course")}, years=YEARS)
    (goal,) = plan.goals
    assert (goal.name, goal.operational) == ("Więcej osób samodzielnych", ("Praca", "Dom"))
    assert (goal.instruments, goal.indicators) == (("course",), ("sample",))
    assert goal.doers == Doers(implementers=("OPS",))
    assert plan.targets == (DeclaredTarget("sample", "given", 2030, 12.5),)
    assert plan.items[0].doers == Doers((), ("PUP",), ("budżet gminy", "EFS+"))


def test_a_plan_without_goals_has_none(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text("[course]\nfirst_year = 2027\n", encoding="utf-8")
    plan = load_plan(path, instruments={"course": instrument("course")}, years=YEARS)
    assert (plan.goals, plan.targets, plan.items[0].doers) == ((), (), Doers())


def test_an_indicator_of_the_catalogue_or_a_problem_is_known() -> None:
    targets = [DeclaredTarget(name, "given", 2030, 1.0) for name in ("share", "debt", "dept")]
    (found,) = unknown_indicators([], targets, known=["share"], problems=["debt"])
    assert (found.place, found.value) == ("targets (dept)", "dept")
    assert "costmodel list" in found.mend


def test_a_target_of_an_indicator_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    target = '[[targets]]\nindicator = "unemploymet"\nrule = "trend_plus_effect"\nyear = 2030\n'
    town = place(tmp_path, plan=f"{target}{PLAN}")
    catalogue = catalogue_of(town)
    plan = plan_of(town, catalogue.instruments, YEARS)
    with pytest.raises(InputError, match=r"plan\.toml, targets \(unemploymet\).*unemployment"):
        problems_of(town, plan, catalogue)


def test_the_examples_of_a_new_workspace_can_be_used_as_they_stand(tmp_path: Path) -> None:
    lines = plan_text(first_year=2027).splitlines()
    first = lines.index("# [[goals]]")
    tables = [line.removeprefix("# ") for line in lines[first:] if TABLE_LINE.match(line)]
    town = place(tmp_path, plan="\n".join([*lines[:first], *tables]))
    catalogue = catalogue_of(town)
    plan = plan_of(town, catalogue.instruments, YEARS)
    problems_of(town, plan, catalogue)  # nobody misses an indicator
    assert len(plan.goals) == len(plan.targets) == 1
    assert plan.goals[0].doers.implementers == ("OPS",)
