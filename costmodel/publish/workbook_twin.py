"""The deterministic model of a study: one draw, at the means of all that was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from costmodel.model import Model
from costmodel.studies.assembly import Assembled, Frame, assemble
from costmodel.studies.frame import frame_of
from costmodel.studies.inputs import Inputs
from costmodel.studies.shares import declared_shares
from costmodel.studies.values import Values

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Twin:
    """What the deterministic model is made of: every array holds one draw, the mean.

    ``shares`` and ``rows`` hold only what the place's own counts tell.
    """

    frame: Frame
    values: Mapping[str, Values]
    stocks: Mapping[str, Floats]
    shares: Mapping[str, Floats]
    rows: Mapping[str, Mapping[str, Floats]]

    def assembled(self) -> Assembled:
        """Return the model by the engine of the study."""
        declared = {
            name: declared_shares(problem, self.values[name], n_draws=1)
            for name, problem in self.frame.problems.items()
            if name not in self.shares
        }
        return assemble(
            self.frame,
            self.values,
            stocks=self.stocks,
            shares={**declared, **self.shares},
            rows=self.rows,
        )

    def model(self) -> Model:
        """Return the model of one draw."""
        return self.assembled().model


def twin_of(inputs: Inputs) -> Twin:
    """Return what the deterministic model of a study is made of."""
    values = {
        owner: replace(own, drawn=_means(own.drawn), common=_means(own.common))
        for owner, own in inputs.values.items()
    }
    return Twin(
        frame=frame_of(inputs),
        values=values,
        stocks={
            name: stock.paths.mean(axis=1, keepdims=True) for name, stock in inputs.stocks.items()
        },
        shares={
            name: split.shares.mean(axis=1, keepdims=True)
            for name, split in inputs.splits.items()
            if split.is_local
        },
        rows={
            name: {state: row.mean(axis=0, keepdims=True) for state, row in own.items()}
            for name, own in inputs.own_rows.items()
        },
    )


def _means(drawn: Mapping[str, Floats]) -> dict[str, Floats]:
    return {name: np.array([float(np.mean(value))]) for name, value in drawn.items()}
