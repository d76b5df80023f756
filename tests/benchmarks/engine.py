"""Time the state-transition engine against others: ``python -m tests.benchmarks.engine``."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import click
import numpy as np
import pandas as pd
from heormodel.models import CohortSpec, MarkovModel
from numpy.typing import NDArray

from costmodel.markov.compare import increment
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward
from costmodel.markov.tiers import Tier
from costmodel.markov.totals import evaluate
from costmodel.markov.trace import trace
from costmodel.markov.value import value_of_one
from tests.cases.loading import load_case

Floats = NDArray[np.float64]
REWARDS = ("cost_1", "cost_2", "effect")
SCALED = 300
"""Draws timed of what is slow and takes the same time for each: told for all draws."""
CONCENTRATION = 300.0
"""How many observations a row of the drawn matrices stands for."""
SPREAD = 0.1
"""Standard deviation of the logarithm of a strategy's effect, and of amounts against their mean."""
TINY_MS = 5.0
TARGETS: Mapping[str, Mapping[str, float]] = {
    "numpy / plain Python": {"A": 200.0, "B": 50.0},
    "compiled / plain Python": {"A": 2000.0, "B": 200.0},
    "best tier / heormodel": {"A": 400.0, "B": 1000.0},
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """Parameters of one strategy, draws last."""

    transitions: Floats
    amounts: Mapping[str, Floats]


def drawn(case: dict[str, Any], *, n_draws: int, rng: np.random.Generator) -> list[Inputs]:
    """Draw rows around the case's mean as Dirichlet, amounts as gamma, effects as lognormal.

    The first strategy's moves are drawn; those of the others are these times the ratio of the
    case's means and an effect of their own.
    """
    rows = case["rows"]
    of = [[r for r in rows if r["strategy"] == s + 1] for s in range(case["n_strategies"])]
    means = [np.mean([r["transitions"] for r in rows_of], axis=0) for rows_of in of]
    n_states = len(means[0])
    cells = np.nonzero(means[0])
    base = np.zeros((n_states, n_states, n_draws))
    base[cells] = rng.standard_gamma(
        np.repeat(CONCENTRATION * means[0][cells][:, None], n_draws, axis=1)
    )
    base /= base.sum(axis=1, keepdims=True)
    drawn_inputs = []
    for rows_of, mean in zip(of, means, strict=True):
        ratio = np.divide(mean, means[0], out=np.ones_like(mean), where=means[0] > 0)
        changed = (ratio != 1.0) & ~np.eye(n_states, dtype=bool)
        moves = base.copy()
        if changed.any():
            effect = rng.lognormal(0.0, SPREAD, n_draws)
            moves[changed] *= ratio[changed][:, None] * effect
            diagonal = np.arange(n_states)
            moves[diagonal, diagonal] += 1.0 - moves.sum(axis=1)
        amounts = {}
        for name in REWARDS:
            middle = np.mean([r[name] for r in rows_of], axis=0)
            shape = SPREAD**-2
            amounts[name] = middle[:, None] * rng.standard_gamma(shape, (n_states, n_draws)) / shape
        drawn_inputs.append(Inputs(moves, amounts))
    return drawn_inputs


def plain_python(inputs: Inputs, *, n_cycles: int, discount: float) -> list[list[float]]:
    """The same totals in lists and loops: what one writes first."""
    n_states, _, n_draws = inputs.transitions.shape
    chains = inputs.transitions.transpose(2, 0, 1).tolist()
    priced = [inputs.amounts[name].T.tolist() for name in REWARDS]
    totals = []
    for d in range(n_draws):
        people = [1.0] + [0.0] * (n_states - 1)
        total = [0.0] * len(REWARDS)
        for t in range(1, n_cycles + 1):
            after = [0.0] * n_states
            for i in range(n_states):
                for j in range(n_states):
                    after[j] += people[i] * chains[d][i][j]
            people = after
            factor = (1 + discount) ** -t
            for r in range(len(REWARDS)):
                for i in range(n_states):
                    total[r] += factor * people[i] * priced[r][d][i]
        totals.append(total)
    return totals


def built(inputs: Inputs, case: dict[str, Any]) -> StateTransitionModel:
    n_states = len(inputs.transitions)
    return StateTransitionModel(
        states=tuple(f"s{i}" for i in range(n_states)),
        start=np.eye(n_states)[0],
        transitions=inputs.transitions[None],
        rewards={
            name: Reward(inputs.amounts[name][None], timing="end", discount=case["discount"])
            for name in REWARDS
        },
        n_cycles=case["cycles"],
    )


def heormodel_run(strategies: list[Inputs], case: dict[str, Any], n_draws: int) -> Any:
    """One engine with all strategies, as heormodel is documented: a draw is a row of names.

    The matrix and the amounts are built from the row's named parameters; one cost is priced.
    """
    n_states = len(strategies[0].transitions)
    columns = {}
    for s, inputs in enumerate(strategies):
        for i, j in np.ndindex(n_states, n_states):
            columns[f"p{s}_{i}_{j}"] = inputs.transitions[i, j]
        for name in ("cost_1", "effect"):
            for i in range(n_states):
                columns[f"{name}{s}_{i}"] = inputs.amounts[name][i]
    draws = pd.DataFrame(columns, index=pd.RangeIndex(n_draws, name="iteration"))
    states = range(n_states)

    def spec(params: Any, s: str) -> CohortSpec:
        return CohortSpec(
            np.array([[params[f"p{s}_{i}_{j}"] for j in states] for i in states]),
            np.array([params[f"cost_1{s}_{i}"] for i in states]),
            np.array([params[f"effect{s}_{i}"] for i in states]),
        )

    engine = heormodel_engine(case, spec, n_states=n_states, n_strategies=len(strategies))
    return lambda: engine.evaluate(draws)


def lean_heormodel_run(strategies: list[Inputs], case: dict[str, Any], n_draws: int) -> Any:
    """The same with all arrays cut beforehand, so that a draw is nothing but its number."""
    chains = [np.ascontiguousarray(s.transitions.transpose(2, 0, 1)) for s in strategies]
    cost = [np.ascontiguousarray(s.amounts["cost_1"].T) for s in strategies]
    effect = [np.ascontiguousarray(s.amounts["effect"].T) for s in strategies]

    def spec(params: Any, name: str) -> CohortSpec:
        s, d = int(name), int(params["draw"])
        return CohortSpec(chains[s][d], cost[s][d], effect[s][d])

    engine = heormodel_engine(case, spec, n_states=chains[0].shape[1], n_strategies=len(strategies))
    draws = pd.DataFrame(
        {"draw": np.arange(n_draws)}, index=pd.RangeIndex(n_draws, name="iteration")
    )
    return lambda: engine.evaluate(draws)


def heormodel_engine(
    case: dict[str, Any],
    spec: Callable[[Any, str], CohortSpec],
    *,
    n_states: int,
    n_strategies: int,
) -> MarkovModel:
    return MarkovModel(
        states=[f"s{i}" for i in range(n_states)],
        interventions=[str(s) for s in range(n_strategies)],
        transitions_and_rewards=spec,
        n_cycles=case["cycles"],
        discount_rate=case["discount"],
        cycle_correction="none",
    )


def seconds(job: Callable[[], object], *, times: int) -> tuple[float, float]:
    """Return the least and the median time of some runs, the first left out. [s]"""
    job()
    spent = []
    for _ in range(times):
        begun = perf_counter()
        job()
        spent.append(perf_counter() - begun)
    return min(spent), median(spent)


def first_draws(inputs: Inputs, n: int) -> Inputs:
    return Inputs(
        np.ascontiguousarray(inputs.transitions[..., :n]),
        {name: values[:, :n] for name, values in inputs.amounts.items()},
    )


def timed(name: str, *, n_draws: int, times: int) -> dict[str, tuple[float, float]]:
    """Return least and median times of one model, all strategies together. [s]"""
    case = load_case(f"many_draws_{name.lower()}")
    strategies = drawn(case, n_draws=n_draws, rng=np.random.default_rng(2024))
    models = [built(inputs, case) for inputs in strategies]
    few = [first_draws(inputs, SCALED) for inputs in strategies]
    scale = n_draws / SCALED
    fail_if_different(models, few, case)

    def tier(which: Tier) -> Callable[[], object]:
        return lambda: [evaluate(model, tier=which) for model in models]

    def plain() -> object:
        options = {"n_cycles": case["cycles"], "discount": case["discount"]}
        return [plain_python(inputs, **options) for inputs in few]

    slow = {
        "plain Python": seconds(plain, times=3),
        "heormodel": seconds(heormodel_run(few, case, SCALED), times=3),
        "heormodel, arrays cut": seconds(lean_heormodel_run(few, case, SCALED), times=3),
    }
    return {label: (low * scale, mid * scale) for label, (low, mid) in slow.items()} | {
        "numpy": seconds(tier("numpy"), times=times),
        "compiled": seconds(tier("compiled"), times=times),
        "drawing": seconds(
            lambda: drawn(case, n_draws=n_draws, rng=np.random.default_rng(1)), times=times
        ),
        "building and checking": seconds(
            lambda: [built(inputs, case) for inputs in strategies], times=times
        ),
    }


def fail_if_different(
    models: list[StateTransitionModel], few: list[Inputs], case: dict[str, Any]
) -> None:
    """Refuse to time what does not compute the same."""
    for model, inputs in zip(models, few, strict=True):
        slow = np.array(plain_python(inputs, n_cycles=case["cycles"], discount=case["discount"]))
        for which in ("numpy", "compiled"):
            fast = evaluate(model, tier=which)
            for r, name in enumerate(REWARDS):
                np.testing.assert_allclose(fast[name][:SCALED], slow[:, r], rtol=1e-12)


def tiny_verbs() -> dict[str, Callable[[], object]]:
    chain = np.array([[[[0.5], [0.5]], [[0.0], [1.0]]]])

    def model() -> StateTransitionModel:
        rewards = {name: Reward(np.array([1.0, 0.0])) for name in ("cost", "effect")}
        return StateTransitionModel(("in", "out"), np.array([1.0, 0.0]), chain, rewards, 10)

    one = model()
    totals = evaluate(one)
    return {
        "building": model,
        "evaluate": lambda: evaluate(one),
        "trace": lambda: trace(one),
        "value_of_one": lambda: value_of_one(one),
        "increment": lambda: increment(totals, totals),
    }


def _held(holds: bool) -> str:
    return "holds" if holds else "does not hold"


def told(name: str, times: dict[str, tuple[float, float]]) -> None:
    click.echo(f"\n{name}: least and median [ms]")
    for label, (low, mid) in times.items():
        click.echo(f"  {label:24} {low * 1e3:12.2f} {mid * 1e3:12.2f}")
    plain, best = times["plain Python"][1], min(times["numpy"][1], times["compiled"][1])
    whole = best + times["building and checking"][1]
    other, lean = times["heormodel"][1], times["heormodel, arrays cut"][1]
    ratios = {
        "numpy / plain Python": plain / times["numpy"][1],
        "compiled / plain Python": plain / times["compiled"][1],
        "best tier / heormodel": other / best,
        "best tier, built and checked / heormodel": other / whole,
        "best tier / heormodel, arrays cut": lean / best,
    }
    for label, ratio in ratios.items():
        target = TARGETS.get(label, {}).get(name)
        held = "" if target is None else f"   target {target:6,.0f}x   {_held(ratio >= target)}"
        click.echo(f"  {label:44} {ratio:10,.0f}x{held}")
    for label in ("numpy", "compiled"):
        share = times[label][1] / times["drawing"][1]
        held = "holds" if share <= 2.0 else "does not hold"
        click.echo(f"  {label + ' / drawing':44} {share:10.2f}    target  <= 2.00   {held}")


@click.command()
@click.option("--draws", default=10_000, show_default=True)
@click.option("--times", default=25, show_default=True)
def bench(draws: int, times: int) -> None:
    """Print times, ratios of medians and which target holds."""
    click.echo(
        f"{draws} draws, 30 cycles; Python {platform.python_version()}, numpy {np.__version__}"
    )
    for name in ("A", "B"):
        told(name, timed(name, n_draws=draws, times=times))
    click.echo("\nverbs on a model of 2 states and 1 draw [ms]")
    for label, job in tiny_verbs().items():
        mid = seconds(job, times=times)[1] * 1e3
        held = "holds" if mid < TINY_MS else "does not hold"
        click.echo(f"  {label:24} {mid:12.3f}   target < {TINY_MS}   {held}")


if __name__ == "__main__":
    bench()
