"""The money of a study as tables for a reader: views, ledger, purses side by side."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping

import pandas as pd

from costmodel.annex.signs import DID_NOT_OCCUR
from costmodel.annex.wording import load_wording
from costmodel.errors import ModelError
from costmodel.outcome import INACTION, OPTIONAL, PUBLIC
from costmodel.publish.names import counted_label
from costmodel.publish.reading import quantity_table
from costmodel.publish.reading_cells import people, spread, table, thousands
from costmodel.quantities import Quantity
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.views.registry import OF_MONEY, VIEWS, view

EIGHT = tuple(VIEWS)[:8]
"""The views of KKZ, which stand first in the registry."""
OF_ONE_PATHWAY = ("cost_of_inaction", "benefits", "savings")
"""Views of the difference between the pathways: they have no choice of one."""


def view_table(
    study: Study,
    *,
    year: int,
    perspective: str = PUBLIC,
    problems: Collection[str] | None = None,
    scenario: str | None = None,
) -> pd.DataFrame:
    """Return the eight views of KKZ for one year, for a selection.

    Parameters
    ----------
    study : Study
        Whose outcome is viewed.
    year : int
        A year with money; people are those at its end.
    perspective : str
        ``public`` or a payer, for the views of money.
    problems : collection of str, optional
        Only these problems.
    scenario : str, optional
        Only this pathway, in the views that tell both apart.

    Returns
    -------
    DataFrame
        All texts. Index view and what the number is of; money in thousands of złoty by its mean,
        people by their median, each with its interval.

    Raises
    ------
    ModelError
        If there is no such year, perspective, problem or scenario.
    """
    say, rows = load_wording().say, []
    for name in EIGHT:
        found = view(
            study.outcome,
            name,
            perspective=perspective if name in OF_MONEY else None,
            problems=problems,
            scenario=None if name in OF_ONE_PATHWAY else scenario,
            years=[year],
        )
        centre, write = ("mean", thousands) if name in OF_MONEY else ("median", people)
        for row in found.to_dict("records"):
            number = spread(row[centre], row["low"], high=row["high"], write=write)
            rows.append((say(f"reading.view.{name}"), _of_what(study.inputs, row), number))
    heads = [say(f"reading.{name}") for name in ("view_name", "view_of", "view_value")]
    return table(rows, heads, keys=2)


def ledger_table(study: Study, *, year: int, scenario: str = INACTION) -> pd.DataFrame:
    """Return who pays for what in a year: services and instruments down, payers across.

    Parameters
    ----------
    year : int
        A year with money.
    scenario : str
        A pathway.

    Returns
    -------
    DataFrame
        All texts: means in thousands of złoty of the price year. A cost is positive, revenue of
        the payer negative.

    Raises
    ------
    ModelError
        If there is no such year.
    """
    ledger, years = study.outcome.ledger, study.outcome.years
    if year not in years:
        raise ModelError(f"year {year} has no money: it must be one of {list(years)}.")
    own = ledger.entries[ledger.entries["scenario"] == scenario]
    amounts = ledger.amounts[own.index.to_numpy(), years.index(year)].mean(axis=-1)
    paid_for = [_whole_service(*pair) for pair in zip(own["service"], own["kind"], strict=True)]
    wide = own.assign(amount=amounts, service=paid_for).pivot_table(
        index=["problem", "kind", "service"],
        columns="payer",
        values="amount",
        aggfunc="sum",
        sort=False,
    )
    payers = [payer for payer in ledger.payers if payer in wide]
    rows = [
        (*_line(study.inputs, *key), *(_amount(part) for part in parts))
        for key, parts in zip(wide.index, wide[payers].to_numpy(), strict=True)
    ]
    say = load_wording().say
    heads = [say("table.problem"), say("reading.money_kind"), say("reading.service")]
    return table(rows, [*heads, *(say(f"payer.{payer}") for payer in payers)], keys=3)


def purse_table(quantities: Mapping[str, Quantity], *stems: str) -> pd.DataFrame:
    """Return quantities of all public finance beside those of the gmina.

    Parameters
    ----------
    quantities : mapping of str to Quantity
        As :func:`costmodel.studies.quantities.quantities_of` gives them.
    *stems : str
        Beginnings of ids, with „{}” where the purse stands: ``"waterfall.{}."``.

    Returns
    -------
    DataFrame
        All texts: value and interval of each purse.

    Raises
    ------
    ModelError
        If no quantity begins so.
    """
    parts = {}
    for purse in PERSPECTIVES:
        begins = tuple(stem.format(purse) for stem in stems)
        found = [quantity for id_, quantity in quantities.items() if id_.startswith(begins)]
        if not found:
            raise ModelError(f"no quantity begins with {begins}: look at the ids of quantities_of.")
        parts[load_wording().say(f"payer.{purse}")] = quantity_table(found)
    return pd.concat(parts, axis=1)


def _of_what(inputs: Inputs, row: Mapping[Hashable, object]) -> str:
    """Return „bezrobocie: w rejestrze krócej niż rok, zaniechanie”."""
    say, told = load_wording().say, []
    if "component" in row:
        told.append(say(f"table.component_name.{row['component']}"))
    if "problem" in row:
        problem = inputs.problems[str(row["problem"])]
        labels = {level.id: level.label for level in problem.level}
        state = str(row.get("state", ""))
        name = labels.get(state) or (say(f"table.state_name.{state}") if state else "")
        label = counted_label(problem)
        told.append(say("table.group", problem=label, group=name) if name else label)
    if "scenario" in row:
        told.append(say(f"scenario.{row['scenario']}"))
    return ", ".join(told) or say("table.total")


def _whole_service(service: str, kind: str) -> str:
    """Return a service without the part of it that one of its payers pays."""
    return service if kind in OPTIONAL else service.partition(".")[0]


def _line(inputs: Inputs, problem: str, kind: str, service: str) -> tuple[str, str, str]:
    """Return Polish names of a line of the ledger."""
    say = load_wording().say
    kind_name = say(f"reading.money.{kind}")
    owner = inputs.problems[problem].label if problem else say("reading.shared")
    if kind in OPTIONAL:
        id_, _, cost = service.partition(".")
        instrument = inputs.instruments[id_]
        line = next(line.label for line in instrument.cost if line.id == cost)
        return owner, kind_name, say("table.group", problem=instrument.label, group=line)
    label = next(s.label for s in inputs.problems[problem].service if s.id == service)
    return owner, kind_name, label


def _amount(zloty: float) -> str:
    return DID_NOT_OCCUR if math.isnan(zloty) else thousands(zloty)
