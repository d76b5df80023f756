"""The numbers of the targets: base, target of every year, what would come without the plan."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np

from costmodel.quantities import Kind, Quantity
from costmodel.studies.quantity_makers import SOURCE
from costmodel.studies.targets import StrategyTargets
from costmodel.uncertainty.summary import INTERVAL

RULE_SOURCES = {
    "given": "plan.toml gminy",
    "peers_median": "mediana gmin podobnych",
    "trend_plus_effect": SOURCE,
}
KINDS = {
    "given": Kind.ASSUMPTION,
    "peers_median": Kind.COMPUTED,
    "trend_plus_effect": Kind.FORECAST,
}


def target_quantities(found: StrategyTargets) -> Iterator[Quantity]:
    """Yield base, target by year and value without the plan, for each target."""
    for row in found.table.to_dict("records"):
        yield from _of(row, found)


def _of(row: Mapping[Hashable, Any], found: StrategyTargets) -> Iterator[Quantity]:
    name, unit = str(row["indicator"]), str(row["unit"])
    stem, label, rule = f"target.{name}", str(row["name"]), str(row["rule"])
    yield Quantity(
        f"{stem}.base",
        f"{label}: wartość bazowa",
        _known(row["base"]),
        unit,
        Kind.PUBLISHED,
        str(row["source"]),
        year=int(row["base_year"]),
        note=str(row["faults"]) if not row["measurable"] else "",
    )
    path = found.yearly[found.yearly["indicator"] == name]
    by_year = dict(zip(path["year"].astype(int), path["target"].astype(float), strict=True))
    by_year |= {int(row["target_year"]): row["target"]}
    for year, value in by_year.items():
        told = f"{label}: wartość docelowa, {row['rule_label']}"
        kind, source = KINDS[rule], RULE_SOURCES[rule]
        yield Quantity(f"{stem}.{year}", told, _known(value), unit, kind, source, year=year)
    trend = found.basis.trend
    ahead = trend[trend["indicator"] == name]
    if len(ahead):
        told, last = f"{label}: bez planu", ahead.iloc[-1]
        middle, low, high = (float(last[key]) for key in ("median", "low", "high"))
        id_, year = f"{stem}.without", int(last["year"])
        yield Quantity(
            id_, told, middle, unit, Kind.FORECAST, SOURCE, low, high, INTERVAL, year=year
        )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
