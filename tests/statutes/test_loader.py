from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from costmodel.errors import InputError, NotInForceError, Problem
from costmodel.sources import Source, Verified
from costmodel.statutes.loader import load_parameter, load_parameters

BAD = Path(__file__).resolve().parents[1] / "bad" / "statutes"

GOOD = """\
name = "allowance"
label = "Dodatek przykładowy"
unit = "PLN/month"
payer = "gmina"

[since.2026-06-01]
value = 120.5
ends = 2027-05-31
verified = "secondary"
note = "ogłoszone"
source = { title = "Obwieszczenie", url = "https://law.example/2026" }

[since.2020-01-01]
value = 100
verified = "primary"
source = { title = "Ustawa przykładowa", locator = "art. 7" }

[since.2024-01-01]
repealed = true
verified = "primary"
source = { title = "Ustawa uchylająca", locator = "art. 1" }
"""

MISTAKES = {
    "no_source": ("klucz since.2020-01-01.source", "brak", "Dopisz brakujący klucz"),
    "empty_source_title": ("since.2020-01-01.source.title", "tytuł aktu", "bez źródła"),
    "source_is_text": ("klucz since.2020-01-01.source", "tabela TOML", "Zapisz ją"),
    "unknown_key": ("klucz since.2020-01-01.valeu", "120", "Popraw nazwę klucza"),
    "text_in_number": ("klucz since.2020-01-01.value", "1 229,00", "bez cudzysłowu"),
    "truth_in_number": ("klucz since.2020-01-01.value", "True", "liczba"),
    "infinite_number": ("klucz since.2020-01-01.value", "inf", "liczba skończona"),
    "no_unit": ("klucz unit", "brak", "Dopisz brakujący klucz"),
    "empty_label": ("klucz label", "niepusty tekst", "Uzupełnij"),
    "name_is_not_the_file_name": ("klucz name", "another_name", "another_name.toml"),
    "unknown_verified_mark": ("since.2020-01-01.verified", "yes", "'primary', 'secondary'"),
    "no_verified_mark": ("since.2020-01-01.verified", "brak", "Dopisz"),
    "value_and_repealed": (
        "klucz since.2020-01-01",
        "albo repealed = true",
        "klucze: value, verified",
    ),
    "neither_value_nor_repealed": ("klucz since.2020-01-01", "albo value = liczba", ""),
    "review_before_it_begins": ("klucz since.2020-01-01.review", "2019-12-31", "2020-01-01"),
    "review_of_nothing": ("klucz since.2020-01-01", "review tylko przy wartości", ""),
    "ends_before_it_begins": ("klucz since.2020-01-01.ends", "2019-12-31", "2020-01-01"),
    "day_written_as_text_with_slashes": ("klucz since.01/01/2020", "[since.RRRR-MM-DD]", ""),
    "day_not_in_calendar": ("klucz since.2021-02-29", "dzień, który jest w kalendarzu", ""),
    "no_values": ("klucz since", "co najmniej jedna pozycja", "Dopisz"),
    "broken_toml": ("wiersz 3", "poprawny zapis TOML", "PLN/month"),
    "same_day_twice": ("wiersz 9", "poprawny zapis TOML", "[since.2020-01-01]"),
    "not_utf8": ("bajt", "0xb3", "UTF-8"),
}


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_parameter(path)
    return caught.value.problems


def written(folder: Path, text: str, name: str = "allowance") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_parameter_with_its_history_in_order(tmp_path: Path) -> None:
    parameter = load_parameter(written(tmp_path, GOOD))
    assert parameter.label == "Dodatek przykładowy"
    assert parameter.payer == "gmina"
    assert [(str(e.since), e.value) for e in parameter.enactments] == [
        ("2020-01-01", 100.0),
        ("2024-01-01", None),
        ("2026-06-01", 120.5),
        ("2027-06-01", None),
    ]
    latest = parameter.enactment_at(date(2027, 5, 31))
    assert latest.source == Source("Obwieszczenie", url="https://law.example/2026")
    assert latest.verified is Verified.SECONDARY
    assert latest.note == "ogłoszone"
    assert parameter.unit == "PLN/month"
    end = parameter.enactments[-1]
    assert (end.source, end.verified) == (latest.source, latest.verified)


def test_a_value_may_not_last_into_the_day_of_the_next(tmp_path: Path) -> None:
    text = GOOD.replace("repealed = true", "value = 110\nends = 2026-06-01")
    (problem,) = problems_of(written(tmp_path, text))
    assert problem.place == "klucz since.2024-01-01.ends"


def test_a_review_on_the_first_day_of_a_value_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace("value = 100\n", "value = 100\nreview = 2020-01-01\n")
    (problem,) = problems_of(written(tmp_path, text))
    assert problem.place == "klucz since.2020-01-01.review"


def test_a_value_is_not_there_after_its_announced_end(tmp_path: Path) -> None:
    parameter = load_parameter(written(tmp_path, GOOD))
    with pytest.raises(NotInForceError, match=r"2027-06-01: no value .*until 2027-05-31"):
        parameter.at(date(2027, 6, 1))


def test_an_end_on_the_eve_of_the_next_value_leaves_no_gap(tmp_path: Path) -> None:
    text = GOOD.replace("repealed = true", "value = 110\nends = 2026-05-31")
    parameter = load_parameter(written(tmp_path, text))
    assert parameter.at(date(2026, 5, 31)) == 110.0
    assert parameter.at(date(2026, 6, 1)) == 120.5


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_each_mistake_is_told_with_file_key_and_remedy(name: str) -> None:
    (problem,) = problems_of(BAD / f"{name}.toml")
    place, *fragments = MISTAKES[name]
    assert problem.file == f"{name}.toml"
    assert place in problem.place
    for fragment in fragments:
        assert fragment in str(problem)
    assert problem.mend


def test_each_bad_file_has_its_test() -> None:
    assert {path.stem for path in BAD.glob("*.toml")} == {*MISTAKES, "two_mistakes"}


def test_two_mistakes_in_one_file_are_told_together() -> None:
    places = [problem.place for problem in problems_of(BAD / "two_mistakes.toml")]
    assert places == ["klucz unit", "klucz since.2020-01-01.value"]


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    with pytest.raises(InputError) as caught:
        load_parameters(tmp_path, BAD)
    told = {problem.file for problem in caught.value.problems}
    assert told == {path.name for path in BAD.glob("*.toml")}


def test_the_same_name_in_two_folders_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "statutes", GOOD)
    written(tmp_path / "unit_costs", GOOD)
    with pytest.raises(InputError, match=r"allowance.toml, klucz name.*folderze unit_costs"):
        load_parameters(tmp_path / "statutes", tmp_path / "unit_costs")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="brak folderu") as caught:
        load_parameters(tmp_path / "nowhere")
    assert [problem.mend for problem in caught.value.problems] == ["Sprawdź ścieżkę folderu."]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "nothing.toml")
    assert problem.file == "nothing.toml"
