"""Two pathways: inaction, and activation by a plan of instruments."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import ModelError

Floats = NDArray[np.float64]
INACTION = "inaction"
ACTIVATION = "activation"
FULL_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Reach:
    """One instrument in a plan.

    Parameters
    ----------
    instrument : str
        Its id.
    coverage : ndarray of shape (n_years, n_levels)
        Share of the people of a level, at the start of the year, who take part. [share]
    effect : ndarray of shape (n_draws, n_levels)
        Attributable change in a participant's chance of becoming independent within the year.
        [probability]
    """

    instrument: str
    coverage: Floats
    effect: Floats


@dataclass(frozen=True, slots=True)
class Scenario:
    """A pathway: the instruments that run beside the mandatory services.

    Examples
    --------
    >>> inaction = Scenario(INACTION)
    >>> cis = Reach("cis", np.array([[0.1]]), np.array([[0.2]]))
    >>> inaction.with_(cis, name=ACTIVATION).reach[0].instrument
    'cis'
    """

    name: str
    reach: tuple[Reach, ...] = ()

    def __post_init__(self) -> None:
        if not self.reach:
            return
        covered = sum((r.coverage for r in self.reach), start=np.zeros_like(self.reach[0].coverage))
        lowest = min(float(r.coverage.min()) for r in self.reach)
        if not (lowest >= 0 and (covered <= 1 + FULL_TOLERANCE).all()):
            raise ModelError(
                f"scenario {self.name!r} reaches {covered.max():.0%} of a level in a year (lowest "
                f"coverage {lowest:.0%}): instruments exclude each other, so together they may "
                "reach from 0 to 100 %. Lower the coverage in plan.toml."
            )

    def with_(self, *reach: Reach, name: str) -> Scenario:
        """Return this pathway with further instruments."""
        return Scenario(name, (*self.reach, *reach))

    def with_effects_times(self, factor: float) -> Scenario:
        """Return this pathway with every effect multiplied by ``factor``."""
        return replace(self, reach=tuple(replace(r, effect=r.effect * factor) for r in self.reach))


def extra_success(scenario: Scenario, *, n_draws: int, n_years: int, n_levels: int) -> Floats:
    """Return the change in the chance of success that a pathway brings to a whole level.

    Returns
    -------
    ndarray of shape (n_draws, n_years, n_levels)
        Coverage times effect, summed over instruments that exclude each other.
        [probability per year]
    """
    extra = np.zeros((n_draws, n_years, n_levels))
    for reach in scenario.reach:
        extra += reach.coverage[None] * reach.effect[:, None]
    return extra
