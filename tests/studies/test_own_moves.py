from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from costmodel.cohort.states import States
from costmodel.cohort.transitions import fail_if_not_probabilities
from costmodel.errors import InputError
from costmodel.intake.transitions_file import COLUMNS
from costmodel.problems.loader import shipped_problem
from costmodel.studies.own_moves import declared_targets, own_rows, with_rows
from costmodel.studies.settings import Settings
from tests.studies.made_up_place import place
from tests.studies.test_peer_moves import GMINAS, write_peers

Floats = NDArray[np.float64]
PROBLEM = shipped_problem("poverty")
NAMES = States(PROBLEM.levels).names
FEW = Settings(n_draws=512)


def write(folder: Path, *rows: str) -> None:
    text = "\n".join([",".join(COLUMNS), *(f"poverty,{row}" for row in rows)])
    (folder / "transitions.csv").write_text(text + "\n", encoding="utf-8")


def of(row: Floats, name: str) -> Floats:
    return np.asarray(row[:, NAMES.index(name)])


def test_a_place_without_a_register_has_no_rows(tmp_path: Path) -> None:
    assert own_rows(place(tmp_path), PROBLEM, FEW) == {}


def test_a_row_is_the_posterior_of_its_counts(tmp_path: Path) -> None:
    write(
        tmp_path,
        "permanent,permanent,50,2023,OPS",
        "permanent,permanent,40,2024,MOPS",
        "permanent,left,10,2024,MOPS",
    )
    row = own_rows(place(tmp_path), PROBLEM, FEW)["permanent"]
    assert (row.people, row.years, row.sources) == (100, (2023, 2024), ("OPS", "MOPS"))
    assert row.chances is not None
    targets = declared_targets(PROBLEM, "permanent")
    prior = 0.5 * len(targets)
    # mean of a Dirichlet: (count + 1/2) / (people + 1/2 for each move that can be)
    assert of(row.chances, "permanent").mean() == pytest.approx(90.5 / (100 + prior), abs=2e-3)
    assert of(row.chances, "left").mean() == pytest.approx(10.5 / (100 + prior), abs=2e-3)
    assert of(row.chances, "independent_1").mean() == pytest.approx(0.5 / (100 + prior), abs=2e-3)
    assert not of(row.chances, "independent_2").any()  # no year of independence is skipped
    fail_if_not_probabilities(row.chances, "row")


def test_a_move_that_the_file_does_not_know_counts_where_it_was_seen(tmp_path: Path) -> None:
    assert "permanent" not in declared_targets(PROBLEM, "occasional")
    write(tmp_path, "occasional,permanent,30,2024,OPS", "occasional,left,30,2024,OPS")
    row = own_rows(place(tmp_path), PROBLEM, FEW)["occasional"]
    assert row.chances is not None
    assert of(row.chances, "permanent").mean() > 0.4


@pytest.mark.parametrize(("people", "is_used"), [(19, False), (20, True)])
def test_too_few_people_replace_nothing_and_are_told(
    tmp_path: Path, people: int, is_used: bool
) -> None:
    write(tmp_path, f"permanent,left,{people},2024,OPS")
    row = own_rows(place(tmp_path), PROBLEM, FEW)["permanent"]
    assert row.people == people
    assert (row.chances is not None) is is_used


def test_years_of_independence_can_be_counted_too(tmp_path: Path) -> None:
    write(
        tmp_path,
        "independent_1,independent_2,60,2024,OPS",
        "independent_1,occasional,40,2024,OPS",
    )
    row = own_rows(place(tmp_path), PROBLEM, FEW)["independent_1"]
    assert row.chances is not None
    assert of(row.chances, "occasional").mean() == pytest.approx(40.5 / 101.5, abs=2e-3)
    assert not of(row.chances, "independent_1").any()


@pytest.mark.parametrize(
    "row", ["independent_1,independent,5,2024,OPS", "permanent,independent_2,5,2024,OPS"]
)
def test_no_year_of_independence_can_be_skipped(tmp_path: Path, row: str) -> None:
    write(tmp_path, row)
    with pytest.raises(InputError, match="kolumna to"):
        own_rows(place(tmp_path), PROBLEM, FEW)


def test_more_rows_change_no_draw_of_the_first(tmp_path: Path) -> None:
    write(tmp_path, "permanent,left,30,2024,OPS")
    alone = own_rows(place(tmp_path), PROBLEM, FEW)["permanent"].chances
    write(tmp_path, "recurring,left,30,2024,OPS", "permanent,left,30,2024,OPS")
    beside = own_rows(place(tmp_path), PROBLEM, FEW)["permanent"].chances
    assert alone is not None
    assert beside is not None
    np.testing.assert_array_equal(alone, beside)


def test_known_rows_are_held_by_eight_of_ten_intervals(tmp_path: Path) -> None:
    rng = np.random.default_rng(11)
    targets = declared_targets(PROBLEM, "recurring")
    held = []
    for _ in range(60):
        truth = rng.dirichlet(np.full(len(targets), 2.0))
        seen = zip(targets, rng.multinomial(60, truth), strict=True)
        write(tmp_path, *(f"recurring,{to},{n},2024,OPS" for to, n in seen))
        row = own_rows(place(tmp_path), PROBLEM, FEW)["recurring"].chances
        assert row is not None
        low, high = np.quantile(row, [0.1, 0.9], axis=0)[:, [NAMES.index(t) for t in targets]]
        held.append((low <= truth) & (truth <= high))
    assert 0.72 <= np.mean(held) <= 0.88


def test_few_own_people_borrow_from_peers_and_many_hardly_do(tmp_path: Path) -> None:
    write_peers(
        tmp_path,
        *(
            f"{code},permanent,permanent,{n},2024,OPS"
            for code, n in zip(GMINAS, (30, 38, 25, 33), strict=True)
        ),
        *(
            f"{code},permanent,left,{n},2024,OPS"
            for code, n in zip(GMINAS, (10, 7, 9, 12), strict=True)
        ),
    )
    town = place(tmp_path)
    write(tmp_path, "permanent,permanent,2,2024,OPS", "permanent,left,4,2024,OPS")
    few = own_rows(town, PROBLEM, FEW)["permanent"]
    write(tmp_path, "permanent,permanent,2000,2024,OPS", "permanent,left,4000,2024,OPS")
    many = own_rows(town, PROBLEM, FEW)["permanent"]
    assert few.chances is not None
    assert many.chances is not None
    assert few.peers is not None
    assert few.peers.gminas == GMINAS
    assert (few.people, few.teaches_alone, many.teaches_alone) == (6, False, True)
    assert few.own_weight < 0.4 < 0.9 < many.own_weight
    # peers: about a quarter leave; own: two of three
    assert 0.25 < of(few.chances, "left").mean() < 0.5
    assert of(many.chances, "left").mean() == pytest.approx(2 / 3, abs=0.03)
    fail_if_not_probabilities(few.chances, "row")


def test_a_level_that_only_peers_counted_is_told_by_them(tmp_path: Path) -> None:
    write_peers(tmp_path, *(f"{code},recurring,left,20,2024,OPS" for code in GMINAS))
    row = own_rows(place(tmp_path), PROBLEM, FEW)["recurring"]
    assert (row.people, row.years, row.own_weight) == (0, (), 0.0)
    assert row.chances is not None
    assert of(row.chances, "left").mean() > 0.8


def test_too_few_peers_leave_the_own_row_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, "permanent,permanent,40,2024,OPS", "permanent,left,10,2024,OPS")
    before = own_rows(place(tmp_path), PROBLEM, FEW)["permanent"]
    write_peers(tmp_path, *(f"{code},permanent,left,50,2024,OPS" for code in GMINAS[:2]))
    after = own_rows(place(tmp_path), PROBLEM, FEW)["permanent"]
    assert after.peers is None
    assert after.own_weight == 1
    np.testing.assert_array_equal(after.chances, before.chances)


def test_known_rows_of_small_gminas_are_found_with_the_stated_coverage(tmp_path: Path) -> None:
    rng = np.random.default_rng(12)
    targets = declared_targets(PROBLEM, "recurring")
    places = [NAMES.index(name) for name in targets]
    mean = rng.dirichlet(np.full(len(targets), 3.0))
    held, borrowed, alone = [], [], []
    for _ in range(50):
        truths = rng.dirichlet(30 * mean, len(GMINAS) + 1)
        seen = [
            rng.multinomial(n, row) for n, row in zip((12, 60, 35, 45, 25), truths, strict=True)
        ]
        write(
            tmp_path,
            *(f"recurring,{t},{n},2024,OPS" for t, n in zip(targets, seen[0], strict=True)),
        )
        write_peers(
            tmp_path,
            *(
                f"{code},recurring,{t},{n},2024,OPS"
                for code, counts in zip(GMINAS, seen[1:], strict=True)
                for t, n in zip(targets, counts, strict=True)
            ),
        )
        row = own_rows(place(tmp_path), PROBLEM, FEW)["recurring"].chances
        assert row is not None
        low, high = np.quantile(row, [0.1, 0.9], axis=0)[:, places]
        held.append((low <= truths[0]) & (truths[0] <= high))
        borrowed.append(np.abs(row.mean(axis=0)[places] - truths[0]).sum())
        own = (seen[0] + 0.5) / (12 + 0.5 * len(targets))
        alone.append(np.abs(own - truths[0]).sum())
    assert 0.73 <= np.mean(held) <= 0.92
    assert np.mean(borrowed) < 0.85 * np.mean(alone)


def test_rows_replace_those_of_their_states_alone() -> None:
    before = np.tile(np.eye(len(NAMES)), (3, 1, 1))
    row = np.zeros((3, len(NAMES)))
    row[:, -1] = 1.0
    after = with_rows(before, PROBLEM, {"recurring": row})
    place_of = NAMES.index("recurring")
    np.testing.assert_array_equal(after[:, place_of], row)
    others = [i for i in range(len(NAMES)) if i != place_of]
    np.testing.assert_array_equal(after[:, others], before[:, others])
    assert before[0, place_of, place_of] == 1.0  # what was given stays as it was
    pd.testing.assert_frame_equal(
        pd.DataFrame(with_rows(before, PROBLEM, {})[0]), pd.DataFrame(before[0])
    )
