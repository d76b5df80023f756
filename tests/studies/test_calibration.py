from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from costmodel.calibration.settings import calibration_settings
from costmodel.cohort.states import States
from costmodel.errors import InputError
from costmodel.intake.peer_transitions import PEER_COLUMNS, PEER_TRANSITIONS_FILE
from costmodel.intake.transitions_file import COLUMNS
from costmodel.outcome import PUBLIC
from costmodel.problems.common import COMMON, load_common
from costmodel.problems.loader import shipped_problem
from costmodel.statistics.place import Place
from costmodel.statutes.book import load_book
from costmodel.studies.calibration import calibrated, chances_of
from costmodel.studies.frame import drawn_values
from costmodel.studies.inputs import values_of
from costmodel.studies.municipality import build, study_municipality
from costmodel.studies.pathway import arrivals, yearly_transitions
from costmodel.studies.settings import Settings
from costmodel.studies.shares import level_history
from costmodel.studies.values import Values
from tests.studies.made_up_place import place

Floats = NDArray[np.float64]
WORK = "unemployment"
PROBLEM = shipped_problem(WORK)
NAMES = States(PROBLEM.levels).names
N_LEVELS = len(PROBLEM.levels)
START = np.array([700, 180, 160, 120])
YEARS = range(2021, 2026)
FEW = Settings(n_draws=256)
MANY = Settings(n_draws=8192)
STAYED_LONG = PROBLEM.levels.index("over_24_months")


def values(settings: Settings) -> dict[str, Values]:
    records = {COMMON: load_common(), WORK: PROBLEM.value}
    return values_of(records, load_book(), 2026, settings)


def simulated(
    matrix: Floats, entry: Floats, rng: np.random.Generator
) -> tuple[list[Floats], list[Floats]]:
    """Walk single people from year to year; return the counts by level and the moves made."""
    people, levels, moves = START, [START.astype(float)], []
    for _ in YEARS[1:]:
        made = np.stack([rng.multinomial(n, row) for n, row in zip(people, matrix, strict=False)])
        moves.append(made.astype(float))
        people = made.sum(axis=0)[:N_LEVELS] + rng.multinomial(rng.poisson(500), entry)
        noise = np.exp(rng.normal(0, calibration_settings().stock_spread, N_LEVELS))
        levels.append(np.round(people * noise))
    return levels, moves


def with_levels(town: Place, levels: list[Floats]) -> Place:
    rows = [
        (f"{WORK}.{level}", float(n), year, "ewidencja zmyślona")
        for year, counts in zip(YEARS, levels, strict=True)
        for level, n in zip(PROBLEM.levels, counts, strict=True)
    ]
    return replace(town, levels=pd.DataFrame(rows, columns=["level", "persons", "year", "source"]))


def write_moves(folder: Path, moves: list[Floats]) -> None:
    rows = [
        f"{WORK},{level},{NAMES[j]},{int(made[i, j])},{year},PUP"
        for year, made in zip(YEARS[1:], moves, strict=True)
        for i, level in enumerate(PROBLEM.levels)
        for j in np.flatnonzero(made[i])
    ]
    text = "\n".join([",".join(COLUMNS), *rows])
    (folder / "transitions.csv").write_text(text + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def truth() -> tuple[Floats, Floats]:
    """One state of the world that the files hold possible: its matrix and where people arrive."""
    other = values(replace(FEW, seed=77))[WORK]
    matrix = yearly_transitions(PROBLEM, other, n_draws=FEW.n_draws)[3]
    return matrix, arrivals(PROBLEM, other, n_draws=FEW.n_draws)[:, 3]


def test_a_whole_study_finds_the_matrix_of_a_simulated_register(
    tmp_path: Path, truth: tuple[Floats, Floats]
) -> None:
    matrix, entry = truth
    _, moves = simulated(matrix, entry, np.random.default_rng(1))
    write_moves(tmp_path, moves)
    study = study_municipality(place(tmp_path), settings=FEW)
    inputs, links = study.inputs, study.model.system.moves
    known = inputs.calibrations[WORK]
    assert set(known.rows) == set(PROBLEM.levels)
    assert known.stocks is None
    people = {level: known.counted[level].people for level in PROBLEM.levels}
    counted = sum(int(made[0].sum()) for made in moves)
    assert abs(people["under_12_months"] - counted) <= len(matrix)  # each count off by 1 at most
    for source, target, rate in zip(links.sources, links.targets, links.rates, strict=True):
        if source < N_LEVELS:
            p, n = matrix[source, target], people[PROBLEM.levels[source]]
            assert rate.mean() == pytest.approx(p, abs=4 * np.sqrt((p + 0.01) / n) + 1 / n)
    replaced = {m.exit for m in PROBLEM.move} | {m.success for m in PROBLEM.move}
    swung = {f.key for f in study.sensitivity.factors}
    assert not swung & {f"{WORK}.{name}" for name in replaced}
    for swing in study.sensitivity.verdicts[PUBLIC].swings:
        if swing.key.startswith((f"{WORK}.exit_", f"{WORK}_exit")):
            assert swing.width == 0  # the matrix no longer asks for them


def test_a_level_without_counts_keeps_the_declared_draws(
    tmp_path: Path, truth: tuple[Floats, Floats]
) -> None:
    _, moves = simulated(*truth, np.random.default_rng(1))
    write_moves(tmp_path, [made * (np.arange(N_LEVELS) == 0)[:, None] for made in moves])
    drawn = values(FEW)
    kept, found = calibrated(place(tmp_path), {WORK: PROBLEM}, drawn, settings=FEW)
    assert kept[WORK] is drawn[WORK]
    assert list(found[WORK].rows) == ["under_12_months"]
    before = yearly_transitions(PROBLEM, drawn[WORK], n_draws=FEW.n_draws)
    after = chances_of(PROBLEM, kept[WORK], found[WORK], n_draws=FEW.n_draws)
    np.testing.assert_array_equal(after[:, 1:], before[:, 1:])
    assert not np.allclose(after[:, 0], before[:, 0])


def test_yearly_numbers_teach_about_those_who_stay_with_the_stated_coverage(
    tmp_path: Path,
) -> None:
    rng = np.random.default_rng(4)
    others, drawn = values(replace(MANY, seed=77))[WORK], values(MANY)
    worlds = yearly_transitions(PROBLEM, others, n_draws=MANY.n_draws)
    entries = arrivals(PROBLEM, others, n_draws=MANY.n_draws)
    town, held, width, refused = place(tmp_path), [], [], 0
    before = yearly_transitions(PROBLEM, drawn[WORK], n_draws=MANY.n_draws)
    for one in range(40):
        levels, _ = simulated(worlds[one], entries[:, one], rng)
        try:
            kept, found = calibrated(
                with_levels(town, levels), {WORK: PROBLEM}, drawn, settings=MANY
            )
        except InputError:  # a world at the edge of what the files hold possible
            refused += 1
            continue
        after = chances_of(PROBLEM, kept[WORK], found[WORK], n_draws=MANY.n_draws)
        low, high = np.quantile(after[:, 1:4, :N_LEVELS].sum(axis=2), [0.1, 0.9], axis=0)
        stay = worlds[one][1:4, :N_LEVELS].sum(axis=1)
        held.append((low <= stay) & (stay <= high))
        old = np.quantile(before[:, 1:4, :N_LEVELS].sum(axis=2), [0.1, 0.9], axis=0)
        width.append((high - low) / (old[1] - old[0]))
    assert refused <= 4
    coverage = np.mean(held, axis=0)
    assert 0.6 <= coverage.min() <= coverage.max() <= 0.95, coverage
    assert np.mean(width, axis=0).min() < 0.85, (coverage, refused, np.mean(width, axis=0))


def test_a_whole_study_keeps_its_rows_joint_and_tells_how_many_draws_are_left(
    tmp_path: Path, truth: tuple[Floats, Floats]
) -> None:
    levels, _ = simulated(*truth, np.random.default_rng(2))
    town = with_levels(place(tmp_path), levels)
    inputs, model = build(town, settings=MANY)
    known = inputs.calibrations[WORK]
    assert known.stocks is not None
    assert known.stocks.years == tuple(YEARS[1:])  # the walk starts from the first
    assert 50 <= known.stocks.effective < MANY.n_draws
    plain, _ = build(place(tmp_path), settings=MANY)
    before, after = (
        np.stack([drawn.drawn[name] for name in PROBLEM.value])
        for drawn in (drawn_values(plain)[WORK], drawn_values(inputs)[WORK])
    )
    rows = {tuple(column) for column in before.T}
    assert all(tuple(column) in rows for column in after.T)  # whole draws, none mixed anew
    stayed = (before == after).all(axis=0).mean()
    assert 0.1 < stayed < 1.0  # those that are kept stay beside the draws of other problems
    expected = yearly_transitions(PROBLEM, drawn_values(inputs)[WORK], n_draws=MANY.n_draws)
    links = model.system.moves
    for source, target, rate in zip(links.sources, links.targets, links.rates, strict=True):
        np.testing.assert_array_equal(rate, expected[:, source, target])


def test_counted_rows_and_values_of_a_draw_stay_together(
    tmp_path: Path, truth: tuple[Floats, Floats]
) -> None:
    levels, moves = simulated(*truth, np.random.default_rng(2))
    write_moves(tmp_path, [made * (np.arange(N_LEVELS) == 0)[:, None] for made in moves])
    town, drawn = place(tmp_path), values(MANY)

    def pairs(of: Place) -> list[tuple[float, float]]:
        kept, found = calibrated(of, {WORK: PROBLEM}, drawn, settings=MANY)
        row = found[WORK].rows["under_12_months"][:, 1]
        return list(zip(row.tolist(), kept[WORK].drawn["exit_over_24"].tolist(), strict=True))

    before, after = pairs(town), pairs(with_levels(town, levels))
    assert len(set(after)) < len(before)
    assert set(after) <= set(before)


def test_a_register_of_every_level_is_not_counted_twice(
    tmp_path: Path, truth: tuple[Floats, Floats]
) -> None:
    levels, moves = simulated(*truth, np.random.default_rng(2))
    write_moves(tmp_path, moves)
    town = with_levels(place(tmp_path), levels)
    _, found = calibrated(town, {WORK: PROBLEM}, values(FEW), settings=FEW)
    assert found[WORK].stocks is None


def test_what_peers_tell_of_every_level_is_weighed_by_own_yearly_numbers(
    tmp_path: Path, truth: tuple[Floats, Floats]
) -> None:
    rng, rows = np.random.default_rng(2), [",".join(PEER_COLUMNS)]
    for code in ("3215022", "3215032", "3215043"):
        _, moves = simulated(*truth, rng)
        rows += [
            f"{code},{WORK},{level},{NAMES[j]},{int(moves[0][i, j])},2024,PUP"
            for i, level in enumerate(PROBLEM.levels)
            for j in np.flatnonzero(moves[0][i])
        ]
    (tmp_path / PEER_TRANSITIONS_FILE).write_text("\n".join(rows) + "\n", encoding="utf-8")
    levels, _ = simulated(*truth, rng)
    town = with_levels(place(tmp_path), levels)
    _, found = calibrated(town, {WORK: PROBLEM}, values(MANY), settings=MANY)
    known = found[WORK]
    assert known.borrows
    assert set(known.rows) == set(PROBLEM.levels)
    assert not known.tells_all(PROBLEM.levels)
    assert known.stocks is not None  # the peers' people are not those of the yearly numbers
    assert 50 <= known.stocks.effective < MANY.n_draws


def test_numbers_that_no_draw_can_tell_are_refused(tmp_path: Path) -> None:
    turned = [START.astype(float) if year % 2 else START[::-1].astype(float) for year in YEARS]
    with pytest.raises(InputError, match=r"levels\.csv, bezrobocie, lata 2021–2025.*efektywna"):
        calibrated(with_levels(place(tmp_path), turned), {WORK: PROBLEM}, values(FEW), settings=FEW)


def test_only_whole_years_in_a_row_up_to_the_last_are_used(tmp_path: Path) -> None:
    town = with_levels(place(tmp_path), [START.astype(float)] * len(YEARS))
    assert list(level_history(town, PROBLEM).index) == list(YEARS)
    gap = town.levels[~((town.levels["year"] == 2022) & (town.levels["persons"] == 120.0))]
    assert list(level_history(replace(town, levels=gap), PROBLEM).index) == list(YEARS[2:])
    twice = pd.concat([town.levels, town.levels.iloc[:1]], ignore_index=True)
    with pytest.raises(InputError, match=r"rok 2021.*każdy z poziomów raz"):
        level_history(replace(town, levels=twice), PROBLEM)
    assert level_history(place(tmp_path), PROBLEM).empty
