from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.model import Model, run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC
from costmodel.problems.loader import shipped_problem
from costmodel.statistics.place import Place
from costmodel.statistics.staff import no_staff
from costmodel.studies.inputs import Inputs, stock_paths
from costmodel.studies.municipality import build, study_municipality
from costmodel.studies.settings import Settings

LEVELS = shipped_problem("unemployment").levels
SETTINGS = Settings(n_draws=128)
COUNTS = [900.0, 860.0, 880.0, 820.0, 800.0, 790.0, 760.0, 770.0, 740.0, 700.0, 690.0, 680.0]
PLAN = "[cis]\nfirst_year = 2027\ncoverage = { over_24_months = 0.1, long_term_assisted = 0.2 }\n"


def observations(counts: list[float]) -> pd.DataFrame:
    years = range(2025 - len(counts), 2025)
    return pd.DataFrame(
        {
            "teryt": "3299011",
            "variable": "unemployed_registered",
            "year": list(years),
            "value": counts,
            "unit": "osoba",
            "status": "observed",
            "source": "liczby zmyślone",
        }
    )


def place(
    folder: Path,
    *,
    plan: str | None = PLAN,
    counts: list[float] | None = None,
    levels: dict[str, float] | None = None,
) -> Place:
    """A made-up town with a plan; its counts by level only where they are given."""
    path = folder / "plan.toml"
    if plan is not None:
        path.write_text(plan, encoding="utf-8")
    rows = [
        (level, persons, 2025, "ewidencja zmyślona") for level, persons in (levels or {}).items()
    ]
    return Place(
        teryt="3215011",
        name="Miasto",
        kind="1",
        powiat="3215000",
        voivodeship="3200000",
        annex_date=date(2026, 3, 31),
        observations=observations(COUNTS if counts is None else counts).assign(teryt="3215011"),
        levels=pd.DataFrame(rows, columns=["level", "persons", "year", "source"]),
        staff=no_staff(),
        plan_path=None if plan is None else path,
        folder=folder,
        files=(),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="module")
def built(folder: Path) -> tuple[Inputs, Model]:
    return build(place(folder), settings=SETTINGS)


def test_the_walk_without_action_meets_the_forecast(built: tuple[Inputs, Model]) -> None:
    inputs, model = built
    outcome = run(model)
    stock = stock_paths(inputs.forecast, base_year=2026, last_year=2033, settings=SETTINGS)
    walked = outcome.people_in_problem(INACTION)
    met = model.inflow.sum(axis=2) > 0
    np.testing.assert_allclose(walked[:, 0], stock[:, 0])
    np.testing.assert_allclose(walked[:, 1:][met], stock[:, 1:][met])
    assert (walked[:, 1:] >= stock[:, 1:] - 1e-6).all()
    assert inputs.inflow.unmet_share == pytest.approx(
        (walked[:, 1:] > stock[:, 1:] + 1e-6).mean(), abs=1e-9
    )


def test_years_and_prices_begin_after_the_base_year(built: tuple[Inputs, Model]) -> None:
    inputs, model = built
    assert inputs.base_year == model.base_year == 2026
    assert run(model).years == tuple(range(2027, 2034))
    assert model.discount_rate == inputs.discount_rate == 0.04  # of the shipped parameter
    assert model.price_levels[0] == pytest.approx(1.024)  # inflation of 2027, forecast of NBP


def test_nobody_is_independent_before_the_first_year(built: tuple[Inputs, Model]) -> None:
    _, model = built
    assert not model.start[:, len(LEVELS) :].any()


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
    np.testing.assert_array_equal(model.transitions, built[1].transitions)
    assert model.n_years == 9
    assert inputs.forecast.years[-1] == 2035


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
    own = dict(zip(LEVELS, (100.0, 100.0, 700.0, 100.0), strict=True))
    inputs, model = build(place(tmp_path, levels=own), settings=SETTINGS)
    assert inputs.split_is_local
    assert not built[0].split_is_local
    shares = model.start[:, :4] / model.start.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shares.mean(axis=0), [0.1, 0.1, 0.7, 0.1], atol=0.01)
    # the stock itself is still that of the statistics
    np.testing.assert_allclose(model.start.sum(axis=1), built[1].start.sum(axis=1))


@pytest.mark.parametrize(
    "levels",
    [dict.fromkeys(LEVELS[:3], 10.0), dict.fromkeys(LEVELS, 0.0)],
    ids=["level_missing", "nobody_counted"],
)
def test_counts_that_cannot_be_used_are_told(tmp_path: Path, levels: dict[str, float]) -> None:
    with pytest.raises(InputError, match=r"levels\.csv, rok 2025.*razem więcej niż 0"):
        build(place(tmp_path, levels=levels), settings=SETTINGS)


def test_a_place_without_a_series_is_told(folder: Path) -> None:
    with pytest.raises(InputError, match=r"unemployed_registered, kod 3215011.*brak danych"):
        build(place(folder, counts=[]), settings=SETTINGS)


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


def test_action_leaves_fewer_people_in_the_problem(built: tuple[Inputs, Model]) -> None:
    outcome = run(built[1])
    fewer = outcome.people_in_problem(INACTION) - outcome.people_in_problem(ACTIVATION)
    assert (fewer[:, 1:].mean(axis=0) > 0).all()
    assert not fewer[:, 0].any()
