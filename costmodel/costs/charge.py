"""What one person-year, or one participant, costs one payer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]
Kind = Literal["mandatory", "optional", "revenue", "transfer"]
SHARE_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Charge:
    """A price for a stay of one year in a state (or for one participant), and its payer.

    Parameters
    ----------
    state : str
        „problem.state” to which it applies; of a unit of the plan, the problem it serves.
    service, kind, payer : str
        What, of which kind, and who pays. Revenue is a negative cost of who receives it.
    rate : ndarray of shape (n_draws,)
        [zł of the price year per person-year, per participant, or per unit and year]
    lag : int
        Years between the stay and the payment.
    index : str
        Rule by which the nominal price goes on, for example with prices or not at all.
    cashable : ndarray of shape (n_draws,), optional
        Part that leaves the budget when a stay falls away; the rest is notional: time or room
        set free. All of it where left out. [share]
    """

    state: str
    service: str
    kind: Kind
    payer: str
    rate: Floats
    lag: int = 0
    index: str = "cpi"
    cashable: Floats | None = None

    def __post_init__(self) -> None:
        if self.lag < 0:
            raise ModelError(
                f"{self.service}: the lag is {self.lag}: it must be 0 or more years, since nothing "
                "is paid before the stay. Correct it."
            )
        if self.cashable is not None:
            _fail_if_no_share(self.cashable, self.service)


def split_among_payers(
    rate: Floats, shares: Mapping[str, Floats | None], *, what: str
) -> dict[str, Floats]:
    """Return each payer's part of ``rate``; together they make it exactly.

    Parameters
    ----------
    rate : ndarray of shape (n_draws,)
        The whole price. [zł]
    shares : mapping of payer to ndarray of shape (n_draws,) or None
        Part of the price; ``None`` for the one payer who bears the rest. [share]
    what : str
        Name of the service, for the message.

    Raises
    ------
    ModelError
        If not exactly one payer bears the rest, or in a draw a share is negative or all
        together exceed 1.

    Examples
    --------
    >>> shares = {"gmina": np.array([0.2]), "state": None}
    >>> parts = split_among_payers(np.array([100.0]), shares, what="periodic benefit")
    >>> {payer: float(part[0]) for payer, part in parts.items()}
    {'gmina': 20.0, 'state': 80.0}
    """
    given = {payer: share for payer, share in shares.items() if share is not None}
    resting = [payer for payer, share in shares.items() if share is None]
    if len(resting) != 1:
        raise ModelError(f"{what}: payers of the rest are {resting}: there must be exactly one.")
    total = sum((share for share in given.values()), start=np.zeros_like(rate))
    lowest = np.min([np.zeros_like(rate), *(share + 0 * rate for share in given.values())], axis=0)
    outside = ~((total <= 1 + SHARE_TOLERANCE) & (lowest >= 0))
    if outside.any():
        raise ModelError(
            f"{what}: the shares of {sorted(given)} sum to {total[outside][0]:.4g} in a draw, the "
            f"lowest is {lowest[outside][0]:.4g}: each must be 0 or more and all together at most "
            "1. Narrow their ranges in the file."
        )
    parts = {payer: rate * share for payer, share in given.items()}
    parts[resting[0]] = rate - sum(parts.values(), start=np.zeros_like(rate))
    return parts


def _fail_if_no_share(cashable: Floats, service: str) -> None:
    outside = ~((cashable >= 0) & (cashable <= 1))
    if outside.any():
        raise ModelError(
            f"{service}: the cashable share is {cashable[outside].flat[0]:.4g} in a draw: it must "
            "lie between 0 and 1. Narrow its range in the file."
        )
