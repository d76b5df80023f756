from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import InputError, ModelError
from costmodel.problems.instrument_text import write_instrument
from costmodel.problems.loader import load_instrument
from costmodel.problems.practice import instrument_from_practice
from costmodel.problems.practice_record import (
    Halving,
    PracticeRecord,
    load_halving,
    load_practice,
)
from costmodel.resources import data_path
from costmodel.sources import Grade

SAMPLE = Path(__file__).with_name("practice.toml")
RECORD = load_practice(SAMPLE)


def told_differently(**changes: object) -> PracticeRecord:
    """The sample with other keys; a key given as None is left out."""
    content = tomllib.loads(SAMPLE.read_text(encoding="utf-8")) | changes
    return PracticeRecord.model_validate({k: v for k, v in content.items() if v is not None})


def test_half_of_the_result_is_taken_and_nothing_at_the_lowest() -> None:
    record = instrument_from_practice(RECORD).value["gross_success"]
    # 12 of 40 are 0.3; half of that 0.15
    assert (record.low, record.mode, record.high) == (0.0, 0.15, 0.3)


def test_the_effect_is_gross_and_says_who_described_it() -> None:
    instrument = instrument_from_practice(RECORD)
    (effect,) = instrument.effect
    assert (effect.kind, effect.on, effect.grade) == ("gross_success_rate", "exit", Grade.D)
    assert effect.levels == ("over_24_months", "long_term_assisted")
    words = "pis własny realizatora, nieporównany z grupą kontrolną; efekt przyjęto w połowie"
    assert words in effect.caution
    assert words in str(instrument.value["gross_success"].origin())
    assert words in str(instrument.value["cost_gmina"].origin())


def test_the_arithmetic_stands_beside_the_source() -> None:
    source = str(instrument_from_practice(RECORD).value["gross_success"].origin())
    assert "12 z 40 osób = 0,3; środek 0,15; pomiar: 6 miesięcy po zakończeniu" in source
    assert source.startswith("Opis praktyki „Klub pracy”, metryka, s. 2; Gmina Przykładowa, 2024")


def test_each_payer_pays_a_line_of_its_own_wider_upwards() -> None:
    instrument = instrument_from_practice(RECORD)
    assert {line.id: line.payer for line in instrument.cost} == {
        "cost_gmina": {"gmina": "rest"},
        "cost_eu": {"eu": "rest"},
    }
    cost = instrument.value["cost_gmina"]
    assert (cost.low, cost.mode, cost.high) == (1600.0, 2000.0, 3000.0)


def test_a_payer_who_pays_nothing_has_no_line() -> None:
    instrument = instrument_from_practice(told_differently(cost={"gmina": 100.0, "eu": 0.0}))
    assert [line.id for line in instrument.cost] == ["cost_gmina"]


def test_newer_prices_are_dearer_and_told() -> None:
    instrument = instrument_from_practice(RECORD, price_change=1.1)
    assert instrument.value["cost_gmina"].mode == pytest.approx(2200.0)
    assert any(
        "cenach z 2024 r. i przeliczono na nowsze: razy 1,1." in t for t in instrument.limits
    )


@pytest.mark.parametrize("price_change", [0.0, -1.0, float("nan")])
def test_a_change_of_prices_that_is_no_ratio_is_refused(price_change: float) -> None:
    with pytest.raises(ModelError, match="price_change is"):
        instrument_from_practice(RECORD, price_change=price_change)


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, Grade.D),
        ({"measured_after": ""}, Grade.E),  # nobody knows when people were counted
        ({"successes": None, "success_rate": 0.3}, Grade.E),  # a rate without the count
    ],
)
def test_only_people_counted_after_a_stated_time_are_of_grade_d(
    changes: dict[str, object], grade: Grade
) -> None:
    instrument = instrument_from_practice(told_differently(**changes))
    assert instrument.effect[0].grade == instrument.value["gross_success"].grade == grade


def test_a_rate_makes_what_its_count_makes() -> None:
    by_rate = instrument_from_practice(told_differently(successes=None, success_rate=0.3))
    by_count = instrument_from_practice(RECORD)
    assert by_rate.value["gross_success"].mode == by_count.value["gross_success"].mode


def test_nobody_helped_makes_an_effect_of_zero() -> None:
    record = instrument_from_practice(told_differently(successes=0)).value["gross_success"]
    assert (record.low, record.mode, record.high) == (0.0, 0.0, 0.0)
    assert "0 z 40 osób = 0;" in str(record.origin())


@given(
    participants=st.integers(1, 5000),
    part=st.floats(0, 1),
    cost=st.floats(0.01, 1e6),
)
def test_never_more_than_was_described(participants: int, part: float, cost: float) -> None:
    successes = int(participants * part)
    record = told_differently(
        participants=participants, successes=successes, cost={"gmina": cost, "state": cost}
    )
    value = instrument_from_practice(record).value
    taken = value["gross_success"]
    assert taken.low is not None
    assert taken.mode is not None
    assert taken.high is not None
    assert 0 <= taken.low <= taken.mode <= taken.high <= successes / participants
    assert taken.mode == pytest.approx(successes / participants / 2)  # the plain twin
    assert value["cost_gmina"].mode == cost


def test_the_half_stands_in_a_file_of_data() -> None:
    halving = load_halving()
    assert (halving.effect.low, halving.effect.mode, halving.effect.high) == (0.0, 0.5, 1.0)
    assert "połowie" in halving.caution
    assert halving.grade is Grade.E


def test_another_half_makes_another_effect() -> None:
    shipped = load_halving().model_dump()
    quarter = Halving.model_validate(shipped | {"effect": {"low": 0.0, "mode": 0.25, "high": 0.5}})
    record = instrument_from_practice(RECORD, halving=quarter).value["gross_success"]
    assert (record.mode, record.high) == (0.075, 0.15)


HALVING_MISTAKES = {
    ("high = 1.0", "high = 0.1"): "low ≤ mode ≤ high",
    ("high = 1.0", "high = 1.2"): "effect i attribution od 0 do 1",
    ("mode = 0.5", "mode = -0.5"): "liczba nie mniejsza od 0",
}


@pytest.mark.parametrize("change", HALVING_MISTAKES)
def test_a_wrong_half_is_told(change: tuple[str, str], tmp_path: Path) -> None:
    text = data_path("practice.toml").read_text(encoding="utf-8")
    path = tmp_path / "practice.toml"
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(InputError, match=HALVING_MISTAKES[change]):
        load_halving(path)


MISTAKES = {
    ('id = "klub_pracy"', 'id = "Klub Pracy"'): "id z małych liter bez polskich znaków",
    ("successes = 12", "successes = 41"): "successes nie większe niż participants",
    ("successes = 12", "success_rate = 1.2"): "klucz success_rate.*nie większa od 1",
    ("successes = 12", "successes = 12\nsuccess_rate = 0.3"): "albo successes",
    ("successes = 12", ""): "albo successes",
    ("participants = 40", "participants = 0"): "klucz participants",
    ('["over_24_months", ', '["inflow", '): "bez „inflow”",
    ('["over_24_months", ', '["long_term_assisted", '): "każdy raz",
    ("gmina = 2000.0\neu = 1000.0", "gmina = 0.0"): "cost większy od zera",
    ("eu = 1000.0", "nfz = 1000.0"): "'gmina', 'powiat'",
    ("eu = 1000.0", 'eu = "1000"'): "liczba",
    ('title = "Opis praktyki „Klub pracy”"', 'title = " "'): "bez źródła",
    ("residents = 12000", "mieszkancy = 12000"): "klucz mieszkancy",
}


@pytest.mark.parametrize("change", MISTAKES)
def test_each_mistake_in_a_record_is_told(change: tuple[str, str], tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / "practice.toml"
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(InputError, match=MISTAKES[change]) as caught:
        load_practice(path)
    assert len(caught.value.problems) == 1


PERSONAL = {
    "numer podobny do PESEL": "sprawa 00000000000 zamknięta",
    "adres e-mail": "pytania: kontakt.osoby@example.org",
}


@pytest.mark.parametrize("what", PERSONAL)
@pytest.mark.parametrize("key", ["description", "contact_office", "measured_after"])
def test_personal_data_are_refused_and_not_repeated(what: str, key: str, tmp_path: Path) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    changed = [f'{key} = "{PERSONAL[what]}"' if x.startswith(f"{key} =") else x for x in lines]
    assert changed != lines
    path = tmp_path / "practice.toml"
    path.write_text("\n".join(changed), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_practice(path)
    (problem,) = caught.value.problems
    assert problem.place == f"klucz {key}"
    assert what in problem.expected
    assert "a nie osobę" in problem.mend
    assert not [word for word in PERSONAL[what].split() if len(word) > 9 and word in str(problem)]


def test_personal_data_in_many_places_are_told_together(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("metryka, s. 2", "autor@example.org")
    text = text.replace("Dwa spotkania", "00000000000: dwa spotkania")
    text = text.replace("long_term_assisted", "osoba@example.org")
    path = tmp_path / "practice.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_practice(path)
    told = [problem.place for problem in caught.value.problems]
    assert told == ["klucz description", "klucz levels", "klucz source.locator"]


@pytest.mark.parametrize(
    "text", ["konto 1234567890 (KRS)", "123456789012 sztuk", "https://example.org/@praktyka.pl"]
)
def test_other_long_numbers_and_addresses_are_no_personal_data(text: str, tmp_path: Path) -> None:
    changed = SAMPLE.read_text(encoding="utf-8").replace("metryka, s. 2", text)
    path = tmp_path / "practice.toml"
    path.write_text(changed, encoding="utf-8")
    assert load_practice(path).source.locator == text


def test_the_sample_becomes_a_file_that_loads(tmp_path: Path) -> None:
    instrument = instrument_from_practice(RECORD)
    assert load_instrument(write_instrument(instrument, tmp_path / "klub_pracy.toml")) == instrument
