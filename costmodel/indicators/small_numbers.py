"""The rule for small numbers: when an interval is shown, and which counts are hidden."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError, Problem
from costmodel.resources import data_path


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """The rule.

    Parameters
    ----------
    interval_up_to : int
        Counts up to this one get an interval. [things counted]
    interval_level : float
        Confidence level of the interval. [share]
    hidden_from, hidden_up_to : int
        Counts from … to … are hidden; zero tells of nobody and stays. [things counted]
    """

    interval_up_to: int
    interval_level: float
    hidden_from: int
    hidden_up_to: int

    @property
    def spread(self) -> int:
        """How many values more than one a hidden count could have, as far as a reader knows."""
        return self.hidden_up_to


class _Number(Declared):
    value: Annotated[float, Field(gt=0)]
    unit: Annotated[str, Field(min_length=1)]
    source: DeclaredSource


class _Form(Declared):
    interval_up_to: _Number
    interval_level: _Number
    hidden_from: _Number
    hidden_up_to: _Number
    hidden_up_to_strict: _Number


def read_small_numbers(path: Path, *, strict: bool = False) -> SmallNumbers:
    """Return the rule that stands in a TOML file.

    Parameters
    ----------
    path : Path
        One table per number, with ``value``, ``unit`` and ``source``.
    strict : bool
        Whether to hide more, as ``hidden_up_to_strict`` says.

    Raises
    ------
    InputError
        If a number is absent, not positive or without source; if the level is no share or
        counts are hidden from a higher one than up to.
    """
    form = read_declared(path, _Form)
    up_to = form.hidden_up_to_strict if strict else form.hidden_up_to
    problems = []
    if form.interval_level.value >= 1:
        level = f"{form.interval_level.value:g}"
        problems.append(
            Problem(
                path.name, "klucz interval_level", level, "liczba między 0 a 1", "Popraw poziom."
            )
        )
    if form.hidden_from.value > up_to.value:
        span = f"od {form.hidden_from.value:g} do {up_to.value:g}"
        problems.append(
            Problem(path.name, "klucz hidden_from", span, "od mniejszej do większej", "Popraw.")
        )
    if problems:
        raise InputError(problems)
    return SmallNumbers(
        interval_up_to=int(form.interval_up_to.value),
        interval_level=form.interval_level.value,
        hidden_from=int(form.hidden_from.value),
        hidden_up_to=int(up_to.value),
    )


@cache
def default_small_numbers(*, strict: bool = False) -> SmallNumbers:
    """Return the rule shipped with the library.

    Examples
    --------
    >>> default_small_numbers().hidden_up_to, default_small_numbers(strict=True).hidden_up_to
    (2, 4)
    """
    return read_small_numbers(data_path("small_numbers.toml"), strict=strict)
