"""Two pathways: inaction, and activation by a plan of instruments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.overlap import FULL_TOLERANCE, Overlap
from costmodel.errors import ModelError

Floats = NDArray[np.float64]
INACTION = "inaction"
ACTIVATION = "activation"
INFLOW = "inflow"
"""Names, in „problem.inflow”, those who would become new cases of a problem."""
Field = Literal["moves", "emergence", "inflow"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one instrument changes for each of its participants among some people.

    Parameters
    ----------
    source : str
        „problem.level” (or stage of independence, or ``inflow``) of the participants.
    target : str
        „problem.state” to which the changed chance leads; of inflow the problem itself.
    field : {"moves", "emergence", "inflow"}
        Which chance: of moving, of bringing a related case, of becoming a case at all.
    delta : ndarray of shape (n_draws,)
        Added to the chance of a participant. [probability; of inflow a share of it]
    """

    source: str
    target: str
    field: Field
    delta: Floats


@dataclass(frozen=True, slots=True)
class Reach:
    """One instrument in a plan: whom it reaches and what it changes for them.

    Parameters
    ----------
    instrument : str
        Its id.
    served : tuple of str
        „problem.level” (or stage, or ``inflow``) of those who may take part.
    coverage : ndarray of shape (n_years, n_served)
        Planned share of the people of each, at the start of the year. [share]
    changes : tuple of Change
        Each with a source among ``served``.
    places : ndarray of shape (n_years, n_draws), optional
        Participants that all units together can serve; no limit where left out. [persons]
    units : ndarray of shape (n_years,), optional
        Posts, teams or houses of the plan in each year. [units]
    delay : int
        Years from taking part to the effect.
    lasting : ndarray of shape (n_years, n_draws), optional
        Part of the effect that is left in each year; all of it where left out. [share]
    """

    instrument: str
    served: tuple[str, ...]
    coverage: Floats
    changes: tuple[Change, ...]
    places: Floats | None = None
    units: Floats | None = None
    delay: int = 0
    lasting: Floats | None = None

    def __post_init__(self) -> None:
        strange = sorted({c.source for c in self.changes} - set(self.served))
        if strange or self.coverage.ndim != 2 or self.coverage.shape[1] != len(self.served):
            raise ModelError(
                f"{self.instrument!r} changes chances of {strange} and has coverage of shape "
                f"{self.coverage.shape}: it must serve all whom it changes, with one column of "
                f"coverage for each of {list(self.served)}."
            )


@dataclass(frozen=True, slots=True)
class Scenario:
    """A pathway: the instruments that run beside the mandatory services.

    Examples
    --------
    >>> inaction = Scenario(INACTION)
    >>> cis = Reach("cis", ("work.long",), np.array([[0.1]]), ())
    >>> inaction.with_(cis, name=ACTIVATION).reach[0].instrument
    'cis'
    """

    name: str
    reach: tuple[Reach, ...] = ()
    overlap: Overlap = "exclusive"

    def __post_init__(self) -> None:
        ids = [r.instrument for r in self.reach]
        if len(set(ids)) != len(ids):
            raise ModelError(f"instruments are {ids}: each may stand in a plan once. Join them.")
        for served in dict.fromkeys(name for r in self.reach for name in r.served):
            _fail_if_over_full(self, served)

    def with_(self, *reach: Reach, name: str | None = None) -> Scenario:
        """Return this pathway with further instruments."""
        return replace(self, name=name or self.name, reach=(*self.reach, *reach))

    def without(self, *instruments: str) -> Scenario:
        """Return this pathway without some of its instruments."""
        return replace(self, reach=tuple(r for r in self.reach if r.instrument not in instruments))

    def with_effects_times(self, factor: float | Floats) -> Scenario:
        """Return this pathway with every effect multiplied by ``factor`` (one, or by draw)."""
        return replace(self, reach=tuple(with_effect_times(r, factor) for r in self.reach))

    def with_coverage_times(self, factor: float) -> Scenario:
        """Return this pathway with every coverage, place and unit multiplied by ``factor``."""
        return replace(self, reach=tuple(_with_coverage_times(r, factor) for r in self.reach))


def with_effect_times(reach: Reach, factor: float | Floats) -> Reach:
    """Return a reach with its changes multiplied by ``factor``."""
    changes = tuple(replace(c, delta=c.delta * factor) for c in reach.changes)
    return replace(reach, changes=changes)


def _with_coverage_times(reach: Reach, factor: float) -> Reach:
    return replace(
        reach,
        coverage=reach.coverage * factor,
        places=None if reach.places is None else reach.places * factor,
        units=None if reach.units is None else reach.units * factor,
    )


def _fail_if_over_full(scenario: Scenario, served: str) -> None:
    parts = np.stack(
        [r.coverage[:, r.served.index(served)] for r in scenario.reach if served in r.served]
    )
    reached = parts.sum(axis=0) if scenario.overlap == "exclusive" else parts.max(axis=0)
    if not ((parts >= 0).all() and (reached <= 1 + FULL_TOLERANCE).all()):
        raise ModelError(
            f"scenario {scenario.name!r} reaches {reached.max():.0%} of {served!r} in a year "
            f"(lowest coverage {parts.min():.0%}): with the rule {scenario.overlap!r} it may be "
            "from 0 to 100 %. Lower the coverage in plan.toml."
        )
