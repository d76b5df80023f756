"""Staff of a made-up workspace: both legs, the gap and its cost, the need of the plan."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import NotInForceError
from costmodel.model import run
from costmodel.outcome import ACTIVATION
from costmodel.scenario import Reach
from costmodel.statistics.place import Place, load_place
from costmodel.studies.capacity import (
    Capacity,
    allowance_end,
    capacity_of,
    latest_figures,
    posts_for_plan,
)
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.quantities_of_capacity import capacity_quantities
from costmodel.studies.settings import Settings

HEAD = "kind;value;year;source"


def staffed(study: Study, folder: Path, *rows: str) -> Study:
    """The same study of a place with these rows of staff.csv; the figures are invented."""
    copy = folder / "gmina"
    shutil.copytree(study.inputs.place.folder, copy)
    text = "\n".join([HEAD, *(f"{row};próba" for row in rows), ""])
    (copy / "staff.csv").write_text(text, encoding="utf-8")
    return replace(study, inputs=replace(study.inputs, place=load_place(copy)))


def on_day(study: Study, day: date) -> Study:
    """The same study with another day of its annex."""
    place = replace(study.inputs.place, annex_date=day)
    return replace(study, inputs=replace(study.inputs, place=place))


def test_without_own_figures_only_the_leg_of_residents_is_known(study: Study) -> None:
    capacity = capacity_of(study)
    assert list(capacity.legs) == ["residents"]
    leg = capacity.legs["residents"]
    assert (leg.people.value, leg.people.year) == (37_250.0, 2024)
    assert (leg.required, leg.gap, leg.spare, leg.cost) == (19, None, None, None)  # 18.625 up
    assert capacity.held is None
    assert capacity.caseloads == ()


def test_the_gap_by_hand_on_both_legs(study: Study, tmp_path: Path) -> None:
    rows = (
        "social_worker_posts;16,5;2024",
        "families_in_social_work;700;2024",
        "social_worker_post_cost;120000;2025",
    )
    capacity = capacity_of(staffed(study, tmp_path, *rows))
    residents, families = capacity.legs["residents"], capacity.legs["families"]
    assert (residents.required, residents.gap, residents.spare) == (19, 2.5, 0)
    assert (families.required, families.gap, families.spare) == (14, 0, 2.5)
    assert residents.cost is not None
    assert set(residents.cost.tolist()) == {300_000.0}
    assert capacity.easier_leg is families
    assert capacity.post_cost_year == 2025


def test_the_minimum_is_required_where_few_families_are_covered(
    study: Study, tmp_path: Path
) -> None:
    capacity = capacity_of(staffed(study, tmp_path, "families_in_social_work;40;2024"))
    leg = capacity.legs["families"]
    assert (leg.posts, leg.required) == (1, 3)


def test_the_newest_figure_counts(study: Study, tmp_path: Path) -> None:
    rows = ("social_worker_posts;12;2024", "social_worker_posts;10;2022")
    place = staffed(study, tmp_path, *rows).inputs.place
    assert latest_figures(place)["social_worker_posts"].value == 12


def test_a_caseload_takes_both_figures_of_one_year(study: Study, tmp_path: Path) -> None:
    rows = (
        "family_assistant_posts;2;2023",
        "families_with_assistant;30;2023",
        "family_assistant_posts;4;2024",
        "day_support_posts;1;2023",
        "children_in_day_support;20;2024",
    )
    assistant, day_support = capacity_of(staffed(study, tmp_path, *rows)).caseloads
    assert (assistant.posts, assistant.clients, assistant.per_post) == (2, 30, 15)
    # posts and children of different years are not divided by each other
    assert (day_support.posts, day_support.clients, day_support.per_post) == (None, 20, None)


def test_the_plan_needs_a_part_of_a_post_for_each_participant(study: Study) -> None:
    needed = posts_for_plan(study)
    reach = {r.instrument: r for r in study.model.activation.reach}["kontrakt_socjalny"]
    share = study.inputs.values["kontrakt_socjalny"].drawn["worker_share"]
    people = study.outcome.people[ACTIVATION]
    places = [study.outcome.stack.index(name) for name in reach.served]
    assert list(needed) == list(study.outcome.years)
    for t, year in enumerate(study.outcome.years):
        for draw in (0, 7):
            slow = sum(
                people[t, place, draw] * reach.coverage[t, i] * share[draw]
                for i, place in enumerate(places)
            )
            assert needed[year][draw] == pytest.approx(slow)


def rerun(study: Study, *reach: Reach) -> Study:
    """The same study with another plan."""
    model = study.model.with_plan(replace(study.model.activation, reach=reach))
    return replace(study, model=model, outcome=run(model))


def test_a_plan_without_social_contracts_needs_no_posts(study: Study) -> None:
    others = (r for r in study.model.activation.reach if r.instrument != "kontrakt_socjalny")
    assert posts_for_plan(rerun(study, *others)) == {}


def test_the_cost_of_a_post_comes_from_the_wage_within_its_range(study: Study) -> None:
    capacity = capacity_of(study)
    assert capacity.post_cost is not None
    per_wage = capacity.post_cost / (12 * 9420 * 1.2048)
    assert per_wage.min() >= 0.7
    assert per_wage.max() <= 1.2
    assert capacity.post_cost_year == 2026
    again = capacity_of(study).post_cost
    assert again is not None
    assert np.array_equal(capacity.post_cost, again)


def test_before_2015_there_is_no_standard(study: Study) -> None:
    with pytest.raises(NotInForceError, match="social_worker_max_residents"):
        capacity_of(on_day(study, date(2014, 12, 31)))


def test_the_end_of_the_allowance_is_told_inside_the_horizon_only(study: Study) -> None:
    assert allowance_end(study.inputs) == date(2027, 12, 31)
    assert allowance_end(on_day(study, date(2024, 6, 30)).inputs) is None  # not yet paid
    assert allowance_end(on_day(study, date(2028, 1, 1)).inputs) is None  # over
    near = replace(study.inputs, settings=replace(study.inputs.settings, horizon=1))
    assert allowance_end(near) == date(2027, 12, 31)
    assert allowance_end(replace(near, base_year=2025)) is None


def test_a_place_without_population_has_no_leg_and_no_broken_number(study: Study) -> None:
    place: Place = study.inputs.place
    table = place.observations
    bare = replace(place, observations=table[table["variable"] == "unemployed_registered"])
    capacity: Capacity = capacity_of(replace(study, inputs=replace(study.inputs, place=bare)))
    assert capacity.legs == {}
    assert capacity.easier_leg is None


def test_every_quantity_has_a_value_or_says_why(study: Study, tmp_path: Path) -> None:
    rows = ("social_worker_posts;0;2024", "families_with_assistant;9;2024")
    for one in (study, staffed(study, tmp_path, *rows)):
        found = list(capacity_quantities(one))
        assert len({q.id for q in found}) == len(found)
        assert [q.id for q in found if q.value is None and not q.note] == []
        assert [q.id for q in found if not (q.label and q.unit and q.source)] == []


def test_doubling_the_covered_people_doubles_the_posts_of_the_first_year(study: Study) -> None:
    twice = tuple(replace(r, coverage=r.coverage * 2) for r in study.model.activation.reach)
    doubled, once = posts_for_plan(rerun(study, *twice)), posts_for_plan(study)
    first, *later = once
    np.testing.assert_allclose(doubled[first], 2 * once[first])
    for year in later:  # fewer are left to be reached, where more have been helped before
        assert (doubled[year] <= 2 * once[year] + 1e-9).all()
        assert (doubled[year] > once[year]).all()


def test_a_year_without_a_known_wage_leaves_the_cost_open() -> None:
    place = replace(load_place("3215011"), annex_date=date(2026, 3, 31))
    study = study_municipality(place, settings=Settings(n_draws=100, horizon=2))
    early = replace(study, inputs=replace(study.inputs, price_year=2021))
    capacity = capacity_of(early)
    assert (capacity.post_cost, capacity.post_cost_year) == (None, None)
    assert not any(q.id == "staff.post_cost" for q in capacity_quantities(early))
