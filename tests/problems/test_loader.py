from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError, Problem
from costmodel.problems.loader import load_instrument, load_problem

BAD = Path(__file__).resolve().parents[1] / "bad" / "problems"
SAMPLE = Path(__file__).with_name("sample.toml")

# file: what its message must say, in the order place, value, expected, mend
MISTAKES = {
    "no_source": ("klucz value.half.source", "brak", "Dopisz brakujący klucz"),
    "empty_source_title": ("klucz value.price.source.title", "tytuł aktu", "bez źródła"),
    "text_in_number": ("klucz value.price.mode", "2,0", "liczba", "bez cudzysłowu"),
    "truth_in_number": ("klucz value.half.mode", "True", "liczba"),
    "infinite_number": ("klucz value.price.high", "inf", "liczba skończona"),
    "assumption_of_grade_c": ("klucz value.half", "siła dowodu E, bo to założenie"),
    "unknown_grade": ("klucz value.price.grade", "F", "'A', 'B', 'C', 'D', 'E'"),
    "unknown_kind_of_value": ("klucz value.price.kind", "guess", "'assumption'"),
    "unknown_key": ("klucz colour", "red", "Popraw nazwę klucza albo usuń go"),
    "unknown_key_in_value": ("klucz value.price.median", "klucz znany bibliotece"),
    "unknown_shape": ("klucz value.price.shape", "normal", "'pert'"),
    "mode_outside_range": ("klucz value.price", "rozkład „pert”: low ≤ mode ≤ high"),
    "more_successes_than_trials": ("klucz value.price", "0 ≤ successes ≤ trials"),
    "interval_without_level": ("klucz value.price", "rozkład „interval”", "level między 0 a 1"),
    "number_the_shape_does_not_use": ("klucz value.half", "rozkład „fixed”: mode i żadnych"),
    "unknown_entry_level": ("poziom „middle” zapisany w [[level]]",),
    "emergence_within_the_problem": ("mild → severe", "jeden koniec w tym pliku, drugi w innym"),
    "emergence_between_others": ("poverty.a → debt.b", "jeden koniec w tym pliku"),
    "emergence_without_rate": ("tabela [value.rate]",),
    "fee_without_rule": ("klucz service nr 1 (meal)", "rule = care_home_fee"),
    "unknown_prevalence_value": ("tabela [value.third]",),
    "unknown_index": ("klucz service nr 1 (meal), index", "'wages'"),
    "unknown_level_in_use": ("poziom „middle” zapisany w [[level]]",),
    "unknown_value_in_move": ("tabela [value.third]",),
    "level_without_move": ("[[move]] dla poziomu „mild”",),
    "level_without_split": ("[[split]] dla poziomu „severe”",),
    "level_twice_in_split": ("[[split]]: „mild” tylko raz",),
    "move_twice": ("[[move]]: „mild” tylko raz",),
    "rest_of_stay_left_open": ("move mild: share_of_rest w każdej części prócz ostatniej",),
    "relapse_of_two_years_only": ("klucz independence.relapse nr 3", "brak"),
    "unknown_payer": ("klucz service nr 1 (meal), payer.nfz", "'gmina', 'powiat'"),
    "no_payer_of_the_rest": (
        "klucz service nr 1 (meal)",
        "dokładnie jeden płatnik z wartością „rest”",
    ),
    "two_payers_of_the_rest": (
        "klucz service nr 1 (meal)",
        "dokładnie jeden płatnik z wartością „rest”",
    ),
    "neither_payer_nor_rule": ("klucz service nr 1 (meal)", "albo 'payer', albo 'rule'"),
    "unknown_cashable_value": ("tabela [value.third]",),
    "cashable_share_above_one": ("[value.price] od 0 do 1, bo to część (cashable)",),
    "cashable_revenue": ("klucz service nr 1 (meal)", "cashable tylko przy kosztach"),
    "unknown_kind_of_service": ("klucz service nr 1 (meal), kind", "voluntary", "'revenue'"),
    "no_levels": ("klucz level", "brak", "Dopisz"),
    "id_is_not_the_file_name": ("id", "another", "id_is_not_the_file_name", "Nazwij plik"),
    "broken_toml": ("wiersz 2", "poprawny", "Popraw składnię"),
    "not_utf8": ("bajt", "0xb3", "UTF-8"),
}


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_problem(path)
    return caught.value.problems


def test_a_file_becomes_a_problem() -> None:
    problem = load_problem(SAMPLE)
    assert problem.levels == ("mild", "severe")
    assert problem.value["half"].distribution().mean_value == 0.5
    assert str(problem.value["price"].origin()) == "tabela przykładowa"


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_each_mistake_is_told_alone_with_its_place_and_remedy(name: str) -> None:
    (problem,) = problems_of(BAD / f"{name}.toml")
    assert problem.file == f"{name}.toml"
    for words in MISTAKES[name]:
        assert words in str(problem)


def test_two_mistakes_are_told_together() -> None:
    assert [p.place for p in problems_of(BAD / "two_mistakes.toml")] == [
        "klucz value.half.mode",
        "klucz value.price.grade",
    ]


def test_every_broken_file_is_tried() -> None:
    assert {path.stem for path in BAD.glob("*.toml")} == {*MISTAKES, "two_mistakes"}


def test_a_file_that_is_not_there_is_told() -> None:
    (problem,) = problems_of(BAD / "absent.toml")
    assert "Sprawdź, czy plik istnieje" in problem.mend


INSTRUMENT = """\
id = "course"
label = "kurs"
description = "Kurs."
legal_basis = "art. 2"

[[effect]]
problem = "sample"
levels = ["severe"]
on = "exit"
kind = "risk_difference"
value = "net"
attribution = "all"
grade = "B"
caution = "Nic."

[[cost]]
id = "teaching"
label = "nauka"
quantity = []
price = ["price"]
payer = { gmina = "rest" }

[value.net]
label = "efekt"
unit = "punkt"
kind = "published"
grade = "B"
source = { title = "Praca" }
shape = "fixed"
mode = 0.1

[value.all]
label = "przypisanie"
unit = "udział"
kind = "assumption"
grade = "E"
source = { title = "założenie" }
shape = "fixed"
mode = 1.0
"""


def test_an_instrument_is_read(tmp_path: Path) -> None:
    path = tmp_path / "course.toml"
    path.write_text(INSTRUMENT, encoding="utf-8")
    assert load_instrument(path).effect[0].value == "net"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('value = "net"', 'value = "gross"', "tabela [value.gross]"),
        ('attribution = "all"', 'attribution = "half"', "tabela [value.half]"),
        ('payer = { gmina = "rest" }', 'payer = { gmina = "all" }', "dokładnie jeden płatnik"),
        ('payer = { gmina = "rest" }', 'payer = { mayor = "rest" }', "payer.mayor"),
        ('"risk_difference"', '"hazard"', "'gross_success_rate', 'risk_difference'"),
        ('on = "exit"', 'on = "migration"', "klucz to wtedy i tylko wtedy"),
        ('on = "exit"', 'on = "exit"\nto = "mild"', "klucz to wtedy i tylko wtedy"),
        ('on = "exit"', 'on = "inflow"', "wtedy i tylko wtedy, gdy on = inflow"),
        (
            'on = "exit"\nkind = "risk_difference"',
            'on = "relapse"\nkind = "gross_success_rate"',
            "gross_success_rate tylko przy on = exit",
        ),
        ('id = "teaching"', 'id = "teaching"\nper = "unit"', "tabela [capacity]"),
        ('id = "course"', 'id = "kurs"', "Nazwij plik tak jak id albo popraw id"),
        ('levels = ["severe"]', 'levels = ["severe", "severe"]', "levels: „severe” tylko raz"),
        ('levels = ["severe"]', "levels = []", "klucz effect nr 1, levels"),
    ],
)
def test_a_broken_instrument_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "course.toml"
    path.write_text(INSTRUMENT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_instrument(path)
    assert says in str(caught.value)
