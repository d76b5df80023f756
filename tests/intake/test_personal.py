from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.intake.personal import personal_kind
from costmodel.problems.loader import shipped_problems


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("44051401359", "PESEL"),
        ("48051401359", "PESEL"),
        ("440514 01359", "PESEL"),
        ("Kowalska Anna", "imię i nazwisko"),
        ("A. Kowalska", "imię i nazwisko"),
        ("ŁĄCKA EWA", "imię i nazwisko"),
        ("Nowak-Lis", "imię i nazwisko"),
        ("ewa@example.org", "adres e-mail"),
        ("+48 602 100 100", "telefon"),
        ("(94) 372-01-02", "telefon"),
        ("ulica Polna", "adres"),
        ("Polna 3/4", "adres"),
        ("78-400", "adres"),
        ("ABC 123456", "numer dokumentu"),
    ],
)
def test_data_of_a_person_are_known(text: str, kind: str) -> None:
    assert personal_kind(text) == kind


@pytest.mark.parametrize("text", ["", "2024-03-01", "zmiana poziomu", "12", "a1b2" * 8])
def test_what_a_register_needs_is_not_personal(text: str) -> None:
    assert personal_kind(text) is None


def test_no_id_of_a_problem_or_level_is_taken_for_a_person() -> None:
    names = [n for p in shipped_problems().values() for n in (p.id, *p.levels)]
    assert not [name for name in names if personal_kind(name)]


@given(st.integers(0, 10**11 - 1))
def test_any_eleven_digits_are_refused(number: int) -> None:
    assert personal_kind(f"{number:011d}") == "PESEL"
