"""With a steady inflow the levels of a problem keep about the split that its file gives."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from costmodel.problems.loader import shipped_problem
from costmodel.problems.parts import Portion
from costmodel.problems.problem import SocialProblem

YEARS = 300
"""Years of the walk: the longest of the stays is long forgotten by then."""


def parts(portions: Iterable[Portion], problem: SocialProblem) -> dict[str, float]:
    """Return the share of each level that is named, by the central values."""
    shares, rest = {}, 1.0
    for portion in portions:
        part = mode(problem, portion.share_of_rest) if portion.share_of_rest else 1.0
        shares[portion.level] = rest * part
        rest -= rest * part
    return shares


def mode(problem: SocialProblem, name: str) -> float:
    value = problem.value[name].mode
    assert value is not None
    return value


def next_year(
    levels: dict[str, float], stages: list[float], problem: SocialProblem
) -> tuple[dict[str, float], list[float]]:
    """Return people a year later: one newcomer, and everyone moved by the central values."""
    after = dict.fromkeys(levels, 0.0)
    for level, share in parts(problem.entry, problem).items():
        after[level] += share
    succeed = 0.0
    for move in problem.move:
        leave = levels[move.level] * mode(problem, move.exit)
        succeed += leave * mode(problem, move.success)
        for level, share in parts(move.stay, problem).items():
            after[level] += (levels[move.level] - leave) * share
    gone = mode(problem, problem.independence.departure)
    kept = []
    for stage, name in zip(stages, problem.independence.relapse, strict=True):
        back = mode(problem, name)
        after[problem.relapse_level] += stage * back
        kept.append(stage * (1 - back - gone))
    return after, [succeed, kept[0], kept[1] + kept[2]]


def standing(name: str) -> tuple[dict[str, float], float]:
    """Return the shares of the levels, and newcomers per person of the stock."""
    problem = shipped_problem(name)
    levels, stages = dict.fromkeys(problem.levels, 0.0), [0.0, 0.0, 0.0]
    for _ in range(YEARS):
        levels, stages = next_year(levels, stages, problem)
    stock = sum(levels.values())
    return {level: persons / stock for level, persons in levels.items()}, 1 / stock


@pytest.mark.parametrize(
    "name",
    [
        "poverty",
        "homelessness",
        "refugee_integration",
        "parenting_helplessness",
        "orphanhood",
    ],
)
def test_the_split_is_near_that_of_a_stock_that_stands_still(name: str) -> None:
    problem = shipped_problem(name)
    split = parts(problem.split, problem)
    for level, share in standing(name)[0].items():
        assert share == pytest.approx(split[level], abs=0.06), level


def test_the_inflow_of_poverty_is_what_its_comment_says() -> None:
    problem = shipped_problem("poverty")
    shares, newcomers = standing("poverty")
    leave = sum(shares[move.level] * mode(problem, move.exit) for move in problem.move)
    assert (round(leave, 2), round(newcomers, 2)) == (0.25, 0.14)
    assert round(leave - newcomers, 2) == 0.11  # come back
