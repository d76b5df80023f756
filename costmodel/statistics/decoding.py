"""Turn the bytes of a publisher's file into text, or say why that cannot be done safely."""

from __future__ import annotations

import codecs
from pathlib import Path

from costmodel.characters import named, odd_character
from costmodel.errors import InputError, Problem
from costmodel.limits import read_limited
from costmodel.refusals import cure_of, reason_of

POLISH_LETTERS = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_TYPOGRAPHY = "–—„”“’‘…§°²³×€·\u00a0\u202f«»‰"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MEND = "Pobierz plik jeszcze raz i zapisz go jako CSV UTF-8."


def _twice_encoded() -> tuple[str, ...]:
    """Return what Polish letters look like after UTF-8 was read as a one-byte encoding."""
    wrong = {
        letter.encode("utf-8").decode(encoding, errors="ignore")
        for letter in POLISH_LETTERS
        for encoding in ("cp1250", "cp1252", "latin-1")
    }
    return tuple(sorted(pair for pair in wrong if len(pair) > 1))


_MOJIBAKE = _twice_encoded()


def decoded(path: Path) -> str:
    """Return the text of a file in UTF-8 (with or without BOM) or CP1250.

    Raises
    ------
    InputError
        If the file is not there or empty, is UTF-16 or binary, or if its Polish letters
        were damaged on the way.
    """
    if not path.is_file():
        raise InputError(
            [Problem(path.name, "", "brak pliku", "plik CSV", "Sprawdź nazwę pliku i folder.")]
        )
    try:
        raw = read_limited(path)
    except OSError as error:
        value, mend = reason_of(error), f"{cure_of(error)} Sprawdź, czy wolno go czytać."
        raise InputError([Problem(path.name, "", value, "plik do odczytu", mend)]) from error
    return decoded_bytes(raw, file=path.name)


def decoded_bytes(raw: bytes, *, file: str) -> str:
    """Return the text in ``raw``; ``file`` is the name told to the user.

    Examples
    --------
    >>> decoded_bytes("Łódź".encode("cp1250"), file="miasta.csv")
    'Łódź'
    """
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise InputError([Problem(file, "", "plik pusty", "tabela z nagłówkiem", _MEND)])
    if raw.startswith(_UTF16_MARKS):
        raise InputError([Problem(file, "", "kodowanie UTF-16", "UTF-8 albo CP1250", _MEND)])
    if b"\x00" in raw:
        place = f"bajt {raw.index(0) + 1}"
        raise InputError([Problem(file, place, "znak NUL", "zwykły tekst (CSV)", _MEND)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _from_cp1250(raw, file)
    else:
        text = _polish_cp1250(raw) or text
    _fail_if_letters_are_damaged(text, file)
    _fail_if_a_character_is_odd(text, file)
    return text


def _polish_cp1250(raw: bytes) -> str | None:
    """Return the CP1250 reading of bytes that happen to be UTF-8 too, if all of it is Polish.

    Polish letters in UTF-8 begin with a byte that is no Polish letter in CP1250, so the two
    readings are never Polish at once.
    """
    if raw.isascii():
        return None
    text = raw.decode("cp1250", errors="replace")
    allowed = POLISH_LETTERS + _TYPOGRAPHY
    return text if all(ord(c) < 128 or c in allowed for c in text) else None


def _from_cp1250(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("cp1250")
    except UnicodeDecodeError as error:
        place = f"bajt {error.start + 1}"
        value = f"0x{raw[error.start]:02X}"
        raise InputError([Problem(file, place, value, "tekst UTF-8 albo CP1250", _MEND)]) from error
    foreign = [c for c in text if ord(c) > 127 and c not in POLISH_LETTERS + _TYPOGRAPHY]
    if foreign:
        raise InputError(
            [
                Problem(
                    file,
                    _line_of(text, foreign[0]),
                    foreign[0],
                    "polskie litery "
                    "w kodowaniu UTF-8 albo CP1250 (inne kodowania, np. ISO-8859-2, są odrzucane)",
                    _MEND,
                )
            ]
        )
    return text


def _fail_if_letters_are_damaged(text: str, file: str) -> None:
    damaged = [mark for mark in ("\ufffd", *_MOJIBAKE) if mark in text]
    if damaged:
        first = min(damaged, key=text.index)
        raise InputError(
            [
                Problem(
                    file,
                    _line_of(text, first),
                    first,
                    "polskie litery (ą, ć, ę, ł …)",
                    "Plik zapisano w złym kodowaniu. " + _MEND,
                )
            ]
        )


def _fail_if_a_character_is_odd(text: str, file: str) -> None:
    odd = odd_character(text)
    if odd:
        mend = "Usuń ten znak: nie widać go, a zmienia to, co widać."
        expected = "tekst bez znaków sterujących i zmieniających kierunek"
        raise InputError([Problem(file, _line_of(text, odd), named(odd), expected, mend)])


def _line_of(text: str, mark: str) -> str:
    return f"wiersz {text.count(chr(10), 0, text.index(mark)) + 1}"
