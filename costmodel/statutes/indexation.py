"""Raise an amount by inflation the way the unemployment benefit is raised."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal


def indexed(amount: float, *, inflation: float, rounded_up_to: float) -> float:
    """Return an amount after one yearly indexation that never lowers it.

    Parameters
    ----------
    amount : float
        Amount before. [PLN]
    inflation : float
        Average inflation of the year before. [share]
    rounded_up_to : float
        Step of rounding upwards, for example 0.10. [PLN]

    Returns
    -------
    float
        Amount after. [PLN]

    Notes
    -----
    Decimal arithmetic: binary fractions would push exact tens of grosz one step up.

    References
    ----------
    Ustawa o promocji zatrudnienia, art. 72 ust. 6. The rounding is inferred from the chain of
    announced amounts, which it reproduces.

    Examples
    --------
    >>> indexed(1721.90, inflation=0.036, rounded_up_to=0.10)
    1783.9
    >>> indexed(1721.90, inflation=-0.01, rounded_up_to=0.10)
    1721.9
    """
    before, step = Decimal(str(amount)), Decimal(str(rounded_up_to))
    raised = before * (1 + Decimal(str(round(inflation, 10))))
    steps = (raised / step).to_integral_value(rounding=ROUND_CEILING)
    return float(max(before, steps * step))
