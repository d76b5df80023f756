"""How likely a plan pays back at every part of its price, by perspective, for a curve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from costmodel.outcome import Outcome
from costmodel.sensitivity.acceptability import chance_by_price
from costmodel.units import discount_factors

STEPS = 80
"""Steps of the curve."""
NARROW, WIDE = 1.0, 2.0
"""Where the curve ends: at the assumed price, or beyond it where the plan pays back there."""
HALF = 0.5


def price_chances(outcome: Outcome, perspectives: Sequence[str]) -> pd.DataFrame:
    """Return the chance of paying back at each part of the price.

    Parameters
    ----------
    outcome : Outcome
    perspectives : sequence of str
        ``public`` or payers.

    Returns
    -------
    DataFrame of columns payer, price, chance
        ``price`` rises from 0 to 1, and to 2 where in half of the draws or more the plan pays back
        at its full price [part of the price assumed]; ``chance`` [share of draws].
    """
    factors = discount_factors(outcome.discount_rate, n_years=len(outcome.years) + 1)[1:]
    gross = {p: outcome.cost_of_inaction(p) @ factors for p in perspectives}
    cost = {p: outcome.programme_cost(p) @ factors for p in perspectives}
    at_full = [chance_by_price(gross[p], cost[p], prices=[1.0])[0] for p in perspectives]
    end = WIDE if max(at_full) >= HALF else NARROW
    prices = np.linspace(0.0, end, STEPS + 1)
    parts = [
        pd.DataFrame(
            {
                "payer": p,
                "price": prices,
                "chance": chance_by_price(gross[p], cost[p], prices=prices.tolist()),
            }
        )
        for p in perspectives
    ]
    return pd.concat(parts, ignore_index=True)
