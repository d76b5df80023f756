"""Plans side by side as tables for a reader: variants, and what a budget pays for first."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from costmodel.annex.numbers import integer
from costmodel.annex.signs import SIGNS
from costmodel.annex.wording import load_wording
from costmodel.publish.reading_cells import people, ratio, share, spread, table, thousands
from costmodel.studies.choice import NO_PLAN
from costmodel.studies.inputs import Inputs
from costmodel.studies.portfolio import ALONE, MEASURES, SCALES
from costmodel.tables import Status

WRITERS = {"independent": people, "net_per_zloty": ratio}
"""How measures are written that are no amounts of money."""
NONE = SIGNS[Status.NOT_APPLICABLE]


def variant_table(variants: pd.DataFrame, inputs: Inputs, *, perspective: str) -> pd.DataFrame:
    """Return plans side by side from one purse, the best first.

    Parameters
    ----------
    variants : DataFrame
        As :func:`costmodel.studies.portfolio.side_by_side` gives it. A variant of your own keeps
        the name you gave it.
    inputs : Inputs
        For the names of instruments.
    perspective : str
        ``public`` or a payer of the table.

    Returns
    -------
    DataFrame
        All texts; money in thousands of złoty over the horizon, each cell with its interval.
        People are told by their median, all else by its mean. „x” where nothing can be told.
    """
    say = load_wording().say
    chosen = variants[variants["perspective"] == perspective]
    rows = []
    for name, part in chosen.groupby("variant", sort=False):
        measures = {str(row["measure"]): row for row in part.to_dict("records")}
        cells = (_cell(measures[measure], measure) for measure in MEASURES)
        rows.append((variant_name(str(name), inputs), *cells))
    heads = [say(f"annex.portfolio.column_{name}") for name in ("variant", *MEASURES)]
    return table(rows, heads)


def variant_name(name: str, inputs: Inputs) -> str:
    """Return the Polish name of a variant."""
    say = load_wording().say
    if name in SCALES:
        return say(f"annex.portfolio.{name}")
    if name.startswith(ALONE):
        label = inputs.instruments[name.removeprefix(ALONE)].label
        return say("annex.portfolio.alone", instrument=label)
    return name


def budget_table(chosen: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Return which instruments a budget pays for, in which order and to which part.

    Parameters
    ----------
    chosen : DataFrame
        As :func:`costmodel.studies.budget.within_budget` gives it.
    inputs : Inputs
        For the names of instruments.

    Returns
    -------
    DataFrame
        All texts; money in thousands of złoty, present value of the horizon, means.
    """
    say = load_wording().say
    rows = [
        (
            inputs.instruments[str(row["instrument"])].label,
            share(row["part"]),
            *(thousands(row[name]) for name in ("cost", "net")),
            NONE if math.isnan(row["net_per_zloty"]) else ratio(row["net_per_zloty"]),
            *(thousands(row[name]) for name in ("spent", "net_so_far")),
        )
        for row in chosen.to_dict("records")
    ]
    columns = ("instrument", "part", "cost", "net_result", "net_per_zloty", "spent", "net_so_far")
    return table(rows, [say(f"reading.{name}") for name in columns])


def choice_table(found: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Return which plan is best at each worth of one more independent person.

    Parameters
    ----------
    found : DataFrame
        As :func:`costmodel.studies.choice.best_plans` gives it.
    inputs : Inputs
        For the names of instruments.

    Returns
    -------
    DataFrame
        All texts: the share of draws in which each plan, or none, is best; then the one with the
        best mean; then what knowing everything, and all assumptions, would be worth.
    """
    say = load_wording().say
    names = {
        o: say("reading.no_plan") if o == NO_PLAN else variant_name(o, inputs)
        for o in dict.fromkeys(found["option"])
    }
    by_worth = [part.set_index("option") for _, part in found.groupby("threshold", sort=False)]
    rows = [
        (name, *(share(part.loc[option, "chance"]) for part in by_worth))
        for option, name in names.items()
    ]
    best = (", ".join(names[o] for o in part.index[part["is_best"]]) for part in by_worth)
    rows.append((say("reading.best_on_average"), *best))
    for known in ("perfect", "assumed"):
        worth = (thousands(part[known].iloc[0]) for part in by_worth)
        rows.append((say(f"reading.worth_of_{known}"), *worth))
    worths = dict.fromkeys(found["threshold"])
    heads = [say("reading.worth_of_one", amount=integer(worth)) for worth in worths]
    return table(rows, [say("annex.portfolio.column_variant"), *heads])


def _cell(row: Mapping[Hashable, Any], measure: str) -> str:
    middle = row["median"] if measure == "independent" else row["mean"]
    if math.isnan(middle):
        return NONE
    write = WRITERS.get(measure, thousands)
    if math.isnan(row["low"]) or math.isnan(row["high"]):
        say = load_wording().say
        endless = say("annex.portfolio.endless")
        return say("annex.portfolio.cell", value=write(middle), range=endless)
    return spread(middle, row["low"], high=row["high"], write=write)
