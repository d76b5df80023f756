"""Replace the ids of people by salted hashes, in the office, before a register goes anywhere.

``costmodel hash-register IN.csv OUT.csv --salt FILE`` does this for the column ``person``.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.intake.register_cells import COLUMNS, Line, register_cells
from costmodel.limits import LARGEST_DECLARED, read_limited
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.one_at_a_time import only_one
from costmodel.statistics.sheet import sheet_text

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
    source : Path
        Register of the office, CSV or XLSX. Columns that counting does not need are left out.
    target : Path
        CSV that must not be there yet.
    salt_file : Path
        Secret of the office. Made if it is not there; whoever has it can find people again.

    Raises
    ------
    InputError
        If ``target`` is there, there is no column ``person``, an id is empty, or the secret
        is too short.
    OutputError
        If the folder of ``target`` or of the secret cannot be written to.
    """
    with ExitStack() as held:  # two runs that both make the secret would lose one
        for folder in sorted({salt_file.resolve().parent, target.resolve().parent}):
            held.enter_context(only_one(folder))
        return _hashed(source, target, salt_file)


def _hashed(source: Path, target: Path, salt_file: Path) -> tuple[str, ...]:
    head, lines = register_cells(source)
    problems = [*_target_problems(target), *_person_problems(source.name, head, lines)]
    if problems:
        raise InputError(problems)
    salt, made = _salt(salt_file)
    kept = [name for name in COLUMNS if name in head]
    rows = [dict(zip(head, cells, strict=True)) for _, cells in lines]
    hashed = [row | {PERSON: pseudonym(row[PERSON], salt)} for row in rows]
    table = pd.DataFrame(
        [[row[name] for name in kept] for row in hashed], columns=kept, dtype="str"
    )
    write_whole(target, sheet_text(table, separator=";", newline="\r\n"), encoding="utf-8-sig")
    told = [f"Zapisano {target.name}: {len(hashed)} wierszy ze skrótami w kolumnie person."]
    if len(kept) < len(head):
        told.append(f"Pominięto kolumny, których nie trzeba do liczenia: {len(head) - len(kept)}.")
    if made:
        told.append(
            f"Utworzono klucz {salt_file.name}. Trzymaj go w ośrodku, poza folderem gminy: "
            "z kluczem da się rozpoznać osoby, a bez niego nie da się dołączyć nowych lat."
        )
    return tuple(told)


def _target_problems(target: Path) -> list[Problem]:
    mend = "Podaj inną nazwę: istniejący plik nie zostanie nadpisany."
    return [Problem(target.name, "", "plik już jest", "nowy plik", mend)] if target.exists() else []


def _person_problems(file: str, head: Sequence[str], lines: Sequence[Line]) -> list[Problem]:
    if head.count(PERSON) != 1:
        mend = "Nazwij jedną kolumnę, z numerem osoby, „person”."
        expected = f"kolumna „{PERSON}”"
        return [Problem(file, "wiersz 1", "inny nagłówek", expected, mend)]
    column = head.index(PERSON)
    return [
        Problem(file, f"wiersz {line}", "brak", "numer osoby", "Uzupełnij numer osoby.")
        for line, cells in lines
        if not cells[column]
    ]


def _salt(path: Path) -> tuple[str, bool]:
    """Return the secret, and whether it was made now."""
    if not path.exists():
        salt = secrets.token_hex(LEAST_SALT)
        write_whole(path, salt + "\n")
        return salt, True
    salt = read_limited(path, largest=LARGEST_DECLARED).decode("ascii", errors="replace").strip()
    if not _SALT.fullmatch(salt):
        expected = f"co najmniej {LEAST_SALT} cyfr szesnastkowych"
        mend = "Usuń plik: program utworzy nowy klucz (skróty będą inne niż dotąd)."
        raise InputError([Problem(path.name, "", "inna treść", expected, mend)])
    return salt, False
