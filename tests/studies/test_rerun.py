"""A re-run that keeps what a number does not touch gives what a whole re-run gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from costmodel import rewalk
from costmodel.pathway import System, Walk, walk
from costmodel.problems.common import COMMON
from costmodel.rewalk import walked
from costmodel.scenario import Scenario
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import PERSPECTIVES, build
from costmodel.studies.rerun import Drawn, drawn, mean_net_values
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
def before(inputs: Inputs) -> Drawn:
    return drawn(inputs, inputs.values, {n: s.paths for n, s in inputs.stocks.items()})


def test_every_number_moves_the_result_as_in_a_whole_rerun(inputs: Inputs, before: Drawn) -> None:
    stocks = {name: stock.paths for name, stock in inputs.stocks.items()}
    keys = [f"{owner}.{name}" for owner, own in inputs.records.items() for name in own]
    assert len(keys) > 80
    moved = 0
    middle = mean_net_values(inputs, inputs.values, stocks, PERSPECTIVES)
    for key in keys:
        owner, _, name = key.partition(".")
        number = 0.9 * float(inputs.values[owner].drawn[name].mean())
        values, people = with_number(inputs, inputs.values, stocks, key, number)
        whole = mean_net_values(inputs, values, people, PERSPECTIVES)
        quick = mean_net_values(inputs, values, people, PERSPECTIVES, before=before)
        assert quick == whole, key
        moved += whole != middle
    assert moved > 40  # the numbers do move something


def test_a_price_moves_nobody_and_keeps_both_walks(
    inputs: Inputs, before: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocks = {name: stock.paths for name, stock in inputs.stocks.items()}
    times: list[str] = []

    def counted(system: System, scenario: Scenario) -> Walk:
        times.append(scenario.name)
        return walk(system, scenario)

    monkeypatch.setattr(rewalk, "walk", counted)
    expected = {
        "cis.running_cost": [],  # money alone
        "cis.gross_success": ["activation"],  # what the plan does
        "unemployment.exit_over_24": ["inaction", "activation"],  # what people do anyway
    }
    for key, walks in expected.items():
        values, people = with_number(inputs, inputs.values, stocks, key, 0.1)
        times.clear()
        mean_net_values(inputs, values, people, PERSPECTIVES, before=before)
        assert times == walks, key


def test_other_people_are_walked_anew(inputs: Inputs, before: Drawn) -> None:
    model = before.earlier.model
    more = replace(model, system=replace(model.system, start=2 * model.system.start))
    found = walked(more, before=before.walks)
    np.testing.assert_allclose(found.walks["inaction"].people[0], 2 * model.system.start)


def test_numbers_of_other_owners_stay_the_very_same(inputs: Inputs) -> None:
    values, _ = with_number(inputs, inputs.values, {}, "cis.running_cost", 1.0)
    assert [name for name in values if values[name] is not inputs.values[name]] == ["cis"]
    common = next(iter(inputs.records[COMMON]))
    values, _ = with_number(inputs, inputs.values, {}, f"{COMMON}.{common}", 1.0)
    assert all(values[name] is not inputs.values[name] for name in values)
    assert float(values["cis"](common).mean()) == 1.0
