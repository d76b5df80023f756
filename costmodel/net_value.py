"""The net present value of a plan, without the whole ledger: for many runs of one model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.stays import person_years
from costmodel.costs.charge import Charge
from costmodel.costs.ledger import HOUSEHOLD
from costmodel.model import Model
from costmodel.outcome import PUBLIC
from costmodel.pathway import Walk, walk
from costmodel.scenario import Scenario
from costmodel.units import discount_factors

Floats = NDArray[np.float64]


def net_values(model: Model, perspectives: Sequence[str]) -> dict[str, Floats]:
    r"""Return the net present value of the plan by perspective, each of shape (n_draws,).

    Parameters
    ----------
    model : Model
        With its plan.
    perspectives : sequence of str
        ``public`` or payers.

    Notes
    -----
    The same number as :meth:`costmodel.outcome.Outcome.net_present_value`. Years are weighted
    first, :math:`\sum_t d_t n_{t,s}`, and each price is applied once.
    """
    paths = [(1.0, model.inaction), (-1.0, model.activation)]
    walks = [(sign, scenario, walk(model.system, scenario)) for sign, scenario in paths]
    stays = sum(
        (sign * person_years(found.people) for sign, _, found in walks),
        start=np.zeros((model.n_years, *model.system.start.shape)),
    )
    total = {p: np.zeros(model.n_draws) for p in perspectives}
    stack = model.system.stack
    moved = [bool(np.any(stays[:, i])) for i in range(len(stack.names))]
    for charge in model.charges:
        place = stack.index(charge.state)
        if moved[place]:
            _add(total, charge, _weights(model, charge) @ stays[:, place])
    for sign, scenario, found in walks:
        _add_plan(total, model, sign, scenario, found)
    return total


def _add_plan(
    total: dict[str, Floats], model: Model, sign: float, scenario: Scenario, found: Walk
) -> None:
    for reach in scenario.reach:
        participants = found.participants[reach.instrument]
        for charge in model.participant_charges.get(reach.instrument, ()):
            volume = participants[:, reach.served.index(charge.state)]
            _add(total, charge, sign * (_weights(model, charge) @ volume))
        for charge in model.unit_charges.get(reach.instrument, ()):
            if reach.units is not None:
                units = float(_weights(model, charge) @ reach.units)
                _add(total, charge, np.full(model.n_draws, sign * units))


def _add(total: dict[str, Floats], charge: Charge, volume: Floats) -> None:
    for perspective in total:
        if charge.payer == perspective or (perspective == PUBLIC and charge.payer != HOUSEHOLD):
            total[perspective] += charge.rate * volume


def _weights(model: Model, charge: Charge) -> Floats:
    """Return the discounted real price of each year of stay, paid ``lag`` years later."""
    factors = discount_factors(model.discount_rate, n_years=model.n_years + 1)[1:]
    worth = factors * model.real_values[charge.index]
    weights = np.zeros(model.n_years)
    weights[: max(model.n_years - charge.lag, 0)] = worth[charge.lag :]
    return weights
