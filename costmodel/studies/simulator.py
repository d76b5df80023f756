"""What a plan would bring at other coverage and effects: a grid of draws to be read between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from costmodel.fewer_draws import first_draws
from costmodel.model import Model, run
from costmodel.scenario import Scenario
from costmodel.uncertainty.summary import probability_positive, summarise
from costmodel.units import discount_factors

Floats = NDArray[np.float64]
DRAWS = 200
"""Draws behind the grid: the first ones of the study."""
STEPS = (0.0, 0.5, 1.0, 1.5, 2.0)
"""Multiples of what the plan assumes at which the model is run."""
HELD_OUT_PRICES = (0.5, 1.0, 2.0)
"""Multiples of the price at which the reading between the points is tried."""
FULL = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Amounts in present value, each as (mean, low, high) [zł], and the chance of paying back."""

    saving: tuple[float, float, float]
    cost: tuple[float, float, float]
    net: tuple[float, float, float]
    chance: float


@dataclass(frozen=True, slots=True)
class Simulator:
    """Savings and costs of a plan on a grid of coverage and effects.

    Parameters
    ----------
    coverage, effect : tuple of float
        Multiples of what the plan assumes, rising.
    years : tuple of int
        The years with money.
    rate : float
        Real yearly discount rate of the study. [share]
    saving, cost : mapping of perspective to ndarray
        Shape (n_coverage, n_effect, n_draws, n_years), whole zł. [zł of the price year]
    """

    coverage: tuple[float, ...]
    effect: tuple[float, ...]
    years: tuple[int, ...]
    rate: float
    saving: Mapping[str, Floats]
    cost: Mapping[str, Floats]

    def at(
        self,
        perspective: str,
        *,
        coverage: float,
        effect: float,
        price: float,
        horizon: int,
        rate: float,
    ) -> Reading:
        """Return what is read between the points of the grid, draw by draw.

        Notes
        -----
        Bilinear in coverage and effects; exact in price, horizon and rate.
        """
        saving, cost = self.between(perspective, coverage=coverage, effect=effect)
        return reading(saving, cost, price=price, horizon=horizon, rate=rate)

    def between(self, perspective: str, *, coverage: float, effect: float) -> tuple[Floats, Floats]:
        """Return saving and cost between the points, each (n_draws, n_years) [zł]."""
        weights = np.outer(_weights(self.coverage, coverage), _weights(self.effect, effect))
        saving, cost = (
            np.tensordot(weights, grid[perspective], axes=2) for grid in (self.saving, self.cost)
        )
        return saving, cost


@dataclass(frozen=True, slots=True)
class ReadingError:
    """The largest error of reading between the points, at points that were held out."""

    money: float
    chance: float


def simulator_of(model: Model, perspectives: Sequence[str]) -> Simulator:
    """Return the grid of a model, run anew at each point with its first draws."""
    few = first_draws(model, DRAWS)
    room = room_for_coverage(few.activation)
    coverage = tuple(step for step in STEPS if step < room) + ((room,) if room > FULL else ())
    if room <= FULL:
        coverage = tuple(step for step in STEPS if step <= FULL)
    shape = (len(coverage), len(STEPS), few.n_draws, few.n_years)
    saving = {name: np.zeros(shape) for name in perspectives}
    cost = {name: np.zeros(shape) for name in perspectives}
    for (i, reached), (j, effect) in product(enumerate(coverage), enumerate(STEPS)):
        for name, (saved, spent) in flows(few, perspectives, reached, effect).items():
            saving[name][i, j], cost[name][i, j] = saved.round(), spent.round()
    years = tuple(range(model.base_year + 1, model.base_year + model.n_years + 1))
    return Simulator(coverage, STEPS, years, model.discount_rate, saving, cost)


def flows(
    model: Model, perspectives: Sequence[str], coverage: float, effect: float
) -> dict[str, tuple[Floats, Floats]]:
    """Return the cost of inaction and of the plan by perspective, (n_draws, n_years) [zł]."""
    plan = model.activation.with_coverage_times(coverage).with_effects_times(effect)
    outcome = run(replace(model, activation=plan))
    return {p: (outcome.cost_of_inaction(p), outcome.programme_cost(p)) for p in perspectives}


def reading(saving: Floats, cost: Floats, *, price: float, horizon: int, rate: float) -> Reading:
    """Return the present values of yearly amounts of shape (n_draws, n_years), summed up."""
    factors = discount_factors(rate, n_years=horizon + 1)[1:]
    saved, spent = saving[:, :horizon] @ factors, price * (cost[:, :horizon] @ factors)
    net = saved - spent
    return Reading(_told(saved), _told(spent), _told(net), probability_positive(net))


def error_of(simulator: Simulator, model: Model) -> ReadingError:
    """Return how far readings in the middle of each cell lie from the model run there.

    Each is tried at several prices, over half of the horizon and all of it, with and without
    discounting.
    """
    perspectives = tuple(simulator.saving)
    few = first_draws(model, DRAWS)
    money = chance = 0.0
    for coverage, effect in product(_middles(simulator.coverage), _middles(simulator.effect)):
        there = flows(few, perspectives, coverage, effect)
        for name in perspectives:
            read = simulator.between(name, coverage=coverage, effect=effect)
            off = _largest_error(read, there[name], rates=(0.0, simulator.rate))
            money, chance = max(money, off.money), max(chance, off.chance)
    return ReadingError(money, chance)


def _largest_error(
    read: tuple[Floats, Floats], true: tuple[Floats, Floats], *, rates: Sequence[float]
) -> ReadingError:
    n_years = true[0].shape[1]
    horizons = sorted({(n_years + 1) // 2, n_years})
    money = chance = 0.0
    for price, horizon, rate in product(HELD_OUT_PRICES, horizons, rates):
        one = reading(*read, price=price, horizon=horizon, rate=rate)
        other = reading(*true, price=price, horizon=horizon, rate=rate)
        off = np.subtract((one.saving, one.cost, one.net), (other.saving, other.cost, other.net))
        money = max(money, float(np.abs(off).max()))
        chance = max(chance, abs(one.chance - other.chance))
    return ReadingError(money, chance)


def room_for_coverage(plan: Scenario) -> float:
    """Return the largest multiple of the coverage that reaches no more than all people.

    Rounded down to hundredths, and never above the largest step.
    """
    reached = [0.0]
    for served in dict.fromkeys(state for r in plan.reach for state in r.served):
        parts = np.stack(
            [r.coverage[:, r.served.index(served)] for r in plan.reach if served in r.served]
        )
        together = parts.sum(axis=0) if plan.overlap == "exclusive" else parts.max(axis=0)
        reached.append(float(together.max()))
    if max(reached) * STEPS[-1] <= 1:
        return STEPS[-1]
    return float(np.floor(100 / max(reached)) / 100)


def _weights(points: Sequence[float], value: float) -> Floats:
    """Return the weight of each point for a value between two of them."""
    return np.array([np.interp(value, points, unit) for unit in np.eye(len(points))])


def _middles(points: Sequence[float]) -> list[float]:
    return [(low + high) / 2 for low, high in pairwise(points)]


def _told(draws: Floats) -> tuple[float, float, float]:
    found = summarise(draws)
    return float(found.mean), float(found.low), float(found.high)
