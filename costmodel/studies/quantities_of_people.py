"""The numbers of people that a study gives: in the problem, independent, taking part."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.outcome import ACTIVATION, INACTION
from costmodel.quantities import Quantity
from costmodel.studies.municipality import Study
from costmodel.studies.quantity_makers import estimate
from costmodel.views import SCENARIOS

INDEPENDENT_STATES = 3
"""Number of states of the tunnel of independence, which follow the levels."""


def people_quantities(study: Study) -> Iterator[Quantity]:
    """Yield people in the problem, independent people and participants."""
    yield from _people(study)
    yield from _participants(study)


def _people(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    years = (outcome.base_year, *outcome.years)
    n_levels = len(outcome.levels)
    for scenario in SCENARIOS:
        states = outcome.people[scenario]
        total = outcome.people_in_problem(scenario)
        for t, year in enumerate(years):
            yield estimate(
                f"people.{scenario}.{year}",
                f"osoby bezrobotne na koniec {year} r.",
                total[:, t],
                "osoba",
                year=year,
                centre="median",
            )
            for i, level in enumerate(study.inputs.problem.level):
                yield estimate(
                    f"people.{scenario}.{level.id}.{year}",
                    f"{level.label}, koniec {year} r.",
                    states[:, t, i],
                    "osoba",
                    year=year,
                    centre="median",
                )
        for t, year in enumerate(years):
            yield estimate(
                f"people.{scenario}.long_term.{year}",
                f"zarejestrowani dłużej niż rok, koniec {year} r.",
                states[:, t, 1:n_levels].sum(axis=1),
                "osoba",
                year=year,
                centre="median",
            )
        independent = states[:, -1, n_levels : n_levels + INDEPENDENT_STATES].sum(axis=1)
        yield estimate(
            f"independent.{scenario}",
            f"osoby samodzielne na koniec {years[-1]} r.",
            independent,
            "osoba",
            year=years[-1],
            centre="median",
        )
    fewer = (
        outcome.people_in_problem(INACTION)[:, -1] - outcome.people_in_problem(ACTIVATION)[:, -1]
    )
    yield estimate(
        "people.fewer",
        f"o tyle mniej osób w rejestrze na koniec {years[-1]} r. dzięki planowi",
        fewer,
        "osoba",
        year=years[-1],
        centre="median",
    )
    more = (
        outcome.people[ACTIVATION][:, -1, n_levels : n_levels + INDEPENDENT_STATES]
        - outcome.people[INACTION][:, -1, n_levels : n_levels + INDEPENDENT_STATES]
    ).sum(axis=1)
    yield estimate(
        "independent.more",
        f"o tyle więcej osób samodzielnych na koniec {years[-1]} r. dzięki planowi",
        more,
        "osoba",
        year=years[-1],
        centre="median",
    )


def _participants(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    people = outcome.people[ACTIVATION][:, :-1, : len(outcome.levels)]
    for reach in study.model.activation.reach:
        label = study.inputs.instruments[reach.instrument].label
        persons = (people * reach.coverage[None]).sum(axis=2)
        for t, year in enumerate(outcome.years):
            yield estimate(
                f"participants.{reach.instrument}.{year}",
                f"uczestnicy: {label}, {year} r.",
                persons[:, t],
                "osoba",
                year=year,
                centre="median",
            )
