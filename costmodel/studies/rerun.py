"""A study run again with other numbers: only what they touch is priced and walked anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.model import Model
from costmodel.net_value import net_values
from costmodel.rewalk import Walked, walked
from costmodel.studies.assembly import Earlier, assemble
from costmodel.studies.frame import frame_of
from costmodel.studies.inputs import Inputs
from costmodel.studies.shares import declared_shares
from costmodel.studies.values import Values

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A study as it was drawn: its charges and walks are kept for its re-runs."""

    earlier: Earlier
    walks: Walked


def drawn(inputs: Inputs, values: Mapping[str, Values], stocks: Mapping[str, Floats]) -> Drawn:
    """Return the study of values and stocks, to be run again with some of them changed."""
    model = _model(inputs, values, stocks, None)
    return Drawn(Earlier(model, values), walked(model))


def mean_net_values(
    inputs: Inputs,
    values: Mapping[str, Values],
    stocks: Mapping[str, Floats],
    perspectives: Sequence[str],
    *,
    before: Drawn | None = None,
) -> dict[str, float]:
    """Return the mean net present value by perspective. [zł]

    Parameters
    ----------
    values : mapping of owner to Values
        The numbers of the re-run. Those of an owner that are the same object as in ``before``
        have the same charges.
    stocks : mapping of problem to ndarray of shape (1 + horizon, n_draws)
        [persons or cases]
    before : Drawn, optional
        The study as it was drawn. It makes the re-run quicker and changes no number of it.
    """
    model = _model(inputs, values, stocks, None if before is None else before.earlier)
    walks = walked(model, before=None if before is None else before.walks)
    found = net_values(model, perspectives, walks=walks)
    return {name: float(value.mean()) for name, value in found.items()}


def _model(
    inputs: Inputs,
    values: Mapping[str, Values],
    stocks: Mapping[str, Floats],
    earlier: Earlier | None,
) -> Model:
    shares, rows = _shares(inputs, values, stocks), _rows(inputs, stocks)
    made = assemble(
        frame_of(inputs), values, stocks=stocks, shares=shares, rows=rows, earlier=earlier
    )
    return made.model


def _shares(
    inputs: Inputs, values: Mapping[str, Values], stocks: Mapping[str, Floats]
) -> dict[str, Floats]:
    """Return how each stock splits among its levels, (n_levels, n_draws) each. [share]"""
    n_draws = _n_draws(stocks)
    return {
        name: inputs.splits[name].shares[:, :n_draws]
        if inputs.splits[name].is_local
        else declared_shares(problem, values[name], n_draws=n_draws)
        for name, problem in inputs.problems.items()
    }


def _rows(inputs: Inputs, stocks: Mapping[str, Floats]) -> dict[str, dict[str, Floats]]:
    """Return the chances from the place's own counts, (n_draws, n_states) each."""
    n_draws = _n_draws(stocks)
    return {
        name: {state: chances[:n_draws] for state, chances in own.items()}
        for name, own in inputs.own_rows.items()
    }


def _n_draws(stocks: Mapping[str, Floats]) -> int:
    return int(next(iter(stocks.values())).shape[1])
