from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.intake.pseudonyms import hash_register, is_pseudonym, pseudonym

SALT = "0123456789abcdef" * 2
TEXT = "person;problem\n44051401359;poverty\nOPS/2;poverty\n"


def test_the_hash_is_the_standard_one() -> None:
    by_hand = hmac.new(SALT.encode(), b"ops/2", hashlib.sha256).hexdigest()
    assert pseudonym("OPS/2", SALT) == by_hand[:32]


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_people_have_two_hashes(one: str, other: str) -> None:
    same = "".join(one.split()).casefold() == "".join(other.split()).casefold()
    assert (pseudonym(one, SALT) == pseudonym(other, SALT)) == same


@pytest.mark.parametrize(
    "text",
    ["", "Anna Nowak", "44051401359", "1" * 32, "a" * 32, "A1" * 16, "a1" * 15, "a1" * 17],
)
def test_what_is_no_hash_is_not_taken_for_one(text: str) -> None:
    assert not is_pseudonym(text)


def test_a_register_is_hashed_and_nothing_of_a_person_is_left(tmp_path: Path) -> None:
    source, target, salt = (tmp_path / name for name in ("in.csv", "out.csv", "klucz.txt"))
    source.write_text(TEXT, encoding="utf-8")
    lines = hash_register(source, target, salt_file=salt)
    written = target.read_text(encoding="utf-8-sig")
    secret = salt.read_text(encoding="ascii").strip()
    assert written.splitlines()[1:] == [
        f"{pseudonym('44051401359', secret)};poverty",
        f"{pseudonym('OPS/2', secret)};poverty",
    ]
    assert "44051401359" not in written + "".join(lines)
    assert "Utworzono klucz" in lines[1]


def test_the_same_secret_gives_the_same_hashes_next_year(tmp_path: Path) -> None:
    source, salt = tmp_path / "in.csv", tmp_path / "klucz.txt"
    source.write_text(TEXT, encoding="utf-8")
    salt.write_text(SALT, encoding="ascii")
    for name in ("a.csv", "b.csv"):
        assert len(hash_register(source, tmp_path / name, salt_file=salt)) == 1
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_columns_that_counting_does_not_need_stay_in_the_office(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("Nazwisko;person;level\nNowak;17;occasional\n", encoding="utf-8")
    lines = hash_register(source, target, salt_file=tmp_path / "klucz.txt")
    written = target.read_text(encoding="utf-8-sig")
    assert written.splitlines()[0] == "person;level"
    assert "Nowak" not in written
    assert lines[1] == "Pominięto kolumny, których nie trzeba do liczenia: 1."


@pytest.mark.parametrize(
    ("text", "salt", "says"),
    [
        ("osoba;problem\n1;poverty\n", SALT, "kolumna „person”"),
        ("person;problem\n;poverty\n", SALT, "wiersz 2: jest „brak”"),
        (TEXT, "abc", "co najmniej 32 cyfr szesnastkowych"),
    ],
)
def test_what_cannot_be_hashed_is_told(tmp_path: Path, text: str, salt: str, says: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text, encoding="utf-8")
    (tmp_path / "klucz.txt").write_text(salt, encoding="ascii")
    with pytest.raises(InputError, match=says):
        hash_register(source, target, salt_file=tmp_path / "klucz.txt")
    assert not target.exists()


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="plik już jest"):
        hash_register(source, source, salt_file=tmp_path / "klucz.txt")
    assert source.read_text(encoding="utf-8") == TEXT
