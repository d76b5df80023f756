"""X01-X03: the numbers of published models, each with the convention of the engine it came from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.markov.compare import frontier, increment
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward
from costmodel.markov.tiers import Tier
from costmodel.markov.timing import Timing
from costmodel.markov.totals import evaluate
from costmodel.markov.trace import trace
from tests.cases.loading import load_case

Floats = NDArray[np.float64]


def shared(chain: Floats) -> Floats:
    """The same transitions in all draws, from (n_cycles, n_states, n_states)."""
    return np.ascontiguousarray(chain[..., None])


def hiv_model(hiv: dict[str, Any], *, combination: bool) -> StateTransitionModel:
    """Right Riemann sum: a cycle's cost falls on those in a state at its end."""
    counts = np.array(hiv["counts"], dtype=np.float64)
    alone = counts / counts.sum(axis=1, keepdims=True)
    worse = np.triu(alone, 1) * hiv["risk_ratio"]
    both = worse + np.diag(1 - worse.sum(axis=1))
    n_cycles, treated = hiv["cycles"], hiv["cycles_with_combination"] if combination else 0
    alive = np.array([1.0, 1.0, 1.0, 0.0])
    cost = np.tile(hiv["cost_medical"] + hiv["cost_zidovudine"] * alive, (n_cycles + 1, 1))
    cost[1 : treated + 1] += hiv["cost_lamivudine"] * alive
    return StateTransitionModel(
        states=tuple(hiv["states"]),
        start=np.array([1.0, 0.0, 0.0, 0.0]),
        transitions=shared(np.array([both] * treated + [alone] * (n_cycles - treated))),
        rewards={
            "cost": Reward(cost[:, :, None], timing="end", discount=hiv["discount_rate"]),
            "effect": Reward(alive, timing="end"),
        },
        n_cycles=n_cycles,
    )


def test_x01_hiv_costs_life_years_and_icer() -> None:
    """Briggs, Claxton, Sculpher (2006), ex. 2.5: 44,663.45 and 50,601.65; ICER 6,275.96."""
    hiv = load_case("hiv_chancellor")
    mono, both = (evaluate(hiv_model(hiv, combination=c)) for c in (False, True))
    published = hiv["published"]
    assert mono["cost"][0] == pytest.approx(published["cost_mono"], abs=1e-6)
    assert both["cost"][0] == pytest.approx(published["cost_combination"], abs=1e-6)
    assert mono["effect"][0] == pytest.approx(published["life_years_mono"], abs=5e-8)
    assert both["effect"][0] == pytest.approx(published["life_years_combination"], abs=5e-8)
    # 6,275.9556 in the spreadsheet as quoted in the tests of heemod 1.0.2; the book prints 6,276
    assert increment(both, mono).icer == pytest.approx(6275.9556, abs=5e-5)


@pytest.mark.parametrize("therapy", ["mono", "combination"])
def test_x01_hiv_people(therapy: str) -> None:
    hiv = load_case("hiv_chancellor")
    people = trace(hiv_model(hiv, combination=therapy == "combination"))
    for cycle, shares in hiv[f"trace_{therapy}"].items():
        np.testing.assert_allclose(people[int(cycle), :, 0], shares, rtol=0, atol=1e-12)


def hip_model(hip: dict[str, Any], prosthesis: str, *, n_cycles: int) -> StateTransitionModel:
    """Membership at the start of each cycle, the first undiscounted (heemod "beginning")."""
    dying = np.array(hip["mortality"][:n_cycles])
    revised = np.array(hip["first_revision"][prosthesis][:n_cycles])
    primary, success, revision, success_again, death = range(5)
    chain = np.zeros((n_cycles, 5, 5))
    chain[:, primary, death] = hip["operative_mortality_primary"]
    chain[:, primary, success] = 1 - hip["operative_mortality_primary"]
    chain[:, success, revision] = revised
    chain[:, success, death] = dying
    chain[:, success, success] = 1 - revised - dying
    chain[:, revision, death] = hip["operative_mortality_revision"] + dying
    chain[:, revision, success_again] = 1 - hip["operative_mortality_revision"] - dying
    chain[:, success_again, revision] = hip["re_revision"]
    chain[:, success_again, death] = dying
    chain[:, success_again, success_again] = 1 - hip["re_revision"] - dying
    chain[:, death, death] = 1.0
    per_stay = np.zeros(5)
    per_stay[revision] = hip["cost_revision"]
    prosthesis_cost = np.eye(5)[primary] * hip["initial_cost"][prosthesis]
    return StateTransitionModel(
        states=tuple(hip["states"]),
        start=np.eye(5)[primary],
        transitions=shared(chain),
        rewards={
            "cost": Reward(
                per_stay, timing="start", discount=hip["discount_cost"], one_off=prosthesis_cost
            ),
            "effect": Reward(
                np.array(hip["utility"]), timing="start", discount=hip["discount_effect"]
            ),
        },
        n_cycles=n_cycles,
    )


@pytest.mark.parametrize("prosthesis", ["standard", "np1"])
def test_x02_hip_replacement_costs_and_effects(prosthesis: str) -> None:
    """Briggs, Claxton, Sculpher (2006), ex. 3.5: 512.43 and 610.31; 14.653 and 14.698."""
    hip = load_case("hip_replacement")
    total = evaluate(hip_model(hip, prosthesis, n_cycles=61))
    cost, effect = hip["published"][prosthesis]
    assert total["cost"][0] == pytest.approx(cost, abs=1e-6)
    assert total["effect"][0] == pytest.approx(effect, abs=1e-7)


@pytest.mark.parametrize("n_cycles", [60, 61])
@pytest.mark.parametrize("prosthesis", ["standard", "np1"])
def test_x02_hip_replacement_agrees_with_heemod(prosthesis: str, n_cycles: int) -> None:
    hip = load_case("hip_replacement")
    total = evaluate(hip_model(hip, prosthesis, n_cycles=n_cycles))
    expected = hip["totals"][str(n_cycles)][prosthesis]
    np.testing.assert_allclose([total["cost"][0], total["effect"][0]], expected, rtol=1e-12)


def test_x02_hip_replacement_icer_and_people() -> None:
    """ICER 2,198.486665 in the spreadsheet as quoted in the tests of heemod 1.0.2."""
    hip = load_case("hip_replacement")
    models = {name: hip_model(hip, name, n_cycles=61) for name in ("standard", "np1")}
    extra = increment(evaluate(models["np1"]), evaluate(models["standard"]))
    assert extra.icer == pytest.approx(hip["published_icer"], abs=1e-5)
    for name, model in models.items():
        people = trace(model)[:, :, 0]
        for cycle, members in hip["members_at_start"][name].items():
            np.testing.assert_allclose(people[int(cycle) - 1], members, rtol=0, atol=1e-12)


def sick_sicker_model(
    sick: dict[str, Any], strategy: str, *, timing: Timing
) -> StateTransitionModel:
    chain = sick["transitions"]["slowed" if "B" in strategy else "untreated"]
    discount = sick["discount"]
    return StateTransitionModel(
        states=tuple(sick["states"]),
        start=np.array([1.0, 0.0, 0.0, 0.0]),
        transitions=shared(np.array([chain])),
        rewards={
            "cost": Reward(np.array(sick["cost"][strategy]), timing=timing, discount=discount),
            "effect": Reward(np.array(sick["qaly"][strategy]), timing=timing, discount=discount),
        },
        n_cycles=sick["cycles"],
    )


def sick_sicker_totals(timing: Timing) -> dict[str, tuple[float, float]]:
    sick = load_case("sick_sicker_economics")
    totals = {s: evaluate(sick_sicker_model(sick, s, timing=timing)) for s in sick["cost"]}
    return {s: (float(t["cost"][0]), float(t["effect"][0])) for s, t in totals.items()}


@pytest.mark.parametrize("timing", ["simpson", "half_cycle", "every", "start", "end"])
def test_x03_sick_sicker_totals_under_each_convention(timing: Timing) -> None:
    """DARTH's Simpson 1/3, half-cycle and none; hesim's riemann_left and riemann_right."""
    sick = load_case("sick_sicker_economics")
    for strategy, total in sick_sicker_totals(timing).items():
        np.testing.assert_allclose(total, sick["totals"][timing][strategy], rtol=1e-12)


def test_x03_sick_sicker_frontier_and_icers_as_published() -> None:
    """Alarid-Escudero et al. (2023): A is dominated, ICER of B 72,988, of AB 125,764."""
    sick = load_case("sick_sicker_economics")
    totals = sick_sicker_totals("simpson")
    for strategy, (cost, qaly) in sick["published"].items():
        assert totals[strategy][0] == pytest.approx(cost, abs=0.5)
        assert totals[strategy][1] == pytest.approx(qaly, abs=5e-4)
    compared = {c.name: c for c in frontier(totals)}
    assert {n: c.standing for n, c in compared.items()} == sick["published_standing"]
    icers = {n: round(c.icer) for n, c in compared.items() if c.icer is not None}
    assert icers == sick["published_icer"]


@pytest.mark.parametrize("case", ["many_draws_a", "many_draws_b"])
@pytest.mark.parametrize("tier", ["numpy", "compiled"])
def test_draws_of_a_model_agree_with_hesim(case: str, tier: Tier) -> None:
    """hesim 0.5.6, riemann_right, discount rate log 1.03 (that is 1.03^-t)."""
    record = load_case(case)
    for strategy in range(1, record["n_strategies"] + 1):
        rows = [row for row in record["rows"] if row["strategy"] == strategy]
        model = draws_model(record, rows)
        totals = evaluate(model, tier=tier)
        for name, amounts in totals.items():
            expected = [row["totals"][name] for row in rows]
            np.testing.assert_allclose(amounts, expected, rtol=1e-12)


def draws_model(record: dict[str, Any], rows: list[dict[str, Any]]) -> StateTransitionModel:
    transitions = np.array([row["transitions"] for row in rows])
    n_states = transitions.shape[1]
    return StateTransitionModel(
        states=tuple(f"s{i}" for i in range(n_states)),
        start=np.eye(n_states)[0],
        transitions=np.ascontiguousarray(transitions.transpose(1, 2, 0))[None],
        rewards={
            name: Reward(
                np.ascontiguousarray(np.array([row[name] for row in rows]).T)[None],
                timing="end",
                discount=record["discount"],
            )
            for name in ("cost_1", "cost_2", "effect")
        },
        n_cycles=record["cycles"],
    )


@pytest.mark.parametrize(("strategy", "table"), [("SoC", "untreated"), ("B", "treated")])
def test_x03_sick_sicker_people(strategy: str, table: str) -> None:
    """Traces of the tutorial's arithmetic and hesim 0.5.6."""
    model = sick_sicker_model(load_case("sick_sicker_economics"), strategy, timing="every")
    people = trace(model)
    for cycle, shares in load_case("sick_sicker")[f"trace_{table}"].items():
        np.testing.assert_allclose(people[int(cycle), :, 0], shares, rtol=0, atol=1e-12)
