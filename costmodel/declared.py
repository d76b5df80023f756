"""Read a TOML file into its declared form, telling everything wrong with it at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from costmodel.characters import named, odd_character
from costmodel.errors import InputError, Problem
from costmodel.limits import DEEPEST, LARGEST_DECLARED, LONGEST_CELL, read_limited
from costmodel.refusals import cure_of, reason_of
from costmodel.sources import Source
from costmodel.translation import told_content

_LONGEST_VALUE_SHOWN = 60
_LARGEST_INTEGER = 10**15
"""More than any count or amount, and no more than a float holds exactly."""
_LONG_KEY = re.compile(
    rf"""(?<![\w-])(?:(?:[\w-]++|"[^"]*+"|'[^']*+')[ \t]*+\.[ \t]*+){{{DEEPEST},}}+"""
)
"""A key of parts without end: each would be a table within the one before."""
_LINE = re.compile(r"at line (\d+)")

_EXPECTED = {
    "missing": ("ten klucz z wartością", "Dopisz brakujący klucz."),
    "extra_forbidden": ("klucz znany bibliotece", "Popraw nazwę klucza albo usuń go."),
    "float_type": ("liczba", "Wpisz liczbę bez cudzysłowu, z kropką dziesiętną."),
    "finite_number": ("liczba skończona", "Wpisz liczbę bez cudzysłowu, z kropką dziesiętną."),
    "int_type": ("liczba całkowita", "Wpisz liczbę bez cudzysłowu."),
    "string_type": ("tekst", "Ujmij wartość w cudzysłów."),
    "string_too_short": ("niepusty tekst", "Uzupełnij tekst."),
    "no_source_title": (
        "tytuł aktu, tabeli, raportu lub pracy",
        "Wpisz źródło: wartość bez źródła nie jest przyjmowana.",
    ),
    "bool_type": ("true albo false", "Wpisz true albo false, bez cudzysłowu."),
    "date_type": ("data RRRR-MM-DD", "Wpisz datę bez cudzysłowu, np. 2026-06-01."),
    "too_short": ("co najmniej jedna pozycja", "Dopisz pozycję."),
    "list_type": ("lista", "Ujmij pozycje w nawiasy kwadratowe."),
    "tuple_type": ("lista", "Ujmij pozycje w nawiasy kwadratowe."),
    "greater_than": ("liczba większa od {gt:g}", "Popraw liczbę."),
    "greater_than_equal": ("liczba nie mniejsza od {ge:g}", "Popraw liczbę."),
    "less_than_equal": ("liczba nie większa od {le:g}", "Popraw liczbę."),
}
_ANYTHING = ("wartość dozwolona w tym miejscu", "Popraw wartość.")
_TABLE = ("tabela TOML", "Zapisz ją jako { … } albo jako [nagłówek] z kluczami poniżej.")


class Declared(BaseModel):
    """A form of data file: frozen, no unknown keys, no silent change of type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class DeclaredSource(Declared):
    """The source of a value as it stands in a data file. The title is never empty."""

    title: str
    locator: str = ""
    url: str = ""

    @field_validator("title")
    @classmethod
    def _fail_if_empty(cls, title: str) -> str:
        if not title.strip():
            raise PydanticCustomError("no_source_title", "the title is empty")
        return title

    def as_source(self) -> Source:
        """Return it as the value that the library carries on."""
        return Source(self.title, self.locator, self.url)


Form = TypeVar("Form", bound=BaseModel)


def read_declared(path: Path, form: type[Form]) -> Form:
    """Return the content of a TOML file in its declared form, its prose in the current language.

    Parameters
    ----------
    path : Path
        A file in UTF-8, with or without a byte order mark.
    form : type of pydantic model
        What the file must hold. A ``ValueError`` raised by its validators is told to the
        reader as what was expected, so its text is Polish.

    Raises
    ------
    InputError
        If the file cannot be read, is not UTF-8, is no TOML, or does not fit the form.
    """
    content = told_content(_content(path))
    try:
        return form.model_validate(content)
    except ValidationError as error:
        problems = [_problem(path.name, details, content) for details in error.errors()]
        raise InputError(problems) from error


def _content(path: Path) -> dict[str, Any]:
    text = _text(path)
    _fail_if_a_line_is_too_long(path.name, text)
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of many digits is a ValueError
        raise InputError([_problem_of_syntax(path.name, text, str(error))]) from error
    problems = list(_problems_within(path.name, content))
    if problems:
        raise InputError(problems)
    return content


def _fail_if_a_line_is_too_long(file: str, text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        place = f"wiersz {number}"
        if len(line) > LONGEST_CELL:
            value, mend = f"{len(line)} znaków", "Podziel ten wiersz na kilka."
            expected = f"wiersz do {LONGEST_CELL} znaków"
            raise InputError([Problem(file, place, value, expected, mend)])
        if found := _LONG_KEY.search(line):
            expected, mend = f"klucz o najwyżej {DEEPEST} częściach", "Popraw nazwę klucza."
            raise InputError([Problem(file, place, shortened(found[0]), expected, mend)])


def _problems_within(file: str, content: dict[str, Any]) -> Iterator[Problem]:
    """Yield what no form may hold: odd characters, numbers without end, tables within tables."""
    waiting: list[tuple[str, object, int]] = [(key, content[key], 1) for key in content]
    while waiting:
        place, value, depth = waiting.pop()
        odd = odd_character(f"{place}{value}" if isinstance(value, str) else place)
        if odd:
            mend = "Usuń ten znak: nie widać go, a zmienia to, co widać."
            yield Problem(file, f"klucz {place}", named(odd), "tekst bez takich znaków", mend)
        elif isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
            expected = f"liczba całkowita do {_LARGEST_INTEGER}"
            yield Problem(file, f"klucz {place}", "liczba za duża", expected, "Popraw liczbę.")
        elif isinstance(value, dict | list) and depth > DEEPEST:
            expected = f"najwyżej {DEEPEST} tabel jedna w drugiej"
            yield Problem(file, f"klucz {shortened(place)}", "tabele w tabelach", expected, "")
            return
        elif isinstance(value, dict):
            waiting += [(f"{place}.{key}", value[key], depth + 1) for key in value]
        elif isinstance(value, list):
            waiting += [(place, item, depth + 1) for item in value]


def _text(path: Path) -> str:
    try:
        # Windows editors put a byte order mark before UTF-8; it carries no content
        return read_limited(path, largest=LARGEST_DECLARED).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(
            path.name,
            f"bajt {error.start}",
            f"0x{error.object[error.start]:02x}",
            "plik w kodowaniu UTF-8",
            "Zapisz plik ponownie jako UTF-8.",
        )
    except OSError as error:
        problem = Problem(
            path.name,
            "",
            reason_of(error),
            "plik do odczytu",
            f"{cure_of(error)} Sprawdź, czy plik istnieje i czy wolno go czytać.",
        )
    raise InputError([problem])


def _problem_of_syntax(file: str, text: str, message: str) -> Problem:
    lines = text.splitlines() or [""]
    found = _LINE.search(message)
    number = int(found[1]) if found else len(lines)
    return Problem(
        file,
        f"wiersz {number}",
        shortened(lines[min(number, len(lines)) - 1]),
        "poprawny zapis TOML: domknięte cudzysłowy i nawiasy, każdy klucz i nagłówek raz",
        "Popraw składnię w tym wierszu.",
    )


def _problem(file: str, details: ErrorDetails, content: dict[str, Any]) -> Problem:
    kind = details["type"]
    value = "brak" if kind == "missing" else shortened(details["input"])
    expected, mend = _EXPECTED.get(kind, _ANYTHING)
    expected = expected.format(**details.get("ctx", {}))
    if kind == "value_error":
        expected = str(details["ctx"]["error"])
    elif kind in {"enum", "literal_error"}:
        expected = f"jedna z wartości: {details['ctx']['expected'].replace(' or ', ', ')}"
    elif kind in {"model_type", "dict_type", "model_attributes_type"}:
        expected, mend = _TABLE
    return Problem(file, _place(details["loc"], content), value, expected, mend)


def _place(location: Sequence[int | str], content: object) -> str:
    """Return the key as a reader finds it: tables of a list by their count and id."""
    groups: list[list[str]] = [[]]
    here = content
    for part in location:
        if isinstance(part, int):
            here = here[part] if isinstance(here, list) and part < len(here) else None
            id_ = here.get("id") if isinstance(here, dict) else None
            groups[-1][-1:] = [f"{''.join(groups[-1][-1:])} nr {part + 1}"]
            groups[-1][-1] += f" ({id_})" if id_ else ""
            groups.append([])
        elif part != "[key]":
            here = here.get(part) if isinstance(here, dict) else None
            groups[-1].append(part)
    told = ", ".join(".".join(group) for group in groups if group)
    return f"klucz {told}" if told else ""


def shortened(value: object) -> str:
    """Return a value as text short enough for a message.

    Examples
    --------
    >>> shortened("x" * 100)[-3:]
    'xx…'
    >>> shortened({"value": 1, "repealed": True})
    'klucze: value, repealed'
    """
    text = f"klucze: {', '.join(map(str, value))}" if isinstance(value, dict) else str(value)
    return text if len(text) <= _LONGEST_VALUE_SHOWN else text[: _LONGEST_VALUE_SHOWN - 1] + "…"
