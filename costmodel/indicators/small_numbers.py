"""The rule for small numbers: when an interval is shown, and which counts are hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import pandas as pd
from pydantic import Field

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError, Problem
from costmodel.indicators.variables import Variable
from costmodel.language import remembered
from costmodel.resources import data_path


@dataclass(frozen=True, slots=True)
class Scope:
    """Which variables count people known to an office, and are not public already.

    Parameters
    ----------
    bases : frozenset of str
        Things counted, as the catalogue names them.
    units : frozenset of str
        Units of variables that the catalogue does not know.
    public_sources : tuple of str
        Beginnings of the sources of public statistics.
    staff : frozenset of str
        Variables that count staff: public information.
    """

    bases: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    public_sources: tuple[str, ...] = ()
    staff: frozenset[str] = frozenset()

    def covers(self, variable: str, unit: str, *, declared: Mapping[str, Variable]) -> bool:
        """Return whether small values of a variable are hidden.

        Parameters
        ----------
        declared : mapping of str to Variable
            Those of the catalogue.
        """
        if variable in self.staff:
            return False
        known = declared.get(variable)
        if known is None:
            return unit in self.units
        return known.base in self.bases and not known.source.startswith(self.public_sources)


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
    scope : Scope
        What they are counts of.
    """

    interval_up_to: int
    interval_level: float
    hidden_from: int
    hidden_up_to: int
    scope: Scope = field(default_factory=Scope)

    @property
    def rounding(self) -> int:
        """To multiples of what counts are rounded where they are not hidden. [things counted]"""
        return self.hidden_up_to + 1

    @property
    def stand_in(self) -> float:
        """What stands for a hidden count in a series: the middle of what it may be."""
        return (self.hidden_from + self.hidden_up_to) / 2

    def hides(self, counts: pd.Series[float]) -> pd.Series[bool]:
        """Return which counts are small; also one that is no whole number, as a mean of years.

        Examples
        --------
        >>> default_small_numbers().hides(pd.Series([0.0, 0.5, 2.0, 2.5, 3.0])).tolist()
        [False, True, True, True, False]
        """
        return (counts > self.hidden_from - 1) & (counts < self.rounding)

    @property
    def spread(self) -> int:
        """How many values more than one a hidden count could have, as far as a reader knows."""
        return self.hidden_up_to


class _Number(Declared):
    value: Annotated[float, Field(gt=0)]
    unit: Annotated[str, Field(min_length=1)]
    source: DeclaredSource


class _ScopeForm(Declared):
    bases: list[str]
    units: list[str]
    public_sources: list[str]
    staff: list[str]
    source: DeclaredSource


class _Form(Declared):
    interval_up_to: _Number
    interval_level: _Number
    hidden_from: _Number
    hidden_up_to: _Number
    hidden_up_to_strict: _Number
    scope: _ScopeForm


def read_small_numbers(path: Path, *, strict: bool = False) -> SmallNumbers:
    """Return the rule that stands in a TOML file.

    Parameters
    ----------
    path : Path
        One table per number, with ``value``, ``unit`` and ``source``, and the table ``scope``.
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
        scope=Scope(
            frozenset(form.scope.bases),
            frozenset(form.scope.units),
            tuple(form.scope.public_sources),
            frozenset(form.scope.staff),
        ),
    )


@remembered
def default_small_numbers(*, strict: bool = False) -> SmallNumbers:
    """Return the rule shipped with the library.

    Examples
    --------
    >>> default_small_numbers().hidden_up_to, default_small_numbers(strict=True).hidden_up_to
    (2, 4)
    """
    return read_small_numbers(data_path("small_numbers.toml"), strict=strict)
