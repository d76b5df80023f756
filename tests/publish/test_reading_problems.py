"""Tables of people say what the model holds: levels, moves, related cases, inflow."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from costmodel.cohort.links import Links
from costmodel.publish.reading_cells import of_draws, people, share, times
from costmodel.publish.reading_problems import (
    emergence_table,
    exit_table,
    inflow_table,
    level_table,
    migration_table,
    stock_table,
)
from costmodel.studies.municipality import Study
from tests.publish.rows import row_of, rows_of

HARD = "\u00a0"
DASH = "–"
FIRST = ("bezrobocie", "1. w rejestrze krócej niż rok")


def number_of(cell: str) -> float:
    """The middle of a cell „12,5% (8,0% – 15,1%)”, in percent."""
    middle = cell.split(" (")[0].split("(")[0].strip().replace(HARD, "").removesuffix("%")
    return 0.0 if middle == DASH else float(middle.replace(",", "."))


def with_rates(study: Study, rates: dict[tuple[str, str], float]) -> Study:
    """The study with the same certain chances in every draw, by source and target."""
    stack, moves = study.model.system.stack, study.model.system.moves
    numbers = moves.rates.copy()
    pairs = list(zip(moves.sources, moves.targets, strict=True))
    for (source, target), rate in rates.items():
        numbers[pairs.index((stack.index(source), stack.index(target)))] = rate
    system = replace(study.model.system, moves=Links(moves.sources, moves.targets, numbers))
    return replace(study, model=replace(study.model, system=system))


def test_every_level_is_defined_and_counted(several: Study) -> None:
    shown = level_table(several)
    n_levels = sum(len(p.level) for p in several.inputs.problems.values())
    assert len(shown) == n_levels
    system = several.model.system
    persons = system.start[system.stack.index("unemployment.under_12_months")]
    assert row_of(shown, *FIRST)[1] == of_draws(persons, people)
    assert shown.columns[1] == f"Ile, koniec {several.outcome.base_year} r."


def test_a_number_says_whether_it_is_of_the_place_or_of_the_country(several: Study) -> None:
    shown = stock_table(several)
    rests = {str(name): str(row.iloc[1]) for name, row in shown.iterrows()}
    assert rests["bezrobocie"].startswith("własne liczby gminy z lat 2003–2024")
    assert "częstości krajowej, a nie liczba z gminy" in rests["bezdomność"]
    assert "ludność gminy" in rests["bezdomność"]
    paths = several.inputs.stocks["unemployment"].paths
    assert shown.loc["bezrobocie"].iloc[0] == of_draws(paths[0], people)
    assert shown.loc["bezdomność"].iloc[2] == "w każdym roku taka sama"
    assert shown.loc["bezrobocie"].iloc[2] == several.inputs.stocks["unemployment"].forecast.label  # type: ignore[union-attr]


def test_exits_are_read_from_the_chances_of_the_model(several: Study) -> None:
    level = "unemployment.under_12_months"
    moves = several.model.system.moves
    stack = several.model.system.stack
    rest = {
        (level, stack.names[to]): 0.0
        for frm, to in zip(moves.sources, moves.targets, strict=True)
        if frm == stack.index(level)
    }
    certain = {
        **rest,
        (level, "unemployment.independent_1"): 0.4,
        (level, "unemployment.left"): 0.1,
        (level, "unemployment.months_12_24"): 0.5,
    }
    shown = with_rates(several, certain)
    assert row_of(exit_table(shown), *FIRST) == ["40,0%", "10,0%", "50,0%"]
    assert row_of(migration_table(shown), *FIRST)[:4] == [DASH, "50,0%", DASH, DASH]


def test_exits_and_stays_are_everybody(several: Study) -> None:
    shown = exit_table(several)
    sums = [sum(number_of(str(cell)) for cell in row) for row in shown.to_numpy()]
    np.testing.assert_allclose(sums, 100, atol=2.5)  # medians of three parts need not sum to 100


def test_migration_and_exit_tell_the_same_stay(several: Study) -> None:
    stays = exit_table(several).iloc[:, 2]
    moves = migration_table(several).loc[stays.index]
    for whole, parts in zip(stays, moves.to_numpy(), strict=True):
        found = sum(number_of(str(cell)) for cell in parts if cell != "x")
        assert found == pytest.approx(number_of(str(whole)), abs=2.5)


def test_a_level_that_a_problem_does_not_have_is_an_x(several: Study) -> None:
    shown = migration_table(several)
    most = shown.shape[1]
    for problem in several.inputs.problems.values():
        part, n_levels = rows_of(shown, problem.label), len(problem.level)
        assert len(part) == n_levels + 3  # and three stages of independence
        assert all(set(row[n_levels:]) <= {"x"} for row in part)
        assert not any("x" in row[:n_levels] for row in part)
    assert most == max(len(p.level) for p in several.inputs.problems.values())


def test_the_independent_fall_back_to_the_level_of_relapse(several: Study) -> None:
    row = row_of(migration_table(several), "bezrobocie", "samodzielni pierwszy rok")
    assert number_of(row[0]) > 0
    assert set(row[1:4]) == {DASH}


def test_each_link_is_told_for_a_hundred_cases(several: Study) -> None:
    system = several.model.system
    shown = emergence_table(several)
    assert len(shown) == len(system.emergence.sources)
    source, target = "orphanhood.institution_later", "homelessness.recent"
    pair = (system.stack.index(source), system.stack.index(target))
    place = list(zip(system.emergence.sources, system.emergence.targets, strict=True)).index(pair)
    name = "bezdomność: bez domu krócej niż rok"
    column = next(i for i, head in enumerate(shown.columns) if str(head).startswith("Na 100"))
    heads = [tuple(map(str, head)) for head in shown.index.to_list()]
    told = [
        str(row[column])
        for head, row in zip(heads, shown.to_numpy(), strict=True)
        if "sieroctwo" in head[0] and head[1] == name
    ]
    assert of_draws(100 * system.emergence.rates[place], times) in told


def test_one_problem_alone_has_no_links(study: Study) -> None:
    assert emergence_table(study).empty
    assert "Na 100 w roku (przedział)" in emergence_table(study).columns


def test_inflow_is_that_of_all_levels_and_tells_what_cannot_be_met(several: Study) -> None:
    shown, system = inflow_table(several), several.model.system
    year = str(several.outcome.years[1])
    new = system.inflow[1, system.stack.levels_of("unemployment")].sum(axis=0)
    assert shown.loc["bezrobocie", year] == of_draws(new, people)
    children = system.inflow[1, system.stack.levels_of("orphanhood")].sum(axis=0)
    (told,) = shown.filter(like="sieroctwo", axis=0)[year]
    assert told == of_draws(children, people)
    unmet = several.inputs.inflow.unmet_share["unemployment"]
    assert shown.loc["bezrobocie"].iloc[-1] == share(unmet)


@pytest.mark.parametrize(
    "make", [level_table, stock_table, exit_table, migration_table, emergence_table, inflow_table]
)
def test_no_id_is_left_for_the_reader(several: Study, make: object) -> None:
    shown: pd.DataFrame = make(several)  # type: ignore[operator]
    words = " ".join(
        str(cell) for cell in [*shown.index, *shown.columns, *shown.to_numpy().ravel()]
    )
    assert not re.findall(r"\b[a-z0-9]+_[a-z0-9_]+", words)
    assert "nan" not in words.split()
