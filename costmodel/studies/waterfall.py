"""From the effect as claimed to money that leaves a budget: the cost of inaction step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.model import Model, run
from costmodel.studies.effects import EffectSteps
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.reach import change_of
from costmodel.uncertainty.summary import summarise

Floats = NDArray[np.float64]
EFFECTS = ("gross", "net", "attributed", "lasting", "attributable")
"""Steps at which the model is run anew, each with the effect of that step."""
FADING = ("lasting", "attributable")
"""Steps at which an effect that fades does so."""
STEPS = (*EFFECTS, "cashable")
COLUMNS = ["perspective", "step", "mean", "median", "low", "high"]


def waterfall(study: Study) -> pd.DataFrame:
    """Return the cost of inaction over the horizon at each step of the effect.

    Parameters
    ----------
    study : Study
        Its model already has the effects of the step ``attributable``.

    Returns
    -------
    DataFrame
        Columns ``perspective``, ``step`` (of :data:`STEPS`), ``mean``, ``median``, ``low``,
        ``high``. [zł of the price year]

    Notes
    -----
    All steps but the last are whole runs, so that relapse, inflow and the share of people reached
    act on each of them. The last is the one before without the notional part of the ledger. An
    instrument whose study compared groups has its net effect in the step ``gross`` too.
    """
    rows = []
    for (perspective, step), draws in waterfall_draws(study.model, study.inputs.steps).items():
        found = summarise(draws)
        rows.append([perspective, step, found.mean, found.median, found.low, found.high])
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[2:], float))


def waterfall_draws(model: Model, steps: Sequence[EffectSteps]) -> dict[tuple[str, str], Floats]:
    """Return the cost of inaction by perspective and step, each of shape (n_draws,). [zł]"""
    found: dict[tuple[str, str], Floats] = {}
    for step in EFFECTS:
        outcome = run(with_effects_of(model, steps, step))
        parts = {step: outcome}
        if step == EFFECTS[-1]:
            parts["cashable"] = outcome.cashable()
        for name, part in parts.items():
            for perspective in PERSPECTIVES:
                found[perspective, name] = part.cost_of_inaction(perspective).sum(axis=1)
    order = [(perspective, step) for perspective in PERSPECTIVES for step in STEPS]
    return {key: found[key] for key in order}


def with_effects_of(model: Model, steps: Sequence[EffectSteps], step: str) -> Model:
    """Return the model whose planned instruments have their effects of one step.

    Parameters
    ----------
    step : str
        One of :data:`EFFECTS`.
    """
    reach = tuple(
        replace(
            planned,
            changes=tuple(
                change_of(s, _effect(s, step)) for s in steps if s.instrument == planned.instrument
            ),
            lasting=planned.lasting if step in FADING else None,
        )
        for planned in model.activation.reach
    )
    return model.with_plan(replace(model.activation, reach=reach))


def _effect(steps: EffectSteps, step: str) -> Floats:
    if step == "gross":
        return steps.net if steps.gross is None else steps.gross
    return {
        "net": steps.net,
        "attributed": steps.attributed,
        "lasting": steps.attributed,
        "attributable": steps.attributable,
    }[step]
