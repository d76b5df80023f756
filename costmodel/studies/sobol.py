"""Sobol' indices of a study: what a few numbers do to its result, alone and jointly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.net_value import net_values
from costmodel.outcome import PUBLIC
from costmodel.problems.common import COMMON
from costmodel.sensitivity.sobol import sobol_indices_of
from costmodel.studies.assembly import assemble
from costmodel.studies.frame import drawn_values, frame_of
from costmodel.studies.inputs import Inputs
from costmodel.studies.shares import declared_shares
from costmodel.studies.values import Values

Floats = NDArray[np.float64]
POINTS = 256
COLUMNS = ["key", "label", "first", "first_low", "first_high", "total", "total_low", "total_high"]


def indices_of_study(
    inputs: Inputs,
    keys: Sequence[str],
    *,
    rng: np.random.Generator,
    perspective: str = PUBLIC,
    n_points: int = POINTS,
) -> pd.DataFrame:
    """Return first-order and total Sobol' indices of the net present value.

    Parameters
    ----------
    inputs : Inputs
        What the study rests on.
    keys : sequence of str
        Values, each „owner.name”; they are drawn independently, all others stay at their means
        and stocks at the middle of their forecast.
    n_points : int
        A power of 2; the model is run for ``n_points · (number of keys + 2)`` draws.

    Returns
    -------
    DataFrame of columns key, label, first, total and their bootstrap intervals
        The largest total first. [share of the variance that these values make]

    Raises
    ------
    ModelError
        If a key is unknown.

    Notes
    -----
    Chances from own registers stay at their means. Values that own yearly numbers reweighted are
    drawn as their files declare them, wider than the study has them.
    """
    records = {f"{o}.{n}": r for o, own in inputs.records.items() for n, r in own.items()}
    unknown = sorted(set(keys) - set(records))
    if unknown:
        raise ModelError(f"value {unknown[0]!r} is unknown: it must be one of {sorted(records)}.")

    def net(drawn: Mapping[str, Floats]) -> Floats:
        return _net(inputs, drawn, perspective)

    distributions = {key: records[key].distribution() for key in keys}
    found = sobol_indices_of(net, distributions, rng=rng, n_points=n_points)
    rows = [
        [
            key,
            records[key].label,
            *(x for i in (index.first, index.total) for x in (i.value, i.low, i.high)),
        ]
        for key, index in found.items()
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values("total", ascending=False, ignore_index=True)


def _net(inputs: Inputs, drawn: Mapping[str, Floats], perspective: str) -> Floats:
    n_draws = next(iter(drawn.values())).size
    known = drawn_values(inputs)
    values = {owner: _at_means(known, owner, drawn, n_draws) for owner in known}
    stocks, shares = {}, {}
    for name, stock in inputs.stocks.items():
        problem, split = inputs.problems[name], inputs.splits[name]
        if stock.base is not None and problem.prevalence is not None:
            cases = stock.base * values[name](problem.prevalence.rate)
            stocks[name] = np.repeat(cases[None], len(stock.paths), axis=0)
        else:
            middle = np.median(stock.paths, axis=1, keepdims=True)
            stocks[name] = np.repeat(middle, n_draws, axis=1)
        if split.is_local:
            shares[name] = np.repeat(split.shares.mean(axis=1, keepdims=True), n_draws, axis=1)
        else:
            shares[name] = declared_shares(problem, values[name], n_draws=n_draws)
    rows = {
        name: {
            state: np.repeat(chances.mean(axis=0, keepdims=True), n_draws, axis=0)
            for state, chances in own.items()
        }
        for name, own in inputs.own_rows.items()
    }
    model = assemble(frame_of(inputs), values, stocks=stocks, shares=shares, rows=rows).model
    return net_values(model, [perspective])[perspective]


def _at_means(
    known: Mapping[str, Values], owner: str, drawn: Mapping[str, Floats], n_draws: int
) -> Values:
    def fixed(of: str) -> dict[str, Floats]:
        return {
            name: drawn.get(f"{of}.{name}", np.full(n_draws, numbers.mean()))
            for name, numbers in known[of].drawn.items()
        }

    old = known[owner]
    common = {} if owner == COMMON else fixed(COMMON)
    return Values(fixed(owner), old.book, old.price_year, common)
