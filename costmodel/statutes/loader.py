"""Read dated parameters from TOML files: a value without a source does not load."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError, Problem
from costmodel.sources import Verified
from costmodel.statutes.parameter import Enactment, Parameter

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _first_day(key: object) -> object:
    if isinstance(key, str) and _ISO_DAY.fullmatch(key):
        try:
            return date.fromisoformat(key)
        except ValueError:
            raise ValueError(f"dzień, który jest w kalendarzu (RRRR-MM-DD), nie {key}") from None
    raise ValueError("pierwszy dzień obowiązywania, zapisany [since.RRRR-MM-DD]")


Text = Annotated[str, Field(min_length=1)]
FirstDay = Annotated[date, BeforeValidator(_first_day)]


class EnactmentForm(Declared):
    """One ``[since.RRRR-MM-DD]`` table.

    Either ``value`` or ``repealed = true``. ``ends`` is the last day of an announced life after
    which no value is known: the day after it the parameter has no value. ``review`` is the day
    from which another value is to be expected.
    """

    value: float | None = None
    repealed: bool = False
    ends: date | None = None
    review: date | None = None
    verified: Annotated[Verified, Field(strict=False)]
    note: str = ""
    source: DeclaredSource

    @model_validator(mode="after")
    def _fail_if_neither_or_both(self) -> Self:
        if (self.value is None) != self.repealed:
            raise ValueError("albo value = liczba, albo repealed = true")
        if self.repealed and self.ends is not None:
            raise ValueError("ends tylko przy wartości, nie przy repealed = true")
        if self.repealed and self.review is not None:
            raise ValueError("review tylko przy wartości, nie przy repealed = true")
        return self


class ParameterForm(Declared):
    """A parameter file. ``description`` is for the reader of the file alone."""

    name: Text
    label: Text
    unit: Text
    payer: str = ""
    description: str = ""
    since: Annotated[dict[FirstDay, EnactmentForm], Field(min_length=1)]


def load_parameters(*folders: Path) -> dict[str, Parameter]:
    """Return all parameters of the TOML files that stand in ``folders``, by name.

    Parameters
    ----------
    *folders : Path
        Folders with one file per parameter, named ``<name>.toml``.

    Raises
    ------
    InputError
        With everything wrong in all files.
    """
    parameters: dict[str, Parameter] = {}
    problems: list[Problem] = []
    for path in _files(folders, problems):
        try:
            parameter = load_parameter(path)
        except InputError as error:
            problems.extend(error.problems)
            continue
        if parameter.name in parameters:
            problems.append(
                Problem(
                    path.name,
                    "klucz name",
                    parameter.name,
                    "nazwa, której nie ma inny plik",
                    f"Usuń jeden z dwóch plików (ten w folderze {path.parent.name}).",
                )
            )
        parameters.setdefault(parameter.name, parameter)
    if problems:
        raise InputError(problems)
    return parameters


def load_parameter(path: Path) -> Parameter:
    """Return the parameter that stands in one file.

    Raises
    ------
    InputError
        With everything wrong in the file.
    """
    form = read_declared(path, ParameterForm)
    problems = [*_problems_of_ends(path, form), *_problems_of_review(path, form)]
    if form.name != path.stem:
        mend = f"Zmień name albo nazwę pliku na {form.name}.toml."
        problems.append(Problem(path.name, "klucz name", form.name, path.stem, mend))
    if problems:
        raise InputError(problems)
    return Parameter(form.name, form.label, form.unit, form.payer, _enactments(form))


def _files(folders: tuple[Path, ...], problems: list[Problem]) -> list[Path]:
    for folder in folders:
        if not folder.is_dir():
            mend = "Sprawdź ścieżkę folderu."
            problems.append(Problem(str(folder), "", "brak folderu", "folder z plikami TOML", mend))
    return [path for folder in folders for path in sorted(folder.glob("*.toml"))]


def _problems_of_ends(path: Path, form: ParameterForm) -> list[Problem]:
    days = sorted(form.since)
    return [
        Problem(
            path.name,
            f"klucz since.{day}.ends",
            str(form.since[day].ends),
            f"dzień nie wcześniejszy niż {day} i przed dniem następnej wartości",
            "Popraw datę albo usuń ends, jeśli następna wartość zastępuje tę.",
        )
        for day, later in zip(days, [*days[1:], date.max], strict=True)
        if not day <= (form.since[day].ends or day) < later
    ]


def _problems_of_review(path: Path, form: ParameterForm) -> list[Problem]:
    return [
        Problem(
            path.name,
            f"klucz since.{day}.review",
            str(entry.review),
            f"dzień późniejszy niż {day}",
            "Popraw dzień, od którego spodziewana jest nowa wartość.",
        )
        for day, entry in sorted(form.since.items())
        if entry.review is not None and entry.review <= day
    ]


def _enactments(form: ParameterForm) -> tuple[Enactment, ...]:
    enactments = []
    for day, entry in sorted(form.since.items()):
        source = entry.source.as_source()
        enactments.append(
            Enactment(day, entry.value, source, entry.verified, entry.note, entry.review)
        )
        after = None if entry.ends is None else entry.ends + timedelta(days=1)
        if after is not None and after not in form.since:
            note = f"known only until {entry.ends}"
            enactments.append(Enactment(after, None, source, entry.verified, note))
    return tuple(enactments)
