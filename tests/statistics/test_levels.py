from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.problems.loader import shipped_problems
from costmodel.statistics.levels import level_ids, read_levels

OWN = 'id = "{name}"\nlevel = [{{ id = "{level}" }}, {{ id = "own_second" }}]\n'
HEAD = "level,persons,year,source\n"


def own(folder: Path, name: str, level: str = "own_first") -> Path:
    """A folder with a problem of its own, of which only id and levels are read here."""
    path = folder / "problems" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(OWN.format(name=name, level=level), encoding="utf-8")
    return folder


def read(folder: Path, *rows: str) -> list[str]:
    path = folder / "levels.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_levels(path)["level"].tolist()


def test_every_level_of_every_problem_can_be_named_with_its_problem() -> None:
    whole = {f"{p.id}.{level}" for p in shipped_problems().values() for level in p.levels}
    assert whole <= set(level_ids())


def test_a_level_alone_is_a_name_only_where_one_problem_has_it() -> None:
    times = Counter(level for p in shipped_problems().values() for level in p.levels)
    alone = {name for name in level_ids() if "." not in name}
    assert alone == {level for level, count in times.items() if count == 1}
    assert max(times.values()) > 1  # several shipped problems share names of levels


def test_levels_of_a_problem_of_the_place_can_be_named_too(tmp_path: Path) -> None:
    known = level_ids(own(tmp_path, "loneliness"))
    assert {"own_first", "loneliness.own_first", "loneliness.own_second"} <= set(known)
    assert read(tmp_path, "own_first,5,2025,x", "loneliness.own_second,3,2025,x") == [
        "own_first",
        "loneliness.own_second",
    ]


def test_a_problem_of_the_place_can_make_a_name_ambiguous(tmp_path: Path) -> None:
    own(tmp_path, "loneliness", level="under_12_months")
    with pytest.raises(InputError) as caught:
        read(tmp_path, "under_12_months,5,2025,x")
    (told,) = caught.value.problems
    assert "kolumna level" in told.place
    assert "loneliness.under_12_months" in told.expected
    assert read(tmp_path, "unemployment.under_12_months,5,2025,x") == [
        "unemployment.under_12_months"
    ]


def test_a_level_that_several_problems_have_is_told_with_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "long_term_assisted,5,2025,x", "no_such_level,5,2025,x", ",5,2025,x")
    shared, unknown, empty = caught.value.problems
    assert "unemployment.long_term_assisted" in shared.expected
    assert "under_12_months" not in shared.expected  # only what the name can mean
    assert "Podaj też problem, na przykład „" in shared.mend
    assert unknown.mend == empty.mend == "Popraw nazwę poziomu."


def test_a_file_of_the_place_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    own(tmp_path, "unemployment", level="under_12_months")
    known = level_ids(tmp_path)
    assert "under_12_months" in known  # once only: the shipped file does not count beside it
    assert "unemployment.over_24_months" not in known


def test_the_same_level_of_two_problems_is_no_repetition(tmp_path: Path) -> None:
    rows = ("unemployment.long_term_assisted", "refugee_integration.long_term_assisted")
    assert read(tmp_path, *(f"{row},5,2025,x" for row in rows)) == list(rows)
    with pytest.raises(InputError, match="każdy poziom i rok raz"):
        read(tmp_path, *(f"{rows[0]},5,2025,x" for _ in range(2)))
