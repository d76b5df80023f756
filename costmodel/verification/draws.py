"""Checks of the draws: the same again gives the same, and they are enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from costmodel.model import Model, run
from costmodel.outcome import Outcome
from costmodel.studies.sensitivity import Sensitivity
from costmodel.verification.checked import Checked, equal, held

ENOUGH = 0.05
"""The error of a mean may be this part of the width of the interval that is printed. [share]"""


def draw_checks(model: Model, outcome: Outcome, sensitivity: Sensitivity) -> list[Checked]:
    """Return what the checks of the draws found, in the order of the catalogue."""
    return [
        same_again(model, outcome),
        enough_draws(sensitivity),
        chance_is_a_share_of_draws(outcome, sensitivity),
        knowing_is_worth_something(sensitivity),
    ]


def same_again(model: Model, outcome: Outcome) -> Checked:
    """U01: the same model run again gives the same money, to the last bit."""
    again = run(model)
    return equal("U01", {"księga": (again.ledger.amounts, outcome.ledger.amounts)}, within=0.0)


def enough_draws(sensitivity: Sensitivity) -> Checked:
    """U13: the error that the number of draws leaves is small beside the interval."""
    shares = {p: verdict.error_share for p, verdict in sensitivity.verdicts.items()}
    wide = [p for p, share in shares.items() if share > ENOUGH]
    found = held("U13", not wide, where=", ".join(wide))
    return replace(found, worst=max(shares.values(), default=0.0))


def chance_is_a_share_of_draws(outcome: Outcome, sensitivity: Sensitivity) -> Checked:
    """U14: the chance of paying back is the share of draws that do, and falls with the price."""
    pairs, wrong = {}, []
    for perspective, verdict in sensitivity.verdicts.items():
        share = np.mean(outcome.net_present_value(perspective) > 0, keepdims=True)
        pairs[perspective] = (verdict.chance[:1], share)
        if (np.diff(verdict.chance) < 0).any():  # prices fall from entry to entry
            wrong.append(perspective)
    return held("U14", False, where=", ".join(wrong)) if wrong else equal("U14", pairs)


def knowing_is_worth_something(sensitivity: Sensitivity) -> Checked:
    """U10: knowing everything is worth no less than knowing a part, and nothing less than zero."""
    wrong = [
        perspective
        for perspective, verdict in sensitivity.verdicts.items()
        if not _ordered(verdict.perfect, verdict.assumed_known, sensitivity, perspective)
    ]
    return held("U10", not wrong, where=", ".join(wrong))


def _ordered(perfect: float, part: float, sensitivity: Sensitivity, perspective: str) -> bool:
    of_one: Mapping[str, float] = {f.key: f.worth[perspective] for f in sensitivity.factors}
    return perfect >= part >= 0 and all(0 <= worth <= perfect for worth in of_one.values())
