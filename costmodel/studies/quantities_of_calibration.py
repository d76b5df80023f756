"""What registers and yearly numbers taught, in numbers: people counted, weights, chances, draws."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.calibration.settings import calibration_settings
from costmodel.cohort.states import INDEPENDENCE, States
from costmodel.problems.problem import SocialProblem
from costmodel.quantities import Kind, Quantity
from costmodel.studies.calibration import Calibration, chances_of
from costmodel.studies.comparison import PANEL
from costmodel.studies.inputs import Inputs
from costmodel.studies.peer_moves import PeerMoves
from costmodel.studies.quantity_makers import SOURCE, estimate, plain
from costmodel.studies.stocks import Stock

DRAW = "losowanie"
WHOLE_PERCENTS = 2
"""Digits of a share told in whole percents, so that two shares told so make 100."""


def calibration_quantities(inputs: Inputs) -> Iterator[Quantity]:
    """Yield the quantities of problems about which the place's own numbers taught something.

    For each level: yearly chance of leaving it for good or for independence, and of independence
    alone; for each row that was counted, the people in it, and what it borrowed from peers; what
    the forecast of a small number borrowed.
    """
    least = calibration_settings().least_counted
    label = "najmniej osób w rejestrze, z których liczymy przejścia"
    yield Quantity(
        "transition.least", label, least, "osoba", Kind.ASSUMPTION, "data/calibration.toml"
    )
    for name, known in inputs.calibrations.items():
        problem = inputs.problems[name]
        yield from _people(problem, known)
        yield from _forecast(problem, inputs.stocks[name])
        if known.rows or known.stocks is not None:
            yield from _chances(inputs, problem, known)
        if known.stocks is not None:
            effective = float(round(known.stocks.effective))
            label = f"efektywna liczba losowań: {problem.label}"
            id_ = f"transition.{name}.effective"
            yield Quantity(id_, label, effective, DRAW, Kind.ESTIMATE, SOURCE)


def _forecast(problem: SocialProblem, stock: Stock) -> Iterator[Quantity]:
    """Yield how much of the change of a small forecast is that of similar gminas."""
    if stock.forecast is None or not stock.forecast.n_peers:
        return
    stem, own = f"forecast.{problem.id}", round(stock.forecast.own_weight, WHOLE_PERCENTS)
    label = f"waga zmiany z własnego szeregu: {problem.label}"
    yield plain(f"{stem}.own_weight", label, own, "udział")
    label, rest = f"waga zmiany podobnych gmin: {problem.label}", round(1 - own, WHOLE_PERCENTS)
    yield plain(f"{stem}.peers_weight", label, rest, "udział")
    label, number = f"podobne gminy w prognozie: {problem.label}", float(stock.forecast.n_peers)
    yield Quantity(f"{stem}.peers", label, number, "gmina", Kind.COMPUTED, PANEL)


def _people(problem: SocialProblem, known: Calibration) -> Iterator[Quantity]:
    for state, row in known.counted.items():
        stem = f"transition.{problem.id}.{state}"
        if row.years:
            yield Quantity(
                f"{stem}.people",
                f"policzone przejścia: {problem.label}",
                float(row.people),
                problem.unit,
                Kind.PUBLISHED,
                "; ".join(row.sources),
                year=row.years[-1],
            )
        if row.peers is not None:
            yield from _borrowed(problem, stem, row.peers, row.own_weight)


def _borrowed(
    problem: SocialProblem, stem: str, peers: PeerMoves, weight: float
) -> Iterator[Quantity]:
    """Yield whose counts a row borrowed, and how much they weigh, in whole percents."""
    own = round(weight, WHOLE_PERCENTS)
    label, year = f"podobne gminy: {problem.label}", peers.years[-1]
    source = "; ".join(peers.sources)
    count = float(len(peers.gminas))
    yield Quantity(f"{stem}.peers", label, count, "gmina", Kind.PUBLISHED, source, year=year)
    label = f"policzone przejścia w podobnych gminach: {problem.label}"
    people = float(peers.people)
    yield Quantity(
        f"{stem}.peer_people", label, people, problem.unit, Kind.PUBLISHED, source, year=year
    )
    yield plain(f"{stem}.own_weight", f"waga własnych danych: {problem.label}", own, "udział")
    label = f"waga danych podobnych gmin: {problem.label}"
    yield plain(f"{stem}.peers_weight", label, round(1 - own, WHOLE_PERCENTS), "udział")


def _chances(inputs: Inputs, problem: SocialProblem, known: Calibration) -> Iterator[Quantity]:
    matrix = chances_of(problem, inputs.values[problem.id], known, n_draws=inputs.settings.n_draws)
    states = States(problem.levels)
    n_levels = len(problem.levels)
    for place, level in enumerate(problem.levels):
        told = {
            "leave": ("wychodzi z problemu w ciągu roku", matrix[:, place, n_levels:].sum(axis=1)),
            "independent": (
                "usamodzielnia się w ciągu roku",
                matrix[:, place, states.index(INDEPENDENCE[0])],
            ),
        }
        for key, (label, draws) in told.items():
            id_ = f"transition.{problem.id}.{level}.{key}"
            yield estimate(id_, f"{label}: {problem.label}", draws, "udział")
