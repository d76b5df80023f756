"""A made-up town of two related problems, small enough to test whole runs on; all invented."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.links import Links, joined, links_of
from costmodel.cohort.overlap import Overlap
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.cohort.transitions import Flows, transition_matrix
from costmodel.costs.charge import Charge, split_among_payers
from costmodel.model import Model
from costmodel.pathway import System
from costmodel.scenario import ACTIVATION, INACTION, Change, Reach, Scenario

Floats = NDArray[np.float64]
STATES = States(("mild", "severe"))
STACK = Stack(("debt", "rent"), (STATES, States(("late",))))
INDEPENDENT = ("independent_1", "independent_2", "independent")
SERVED = ("debt.mild", "debt.severe")


def flows(rng: np.random.Generator, *, n_draws: int) -> Flows:
    """Any exits, migration and relapse of two levels that make probabilities."""

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


def flows_of_rent(rng: np.random.Generator, *, n_draws: int) -> Flows:
    """Any exits and relapse of one level."""
    return Flows(
        exit={"late": rng.uniform(0.3, 0.6, n_draws)},
        success={"late": rng.uniform(0.3, 0.8, n_draws)},
        migration={"late": {"late": np.ones(n_draws)}},
        relapse=(rng.uniform(0.1, 0.3, n_draws), np.full(n_draws, 0.1), np.zeros(n_draws)),
        relapse_level="late",
        departure=np.full(n_draws, 0.02),
    )


def charges(rng: np.random.Generator, *, n_draws: int) -> tuple[Charge, ...]:
    """Mandatory costs, a household's part, revenue, and a transfer two years later."""
    benefit = split_among_payers(
        rng.uniform(500, 900, n_draws),
        {"gmina": rng.uniform(0.1, 0.5, n_draws), "state": None},
        what="benefit",
    )
    care, tax = rng.uniform(2000, 3000, n_draws), rng.uniform(300, 400, n_draws)
    free = [f"debt.{stage}" for stage in INDEPENDENT]
    return (
        *(Charge("debt.mild", "benefit", "mandatory", p, part) for p, part in benefit.items()),
        Charge("debt.severe", "care", "mandatory", "gmina", care),
        Charge("debt.severe", "fee", "mandatory", "household", care / 10),
        Charge("rent.late", "allowance", "mandatory", "gmina", care / 2),
        *(Charge(s, "tax", "revenue", "state", -tax) for s in free),
        *(Charge(s, "tax_share", "transfer", "gmina", -tax / 3, lag=2) for s in free),
        *(Charge(s, "tax_share", "transfer", "state", tax / 3, lag=2) for s in free),
    )


def course(*, cost: float, n_draws: int) -> tuple[Charge, ...]:
    """What one participant costs, half borne by the Union."""
    half = np.full(n_draws, cost / 2)
    return tuple(
        Charge(level, "course.teaching", "optional", payer, half)
        for level in SERVED
        for payer in ("gmina", "eu")
    )


def reach(
    *, n_draws: int, n_years: int, effect: float, coverage: float, name: str = "course"
) -> Reach:
    """A course at both levels that makes more people independent."""
    gained = np.full(n_draws, effect)
    changes = tuple(Change(s, "debt.independent_1", "moves", gained) for s in SERVED)
    return Reach(name, SERVED, np.full((n_years, 2), coverage), changes)


def system(*, n_draws: int = 40, n_years: int = 5, seed: int = 3) -> System:
    """The people of the town: debt brings arrears of rent, and arrears debt."""
    rng = np.random.default_rng(seed)
    debt = links_of(transition_matrix(STATES, flows(rng, n_draws=n_draws)))
    rent_states = STACK.states[1]
    rent = transition_matrix(rent_states, flows_of_rent(rng, n_draws=n_draws))
    moves = joined([debt, links_of(rent, first=6)], n_draws=n_draws)
    emergence = Links((1, 6), (6, 0), rng.uniform(0.02, 0.2, (2, n_draws)))
    start, inflow = np.zeros((11, n_draws)), np.zeros((n_years, 11, n_draws))
    start[[0, 1, 6]] = rng.uniform(50, 150, (3, n_draws))
    inflow[:, 0] = rng.uniform(20, 60, (n_years, n_draws))
    inflow[:, 6] = rng.uniform(5, 10, (n_years, n_draws))
    return System(STACK, start, moves, emergence, inflow)


def town(
    *,
    n_draws: int = 40,
    n_years: int = 5,
    seed: int = 3,
    effect: float = 0.2,
    coverage: float = 0.4,
    cost: float = 300.0,
) -> Model:
    """A town whose plan is one course, offered at both levels of debt in every year."""
    rng = np.random.default_rng([seed, 1])
    people = system(n_draws=n_draws, n_years=n_years, seed=seed)
    plan = reach(n_draws=n_draws, n_years=n_years, effect=effect, coverage=coverage)
    levels = np.array([1.02**year for year in range(1, n_years + 1)])
    return Model(
        system=people,
        charges=charges(rng, n_draws=n_draws),
        participant_charges={"course": course(cost=cost, n_draws=n_draws)},
        unit_charges={},
        inaction=Scenario(INACTION),
        activation=Scenario(INACTION).with_(plan, name=ACTIVATION),
        base_year=2026,
        discount_rate=0.03,
        price_levels=levels,
        real_values={"cpi": np.ones(n_years), "none": 1 / levels},
    )


def with_plan(model: Model, *, effect: float, coverage: float) -> Model:
    """The same town with another effect and coverage of its course."""
    plan = reach(n_draws=model.n_draws, n_years=model.n_years, effect=effect, coverage=coverage)
    return replace(model, activation=Scenario(ACTIVATION, (plan,)))


def with_reach(model: Model, *reaches: Reach, overlap: Overlap = "exclusive") -> Model:
    """The same town with another plan, whose instruments all cost what the course does."""
    prices = {r.instrument: model.participant_charges["course"] for r in reaches}
    plan = Scenario(ACTIVATION, tuple(reaches), overlap)
    return replace(model, activation=plan, participant_charges=prices)


def without_emergence(model: Model) -> Model:
    """The same town whose problems have nothing to do with each other."""
    none = Links((), (), np.zeros((0, model.n_draws)))
    return replace(model, system=replace(model.system, emergence=none))


def with_order(model: Model, order: tuple[int, ...], stack: Stack) -> Model:
    """The same town with its states listed in another order."""
    place = {old: new for new, old in enumerate(order)}
    old = model.system

    def moved(links: Links) -> Links:
        return Links(
            tuple(place[s] for s in links.sources),
            tuple(place[t] for t in links.targets),
            links.rates,
        )

    return replace(
        model,
        system=System(
            stack,
            old.start[list(order)],
            moved(old.moves),
            moved(old.emergence),
            old.inflow[:, list(order)],
        ),
    )
