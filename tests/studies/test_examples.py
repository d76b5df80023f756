from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from costmodel.intake.peer_transitions import PEER_TRANSITIONS_FILE, read_peer_transitions
from costmodel.intake.transitions_file import TRANSITIONS_FILE, read_transitions
from costmodel.model import Model, run
from costmodel.outcome import PUBLIC
from costmodel.problems.loader import shipped_problems
from costmodel.problems.uncertain import Origin
from costmodel.statistics.derive import EXAMPLES
from costmodel.statistics.panel import load_panel
from costmodel.statistics.place import example_folders, load_place
from costmodel.statistics.staff import staff_kinds
from costmodel.statistics.tidy import read_tidy
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import build
from costmodel.studies.readiness import check_readiness
from costmodel.studies.settings import Settings
from costmodel.tables import Status
from costmodel.teryt import FICTIONAL_GMINA, FICTIONAL_PEERS, is_fictional
from tests.statistics.raw import SHARED, needs_exports

DRAWS = 100
"""The fewest that a study takes."""
NEDZA, WARSZAWA, SZCZECINEK = "2411062", "1465011", "3215011"
GAPS = {
    FICTIONAL_GMINA: set(),
    NEDZA: {"levels.csv", "place.toml"},
    WARSZAWA: {"levels.csv", "place.toml", "staff.csv", "statistics.csv"},
    SZCZECINEK: {"levels.csv", "place.toml", "staff.csv"},
}
"""The files in which each example tells that something is missing."""
MADE_UP = "dane fikcyjne, do ćwiczeń"
every_example = pytest.mark.parametrize("teryt", GAPS)


@cache
def built(teryt: str) -> tuple[Inputs, Model]:
    return build(load_place(teryt), settings=Settings(horizon=5, n_draws=DRAWS))


def sources_in_toml(told: object) -> Iterator[str]:
    """Every ``source.title`` of a file, however deep."""
    if isinstance(told, dict):
        if "source" in told:
            yield told["source"]["title"]
        for part in told.values():
            yield from sources_in_toml(part)
    elif isinstance(told, list):
        for part in told:
            yield from sources_in_toml(part)


def sources_in_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["source"] for row in csv.DictReader(lines)]


def test_the_list_of_examples_shows_each_of_them() -> None:
    assert set(example_folders()) == set(GAPS)
    real = [folder.name for code, folder in example_folders().items() if not is_fictional(code)]
    assert sorted(EXAMPLES) == sorted(real)


@every_example
def test_an_example_is_ready_and_tells_its_gaps(teryt: str) -> None:
    report = check_readiness(example_folders()[teryt])
    assert report.errors == ()
    assert {gap.file for gap in report.gaps} == GAPS[teryt]


@every_example
def test_an_example_runs_and_its_plan_changes_something(teryt: str) -> None:
    _, model = built(teryt)
    outcome = run(model)
    assert (outcome.programme_cost(PUBLIC).sum(axis=1) > 0).all()
    assert np.isfinite(outcome.net_saving(PUBLIC)).all()
    assert outcome.cost_of_inaction(PUBLIC).sum() != 0


@every_example
def test_every_figure_of_an_example_has_a_source_that_names_where_to_look(teryt: str) -> None:
    folder = example_folders()[teryt]
    found = [
        source
        for name in ("statistics.csv", "levels.csv", "staff.csv")
        for source in sources_in_csv(folder / name)
    ]
    assert found
    if is_fictional(teryt):
        assert set(found) == {MADE_UP}
    else:
        assert all("GUS, Bank Danych Lokalnych" in s or "http" in s for s in found)
        assert not any("fikcyjn" in source for source in found)


@pytest.mark.parametrize("teryt", [NEDZA, WARSZAWA, SZCZECINEK])
def test_figures_of_a_real_example_are_those_of_the_panel_and_its_additions(teryt: str) -> None:
    folder = example_folders()[teryt]
    keys = ["teryt", "variable", "year"]
    whole = read_tidy(folder / "statistics.csv").set_index(keys)
    added = read_tidy(folder / "additions.csv").set_index(keys)
    assert whole.loc[added.index, "value"].equals(added["value"])
    national = load_panel().unemployed.loc[teryt].dropna()
    assert load_place(teryt).series("unemployed_registered").to_dict() == national.to_dict()


@needs_exports
@pytest.mark.parametrize("teryt", [NEDZA, WARSZAWA])
def test_every_addition_stands_in_the_published_list(teryt: str) -> None:
    facts = SHARED.parent / "facts" / "figures.csv"
    with facts.open(encoding="utf-8", newline="") as lines:
        published = [row for row in csv.DictReader(lines) if row["teryt"] == teryt]
    checked = {"yes": "liczba sprawdzona w źródle", "partly": "liczba sprawdzona częściowo"}
    added = read_tidy(example_folders()[teryt] / "additions.csv")
    for row in added[added["status"] == Status.OBSERVED.value].to_dict("records"):
        same = [
            fact
            for fact in published
            if f"„{fact['indicator']}”" in row["source"]
            and fact["source"] in row["source"]
            and int(fact["year"]) == row["year"]
        ]
        assert same, row
        assert {float(fact["value"]) for fact in same} == {row["value"]}, row
        assert all(checked[fact["verified"]] in row["source"] for fact in same), row


def test_two_pages_of_a_city_that_disagree_give_no_figure() -> None:
    place = load_place(WARSZAWA)
    spent = place.series("social_expenditure_assistance")
    assert spent.index.tolist() == [2013, 2014, 2015, 2016, 2017]
    table = place.observations
    told = table[(table["variable"] == "social_expenditure_assistance") & (table["year"] == 2021)]
    assert told["status"].tolist() == [Status.MISSING.value]
    assert "3428 i 3437" in told["source"].iloc[0]


def test_what_warszawa_did_not_tell_whole_is_estimated_and_not_added_up() -> None:
    inputs, model = built(WARSZAWA)
    basis = {name: stock.basis for name, stock in inputs.stocks.items()}
    assert basis == {
        "unemployment": "forecast",
        "homelessness": "prevalence",
        "orphanhood": "prevalence",
    }
    taxed = {c.payer for c in model.charges if c.service == "local_income_tax_share"}
    assert taxed == {"gmina", "voivodeship", "state"}  # the city is its own powiat


def test_figures_of_2008_are_kept_but_no_forecast_begins_from_them() -> None:
    place, (inputs, _) = load_place(NEDZA), built(NEDZA)
    poverty = place.series("poverty_persons_in_families")
    assert poverty.to_dict() == {2004: 484, 2005: 218, 2006: 236, 2007: 316, 2008: 253}
    assert place.series("families_on_assistance").index.max() == 2008
    assert set(inputs.stocks) == {"unemployment"}
    assert place.staff["year"].max() == 2008


def test_families_are_not_passed_off_as_persons() -> None:
    table = load_place(NEDZA).observations
    families = table[table["variable"].str.endswith("_reason_families")]
    assert set(families["unit"]) == {"rodzina"}
    assert families["source"].str.contains("– rodziny”").all()
    released = table[table["variable"] == "post_prison_persons"]
    assert released["source"].str.contains("liczba rodzin wpisana jako liczba osób").all()


def test_the_fictional_gmina_says_so_and_lies_nowhere() -> None:
    place = load_place(FICTIONAL_GMINA)
    assert "gmina fikcyjna" in place.name
    assert "fikcyjne" in place.author
    assert FICTIONAL_GMINA not in set(load_panel().areas["teryt"])
    assert all(is_fictional(code) for code in place.observations["teryt"].unique())
    for path in sorted(place.folder.rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# GMINA FIKCYJNA"), path.name
        assert set(sources_in_toml(tomllib.loads(text))) <= {MADE_UP}, path.name


def test_the_fictional_gmina_has_figures_and_levels_of_every_problem() -> None:
    inputs, _ = built(FICTIONAL_GMINA)
    assert set(inputs.problems) == {*shipped_problems(), "over_indebtedness"}
    assert {stock.basis for stock in inputs.stocks.values()} == {"forecast"}
    assert all(split.is_local for split in inputs.splits.values())
    levels = inputs.place.levels
    for problem in inputs.problems.values():
        mine = levels[levels["level"].str.startswith(f"{problem.id}.")]
        total = inputs.place.series(problem.stock_variable)[int(mine["year"].max())]
        assert mine["persons"].sum() == total, problem.id


def test_moves_counted_in_the_fictional_gmina_begin_with_everybody_of_the_year_before() -> None:
    inputs, _ = built(FICTIONAL_GMINA)
    counted = read_transitions(inputs.place.folder / TRANSITIONS_FILE)
    assert set(counted["source"]) == {MADE_UP}
    assert set(counted["problem"]) == {"unemployment", "parenting_helplessness"}
    for (problem, year), rows in counted.groupby(["problem", "year"]):
        stock = inputs.place.series(inputs.problems[str(problem)].stock_variable)
        assert rows["count"].sum() == stock[int(str(year)) - 1], (problem, year)


def test_the_fictional_gmina_borrows_from_fictional_peers() -> None:
    inputs, _ = built(FICTIONAL_GMINA)
    path = inputs.place.folder / PEER_TRANSITIONS_FILE
    table = read_peer_transitions(path, own=FICTIONAL_GMINA)
    assert set(table["source"]) == {MADE_UP}
    assert set(table["teryt"]) == set(FICTIONAL_PEERS)
    known = inputs.calibrations["parenting_helplessness"].counted
    assert all(0 < row.own_weight < 0.6 for row in known.values())
    assert all(row.people == 0 for row in inputs.calibrations["homelessness"].counted.values())


def test_the_fictional_gmina_uses_all_that_a_folder_can_hold() -> None:
    inputs, _ = built(FICTIONAL_GMINA)
    items, place = inputs.plan.items, inputs.place
    assert set(place.staff["kind"]) == set(staff_kinds())
    assert {problem for item in items for problem in _reached(item.coverage)} == set(
        inputs.problems
    )
    assert inputs.plan.overlap == "independent"
    assert any(item.phase_in for item in items)
    assert any(item.last_year for item in items)
    assert any(len(shares) > 1 for item in items for shares in item.coverage.values())
    assert [i for i in items if i.units and i.instrument.kind == "organisational"]
    assert "poradnia_zadluzeniowa" in inputs.instruments
    own = [v for owner in inputs.records.values() for v in owner.values() if v.kind is Origin.OWN]
    assert Counter(value.shape for value in own) == {
        "pert": 2,
        "counts": 1,
        "interval": 1,
        "fixed": 1,
    }


def _reached(coverage: object) -> set[str]:
    assert isinstance(coverage, dict)
    return {group.partition(".")[0] for group in coverage}
