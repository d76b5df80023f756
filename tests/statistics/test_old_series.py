from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.statistics.old_series import old_series
from costmodel.statistics.place import Place, example_folders, load_place
from costmodel.statistics.workspace import check_workspace

HEADER = "teryt,variable,year,value,unit,status,source\n"


def town(folder: Path, years: tuple[int, ...], *, problems: str = "[]") -> Place:
    """A place in 2026 with a count of homeless people in some years."""
    folder.mkdir(exist_ok=True)
    place = f'teryt = "3215011"\nname = "Miasto"\nannex_date = 2026-03-31\nproblems = {problems}\n'
    (folder / "place.toml").write_text(place, encoding="utf-8")
    rows = [f"3215011,homeless_persons,{year},20,osoba,,rejestr\n" for year in years]
    other = "3215011,population_total,2024,39000,osoba,,GUS\n"
    (folder / "statistics.csv").write_text(HEADER + other + "".join(rows), encoding="utf-8")
    return load_place(folder)


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ((), False),  # nothing counted: estimated, so nothing is old
        ((2025,), False),  # one year to cross, one year known
        ((2024,), True),  # two years to cross, one known
        ((2023, 2024), False),
        ((2004, 2005, 2006, 2007, 2008), True),  # 18 years to cross, 5 known
        (tuple(range(1999, 2013)), False),  # 14 years to cross, 14 known
        (tuple(range(2000, 2013)), True),  # 14 years to cross, 13 known
    ],
)
def test_a_series_is_old_when_it_is_further_back_than_it_is_long(
    tmp_path: Path, years: tuple[int, ...], told: bool
) -> None:
    assert bool(old_series(town(tmp_path / "gmina", years))) is told


@settings(max_examples=10, deadline=None)
@given(first=st.integers(1995, 2020), length=st.integers(1, 20))
def test_moving_a_series_back_never_makes_it_newer(
    tmp_path_factory: pytest.TempPathFactory, first: int, length: int
) -> None:
    folder = tmp_path_factory.mktemp("gminy")
    years = tuple(range(first, min(first + length, 2026)))
    earlier = tuple(year - 1 for year in years)
    now, before = (old_series(town(folder / "a", y)) for y in (years, earlier))
    assert len(before) >= len(now)


def test_the_gap_names_the_series_its_end_and_the_way_out(tmp_path: Path) -> None:
    (gap,) = old_series(town(tmp_path / "gmina", (2007, 2008)))
    assert gap.file == "statistics.csv"
    assert gap.place == "zmienna homeless_persons, kod 3215011"
    assert gap.value == "ostatni rok: 2008, liczba lat z danymi: 2"
    assert "2026" in gap.expected
    assert "„bezdomność”" in gap.mend
    assert gap in check_workspace(tmp_path / "gmina").gaps


def test_a_problem_left_out_of_the_study_is_not_told(tmp_path: Path) -> None:
    place = town(tmp_path / "gmina", (2007, 2008), problems='["unemployment"]')
    assert old_series(place) == ()


def test_a_problem_of_the_place_is_looked_at_and_a_broken_one_left_to_its_reader(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "gmina"
    shutil.copytree(example_folders()["9910013"], folder)
    path = folder / "statistics.csv"
    kept = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if "indebted_families" not in line
    ]
    old = "9910013,indebted_families,2009,94,rodzina,observed,rejestr"
    path.write_text("\n".join([*kept, old]) + "\n", encoding="utf-8")
    (gap,) = old_series(load_place(folder))
    assert "indebted_families" in gap.place
    (folder / "levels.csv").unlink()
    (folder / "problems" / "over_indebtedness.toml").write_text("id = ", encoding="utf-8")
    assert old_series(load_place(folder)) == ()
