"""Whether TERYT codes in a file are whole: seven digits kept as text, no zero lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from costmodel.errors import Problem
from costmodel.teryt import POLAND, is_fictional

_CODE = re.compile(r"\d{7}")
_VOIVODESHIPS = frozenset(f"{number:02d}" for number in range(2, 33, 2))
_LOST_ZERO = "arkusz zgubił zero na początku; pobierz plik jeszcze raz i nie zapisuj go w Excelu."


def is_teryt(code: str) -> bool:
    """Return whether ``code`` has the form of a TERYT code of an area.

    The one fictional gmina of the exercises, with the areas around it, counts as one.

    Examples
    --------
    >>> is_teryt("0201011"), is_teryt("201011"), is_teryt("9901011")
    (True, False, False)
    >>> is_teryt("9910013")
    True
    """
    if not (_CODE.fullmatch(code) and code.isascii()):
        return False
    return code == POLAND or code[:2] in _VOIVODESHIPS or is_fictional(code)


def code_problem(code: str, *, file: str, place: str) -> Problem | None:
    """Return what is wrong with one code, or ``None``."""
    if is_teryt(code):
        return None
    expected = "kod TERYT z 7 cyfr, np. 0201011"
    if re.fullmatch(r"\d{1,6}", code):
        count = "1 cyfrę" if len(code) == 1 else f"{len(code)} {_digits(len(code))}"
        return Problem(file, place, code, expected, f"Kod ma {count}: {_LOST_ZERO}")
    mend = "Wpisz kod jako tekst: 7 cyfr bez spacji (pierwsze dwie to województwo, 02–32)."
    return Problem(file, place, code, expected, mend)


def code_problems(
    codes: Sequence[tuple[str, int]], *, file: str, column: str = "Kod"
) -> list[Problem]:
    """Return the problems of a column of codes, lost zeros told once for the whole file.

    Parameters
    ----------
    codes : sequence of (str, int)
        Each code with the line on which it stands.
    """
    wrong = [(code, line) for code, line in codes if not is_teryt(code)]
    short = [(code, line) for code, line in wrong if re.fullmatch(r"\d{1,6}", code)]
    told = set(short[1:])
    rest = [pair for pair in wrong if pair not in told]
    found = []
    for code, line in rest:
        more = f" (i {len(short) - 1} dalszych)" if short and (code, line) == short[0] else ""
        place = f"wiersz {line}{more if len(short) > 1 else ''}, kolumna {column}"
        problem = code_problem(code, file=file, place=place)
        found += [problem] if problem else []
    return found


def _digits(count: int) -> str:
    return "cyfry" if count in (2, 3, 4) else "cyfr"
