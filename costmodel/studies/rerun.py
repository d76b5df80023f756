"""A study run again with other numbers: many re-runs side by side, as one model with more draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from costmodel.net_value import net_values
from costmodel.studies.assembly import assemble
from costmodel.studies.frame import frame_of
from costmodel.studies.inputs import Inputs
from costmodel.studies.shares import declared_shares
from costmodel.studies.values import Values

Floats = NDArray[np.float64]
DRAWS_AT_ONCE = 4_000
"""How many draws one walk takes at most: beyond that, arrays leave the cache and memory grows."""


@dataclass(frozen=True, slots=True)
class Rerun:
    """The numbers of one re-run.

    Parameters
    ----------
    values : mapping of owner to Values
        Drawn values, shape (n_draws,) each.
    stocks : mapping of problem to ndarray of shape (1 + horizon, n_draws)
        [persons or cases]
    """

    values: Mapping[str, Values]
    stocks: Mapping[str, Floats]

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return int(next(iter(self.stocks.values())).shape[1])


def mean_net_values(
    inputs: Inputs, reruns: Iterable[Rerun], perspectives: Sequence[str]
) -> Iterator[dict[str, float]]:
    """Yield the mean net present value of each re-run, by perspective. [zł]

    Parameters
    ----------
    inputs : Inputs
        What the study rests on.
    reruns : iterable of Rerun
        All with the same number of draws, which are the first ones of the study. They are taken
        as they are needed, so a generator keeps memory small.
    """
    waiting = iter(reruns)
    for first in waiting:
        n_draws = first.n_draws
        batch = [first, *islice(waiting, max(0, DRAWS_AT_ONCE // n_draws - 1))]
        found = _net_values(inputs, batch, perspectives)
        for number in range(len(batch)):
            own = slice(number * n_draws, (number + 1) * n_draws)
            yield {name: float(value[own].mean()) for name, value in found.items()}


def _net_values(
    inputs: Inputs, batch: Sequence[Rerun], perspectives: Sequence[str]
) -> dict[str, Floats]:
    """Return the net present values of all re-runs, one after another, (n_reruns * n_draws,)."""
    n_draws, times = batch[0].n_draws, len(batch)
    values = {owner: _joined([run.values[owner] for run in batch]) for owner in batch[0].values}
    stocks = {
        name: np.concatenate([run.stocks[name] for run in batch], axis=1)
        for name in batch[0].stocks
    }
    shares = {
        name: np.tile(inputs.splits[name].shares[:, :n_draws], times)
        if inputs.splits[name].is_local
        else declared_shares(problem, values[name], n_draws=n_draws * times)
        for name, problem in inputs.problems.items()
    }
    rows = {
        name: {state: np.tile(chances[:n_draws], (times, 1)) for state, chances in own.items()}
        for name, own in inputs.own_rows.items()
    }
    made = assemble(frame_of(inputs), values, stocks=stocks, shares=shares, rows=rows)
    return net_values(made.model, perspectives)


def _joined(owned: Sequence[Values]) -> Values:
    """Return the values of one owner in all re-runs, one after another."""
    first = owned[0]
    drawn = {name: np.concatenate([own.drawn[name] for own in owned]) for name in first.drawn}
    common = {name: np.concatenate([own.common[name] for own in owned]) for name in first.common}
    return Values(drawn, first.book, first.price_year, common)
