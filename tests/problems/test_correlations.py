from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from costmodel.errors import InputError
from costmodel.problems.correlations import load_correlations
from costmodel.problems.loader import shipped_problems
from costmodel.statutes.book import load_book
from costmodel.studies.values import draw_values

GROUP = """\
[[group]]
id = "pair"
label = "para"
names = ["a.x", "a.y"]
spearman = 0.5
kind = "assumption"
source = { title = "założenie" }
"""


def test_every_correlated_value_is_declared_and_varies() -> None:
    problems = shipped_problems()
    for group in load_correlations():
        for name in group.names:
            owner, _, value = name.partition(".")
            assert problems[owner].value[value].shape != "fixed"


def test_values_of_a_group_are_drawn_together_and_others_apart() -> None:
    records = shipped_problems()["unemployment"].value
    drawn = draw_values(
        records,
        owner="unemployment",
        book=load_book(),
        price_year=2026,
        seed=3,
        n_draws=2048,
        groups=load_correlations(),
    )

    def rank(first: str, second: str) -> float:
        return float(stats.spearmanr(drawn(first), drawn(second)).statistic)

    assert rank("exit_12_24", "exit_over_24") == pytest.approx(0.5, abs=0.02)
    assert abs(rank("exit_12_24", "relapse_year_1")) < 0.1


def test_a_group_changes_no_values_only_their_order() -> None:
    records = {"exit_12_24": shipped_problems()["unemployment"].value["exit_12_24"]}
    book = load_book()
    alone, grouped = (
        draw_values(
            records,
            owner="unemployment",
            book=book,
            price_year=2026,
            seed=3,
            n_draws=256,
            groups=groups,
        )("exit_12_24")
        for groups in ((), load_correlations())
    )
    np.testing.assert_array_equal(np.sort(alone), np.sort(grouped))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("0.5", "1.0", "klucz group nr 1 (pair), spearman"),
        ("0.5", "-0.2", "klucz group nr 1 (pair), spearman"),
        ('["a.x", "a.y"]', '["a.x"]', "klucz group nr 1 (pair), names"),
        ('"a.y"', '"a.x"', "„a.x” tylko w jednej grupie i tylko raz"),
        ('source = { title = "założenie" }', "", "source"),
    ],
)
def test_a_broken_group_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "correlations.toml"
    path.write_text(GROUP.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_correlations(path)
    assert says in str(caught.value)
