"""The numbers of people that a study gives: in the problem, independent, taking part."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.outcome import ACTIVATION, INACTION
from costmodel.quantities import Quantity
from costmodel.studies.municipality import Study
from costmodel.studies.quantity_makers import Floats, estimate
from costmodel.views import SCENARIOS

INDEPENDENT_STATES = 3
"""Number of states of the tunnel of independence, which follow the levels."""


def people_quantities(study: Study) -> Iterator[Quantity]:
    """Yield people in the problem, independent people, differences and participants."""
    for scenario in SCENARIOS:
        yield from _in_problem(study, scenario)
    yield from _at_the_end(study)
    yield from _participants(study)


def _in_problem(study: Study, scenario: str) -> Iterator[Quantity]:
    """Yield people at all levels, at each, and at all but the first (over a year), by year."""
    outcome = study.outcome
    levels = outcome.people[scenario][:, :, : len(outcome.levels)]
    for t, year in enumerate((outcome.base_year, *outcome.years)):
        stem = f"people.{scenario}"
        label = f"osoby bezrobotne na koniec {year} r."
        yield _persons(f"{stem}.{year}", label, levels[:, t].sum(axis=1), year)
        label = f"zarejestrowani dłużej niż rok, koniec {year} r."
        yield _persons(f"{stem}.long_term.{year}", label, levels[:, t, 1:].sum(axis=1), year)
        for i, level in enumerate(study.inputs.problem.level):
            label = f"{level.label}, koniec {year} r."
            yield _persons(f"{stem}.{level.id}.{year}", label, levels[:, t, i], year)


def _at_the_end(study: Study) -> Iterator[Quantity]:
    """Yield independent people at the end of the horizon, and how the pathways differ."""
    outcome, last = study.outcome, study.outcome.years[-1]
    first = len(outcome.levels)
    independent = {
        scenario: outcome.people[scenario][:, -1, first : first + INDEPENDENT_STATES].sum(axis=1)
        for scenario in SCENARIOS
    }
    for scenario, persons in independent.items():
        label = f"osoby samodzielne na koniec {last} r."
        yield _persons(f"independent.{scenario}", label, persons, last)
    still = {scenario: outcome.people_in_problem(scenario)[:, -1] for scenario in SCENARIOS}
    label = f"o tyle mniej osób w rejestrze na koniec {last} r. dzięki planowi"
    yield _persons("people.fewer", label, still[INACTION] - still[ACTIVATION], last)
    label = f"o tyle więcej osób samodzielnych na koniec {last} r. dzięki planowi"
    more = independent[ACTIVATION] - independent[INACTION]
    yield _persons("independent.more", label, more, last)


def _participants(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    people = outcome.people[ACTIVATION][:, :-1, : len(outcome.levels)]
    for reach in study.model.activation.reach:
        name = study.inputs.instruments[reach.instrument].label
        persons = (people * reach.coverage[None]).sum(axis=2)
        for t, year in enumerate(outcome.years):
            label = f"uczestnicy: {name}, {year} r."
            yield _persons(f"participants.{reach.instrument}.{year}", label, persons[:, t], year)


def _persons(id_: str, label: str, draws: Floats, year: int) -> Quantity:
    return estimate(id_, label, draws, "osoba", year=year, centre="median")
