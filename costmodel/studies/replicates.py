"""The result of a study under other seeds: whether its draws are enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from costmodel.model import run
from costmodel.sensitivity.convergence import ReplicatedMean, is_settled, replicated_mean
from costmodel.studies.municipality import Study, build
from costmodel.studies.quantities_of_sensitivity import ERROR_LIMIT
from costmodel.uncertainty.summary import summarise

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Replicates:
    """The mean net present value of a study over other seeds. [zł]

    ``is_settled`` says whether the error of one run is within what is borne, as a part of the
    interval that is printed.
    """

    found: ReplicatedMean
    is_settled: bool


def replicates_of(
    study: Study, *, perspectives: Sequence[str], seeds: Sequence[int]
) -> dict[str, Replicates]:
    """Return the net present value of a study under other seeds, by perspective.

    Parameters
    ----------
    perspectives : sequence of str
        ``public`` or payers.
    seeds : sequence of int
        Two or more, each once; each is a run of its own, without its sensitivity.

    Raises
    ------
    ModelError
        If there are fewer than two seeds, or one stands twice.
    """
    inputs = study.inputs
    net: dict[str, dict[int, Floats]] = {who: {} for who in perspectives}
    for seed in seeds:
        _, model = build(inputs.place, settings=replace(inputs.settings, seed=seed))
        outcome = run(model)
        for who in perspectives:
            net[who][seed] = outcome.net_present_value(who)
    replicates = {}
    for who in perspectives:
        found = replicated_mean(net[who].__getitem__, seeds=seeds)
        spread = summarise(study.outcome.net_present_value(who))
        ends = {"low": float(spread.low), "high": float(spread.high)}
        settled = is_settled(found.error_of_one, **ends, tolerance=ERROR_LIMIT)
        replicates[who] = Replicates(found, settled)
    return replicates
