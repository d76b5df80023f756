"""Which instruments of a plan to pay for first, within a budget."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from scipy.optimize import brentq

from costmodel.errors import ModelError
from costmodel.fewer_draws import first_draws
from costmodel.model import Model
from costmodel.net_value import present_values
from costmodel.outcome import PUBLIC
from costmodel.scenario import Scenario

DRAWS = 1_000
PRECISION = 1e-9
FIRST, NEVER = float("inf"), float("-inf")
"""Scores of what costs the payer nothing: it saves something, or it does not."""
COLUMNS = ["instrument", "part", "cost", "net", "net_per_zloty", "spent", "net_so_far"]


def within_budget(
    model: Model, *, budget: float, payer: str = "gmina", perspective: str = PUBLIC
) -> pd.DataFrame:
    """Return the instruments in the order in which a budget should pay for them.

    Parameters
    ----------
    model : Model
        With the whole plan.
    budget : float
        What ``payer`` can spend on instruments over the horizon, discounted. [zł]
    payer : str
        Whose budget it is, or ``public``.
    perspective : str
        Whose net saving counts: ``public`` or a payer.

    Returns
    -------
    DataFrame
        One row for each instrument, the highest net saving for each zł of the payer first (those
        that cost the payer nothing before all others if they save anything, else never): the
        ``part`` of its
        coverage that the budget pays for, mean ``cost`` to the payer and mean ``net`` saving of
        that part added to those before it, ``net_per_zloty``; ``spent`` and ``net_so_far`` are of
        everything up to the row. [zł of the price year, present value]

    Raises
    ------
    ModelError
        If the budget is negative.

    Notes
    -----
    Greedy: the order is that of each instrument alone; each is then added to those before it and
    run with them, so that overlap and shared places count. The last one that is paid for is
    scaled to what is left.
    """
    if budget < 0:
        raise ModelError(f"the budget is {budget:g}: it must be 0 or more. Give it in zł.")
    few = first_draws(model, DRAWS)
    rows: list[list[object]] = []
    chosen = Scenario(few.activation.name, (), few.activation.overlap)
    spent = net = 0.0
    scores = _scores(few, payer, perspective)
    for name in sorted(scores, key=lambda name: -scores[name]):
        if scores[name] == NEVER:
            part, bought, cost, saving = 0.0, chosen, spent, net
        else:
            part, bought, cost, saving = _bought(few, chosen, name, budget, payer, perspective)
        added_cost, added = cost - spent, saving - net
        ratio = added / added_cost if added_cost > 0 else float("nan")
        rows.append([name, part, added_cost, added, ratio, cost, saving])
        chosen, spent, net = bought, cost, saving
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"instrument": "str"} | dict.fromkeys(COLUMNS[1:], float))


def _scores(model: Model, payer: str, perspective: str) -> dict[str, float]:
    """Return the net saving for each zł of the payer, each instrument alone."""
    scores: dict[str, float] = {}
    for reach in model.activation.reach:
        alone = replace(model.activation, reach=(reach,))
        cost, net = _worth(model, alone, payer, perspective)
        free = FIRST if net > 0 else NEVER
        scores[reach.instrument] = net / cost if cost > 0 else free
    return scores


def _bought(
    model: Model, chosen: Scenario, name: str, budget: float, payer: str, perspective: str
) -> tuple[float, Scenario, float, float]:
    """Return the part that can be paid for, the plan with it, its cost and its net saving."""
    whole = next(r for r in model.activation.reach if r.instrument == name)
    before, net_before = _worth(model, chosen, payer, perspective)
    with_all = chosen.with_(whole)
    cost, net = _worth(model, with_all, payer, perspective)
    if cost <= budget * (1 + PRECISION):
        return 1.0, with_all, cost, net
    if before >= budget:
        return 0.0, chosen, before, net_before

    def some(part: float) -> Scenario:
        return chosen.with_(*Scenario(chosen.name, (whole,)).with_coverage_times(part).reach)

    def over(part: float) -> float:
        return _worth(model, some(part), payer, perspective)[0] - budget

    part = float(brentq(over, 0.0, 1.0, xtol=PRECISION))
    return (part, some(part), *_worth(model, some(part), payer, perspective))


def _worth(model: Model, plan: Scenario, payer: str, perspective: str) -> tuple[float, float]:
    if not plan.reach:
        return 0.0, 0.0
    found = present_values(model.with_plan(plan), [payer, perspective])
    return float(found[payer].cost.mean()), float(found[perspective].net.mean())
