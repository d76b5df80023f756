"""Re-runs side by side give what each gives alone, and each number touches what it should."""

from __future__ import annotations

import numpy as np
import pytest

from costmodel.model import run
from costmodel.problems.common import COMMON
from costmodel.studies import rerun
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import PERSPECTIVES, build
from costmodel.studies.rerun import Rerun, mean_net_values
from costmodel.studies.settings import Settings
from costmodel.studies.swings import with_number
from tests.studies.made_up_place import COUNTS, place

PLAN = (
    'overlap = "independent"\n'
    "[cis]\nfirst_year = 2027\ncoverage = { over_24_months = 0.1 }\n"
    "[mieszkanie_treningowe]\nfirst_year = 2027\nunits = 2\ncoverage = { recent = 0.1 }\n"
)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """Three problems, linked, of which the plan serves two."""
    town = place(
        tmp_path_factory.mktemp("rerun"),
        plan=PLAN,
        figures={"population_total": (20_000.0,), "unemployed_registered": COUNTS},
        problems=("unemployment", "homelessness", "post_prison"),
    )
    return build(town, settings=Settings(n_draws=100, horizon=3))[0]


@pytest.fixture(scope="module")
def as_drawn(inputs: Inputs) -> Rerun:
    return Rerun(inputs.values, {name: stock.paths for name, stock in inputs.stocks.items()})


def test_every_number_moves_the_result_as_in_a_run_of_its_own(
    inputs: Inputs, as_drawn: Rerun
) -> None:
    keys = [f"{owner}.{name}" for owner, own in inputs.records.items() for name in own]
    assert len(keys) > 80
    reruns = [as_drawn]
    for key in keys:
        owner, _, name = key.partition(".")
        number = 0.9 * float(inputs.values[owner].drawn[name].mean())
        reruns.append(with_number(inputs, as_drawn, key, number))
    together = list(mean_net_values(inputs, reruns, PERSPECTIVES))
    assert len(together) == len(reruns)
    moved = 0
    for key, own, found in zip(["", *keys], reruns, together, strict=True):
        (alone,) = mean_net_values(inputs, [own], PERSPECTIVES)
        assert found == pytest.approx(alone, rel=1e-9, abs=1e-6), key
        moved += found != together[0]
    assert moved > 40  # the numbers do move something


def test_more_reruns_than_a_walk_takes_are_told_in_their_order(
    inputs: Inputs, as_drawn: Rerun, monkeypatch: pytest.MonkeyPatch
) -> None:
    reruns = [with_number(inputs, as_drawn, "cis.running_cost", 1e4 * n) for n in range(7)]
    whole = [found["public"] for found in mean_net_values(inputs, reruns, ["public"])]
    assert whole == sorted(whole, reverse=True)
    for at_once in (1, 230, 100 * 7):  # fewer draws than one re-run has, two re-runs, all
        monkeypatch.setattr(rerun, "DRAWS_AT_ONCE", at_once)
        found = [found["public"] for found in mean_net_values(inputs, reruns, ["public"])]
        assert found == pytest.approx(whole, rel=1e-9)


def test_numbers_of_other_owners_stay_the_very_same(inputs: Inputs, as_drawn: Rerun) -> None:
    values = with_number(inputs, as_drawn, "cis.running_cost", 1.0).values
    assert [name for name in values if values[name] is not inputs.values[name]] == ["cis"]
    common = next(iter(inputs.records[COMMON]))
    values = with_number(inputs, as_drawn, f"{COMMON}.{common}", 1.0).values
    assert all(values[name] is not inputs.values[name] for name in values)
    assert float(values["cis"](common).mean()) == 1.0


def test_a_run_as_drawn_is_the_study(inputs: Inputs, as_drawn: Rerun) -> None:
    found = next(mean_net_values(inputs, [as_drawn], PERSPECTIVES))
    outcome = run(build(inputs.place, settings=inputs.settings)[1])
    for perspective in PERSPECTIVES:
        expected = float(np.mean(outcome.net_present_value(perspective)))
        assert found[perspective] == pytest.approx(expected)
