"""Look a name up: a drawn value of a file, or a statutory parameter of the price year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from costmodel.problems.correlations import CorrelatedGroup
from costmodel.problems.uncertain import UncertainRecord
from costmodel.statutes.book import ParameterBook
from costmodel.uncertainty.correlation import correlated_uniforms
from costmodel.uncertainty.distributions import Distribution
from costmodel.uncertainty.draws import draw

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Values:
    """The names that one file may use.

    Parameters
    ----------
    drawn : mapping of str to ndarray of shape (n_draws,)
        Values declared in the file, each in its own unit.
    book : ParameterBook
        Statutory parameters and unit costs.
    price_year : int
        Year whose mean is taken of a parameter that changes within it.
    common : mapping of str to ndarray of shape (n_draws,)
        Values that several files use; the file's own come first.
    """

    drawn: Mapping[str, Floats]
    book: ParameterBook
    price_year: int
    common: Mapping[str, Floats] = field(default_factory=dict)

    def __call__(self, name: str) -> Floats:
        """Return the value of a name, shape (n_draws,) or ()."""
        if name in self.drawn:
            return self.drawn[name]
        if name in self.common:
            return self.common[name]
        return np.asarray(self.book.mean_over_year(name, self.price_year), dtype=np.float64)


def draw_values(
    records: Mapping[str, UncertainRecord],
    *,
    owner: str,
    book: ParameterBook,
    price_year: int,
    seed: int,
    n_draws: int,
    common: Mapping[str, Floats] | None = None,
    groups: Sequence[CorrelatedGroup] = (),
) -> Values:
    """Draw the values of a file; ``owner`` keeps equal names of two files apart.

    A value with the same name, label and distribution in two files is drawn apart, unless it is
    fixed or stands in the common file: files do not know each other. Values of a group are put
    into its rank correlation.
    """
    together = {name: group for group in groups for name in group.names}
    drawn = {}
    for name, record in records.items():
        key = f"{owner}.{name}"
        group = together.get(key)
        form = None if group is None else (group.names, group.spearman)
        drawn[name] = _drawn(key, record.distribution(), seed, n_draws, form)
    return Values(drawn, book, price_year, common or {})


@lru_cache(maxsize=2_000)
def _drawn(
    name: str,
    distribution: Distribution,
    seed: int,
    n_draws: int,
    group: tuple[tuple[str, ...], float] | None,
) -> Floats:
    """Draw one value; the same value of the next place need not be drawn again."""
    if group is None:
        values = draw({name: distribution}, seed=seed, n_draws=n_draws)[name]
    else:
        values = distribution.quantile(_points(*group, seed, n_draws)[name])
    values.setflags(write=False)
    return values


@lru_cache(maxsize=200)
def _points(
    names: tuple[str, ...], spearman: float, seed: int, n_draws: int
) -> Mapping[str, Floats]:
    wanted = np.full((len(names), len(names)), spearman)
    np.fill_diagonal(wanted, 1.0)
    return correlated_uniforms(names, wanted, seed=seed, n_draws=n_draws)
