"""The numbers of people that a study gives: in each problem, independent, taking part."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.outcome import ACTIVATION, INACTION
from costmodel.problems.problem import SocialProblem
from costmodel.quantities import Quantity
from costmodel.studies.municipality import Study
from costmodel.studies.quantity_makers import Floats, estimate
from costmodel.views.people import SCENARIOS
from costmodel.views.related import cases_related


def people_quantities(study: Study) -> Iterator[Quantity]:
    """Yield people in each problem, independent people, differences and participants."""
    for problem in study.inputs.problems.values():
        for scenario in SCENARIOS:
            yield from _in_problem(study, problem, scenario)
        yield from _at_the_end(study, problem)
    yield from _participants(study)


def _in_problem(study: Study, problem: SocialProblem, scenario: str) -> Iterator[Quantity]:
    """Yield people at all levels, at each of them, and related cases, by year."""
    outcome = study.outcome
    stem = f"people.{scenario}.{problem.id}"
    everybody = outcome.people_in_problem(scenario, problem.id)
    related = cases_related(outcome, scenario, problem.id)
    by_level = {
        level: outcome.people_in(scenario, [outcome.stack.index(f"{problem.id}.{level.id}")])
        for level in problem.level
    }
    for t, year in enumerate((outcome.base_year, *outcome.years)):
        when = f"koniec {year} r."
        label = f"{problem.label}, {when}"
        yield _counted(f"{stem}.{year}", label, everybody[:, t], problem.unit, year)
        label = f"{problem.label}: przypadki z problemów powiązanych, {when}"
        id_ = f"related.{scenario}.{problem.id}.{year}"
        yield _counted(id_, label, related[:, t], problem.unit, year)
        for level, drawn in by_level.items():
            id_, label = f"{stem}.{level.id}.{year}", f"{level.label}, {when}"
            yield _counted(id_, label, drawn[:, t], problem.unit, year)


def _at_the_end(study: Study, problem: SocialProblem) -> Iterator[Quantity]:
    """Yield the independent at the end of the horizon, and how the pathways differ."""
    outcome, last = study.outcome, study.outcome.years[-1]
    free = {s: outcome.independent(s, problem.id)[:, -1] for s in SCENARIOS}
    still = {s: outcome.people_in_problem(s, problem.id)[:, -1] for s in SCENARIOS}
    related = {s: cases_related(outcome, s, problem.id)[:, -1] for s in SCENARIOS}
    told = {
        **{f"independent.{s}": (f"samodzielni na koniec {last} r.", free[s]) for s in SCENARIOS},
        "people.fewer": (f"o tyle mniej na koniec {last} r.", still[INACTION] - still[ACTIVATION]),
        "independent.more": (
            f"o tyle więcej samodzielnych na koniec {last} r.",
            free[ACTIVATION] - free[INACTION],
        ),
        "related.fewer": (
            f"o tyle mniej przypadków powiązanych na koniec {last} r.",
            related[INACTION] - related[ACTIVATION],
        ),
    }
    for key, (label, drawn) in told.items():
        id_ = f"{key}.{problem.id}"
        yield _counted(id_, f"{problem.label}: {label}", drawn, problem.unit, last)


def _participants(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    for instrument, taking_part in outcome.participants.items():
        name = study.inputs.instruments[instrument].label
        persons = taking_part.sum(axis=1)
        for t, year in enumerate(outcome.years):
            label = f"uczestnicy: {name}, {year} r."
            id_ = f"participants.{instrument}.{year}"
            yield _counted(id_, label, persons[t], "osoba", year)


def _counted(id_: str, label: str, draws: Floats, unit: str, year: int) -> Quantity:
    return estimate(id_, label, draws, unit, year=year, centre="median")
