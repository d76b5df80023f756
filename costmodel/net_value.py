"""What a plan saves and costs in present value, without the whole ledger: for many runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.stays import person_years
from costmodel.costs.charge import Charge
from costmodel.costs.ledger import HOUSEHOLD
from costmodel.errors import ModelError
from costmodel.model import Model
from costmodel.outcome import PUBLIC
from costmodel.pathway import Walk, walk
from costmodel.scenario import Scenario
from costmodel.units import discount_factors

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PresentValue:
    """What a plan saves and what it costs, each an ndarray of shape (n_draws,). [zł]"""

    saving: Floats
    cost: Floats

    @property
    def net(self) -> Floats:
        """The saving less the cost, shape (n_draws,). [zł]"""
        return self.saving - self.cost


def net_values(model: Model, perspectives: Sequence[str]) -> dict[str, Floats]:
    """Return the net present value of the plan by perspective, each of shape (n_draws,).

    The same number as :meth:`costmodel.outcome.Outcome.net_present_value`.
    """
    found = present_values(model, perspectives)
    return {name: value.net for name, value in found.items()}


def present_values(model: Model, perspectives: Sequence[str]) -> dict[str, PresentValue]:
    r"""Return what the plan saves and costs by perspective.

    Parameters
    ----------
    model : Model
        With its plan.
    perspectives : sequence of str
        ``public`` or payers.

    Raises
    ------
    ModelError
        If a perspective is neither.

    Notes
    -----
    Years are weighted first, :math:`\sum_t d_t n_{t,s}`, and each price is applied once.
    """
    _fail_if_nobody_pays(model, perspectives)
    paths = [(1.0, model.inaction), (-1.0, model.activation)]
    found_walks = [(sign, scenario, walk(model.system, scenario)) for sign, scenario in paths]
    stays = sum(
        (sign * person_years(found.people) for sign, _, found in found_walks),
        start=np.zeros((model.n_years, *model.system.start.shape)),
    )
    saving = {p: np.zeros(model.n_draws) for p in perspectives}
    cost = {p: np.zeros(model.n_draws) for p in perspectives}
    stack = model.system.stack
    moved = {i for i in range(len(stack.names)) if np.any(stays[:, i])}
    for charge in model.charges:
        place = stack.index(charge.state)
        if place in moved:
            _add(saving, charge, _weights(model, charge) @ stays[:, place])
    for sign, scenario, found in found_walks:
        _add_plan(cost, model, -sign, scenario, found)
    return {p: PresentValue(saving[p], cost[p]) for p in perspectives}


def _fail_if_nobody_pays(model: Model, perspectives: Sequence[str]) -> None:
    known = list(dict.fromkeys(charge.payer for charge in model.all_charges))
    unknown = [p for p in perspectives if p not in (PUBLIC, *known)]
    if unknown:
        raise ModelError(
            f"perspective {unknown[0]!r} is unknown: it must be {PUBLIC!r} or one of {known}."
        )


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
