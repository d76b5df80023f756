"""The eight KKZ views, and those beside them, by name and for any selection."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pandas as pd

from costmodel.errors import ModelError
from costmodel.outcome import Outcome
from costmodel.views.money import (
    benefits,
    cost_of_inaction,
    cumulated_net,
    cumulated_spending,
    mandatory_cost,
    payers,
    savings,
)
from costmodel.views.people import people, people_in_problem
from costmodel.views.plan import financial_framework
from costmodel.views.related import related_cases, related_cost

VIEWS: dict[str, Callable[..., pd.DataFrame]] = {
    "cost_of_inaction": cost_of_inaction,
    "cumulated_spending": cumulated_spending,
    "mandatory_cost": mandatory_cost,
    "related_cost": related_cost,
    "related_cases": related_cases,
    "benefits": benefits,
    "savings": savings,
    "people": people,
    "people_in_problem": people_in_problem,
    "cumulated_net": cumulated_net,
    "payers": payers,
    "financial_framework": financial_framework,
}
"""The first eight are those of KKZ, in its order."""
OF_MONEY = (
    "cost_of_inaction",
    "cumulated_spending",
    "mandatory_cost",
    "related_cost",
    "benefits",
    "savings",
    "cumulated_net",
)
"""Views that can be seen from the purse of one payer."""


def view(
    outcome: Outcome,
    name: str,
    *,
    perspective: str | None = None,
    problems: Collection[str] | None = None,
    scenario: str | None = None,
    years: Collection[int] | None = None,
) -> pd.DataFrame:
    """Return a view by name, for a selection.

    Parameters
    ----------
    name : str
        One of :data:`VIEWS`.
    perspective : str, optional
        ``public`` (the default) or a payer, for the views of :data:`OF_MONEY`.
    problems : collection of str, optional
        Only these problems.
    scenario : str, optional
        Only this pathway, where the view tells both apart.
    years : collection of int, optional
        Only these years, where the view has years.

    Raises
    ------
    ModelError
        If there is no such view, perspective, problem, scenario or year, or the view has no such
        choice.
    """
    if name not in VIEWS:
        raise ModelError(f"view {name!r} is unknown: it must be one of {sorted(VIEWS)}.")
    chosen = outcome if problems is None else outcome.only(problems)
    if perspective is None:
        table = VIEWS[name](chosen)
    elif name in OF_MONEY:
        table = VIEWS[name](chosen, perspective=perspective)
    else:
        raise ModelError(
            f"view {name!r} has no choice of perspective: only {sorted(OF_MONEY)} have one. "
            "Leave it out."
        )
    wanted: dict[str, Collection[object]] = {}
    if scenario is not None:
        wanted["scenario"] = [scenario]
    if years is not None:
        wanted["year"] = list(years)
    return _only(table, name, wanted)


def _only(table: pd.DataFrame, name: str, wanted: dict[str, Collection[object]]) -> pd.DataFrame:
    for column, values in wanted.items():
        known = list(table[column].unique()) if column in table else []
        unknown = [value for value in values if value not in known]
        if unknown:
            raise ModelError(
                f"view {name!r} has no {column} {unknown[0]!r}: it must be one of {known}. "
                "Leave it out."
            )
        table = table[table[column].isin(list(values))].reset_index(drop=True)
    return table
