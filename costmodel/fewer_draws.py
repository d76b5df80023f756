"""A model with only its first draws, for many quick runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from costmodel.cohort.links import Links
from costmodel.costs.charge import Charge
from costmodel.model import Model
from costmodel.pathway import System
from costmodel.scenario import Reach, Scenario


def first_draws(model: Model, n_draws: int) -> Model:
    """Return the model with its first ``n_draws`` draws, or itself where it has no more.

    Draws are evenly spread and in an order of chance, so that the first ones stand for all.
    """
    if n_draws >= model.n_draws:
        return model
    return replace(
        model,
        system=_system(model.system, n_draws),
        charges=tuple(_charge(charge, n_draws) for charge in model.charges),
        participant_charges=_charges(model.participant_charges, n_draws),
        unit_charges=_charges(model.unit_charges, n_draws),
        inaction=_scenario(model.inaction, n_draws),
        activation=_scenario(model.activation, n_draws),
    )


def _system(system: System, n_draws: int) -> System:
    return replace(
        system,
        start=system.start[:, :n_draws],
        moves=_links(system.moves, n_draws),
        emergence=_links(system.emergence, n_draws),
        inflow=system.inflow[:, :, :n_draws],
    )


def _links(links: Links, n_draws: int) -> Links:
    return replace(links, rates=links.rates[:, :n_draws])


def _charges(
    charges: Mapping[str, tuple[Charge, ...]], n_draws: int
) -> dict[str, tuple[Charge, ...]]:
    return {name: tuple(_charge(c, n_draws) for c in own) for name, own in charges.items()}


def _charge(charge: Charge, n_draws: int) -> Charge:
    cash = None if charge.cashable is None else charge.cashable[:n_draws]
    return replace(charge, rate=charge.rate[:n_draws], cashable=cash)


def _scenario(scenario: Scenario, n_draws: int) -> Scenario:
    return replace(scenario, reach=tuple(_reach(r, n_draws) for r in scenario.reach))


def _reach(reach: Reach, n_draws: int) -> Reach:
    return replace(
        reach,
        changes=tuple(replace(c, delta=c.delta[:n_draws]) for c in reach.changes),
        places=None if reach.places is None else reach.places[:, :n_draws],
        lasting=None if reach.lasting is None else reach.lasting[:, :n_draws],
    )
