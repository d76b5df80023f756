"""Which of several plans is best, by the worth of one more independent person, and how sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.model import Model, run
from costmodel.sensitivity.acceptability import acceptability_curves
from costmodel.sensitivity.information import (
    value_of_knowing_among,
    value_of_perfect_information_among,
    yearly_equivalent,
)
from costmodel.sensitivity.regression import varies
from costmodel.sources import Grade
from costmodel.studies.frame import drawn_values
from costmodel.studies.inputs import Inputs
from costmodel.studies.portfolio import more_independent
from costmodel.units import discount_factors

Floats = NDArray[np.float64]
NO_PLAN = "no_plan"
"""The option of doing no more than what is mandatory."""


def best_plans(
    models: Mapping[str, Model], inputs: Inputs, *, perspective: str, worths: Sequence[float]
) -> pd.DataFrame:
    """Return how likely each plan, or none, is the best choice.

    Parameters
    ----------
    models : mapping of str to Model
        Plans by name, of the same draws: :func:`costmodel.studies.portfolio.variants`.
    inputs : Inputs
        Of the study, for its assumptions.
    perspective : str
        ``public`` or a payer: whose money.
    worths : sequence of float
        What one more independent person at the end of the horizon is worth to the one who decides.
        At 0 only money counts. [zł of the price year]

    Returns
    -------
    DataFrame
        As :func:`costmodel.sensitivity.acceptability.acceptability_curves` gives it, with
        ``perfect`` and ``assumed``: what it would be worth, in each year of the horizon, to know
        everything, and to know all assumptions (grade E), before the choice [zł per year].

    Notes
    -----
    The net benefit of a plan is the worth times the people more who are independent, plus the net
    present value of the plan. No plan has neither.
    """
    effects, costs = {}, {}
    discount = np.ones(1)
    for name, model in models.items():
        outcome = run(model)
        effects[name] = more_independent(outcome)
        costs[name] = -outcome.net_present_value(perspective)
        discount = discount_factors(outcome.discount_rate, n_years=len(outcome.years) + 1)[1:]
    nothing = np.zeros(inputs.settings.n_draws)
    effects, costs = {NO_PLAN: nothing, **effects}, {NO_PLAN: nothing, **costs}
    assumed = assumptions_drawn(inputs)
    known = []
    for worth in worths:
        net = np.stack([worth * effects[name] - costs[name] for name in effects], axis=1)
        values = (value_of_perfect_information_among(net), value_of_knowing_among(assumed, net))
        known.append([worth, *(yearly_equivalent(value, discount=discount) for value in values)])
    curves = acceptability_curves(effects, costs, thresholds=worths)
    return curves.merge(pd.DataFrame(known, columns=["threshold", "perfect", "assumed"]))


def assumptions_drawn(inputs: Inputs) -> Floats:
    """Return the draws of the assumptions that vary, shape (n_draws, n_assumptions)."""
    drawn: list[Floats] = []
    for owner, values in drawn_values(inputs).items():
        records = inputs.records[owner]
        drawn += [values(name) for name, record in records.items() if record.grade is Grade.E]
    columns = [draws for draws in drawn if varies(draws)]
    return np.array(columns).reshape(-1, inputs.settings.n_draws).T
