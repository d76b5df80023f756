from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from costmodel.cohort.states import States
from costmodel.intake.peer_transitions import PEER_COLUMNS, PEER_TRANSITIONS_FILE
from costmodel.problems.loader import shipped_problem
from costmodel.studies.peer_moves import peer_gaps, peer_moves
from tests.studies.made_up_place import place

PROBLEM = shipped_problem("poverty")
NAMES = States(PROBLEM.levels).names
GMINAS = ("3215022", "3215032", "3215043", "3215053")


def write_peers(folder: Path, *rows: str) -> None:
    """Write rows of the form ``code,from,to,count,year,source`` of poverty."""
    parts = (row.split(",", 1) for row in rows)
    lines = [f"{code},poverty,{rest}" for code, rest in parts]
    text = "\n".join([",".join(PEER_COLUMNS), *lines])
    (folder / PEER_TRANSITIONS_FILE).write_text(text + "\n", encoding="utf-8")


def test_a_place_without_peers_borrows_nothing(tmp_path: Path) -> None:
    assert peer_moves(place(tmp_path), PROBLEM) == {}
    assert peer_gaps(place(tmp_path), PROBLEM) == []


def test_counts_are_kept_by_gmina_and_years_are_added_up(tmp_path: Path) -> None:
    write_peers(
        tmp_path,
        f"{GMINAS[1]},permanent,permanent,30,2023,MOPS",
        f"{GMINAS[1]},permanent,permanent,20,2024,MOPS",
        f"{GMINAS[0]},permanent,left,10,2024,GOPS",
        f"{GMINAS[2]},permanent,left,0,2024,GOPS",
    )
    found = peer_moves(place(tmp_path), PROBLEM)["permanent"]
    assert found.gminas == GMINAS[:2]  # a gmina that counted nobody teaches nothing
    assert (found.people, found.years, found.sources) == (60, (2023, 2024), ("MOPS", "GOPS"))
    np.testing.assert_array_equal(found.counts[:, NAMES.index("permanent")], [0, 50])
    np.testing.assert_array_equal(found.counts[:, NAMES.index("left")], [10, 0])


@pytest.mark.parametrize(
    ("gminas", "people", "teaches"), [(3, 10, True), (2, 90, False), (4, 4, False), (4, 5, True)]
)
def test_too_few_gminas_or_people_teach_nothing_and_are_told(
    tmp_path: Path, gminas: int, people: int, teaches: bool
) -> None:
    write_peers(tmp_path, *(f"{code},permanent,left,{people},2024,OPS" for code in GMINAS[:gminas]))
    town = place(tmp_path)
    assert peer_moves(town, PROBLEM)["permanent"].teaches is teaches
    told = [str(gap) for gap in peer_gaps(town, PROBLEM)]
    if teaches:
        assert told == []
    else:
        assert f"gmin: {gminas}, osób: {gminas * people}" in told[0]
        assert "co najmniej 3 gmin, razem co najmniej 20 osób" in told[0]
