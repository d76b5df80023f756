"""Try a command against death and errors at every change it makes, and against a second run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from costmodel.statistics.whole_sets import NOTE
from tests.faults.injecting import KILLED, REFUSED, Ended, Fault, errors, forked, kills

Contents = dict[str, bytes]
Act = Callable[[Path], object]
PROMISES = (
    "nie można zapisać",
    "nie przyjmuje plików",
    "nie można utworzyć",
    "nie można przywrócić",
)
"""How a refusal begins to tell what could not be done."""
CURES = ("Zwolnij miejsce", "Zamknij", "Wybierz folder", "Sprawdź", "przenieś")


@dataclass(frozen=True, slots=True)
class Trial:
    """A command on a folder: what is prepared for it, and what it does there.

    Parameters
    ----------
    start : Path
        A folder that is copied for each run; the command works in the copy.
    outputs : tuple of str
        First parts of the paths that the command may change; everything else is input.
    once : bool
        Whether the command refuses to do again what stands there already.
    stops : bool
        Whether each state in between is told as such by a note. Else every file is whole by
        itself, and the set is what a second run makes it.
    """

    act: Act
    start: Path
    outputs: tuple[str, ...]
    once: bool = False
    stops: bool = True


def contents(folder: Path) -> Contents:
    """Return every file of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def seen(found: Contents) -> Contents:
    """Return what a person sees: no hidden files, nor those of hidden folders."""
    return {n: data for n, data in found.items() if not any(p[0] == "." for p in n.split("/"))}


def swept(trial: Trial, room: Path) -> list[Ended]:
    """Try everything, and return how the runs ended; a failure names its fault."""
    folder = room / "run"
    before = contents(_fresh(trial, folder))
    whole = forked(partial(trial.act, folder), room)
    after = contents(folder)
    assert whole.code == 0, whole.told
    assert after != before
    ended = []
    for fault in (*kills(len(whole.changes)), *errors(len(whole.changes))):
        _fresh(trial, folder)
        ended.append(forked(partial(trial.act, folder), room, fault))
        where = f"{fault} at {whole.changes[fault.at]}: {ended[-1]}"
        left = seen(contents(folder))
        _fail_if_mixed(trial, left, before, after, where)
        _fail_if_not_told(ended[-1], fault, where)
        if trial.once and left == after:
            continue
        again = forked(partial(trial.act, folder), room)
        fine = again.code == 0 or (trial.once and again.code == REFUSED)  # only the note was left
        assert fine, f"the second run after {where} ends with {again.told}"
        assert contents(folder) == after, f"the second run after {where} leaves something else"
    return ended


def _fresh(trial: Trial, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(trial.start, folder)
    return folder


def _fail_if_mixed(
    trial: Trial, found: Contents, before: Contents, after: Contents, where: str
) -> None:
    changed = {name for name in found | before if found.get(name) != before.get(name)}
    outputs = (*trial.outputs, NOTE)
    assert all(name.startswith(outputs) for name in changed), f"{where} changes {changed}"
    whole = {n for n in found if found[n] in (before.get(n), after.get(n)) or Path(n).name == NOTE}
    halves = found.keys() - whole
    assert not halves, f"{where} leaves half of {halves}"
    noted = any(Path(name).name == NOTE for name in found)
    if trial.stops and not noted:
        assert found in (before, after), f"{where} leaves a mixed set: {changed}"


def _fail_if_not_told(ended: Ended, fault: Fault, where: str) -> None:
    if fault.error is None:
        assert ended.code == KILLED, where
    elif ended.code:
        assert ended.code == REFUSED, where
        assert any(promise in ended.told for promise in PROMISES), where
        assert any(cure in ended.told for cure in CURES), where
