"""What is kept of the study of one place: a few rows, made where the draws are."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, MANDATORY, Outcome
from costmodel.statistics.place import Place
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import PERSPECTIVES, build
from costmodel.studies.settings import Settings
from costmodel.uncertainty.summary import probability_positive, summarise
from costmodel.views.related import cost_of_related
from costmodel.views.rows import Floats

ALL = ""
"""Stands in the column ``problem`` for all problems together."""
COLUMNS = (
    "teryt",
    "name",
    "problem",
    "basis",
    "perspective",
    "measure",
    "unit",
    "mean",
    "median",
    "low",
    "high",
)
_Row = tuple[str, str, str, str, Floats]


def measures_of(place: Place, *, settings: Settings) -> pd.DataFrame:
    """Run the study of a place and return its results as rows.

    Returns
    -------
    DataFrame
        Columns of :data:`COLUMNS`. Money is summed over the horizon [zł of the price year],
        people are those at its end; ``basis`` tells what the number of cases rests on.

    Raises
    ------
    CostModelError
        As :func:`costmodel.studies.municipality.build` does.
    """
    inputs, model = build(place, settings=settings)
    outcome = run(model)
    rows = []
    for problem, perspective, measure, unit, draws in _drawn(inputs, outcome):
        found = summarise(draws)
        basis = inputs.stocks[problem].basis if problem else ALL
        numbers = [float(n) for n in (found.mean, found.median, found.low, found.high)]
        rows.append([place.teryt, place.name, problem, basis, perspective, measure, unit, *numbers])
    chance = [
        [place.teryt, place.name, ALL, ALL, p, "chance_of_paying_back", "udział", *[share] * 4]
        for p in PERSPECTIVES
        for share in [probability_positive(outcome.net_present_value(p))]
    ]
    table = pd.DataFrame([*rows, *chance], columns=list(COLUMNS))
    return table.astype(dict.fromkeys(COLUMNS[:7], "str") | dict.fromkeys(COLUMNS[7:], float))


def _drawn(inputs: Inputs, outcome: Outcome) -> Iterator[_Row]:
    for perspective in PERSPECTIVES:
        yield from (
            (ALL, perspective, measure, "zł", draws)
            for measure, draws in {
                "cost_of_inaction": outcome.cost_of_inaction(perspective).sum(axis=1),
                "programme": outcome.programme_cost(perspective).sum(axis=1),
                "net": outcome.net_saving(perspective).sum(axis=1),
                "net_present_value": outcome.net_present_value(perspective),
            }.items()
        )
    for name, problem in inputs.problems.items():
        own = outcome.only([name])
        for scenario in (INACTION, ACTIVATION):
            people = own.people_in_problem(scenario, name)[:, -1]
            yield name, ALL, f"cases.{scenario}", problem.unit, people
        for perspective in PERSPECTIVES:
            spent = own.spending(INACTION, perspective, kinds=MANDATORY).sum(axis=1)
            related = cost_of_related(own, INACTION, perspective).sum(axis=1)
            avoided = own.cost_of_inaction(perspective).sum(axis=1)
            yield name, perspective, "mandatory.inaction", "zł", spent
            yield name, perspective, "related.inaction", "zł", related
            yield name, perspective, "cost_of_inaction", "zł", avoided
