"""The file of moves that similar gminas counted, transitions_peers.csv: its form and its reader."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.intake.transitions_file import (
    COLUMNS,
    TRANSITIONS_FILE,
    moves_problems,
    repeated,
)
from costmodel.statistics.place_record import part_problem
from costmodel.statistics.sheet import Sheet, read_sheet
from costmodel.statistics.teryt import code_problem

PEER_TRANSITIONS_FILE = "transitions_peers.csv"
PEER_COLUMNS = ("teryt", *COLUMNS)
"""Those of transitions.csv, and the gmina whose people moved."""
_KEY = ("teryt", "problem", "from", "to", "year")


def read_peer_transitions(path: Path, *, own: str) -> pd.DataFrame:
    """Return the moves that other gminas counted, or no rows where there is no such file.

    Parameters
    ----------
    path : Path
        CSV with the columns of :data:`PEER_COLUMNS`.
    own : str
        Code of the gmina that borrows; its own counts stand in transitions.csv.

    Returns
    -------
    DataFrame
        teryt, problem, from, to, count [persons], year, source.

    Raises
    ------
    InputError
        With each code that is not of another whole gmina, and all that is wrong with a row of
        transitions.csv too.
    """
    if not path.exists():
        return _typed([])
    sheet = read_sheet(path, required=PEER_COLUMNS)
    problems = [
        *_code_problems(sheet, own),
        *moves_problems(sheet, path.parent),
        *repeated(sheet, _KEY),
    ]
    if problems:
        raise InputError(problems)
    return _typed([tuple(row[name] for name in PEER_COLUMNS) for _, row in sheet.rows])


def _typed(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(PEER_COLUMNS))
    texts = dict.fromkeys(("teryt", "problem", "from", "to", "source"), "str")
    return table.astype({**texts, "count": int, "year": int})


def _code_problems(sheet: Sheet, own: str) -> list[Problem]:
    found = []
    for line, row in sheet.rows:
        code, place = row["teryt"], sheet.place(line, "teryt")
        wrong = code_problem(code, file=sheet.file, place=place)
        wrong = wrong or part_problem(code, file=sheet.file, place=place)
        if wrong:
            found.append(wrong)
        elif code == own:
            mend = f"Własne przejścia wpisz do pliku {TRANSITIONS_FILE}."
            found.append(Problem(sheet.file, place, code, "kod innej gminy", mend))
    return found
