"""The people of a study as tables for a reader: levels, moves, related cases, inflow."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.annex.signs import SIGNS
from costmodel.annex.wording import load_wording
from costmodel.cohort.links import Links
from costmodel.cohort.states import INDEPENDENCE, LEFT
from costmodel.problems.common import COMMON
from costmodel.problems.problem import SocialProblem
from costmodel.publish.names import counted_label, group_label, of_state
from costmodel.publish.reading_cells import (
    numbered_levels,
    of_draws,
    people,
    share,
    table,
    times,
    whole,
)
from costmodel.studies.municipality import Study
from costmodel.studies.related_links import related_links
from costmodel.tables import Status

Floats = NDArray[np.float64]
CASES = 100
"""Related cases are told for so many cases of the problem that brings them."""


def level_table(study: Study) -> pd.DataFrame:
    """Return the levels of each problem, who is there, and how many at the end of the base year.

    Returns
    -------
    DataFrame
        All texts. Index problem and level; levels are numbered from the mildest.
    """
    say, system, year = load_wording().say, study.model.system, str(study.outcome.base_year)
    rows = []
    for problem in study.inputs.problems.values():
        names = numbered_levels(problem)
        for level in problem.level:
            persons = system.start[system.stack.index(f"{problem.id}.{level.id}")]
            number = of_draws(persons, people)
            rows.append((counted_label(problem), names[level.id], level.definition, number))
    number = say("reading.people_at", year=year)
    heads = [say("table.problem"), say("reading.level"), say("reading.definition"), number]
    return table(rows, heads, keys=2)


def stock_table(study: Study) -> pd.DataFrame:
    """Return what the number of people in each problem rests on, and the method that leads on."""
    say, rows = load_wording().say, []
    for problem in study.inputs.problems.values():
        stock = study.inputs.stocks[problem.id]
        number = of_draws(stock.paths[0], people)
        if stock.forecast is None:
            basis, method = _national(study, problem), say("reading.constant")
        else:
            years = stock.forecast.history.index
            first, last = str(years[0]), str(years[-1])
            basis = say("annex.diagnosis.basis_own", first=first, last=last)
            method = stock.forecast.label
        rows.append((counted_label(problem), number, basis, method))
    year = str(study.outcome.base_year)
    heads = [say("table.problem"), say("reading.people_at", year=year), say("reading.basis")]
    return table(rows, [*heads, say("reading.method")])


def exit_table(study: Study) -> pd.DataFrame:
    """Return the matrix of exit: who leaves a level within a year, and whether to independence.

    Returns
    -------
    DataFrame
        All texts. Index problem and level; chances of one year without the plan, those of a row
        sum to 100 %.
    """
    say, rows = load_wording().say, []
    for problem in study.inputs.problems.values():
        names = numbered_levels(problem)
        free = [f"{problem.id}.{stage}" for stage in INDEPENDENCE]
        gone, levels = [f"{problem.id}.{LEFT}"], [f"{problem.id}.{id_}" for id_ in problem.levels]
        for level, name in names.items():
            source = f"{problem.id}.{level}"
            parts = (_chance(study, source, targets) for targets in (free, gone, levels))
            rows.append((problem.label, name, *(of_draws(part, share) for part in parts)))
    columns = ("table.problem", "reading.level", "reading.free", "reading.gone", "reading.stays")
    return table(rows, [say(key) for key in columns], keys=2)


def migration_table(study: Study) -> pd.DataFrame:
    """Return the matrix of migration: from which level to which people move, and who falls back.

    Returns
    -------
    DataFrame
        All texts. Rows are levels and stages of independence of each problem, columns the numbers
        of its levels; „x” where a problem has no such level. Chances of one year without the
        plan, of all people of the row.
    """
    say, rows = load_wording().say, []
    problems = study.inputs.problems.values()
    most = max(len(problem.level) for problem in problems)
    for problem in problems:
        names = numbered_levels(problem)
        names |= {s: of_state(study.inputs, f"{problem.id}.{s}") for s in INDEPENDENCE}
        for place, name in names.items():
            source = f"{problem.id}.{place}"
            chances = [_chance(study, source, [f"{problem.id}.{to}"]) for to in problem.levels]
            cells = [of_draws(chance, share) for chance in chances]
            missing = [SIGNS[Status.NOT_APPLICABLE]] * (most - len(cells))
            rows.append((problem.label, name, *cells, *missing))
    columns = [say("reading.to_level", number=str(n)) for n in range(1, most + 1)]
    return table(rows, [say("table.problem"), say("reading.from_state"), *columns], keys=2)


def emergence_table(study: Study) -> pd.DataFrame:
    """Return how many cases of a related problem come in a year of 100 cases of another.

    Returns
    -------
    DataFrame
        All texts. Index from whom and to whom; new cases with their interval, grade of evidence
        and source. Empty where no problem of the study leads to another.
    """
    inputs, rows = study.inputs, []
    for (source, target), (owner, name) in related_links(inputs.problems).items():
        record = inputs.records[owner].get(name) or inputs.records[COMMON][name]
        rate = _rate(study.model.system.emergence, study, source, [target])
        ends = group_label(inputs, source), group_label(inputs, target)
        number = of_draws(CASES * rate, times)
        rows.append((*ends, number, record.grade.value, record.source.title))
    say = load_wording().say
    heads = [say("annex.related.column_from"), say("annex.related.column_to")]
    heads += [say(f"reading.{name}") for name in ("per_100", "grade", "source")]
    return table(rows, heads, keys=2)


def inflow_table(study: Study) -> pd.DataFrame:
    """Return how many new people come to each problem in a year, and how well that can be met.

    Returns
    -------
    DataFrame
        All texts. One row a problem, one column a year; the last tells in which part of draws and
        years even no inflow leaves more people than forecast.
    """
    system, rows = study.model.system, []
    say, unmet = load_wording().say, study.inputs.inflow.unmet_share
    for problem in study.inputs.problems.values():
        new = system.inflow[:, system.stack.levels_of(problem.id)].sum(axis=1)
        cells = [of_draws(year, people) for year in new]
        rows.append((counted_label(problem), *cells, share(unmet[problem.id])))
    years = [str(year) for year in study.outcome.years]
    return table(rows, [say("table.problem"), *years, say("reading.unmet")])


def _national(study: Study, problem: SocialProblem) -> str:
    """Return that a number is national frequency times a base, and name the base."""
    wording, stock = load_wording(), study.inputs.stocks[problem.id]
    per = "" if problem.prevalence is None else problem.prevalence.per
    known = [
        k for k in (f"annex.base_name.{per}", f"table.variable_name.{per}") if wording.knows(k)
    ]
    basis = wording.say(
        "annex.diagnosis.base",
        name=wording.say(known[0]) if known else per,
        number=whole(stock.base or 0),
        year=str(stock.base_year),
    )
    return wording.say("annex.diagnosis.basis_prevalence", basis=basis)


def _chance(study: Study, source: str, targets: list[str]) -> Floats:
    return _rate(study.model.system.moves, study, source, targets)


def _rate(links: Links, study: Study, source: str, targets: list[str]) -> Floats:
    """Return the sum of rates from one state to others, shape (n_draws,)."""
    stack = study.model.system.stack
    start, ends = stack.index(source), {stack.index(target) for target in targets}
    chosen = [
        i
        for i, pair in enumerate(zip(links.sources, links.targets, strict=True))
        if pair[0] == start and pair[1] in ends
    ]
    return np.asarray(links.rates[chosen].sum(axis=0))
