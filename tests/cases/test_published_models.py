"""Our walk gives the numbers of published models of other houses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from costmodel.cohort.occupancy import occupancy
from numpy.typing import NDArray

from costmodel.costs.charge import Charge
from costmodel.costs.ledger import entry_amounts
from costmodel.evidence.effect import probability_of_rate
from costmodel.units import discount_factors
from tests.cases.loading import load_case

Floats = NDArray[np.float64]


def walked(chain: Floats) -> Floats:
    """Walk one cohort that begins in the first state, nobody joining."""
    n_cycles, n_states, _ = chain.shape
    start = np.eye(1, n_states)
    return occupancy(start, chain[None], np.zeros((1, n_cycles, n_states)))


def assert_trace(people: Floats, published: dict[str, list[float]]) -> None:
    for cycle, shares in published.items():
        np.testing.assert_allclose(people[0, int(cycle)], shares, rtol=0, atol=1e-12)


def hiv_chain(hiv: dict[str, Any], *, combination: bool) -> Floats:
    counts = np.array(hiv["counts"], dtype=np.float64)
    alone = counts / counts.sum(axis=1, keepdims=True)
    worse = np.triu(alone, 1) * hiv["risk_ratio"]
    with_both = worse + np.diag(1 - worse.sum(axis=1))
    treated = hiv["cycles_with_combination"] if combination else 0
    return np.array([with_both] * treated + [alone] * (hiv["cycles"] - treated))


@pytest.mark.parametrize("therapy", ["mono", "combination"])
def test_hiv_people_and_money(therapy: str) -> None:
    hiv = load_case("hiv_chancellor")
    both = therapy == "combination"
    people = walked(hiv_chain(hiv, combination=both))
    assert_trace(people, hiv[f"trace_{therapy}"])
    at_end = people[:, 1:, :]
    life_years = at_end[0, :, :3].sum()
    assert life_years == pytest.approx(hiv["published"][f"life_years_{therapy}"], abs=5e-8)
    years = np.arange(1, hiv["cycles"] + 1)
    lamivudine = hiv["cost_lamivudine"] * (both & (years <= hiv["cycles_with_combination"]))
    spent = at_end[:, :, :3].sum(axis=2) * lamivudine
    for index, (state, medical) in enumerate(
        zip(hiv["states"][:3], hiv["cost_medical"], strict=False)
    ):
        price = np.array([medical + hiv["cost_zidovudine"]])
        charge = Charge(state, "therapy", "mandatory", "health_fund", price)
        spent = spent + entry_amounts(charge, at_end[:, :, index], real_value=np.ones(years.size))
    factors = discount_factors(hiv["discount_rate"], n_years=hiv["cycles"] + 1)[1:]
    total = float((spent @ factors)[0])
    assert total == pytest.approx(hiv["published"][f"cost_{therapy}"], abs=1e-6)


def sick_sicker_chain(sick: dict[str, Any], *, treated: bool) -> Floats:
    progress = sick["rate_sick_to_sicker"]
    if treated:
        progress *= sick["ratio_of_progress_treated"]
    dying = [1.0, sick["death_ratio_sick"], sick["death_ratio_sicker"]]
    death = probability_of_rate(sick["rate_healthy_to_dead"] * np.array(dying))
    onset, recovery, worse = probability_of_rate(
        [sick["rate_healthy_to_sick"], sick["rate_sick_to_healthy"], progress]
    )
    step = np.zeros((4, 4))
    step[:3, 3] = death
    # those who do not die within the year may move
    step[0, 1] = (1 - death[0]) * onset
    step[1, 0], step[1, 2] = (1 - death[1]) * recovery, (1 - death[1]) * worse
    step += np.diag(1 - step.sum(axis=1))
    return np.repeat(step[None], sick["cycles"], axis=0)


@pytest.mark.parametrize("treated", [False, True], ids=["untreated", "treated"])
def test_sick_sicker_people(treated: bool) -> None:
    sick = load_case("sick_sicker")
    people = walked(sick_sicker_chain(sick, treated=treated))
    assert_trace(people, sick["trace_treated" if treated else "trace_untreated"])
