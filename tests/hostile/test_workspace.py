"""The folder of a gmina with spoiled files: it is studied, or refused with our error."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import CostModelError, InputError
from costmodel.intake.peer_transitions import PEER_TRANSITIONS_FILE
from costmodel.intake.transitions_file import TRANSITIONS_FILE
from costmodel.live.wanted import WANTED_FILE
from costmodel.model import run
from costmodel.statistics.place import BY_NAME, load_place
from costmodel.studies.catalogue import INSTRUMENT_FOLDER, PROBLEM_FOLDER
from costmodel.studies.municipality import build
from costmodel.studies.own_values import FILE as VALUES_FILE
from costmodel.studies.readiness import check_readiness
from costmodel.studies.settings import Settings
from tests.hostile.examples import tries
from tests.hostile.mutations import spoiled
from tests.hostile.readers import EXERCISE
from tests.hostile.reading import assert_harmless

FILES = tuple(
    path.relative_to(EXERCISE).as_posix() for path in sorted(EXERCISE.rglob("*")) if path.is_file()
)
FEW = Settings(n_draws=100)
NUMBER = re.compile(rb"(?<![\w.-])-?\d+(?:[.,]\d+)?(?![\w.])")
NUMBERS = (
    *("0", "1", "-1", "0.5", "0,001", "2", "7", "99", "100", "2019", "2024", "2027", "2050"),
    *("100000", "999999999", "1e9", "1e15", "1e300", "1e-7", "nan", "inf", "true"),
)


@st.composite
def with_other_numbers(draw: st.DrawFn, content: bytes) -> bytes:
    """Draw a content in which one to four numbers are others: its form is still right."""
    for _ in range(draw(st.integers(1, 4))):
        found = list(NUMBER.finditer(content))
        if found:
            one = found[draw(st.integers(0, len(found) - 1))]
            number = draw(st.sampled_from(NUMBERS)).encode()
            content = content[: one.start()] + number + content[one.end() :]
    return content


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, str, bytes]]:
    """Draw one to three files, what becomes of each, and its content."""
    found = []
    for name in draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=3, unique=True)):
        what = draw(st.sampled_from(("numbers", "numbers", "numbers", "spoil", "gone", "twin")))
        content = EXERCISE.joinpath(name).read_bytes()
        if what in ("spoil", "twin"):
            content = draw(spoiled(content))
        elif what == "numbers":
            content = draw(with_other_numbers(content))
        found.append((name, what, content))
    return found


def changed(folder: Path, found: list[tuple[str, str, bytes]]) -> Path:
    """Return the exercise with those changes."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXERCISE, folder)
    for name, what, content in found:
        path = folder / name
        if what == "twin":  # another file of the same kind beside it
            path.with_name(f"a-{path.name}").write_bytes(content)
            continue
        path.unlink()
        if what in ("numbers", "spoil"):
            path.write_bytes(content)
        elif what == "folder":
            path.mkdir()
    return folder


def studied(folder: Path) -> CostModelError | None:
    """Check a folder and study it; return the error with which it is refused."""
    try:
        report = check_readiness(folder, settings=FEW)
        if report.errors:
            return InputError(report.errors)
        _, model = build(load_place(folder), settings=FEW)
        run(model)
    except CostModelError as error:
        return error
    return None


def test_the_exercise_itself_is_studied(tmp_path: Path) -> None:
    assert studied(changed(tmp_path / "gmina", [])) is None


def test_a_spoiled_folder_is_studied_or_refused_with_our_error(tmp_path: Path) -> None:
    @tries()
    @given(changes())
    def tried(found: list[tuple[str, str, bytes]]) -> None:
        refused = studied(changed(tmp_path / "gmina", found))
        if refused is not None:
            assert_harmless(refused)

    tried()


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_place_of_a_file_is_told(name: str, tmp_path: Path) -> None:
    refused = studied(changed(tmp_path / "gmina", [(name, "folder", b"")]))
    assert isinstance(refused, InputError)
    assert Path(name).name in str(refused)


@pytest.mark.parametrize("name", ["problems", "instruments"])
def test_a_file_in_place_of_a_folder_is_told(name: str, tmp_path: Path) -> None:
    folder = changed(tmp_path / "gmina", [])
    shutil.rmtree(folder / name)
    (folder / name).write_bytes(b"")
    assert f"{name}: jest „plik”" in str(studied(folder))


@pytest.mark.parametrize("name", [name for name in BY_NAME if (EXERCISE / name).exists()])
def test_a_name_in_other_letters_is_told(name: str, tmp_path: Path) -> None:
    folder = changed(tmp_path / "gmina", [])
    (folder / name).rename(folder / name.swapcase())
    if not (folder / name).exists():  # Windows and macOS take both for one
        assert f"{name.swapcase()}: jest „{name.swapcase()}”" in str(studied(folder))


def test_every_file_that_a_part_looks_for_is_among_the_names() -> None:
    parts = {TRANSITIONS_FILE, PEER_TRANSITIONS_FILE, WANTED_FILE, VALUES_FILE}
    assert {*parts, PROBLEM_FOLDER, INSTRUMENT_FOLDER} < set(BY_NAME)
