from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import InputError
from costmodel.model import Model, run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC
from costmodel.problems.loader import shipped_problem
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import build, study_municipality
from costmodel.studies.settings import Settings
from tests.studies.made_up_place import COUNTS, PLAN, place

LEVELS = shipped_problem("unemployment").levels
SETTINGS = Settings(n_draws=128)
MANY = ("alcoholism", "homelessness", "unemployment")
HOUSING = "[housing_first]\nfirst_year = 2027\ncoverage = { rough_sleeping = 0.3 }\n"
WORK = "unemployment"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="module")
def built(folder: Path) -> tuple[Inputs, Model]:
    return build(place(folder), settings=SETTINGS)


def test_the_walk_without_action_meets_the_forecast(built: tuple[Inputs, Model]) -> None:
    inputs, model = built
    outcome = run(model)
    for name, stock in inputs.stocks.items():
        path, walked = stock.paths, outcome.people_in_problem(INACTION, name).T
        met = model.system.inflow[:, model.system.stack.levels_of(name)].sum(axis=1) > 0
        np.testing.assert_allclose(walked[0], path[0])
        np.testing.assert_allclose(walked[1:][met], path[1:][met])
        assert (walked[1:] >= path[1:] - 1e-6).all()
        assert inputs.inflow.unmet_share[name] == pytest.approx(
            (walked[1:] > path[1:] + 1e-6).mean(), abs=1e-9
        )


def test_years_and_prices_begin_after_the_base_year(built: tuple[Inputs, Model]) -> None:
    inputs, model = built
    assert inputs.base_year == model.base_year == 2026
    assert run(model).years == tuple(range(2027, 2034))
    assert model.discount_rate == inputs.discount_rate == 0.04  # of the shipped parameter
    assert model.price_levels[0] == pytest.approx(1.024)  # inflation of 2027, forecast of NBP


def test_nobody_is_independent_before_the_first_year(built: tuple[Inputs, Model]) -> None:
    system = built[1].system
    for problem in system.stack.problems:
        assert not system.start[system.stack.independent_of(problem)].any()
        assert (system.start[system.stack.levels_of(problem)].sum(axis=0) > 0).all()


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(folder: Path) -> None:
    town = place(folder)
    one, two, other = (
        run(build(town, settings=replace(SETTINGS, seed=seed))[1]).net_saving(PUBLIC)
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one, other)
    assert one.mean() == pytest.approx(other.mean(), rel=0.1)


def test_another_instrument_in_the_plan_changes_no_draw_of_inaction(
    folder: Path, tmp_path: Path, built: tuple[Inputs, Model]
) -> None:
    more = PLAN + "[staz]\nfirst_year = 2028\ncoverage = { months_12_24 = 0.1 }\n"
    _, model = build(place(tmp_path, plan=more), settings=SETTINGS)
    a, b = run(built[1]), run(model)
    np.testing.assert_array_equal(a.people[INACTION], b.people[INACTION])
    np.testing.assert_array_equal(
        a.spending(INACTION, PUBLIC, kinds=["mandatory"]),
        b.spending(INACTION, PUBLIC, kinds=["mandatory"]),
    )
    assert b.programme_cost(PUBLIC).sum() > a.programme_cost(PUBLIC).sum()


def test_a_longer_horizon_keeps_the_draws_of_values(
    folder: Path, built: tuple[Inputs, Model]
) -> None:
    inputs, model = build(place(folder), settings=replace(SETTINGS, horizon=9))
    np.testing.assert_array_equal(model.system.moves.rates, built[1].system.moves.rates)
    assert model.n_years == 9
    forecast = inputs.stocks[WORK].forecast
    assert forecast is not None
    assert forecast.years[-1] == 2035


def test_numbers_of_few_and_many_draws_agree_within_chance(folder: Path) -> None:
    town = place(folder)
    few, many = (
        run(build(town, settings=Settings(n_draws=n))[1]).net_present_value(PUBLIC)
        for n in (200, 1600)
    )
    assert abs(few.mean() - many.mean()) < 3 * few.std() / np.sqrt(200)


def test_own_counts_by_level_come_before_the_national_structure(
    tmp_path: Path, built: tuple[Inputs, Model]
) -> None:
    own = dict(
        zip((f"{WORK}.{level}" for level in LEVELS), (100.0, 100.0, 700.0, 100.0), strict=True)
    )
    inputs, model = build(place(tmp_path, levels=own), settings=SETTINGS)
    assert inputs.splits[WORK].is_local
    assert not built[0].splits[WORK].is_local
    start, before = model.system.start, built[1].system.start
    shares = start[:4] / start.sum(axis=0)
    np.testing.assert_allclose(shares.mean(axis=1), [0.1, 0.1, 0.7, 0.1], atol=0.01)
    # the stock itself is still that of the statistics
    np.testing.assert_allclose(start.sum(axis=0), before.sum(axis=0))


@pytest.mark.parametrize(
    "levels",
    [dict.fromkeys(LEVELS[:3], 10.0), dict.fromkeys(LEVELS, 0.0)],
    ids=["level_missing", "nobody_counted"],
)
def test_counts_that_cannot_be_used_are_told(tmp_path: Path, levels: dict[str, float]) -> None:
    with pytest.raises(InputError, match=r"levels\.csv, bezrobocie, rok 2025.*razem więcej niż 0"):
        build(place(tmp_path, levels=levels), settings=SETTINGS)


def test_a_place_without_a_series_is_told(folder: Path) -> None:
    with pytest.raises(InputError, match=r"unemployed_registered, kod 3215011.*brak danych"):
        build(place(folder, figures={}), settings=SETTINGS)


def test_a_place_without_a_plan_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"plan\.toml: jest „brak pliku”.*costmodel new"):
        build(place(tmp_path, plan=None), settings=SETTINGS)


def test_the_whole_study_of_a_town(tmp_path: Path) -> None:
    told: list[str] = []
    study = study_municipality(
        place(tmp_path), settings=replace(SETTINGS, discount_rate=0.0), progress=told.append
    )
    assert told == ["prognoza", "model", "próg opłacalności", "niepewność"]
    outcome = study.outcome
    for people in outcome.people.values():
        assert (people >= 0).all()
    transfers = outcome.spending(ACTIVATION, PUBLIC, kinds=["transfer"])
    np.testing.assert_allclose(transfers, 0.0, atol=1e-6)
    np.testing.assert_allclose(
        outcome.net_present_value(PUBLIC), outcome.net_saving(PUBLIC).sum(axis=1)
    )
    for perspective, found in study.break_even.items():
        if found.factor is not None:
            back = run(study.model.with_effects_times(found.factor))
            assert abs(back.net_present_value(perspective).mean()) < 1


@pytest.fixture(scope="module")
def of_many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Inputs, Model]:
    figures = {"unemployed_registered": COUNTS, "population_total": (20_000.0,)}
    town = place(
        tmp_path_factory.mktemp("many"), plan=PLAN + HOUSING, figures=figures, problems=MANY
    )
    return build(town, settings=SETTINGS)


def test_several_problems_of_one_place_are_one_system(of_many: tuple[Inputs, Model]) -> None:
    inputs, model = of_many
    stack = model.system.stack
    assert set(stack.problems) == set(inputs.problems) == set(MANY)
    assert {inputs.stocks[p].basis for p in ("homelessness", "alcoholism")} == {"prevalence"}
    assert inputs.stocks[WORK].basis == "forecast"
    pairs = zip(model.system.emergence.sources, model.system.emergence.targets, strict=True)
    for source, target in pairs:
        assert stack.problem_of(stack.names[source]) != stack.problem_of(stack.names[target])


def test_another_problem_changes_no_draw_of_the_first(
    of_many: tuple[Inputs, Model], built: tuple[Inputs, Model]
) -> None:
    whole, alone = run(of_many[1]), run(built[1])
    np.testing.assert_array_equal(of_many[0].stocks[WORK].paths, built[0].stocks[WORK].paths)
    # related cases are part of the forecast: what others bring is not counted twice
    np.testing.assert_allclose(
        whole.people_in_problem(INACTION, WORK)[:, 0], alone.people_in_problem(INACTION, WORK)[:, 0]
    )
    one, other = (o.only([WORK]).programme_cost(PUBLIC)[:, 0] for o in (whole, alone))
    np.testing.assert_allclose(one, other)


def test_helping_with_one_problem_brings_fewer_cases_of_another(
    of_many: tuple[Inputs, Model],
) -> None:
    # the files say that rough sleeping brings alcoholism with harm; nothing in the plan treats it
    outcome = run(of_many[1])
    harm = outcome.stack.index("alcoholism.dependent_with_harm")
    fewer = outcome.people[INACTION][:, harm] - outcome.people[ACTIVATION][:, harm]
    assert not fewer[:2].any()  # in the first year as many sleep rough as without action
    assert (fewer[2:].mean(axis=1) > 0).all()
    assert (outcome.only(["alcoholism"]).avoidable_cost(PUBLIC)[:, -1].mean()) > 0
    assert not outcome.only(["alcoholism"]).programme_cost(PUBLIC).any()


def test_a_step_that_is_left_out_makes_the_effect_larger(
    folder: Path, built: tuple[Inputs, Model]
) -> None:
    told = replace(SETTINGS, switched_off=("haircut", "deadweight"))
    inputs, model = build(place(folder), settings=told)
    assert {step.haircut for step in inputs.steps} == {0.0}
    more = run(model).cost_of_inaction(PUBLIC).sum()
    assert more > run(built[1]).cost_of_inaction(PUBLIC).sum()


def test_action_leaves_fewer_people_in_the_problem(built: tuple[Inputs, Model]) -> None:
    outcome = run(built[1])
    fewer = outcome.people_in_problem(INACTION, WORK) - outcome.people_in_problem(ACTIVATION, WORK)
    assert (fewer[:, 1:].mean(axis=0) > 0).all()
    assert not fewer[:, 0].any()
