"""The variables that indicators are made from: what each counts, and where its figures stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator

from costmodel.declared import Declared
from costmodel.errors import Problem

BASE_MARK = " / "
"""Between the two bases of a rate: ``rodziny / osoby``."""
Checked = Literal["yes", "partly", "no"]
"""Definition read at its source; name or id read, formula checked by arithmetic; not checked."""


class Variable(Declared):
    """One variable of the observations (``statistics.csv``), its texts Polish.

    ``base`` is what is counted: one of the catalogue's bases, or two of them for a figure
    published as a rate (``osoby / osoby``). ``bdl`` is the id of the variable in the GUS Bank
    Danych Lokalnych, ``subject`` its subject there, ``smup`` an id in SMUP.
    """

    model_config = ConfigDict(str_min_length=1)

    id: str
    name: str
    unit: str
    base: str
    source: str
    bdl: str | None = None
    subject: str | None = None
    smup: str | None = None
    checked: Checked

    @field_validator("id")
    @classmethod
    def _fail_if_no_plain_name(cls, id_: str) -> str:
        return plain_name(id_)

    @field_validator("bdl", "smup")
    @classmethod
    def _fail_if_no_number(cls, id_: str | None) -> str | None:
        if id_ is not None and not re.fullmatch(r"\d+", id_):
            raise ValueError("cyfry w cudzysłowie")
        return id_


class Alternative(Declared):
    """One way to get a denominator: a variable or group, times ``factor``."""

    name: Annotated[str, Field(min_length=1)]
    factor: Annotated[float, Field(gt=0)] = 1.0


def plain_name(id_: str) -> str:
    """Return an id made of small letters, digits and underscores; others are refused.

    Raises
    ------
    ValueError
        With what is expected, in Polish.

    Examples
    --------
    >>> plain_name("unemployed_registered")
    'unemployed_registered'
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", id_):
        raise ValueError("małe litery, cyfry i podkreślenia, na początku litera")
    return id_


def variable_problems(
    file: str,
    variables: Sequence[Variable],
    groups: Mapping[str, Sequence[str]],
    bases: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield what is wrong with variables, and with sums that would add different things.

    Parameters
    ----------
    file : str
        Name of the file, for the messages.
    variables : sequence of Variable
        All that are declared.
    groups : mapping of str to sequence of str
        Sums, by name: their members.
    bases : mapping of str to str
        Every base that may be counted.
    """
    known = {variable.id: variable for variable in variables}
    for variable in variables:
        for part in variable.base.split(BASE_MARK):
            if part not in bases:
                place, expected = f"klucz variable ({variable.id}), base", ", ".join(bases)
                yield Problem(file, place, part, f"jedna z: {expected}", "Popraw bazę.")
    for name, members in groups.items():
        unknown = [member for member in members if member not in known]
        for member in unknown:
            yield Problem(
                file, f"klucz groups.{name}", member, "zmienna z listy variable", "Dopisz zmienną."
            )
        counted = {known[member].base for member in members if member in known}
        if len(counted) > 1:
            expected = "zmienne o jednej bazie: nie wolno dodawać różnych rzeczy"
            yield Problem(
                file, f"klucz groups.{name}", ", ".join(sorted(counted)), expected, "Podziel sumę."
            )
