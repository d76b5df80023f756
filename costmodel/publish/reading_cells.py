"""The cells of tables for a reader: a middle with its interval, in Polish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.annex.money import round_money
from costmodel.annex.numbers import decimal, integer, percent, round_people
from costmodel.annex.signs import DID_NOT_OCCUR
from costmodel.annex.wording import load_wording
from costmodel.problems.problem import SocialProblem
from costmodel.publish.pen import THOUSAND
from costmodel.uncertainty.summary import summarise

Floats = NDArray[np.float64]
Write = Callable[[float], str]


def spread(middle: float, low: float, *, high: float, write: Write) -> str:
    """Return „12 (8 – 15)”, or the middle alone where both ends read like it.

    Examples
    --------
    >>> spread(12.0, 8.0, high=15.2, write=whole), spread(3.0, 3.0, high=3.1, write=whole)
    ('12 (8 – 15)', '3')
    """
    centre, *ends = (write(number) for number in (middle, low, high))
    if ends == [centre, centre]:
        return centre
    return load_wording().say("table.cell", centre=centre, low=ends[0], high=ends[1])


def of_draws(draws: Floats, write: Write) -> str:
    """Return median and interval of draws of shape (n_draws,); „–” where all of them are 0.

    Examples
    --------
    >>> of_draws(np.array([0.1, 0.1]), share), of_draws(np.zeros(2), share)
    ('10,0%', '–')
    """
    if not draws.any():
        return DID_NOT_OCCUR
    found = summarise(draws)
    ends = float(found.low), float(found.high)
    return spread(float(found.median), ends[0], high=ends[1], write=write)


def whole(number: float) -> str:
    """Return a whole number."""
    return integer(number)


def people(persons: float) -> str:
    """Return people, rounded as strategies print them."""
    return integer(round_people(persons))


def thousands(zloty: float) -> str:
    """Return an amount in thousands of złoty."""
    return integer(round_money(zloty) / THOUSAND)


def share(part: float) -> str:
    """Return a share as a percentage with one digit after the comma."""
    return percent(part)


def percent_of(part: float) -> str:
    """Return a share as a percentage without digits after the comma."""
    return percent(part, 0)


def times(factor: float) -> str:
    """Return a number, such as a multiple, with one digit after the comma."""
    return decimal(factor, 1)


def ratio(number: float) -> str:
    """Return a ratio with two digits after the comma."""
    return decimal(number, 2)


def numbered_levels(problem: SocialProblem) -> dict[str, str]:
    """Return the levels of a problem by id, each with its number: „2. w rejestrze …”."""
    return {level.id: f"{n}. {level.label}" for n, level in enumerate(problem.level, 1)}


def table(rows: Iterable[Sequence[str]], heads: Sequence[str], *, keys: int = 1) -> pd.DataFrame:
    """Return rows of texts as a table whose first ``keys`` columns are its index.

    Examples
    --------
    >>> table([("a", "1"), ("b", "2")], ("name", "number")).loc["b", "number"]
    '2'
    """
    return pd.DataFrame(list(rows), columns=list(heads), dtype="str").set_index(list(heads[:keys]))
