from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.intake.pasted import plain_label, read_pasted
from costmodel.tables import Status

HEAD = "Wyszczególnienie;wiersz;2014;2015;2016;prognoza 2017;2018 (PROGNOZA)"


def pasted(folder: Path, *lines: str, name: str = "tabela-2.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def told(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_pasted(path, last_year=2025)
    return str(error.value)


def test_an_ozps_table_is_read_without_its_forecast(tmp_path: Path) -> None:
    # rows 1 and 10 of a published assessment, docplayer 112954048
    path = pasted(
        tmp_path,
        HEAD,
        "Dane demograficzne;;;;;;",
        "mieszkańcy ogółem;1;9173;9159;9187;9187;9187",
        "BEZROBOTNI OGÓŁEM:;10;494;458;378;378;350",
    )
    given = read_pasted(path, last_year=2016)
    assert [(one.row.key, one.year, one.value) for one in given] == [
        ("statistics:ozps_residents", 2014, 9173.0),
        ("statistics:ozps_residents", 2015, 9159.0),
        ("statistics:ozps_residents", 2016, 9187.0),
        ("statistics:unemployed_registered", 2014, 494.0),
        ("statistics:unemployed_registered", 2015, 458.0),
        ("statistics:unemployed_registered", 2016, 378.0),
    ]
    assert given[0].source == "OZPS, dział 2: dane demograficzne i rynek pracy"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_each_separator_is_read(tmp_path: Path, separator: str) -> None:
    path = pasted(
        tmp_path,
        separator.join(["wyszczególnienie", "2023", "2024"]),
        separator.join(["alkoholizm – rodziny", "1 204", "."]),
    )
    given = read_pasted(path, last_year=2025)
    assert given[0].value == 1204.0
    assert given[1].status is Status.MISSING


def test_older_names_of_reasons_are_known(tmp_path: Path) -> None:
    path = pasted(tmp_path, "wyszczególnienie;2020", "Przemoc w rodzinie - rodziny;7")
    assert read_pasted(path, last_year=2025)[0].row.key == "statistics:families_reason_violence"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["wyszczególnienie;2024", "osoby w trudnej sytuacji;5"], "nazwa wiersza z formularza"),
        (["wyszczególnienie;wiersz;2024", "bezrobotni ogółem;9;5"], "nie zgadzają się ze sobą"),
        (["wyszczególnienie;2024", "bezrobotni ogółem;5", "bezrobotni ogółem;6"], "każdy wiersz"),
        (["wyszczególnienie;2024", "bezrobotni ogółem;ok. 5"], "jest „ok. 5”"),
        (["wyszczególnienie;2026", "bezrobotni ogółem;5"], "rok do 2025"),
        (["wyszczególnienie;2024;2024", "bezrobotni ogółem;5;5"], "rok z 4 cyfr"),
        (["wyszczególnienie;rok bieżący", "bezrobotni ogółem;5"], "rok z 4 cyfr"),
        (["nazwa;2024", "bezrobotni ogółem;5"], "kolumna „wyszczególnienie”"),
        (["wyszczególnienie;wiersz", "bezrobotni ogółem;10"], "co najmniej jeden rok"),
    ],
)
def test_each_mistake_is_told_with_its_place(tmp_path: Path, lines: list[str], says: str) -> None:
    text = told(pasted(tmp_path, *lines))
    assert says in text
    assert text.startswith("tabela-2.csv, wiersz ")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = told(
        pasted(tmp_path, "wyszczególnienie;2024", "nieznany;5", "bezrobotni ogółem;-1", "inny;5")
    )
    assert len(text.splitlines()) == 3


@given(st.sampled_from(["kobiety 0–17 lat", "alkoholizm – rodziny"]), st.sampled_from("–—-"))
def test_dashes_capitals_and_spaces_make_no_difference(label: str, dash: str) -> None:
    printed = f"  {label.replace('–', dash).upper().replace(' ', '  ')}: "
    assert plain_label(printed) == plain_label(label)
