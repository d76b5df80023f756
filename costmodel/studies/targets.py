"""The targets of a strategy: those of plan.toml, else those that the plan itself suggests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.indicator import Indicator
from costmodel.outcome import ACTIVATION, INACTION
from costmodel.studies.comparison import Comparison
from costmodel.studies.inputs import served_problems
from costmodel.studies.municipality import Study
from costmodel.studies.plan_goals import FILE, DeclaredTarget
from costmodel.studies.target_basis import TargetBasis, own_values, target_basis
from costmodel.targets.rules import Rule
from costmodel.targets.settings import target_settings
from costmodel.targets.table import STRATEGY, targets, yearly_targets

PEERS: Rule = "peers_median"
TREND: Rule = "trend_plus_effect"


@dataclass(frozen=True, slots=True, eq=False)
class StrategyTargets:
    """The targets of a strategy, checked.

    Parameters
    ----------
    table : DataFrame
        As :func:`costmodel.targets.table.targets` returns it.
    yearly : DataFrame
        ``indicator``, ``year``, ``target`` of measurable targets, from the base to the target.
    basis : TargetBasis
    is_declared : bool
        Whether plan.toml chose them; otherwise they are suggested.
    """

    table: pd.DataFrame
    yearly: pd.DataFrame
    basis: TargetBasis
    is_declared: bool

    @property
    def unmeasurable(self) -> pd.DataFrame:
        """Rows of the table that cannot be measured."""
        return self.table[~self.table["measurable"].astype(bool)]


def targets_of(study: Study, comparison: Comparison) -> StrategyTargets:
    """Return the targets of the strategy to which a study belongs.

    Notes
    -----
    Where plan.toml has no ``[[targets]]``, the number of people in each problem that the plan
    serves is one (trend plus effect of the plan), and so is each indicator of the catalogue that
    counts those people and is known for the place in one of the last years (median of the peers;
    without peers, trend plus effect). All are for the last year of the horizon.
    """
    chosen = study.inputs.plan.targets
    declared = chosen or _suggested(study, comparison)
    basis = target_basis(study, comparison, declared)
    rows = [_row(study, comparison, target, basis) for target in declared]
    table = targets(
        pd.DataFrame(rows, columns=list(STRATEGY)),
        catalogue=basis.catalogue,
        values=basis.seen,
        peers=basis.peers,
        trend=basis.trend,
        breaks=basis.breaks,
        file=FILE,
    )
    return StrategyTargets(table, yearly_targets(table), basis, bool(chosen))


def _suggested(study: Study, comparison: Comparison) -> tuple[DeclaredTarget, ...]:
    last, served = study.outcome.years[-1], served_problems(study.inputs)
    variables = {problem.stock_variable for problem in served}
    suggested = [DeclaredTarget(problem.id, TREND, last) for problem in served]
    medians = comparison.table.set_index("indicator")["peer_median"]
    oldest = study.outcome.base_year - target_settings().recent_years
    for indicator in default_catalogue().indicators:
        own = own_values(comparison, indicator.id)
        if _tells_of(indicator, variables) and len(own) and own["year"].iloc[-1] > oldest:
            has_peers = bool(np.isfinite(medians.get(indicator.id, np.nan)))
            rule = PEERS if has_peers else TREND
            suggested.append(DeclaredTarget(indicator.id, rule, last))
    return tuple(suggested)


def _tells_of(indicator: Indicator, variables: set[str]) -> bool:
    """Return whether an indicator sets the people of a problem beside others, and can be judged."""
    return (
        indicator.numerator in variables
        and indicator.formula == "ratio"
        and indicator.comparable
        and indicator.direction != "context"
    )


def _row(
    study: Study, comparison: Comparison, target: DeclaredTarget, basis: TargetBasis
) -> tuple[object, ...]:
    """Return a row of :data:`costmodel.targets.table.STRATEGY`."""
    seen = basis.seen[basis.seen["indicator"] == target.indicator]
    base_year = int(seen["year"].max()) if len(seen) else study.outcome.base_year
    given = np.nan if target.value is None else target.value
    effect = _effect(study, comparison, target) if target.rule == TREND else np.nan
    return (target.indicator, base_year, target.year, target.rule, given, effect)


def _effect(study: Study, comparison: Comparison, target: DeclaredTarget) -> float:
    """Return what the plan adds to an indicator, NaN where the model does not know it.

    Notes
    -----
    An indicator that counts the people of a problem moves as they do; what it is divided by
    stays as it was in the last known year.
    """
    problems = study.inputs.problems
    if target.indicator in problems:
        return change_by_plan(study, target.indicator, target.year)
    indicator = default_catalogue()[target.indicator]
    counted = [p.id for p in problems.values() if p.stock_variable == indicator.numerator]
    own = own_values(comparison, target.indicator)
    if not counted or own.empty or indicator.formula == "change":
        return float("nan")
    above, value = float(own["numerator"].iloc[-1]), float(own["value"].iloc[-1])
    per_person = value / above if above > 0 else float("nan")
    return per_person * change_by_plan(study, counted[0], target.year)


def change_by_plan(study: Study, problem: str, year: int) -> float:
    """Return by how many people the plan changes a problem; NaN outside the horizon. [persons]"""
    outcome = study.outcome
    if year not in outcome.years:
        return float("nan")
    column = outcome.years.index(year) + 1
    with_, without = (
        float(np.median(outcome.people_in_problem(scenario, problem)[:, column]))
        for scenario in (ACTIVATION, INACTION)
    )
    return with_ - without
