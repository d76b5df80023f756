"""A made-up town of two levels, small enough to test whole runs on; all numbers are invented."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.states import States
from costmodel.cohort.transitions import Flows, transition_matrix
from costmodel.costs.charge import Charge, split_among_payers
from costmodel.model import Model
from costmodel.scenario import ACTIVATION, INACTION, Reach, Scenario

Floats = NDArray[np.float64]
STATES = States(("mild", "severe"))
INDEPENDENT = ("independent_1", "independent_2", "independent")


def flows(rng: np.random.Generator, *, n_draws: int) -> Flows:
    """Any exits, migration and relapse that make probabilities."""

    def between(low: float, high: float) -> Floats:
        return rng.uniform(low, high, n_draws)

    worse, better = between(0.1, 0.4), between(0.1, 0.4)
    return Flows(
        exit={"mild": between(0.2, 0.6), "severe": between(0.05, 0.3)},
        success={"mild": between(0.3, 0.8), "severe": between(0.2, 0.6)},
        migration={
            "mild": {"mild": 1 - worse, "severe": worse},
            "severe": {"mild": better, "severe": 1 - better},
        },
        relapse=(between(0.2, 0.5), between(0.1, 0.3), between(0.0, 0.1)),
        relapse_level="mild",
        departure=between(0.0, 0.1),
    )


def charges(rng: np.random.Generator, *, n_draws: int) -> tuple[Charge, ...]:
    """Mandatory costs, a household's part, revenue, and a transfer two years later."""
    benefit = split_among_payers(
        rng.uniform(500, 900, n_draws),
        {"gmina": rng.uniform(0.1, 0.5, n_draws), "state": None},
        what="benefit",
    )
    care, tax = rng.uniform(2000, 3000, n_draws), rng.uniform(300, 400, n_draws)
    return (
        *(Charge("mild", "benefit", "mandatory", payer, part) for payer, part in benefit.items()),
        Charge("severe", "care", "mandatory", "gmina", care),
        Charge("severe", "fee", "mandatory", "household", care / 10),
        *(Charge(s, "tax", "revenue", "state", -tax) for s in INDEPENDENT),
        *(Charge(s, "tax_share", "transfer", "gmina", -tax / 3, lag=2) for s in INDEPENDENT),
        *(Charge(s, "tax_share", "transfer", "state", tax / 3, lag=2) for s in INDEPENDENT),
    )


def course(*, cost: float, n_draws: int) -> tuple[Charge, ...]:
    """What one participant costs, half borne by the Union."""
    half = np.full(n_draws, cost / 2)
    return tuple(
        Charge(level, "course.teaching", "optional", payer, half)
        for level in STATES.levels
        for payer in ("gmina", "eu")
    )


def town(
    *,
    n_draws: int = 40,
    n_years: int = 5,
    seed: int = 3,
    effect: float = 0.2,
    coverage: float = 0.4,
    cost: float = 300.0,
) -> Model:
    """A town whose plan is one course, offered at both levels in every year."""
    rng = np.random.default_rng(seed)
    transitions = transition_matrix(STATES, flows(rng, n_draws=n_draws))
    start, inflow = np.zeros((n_draws, 6)), np.zeros((n_draws, n_years, 6))
    start[:, :2] = rng.uniform(50, 150, (n_draws, 2))
    inflow[:, :, 0] = rng.uniform(20, 60, (n_draws, n_years))
    reach = Reach("course", np.full((n_years, 2), coverage), np.full((n_draws, 2), effect))
    return Model(
        states=STATES,
        start=start,
        transitions=transitions,
        inflow=inflow,
        charges=charges(rng, n_draws=n_draws),
        participant_charges={"course": course(cost=cost, n_draws=n_draws)},
        inaction=Scenario(INACTION),
        activation=Scenario(INACTION).with_(reach, name=ACTIVATION),
        base_year=2026,
        discount_rate=0.03,
        price_levels=np.array([1.02**year for year in range(1, n_years + 1)]),
    )


def with_plan(model: Model, *, effect: float, coverage: float) -> Model:
    """The same town with another effect and coverage of its course."""
    plan = Reach(
        "course",
        np.full((model.n_years, 2), coverage),
        np.full((model.n_draws, 2), effect),
    )
    return replace(model, activation=Scenario(ACTIVATION, (plan,)))


def with_states_renamed(model: Model, order: tuple[int, int]) -> Model:
    """The same town with its two levels listed in another order."""
    whole = [*order, 2, 3, 4, 5]
    levels = tuple(model.states.levels[i] for i in order)
    plan = tuple(
        replace(r, coverage=r.coverage[:, order], effect=r.effect[:, order])
        for r in model.activation.reach
    )
    return replace(
        model,
        states=States(levels),
        start=model.start[:, whole],
        transitions=model.transitions[:, whole][:, :, whole],
        inflow=model.inflow[:, :, whole],
        activation=Scenario(ACTIVATION, plan),
    )
