"""Replace the ids of people by salted hashes, in the office, before a register goes anywhere.

``costmodel hash-register IN.csv OUT.csv --salt FILE`` does this for the column ``person``.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.decoding import decoded

PERSON = "person"
HASH_LETTERS = 32
LEAST_SALT = 32
"""Letters of a salt: 128 bits written as hexadecimal digits."""
_HASH = re.compile(rf"(?=.*[a-f])(?=.*\d)[0-9a-f]{{{HASH_LETTERS}}}")
_SALT = re.compile(rf"[0-9a-f]{{{LEAST_SALT},}}")


def pseudonym(person: str, salt: str) -> str:
    r"""Return the hash that stands for a person.

    Parameters
    ----------
    person : str
        Id in the office's own system; spaces and letter case do not matter.
    salt : str
        Secret of the office. Without it the id cannot be found by trying all PESEL numbers.

    Returns
    -------
    str
        32 hexadecimal digits.

    Notes
    -----
    .. math:: \mathrm{HMAC}_{\mathrm{SHA256}}(\text{salt}, \text{person})

    cut to 128 bits.

    References
    ----------
    .. [1] RFC 2104, HMAC: Keyed-Hashing for Message Authentication, sec. 2 and 5 (truncation).

    Examples
    --------
    >>> one = pseudonym("OPS/17", "0" * 32)
    >>> len(one), one == pseudonym(" ops/17 ", "0" * 32), one == pseudonym("OPS/17", "1" * 32)
    (32, True, False)
    """
    plain = "".join(person.split()).casefold()
    made = hmac.new(salt.encode("ascii"), plain.encode("utf-8"), hashlib.sha256)
    return made.hexdigest()[:HASH_LETTERS]


def is_pseudonym(text: str) -> bool:
    """Return whether a text has the form of a hash made here.

    Examples
    --------
    >>> is_pseudonym(pseudonym("17", "0" * 32)), is_pseudonym("44051401359")
    (True, False)
    """
    return bool(_HASH.fullmatch(text))


def hash_register(source: Path, target: Path, *, salt_file: Path) -> tuple[str, ...]:
    """Write a register with hashes in the column ``person``; return what is to be told.

    Parameters
    ----------
    source, target : Path
        CSV files; ``target`` must not be there yet. Other columns are copied as they are.
    salt_file : Path
        Secret of the office. Made if it is not there; whoever has it can find people again.

    Raises
    ------
    InputError
        If ``target`` is there, there is no column ``person``, an id is empty, or the secret
        is too short.
    """
    text = decoded(source)
    first = text.splitlines()[0]
    separator = ";" if first.count(";") >= first.count(",") else ","
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]
    _fail_if_unusable(source, target, rows)
    salt, made = _salt(salt_file)
    column = _head(rows).index(PERSON)
    hashed = [rows[0]] + [
        [pseudonym(cell, salt) if i == column else cell for i, cell in enumerate(row)]
        for row in rows[1:]
    ]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator, lineterminator="\r\n").writerows(hashed)
    write_whole(target, written.getvalue(), encoding="utf-8-sig")
    told = [f"Zapisano {target.name}: {len(hashed) - 1} wierszy ze skrótami w kolumnie person."]
    if made:
        told.append(
            f"Utworzono klucz {salt_file.name}. Trzymaj go w ośrodku, poza folderem gminy: "
            "z kluczem da się rozpoznać osoby, a bez niego nie da się dołączyć nowych lat."
        )
    return tuple(told)


def _head(rows: Sequence[Sequence[str]]) -> list[str]:
    return [cell.strip().casefold() for cell in rows[0]]


def _fail_if_unusable(source: Path, target: Path, rows: Sequence[Sequence[str]]) -> None:
    problems = []
    if target.exists():
        mend = "Podaj inną nazwę: istniejący plik nie zostanie nadpisany."
        problems.append(Problem(target.name, "", "plik już jest", "nowy plik", mend))
    if PERSON not in _head(rows):
        mend = "Nazwij kolumnę z numerem osoby „person”."
        expected = f"kolumna „{PERSON}”"
        problems.append(Problem(source.name, "wiersz 1", "inny nagłówek", expected, mend))
    else:
        column = _head(rows).index(PERSON)
        empty = [
            at for at, row in enumerate(rows, 1) if len(row) <= column or not row[column].strip()
        ]
        problems += [
            Problem(source.name, f"wiersz {at}", "brak", "numer osoby", "Uzupełnij numer osoby.")
            for at in empty
        ]
    if problems:
        raise InputError(problems)


def _salt(path: Path) -> tuple[str, bool]:
    """Return the secret, and whether it was made now."""
    if not path.exists():
        salt = secrets.token_hex(LEAST_SALT)
        write_whole(path, salt + "\n")
        return salt, True
    salt = path.read_text(encoding="ascii", errors="replace").strip()
    if not _SALT.fullmatch(salt):
        expected = f"co najmniej {LEAST_SALT} cyfr szesnastkowych"
        mend = "Usuń plik: program utworzy nowy klucz (skróty będą inne niż dotąd)."
        raise InputError([Problem(path.name, "", "inna treść", expected, mend)])
    return salt, False
