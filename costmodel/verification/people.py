"""Checks of people: nobody is lost, born, negative or reached twice, in any draw and year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from costmodel.cohort.links import Links
from costmodel.model import Model
from costmodel.outcome import Outcome
from costmodel.scenario import ACTIVATION, INACTION, INFLOW, Reach
from costmodel.verification.checked import (
    Checked,
    Floats,
    equal,
    never_above,
    not_applicable,
)

LABELS = {INACTION: "zaniechanie", ACTIVATION: "działanie"}


def people_checks(model: Model, outcome: Outcome) -> list[Checked]:
    """Return what the checks of people found, in the order of the catalogue."""
    return [
        nobody_lost(model, outcome),
        nobody_negative(outcome),
        rows_of_one(model),
        who_left_for_good_stays(model, outcome),
        walked_another_way(model, outcome),
        nobody_reached_twice(model, outcome),
    ]


def nobody_lost(model: Model, outcome: Outcome) -> Checked:
    """C01: the people of each problem change by new and related cases alone.

    Where the plan prevents new cases, those left on its pathway are only held not to be negative.
    """
    stack, new = model.system.stack, model.system.inflow
    prevented = {
        stack.problem_of(change.source)
        for reach in model.activation.reach
        for change in reach.changes
        if change.field == INFLOW
    }
    exact, some = {}, {}
    for scenario, people in outcome.people.items():
        for problem in stack.problems:
            places = stack.states_of(problem)
            apart = people[:, places].sum(axis=1) - outcome.related[scenario][:, places].sum(axis=1)
            name = f"{problem}, {LABELS[scenario]}"
            if scenario == ACTIVATION and problem in prevented:
                some[name] = (apart[:-1], apart[1:])
            else:
                exact[name] = (apart[:-1] + new[:, places].sum(axis=1), apart[1:])
    first, second = equal("C01", exact), never_above("C01", some)
    return first if first.verdict == "failed" else replace(second, worst=first.worst)


def nobody_negative(outcome: Outcome) -> Checked:
    """C02: no number of people is below zero."""
    return never_above(
        "C02",
        {
            LABELS[name]: (np.zeros(1), people.min(axis=(1, 2)))
            for name, people in outcome.people.items()
        },
    )


def rows_of_one(model: Model) -> Checked:
    """C03: the chances of those in each state add up to 1."""
    moves = model.system.moves
    sums = np.zeros(model.system.start.shape)
    np.add.at(sums, list(moves.sources), moves.rates)
    return equal("C03", {"przejścia": (sums, np.ones_like(sums))})


def who_left_for_good_stays(model: Model, outcome: Outcome) -> Checked:
    """C04: where nobody leaves a state, its people never fall."""
    moves, names = model.system.moves, model.system.stack.names
    leavers = {s for s, t in zip(moves.sources, moves.targets, strict=True) if s != t}
    final = [place for place in range(len(names)) if place not in leavers]
    if not final:
        return not_applicable("C04")
    return never_above(
        "C04",
        {
            LABELS[name]: (people[:-1, final], people[1:, final])
            for name, people in outcome.people.items()
        },
    )


def walked_another_way(model: Model, outcome: Outcome) -> Checked:
    """C12: a walk by whole matrices, one draw after another, leads to the same people."""
    system, n_states = model.system, len(model.system.stack.names)
    few = np.unique(np.linspace(0, model.n_draws - 1, 32).astype(int))
    found = np.empty((model.n_years + 1, n_states, few.size))
    for k, draw in enumerate(few):
        matrix = _matrix(system.moves, draw, n_states) + _matrix(system.emergence, draw, n_states)
        found[0, :, k] = system.start[:, draw]
        for t in range(model.n_years):
            found[t + 1, :, k] = found[t, :, k] @ matrix + system.inflow[t, :, draw]
    return equal("C12", {LABELS[INACTION]: (found, outcome.people[INACTION][:, :, few])})


def _matrix(links: Links, draw: int, n_states: int) -> Floats:
    dense = np.zeros((n_states, n_states))
    dense[list(links.sources), list(links.targets)] = links.rates[:, draw]
    return dense


def nobody_reached_twice(model: Model, outcome: Outcome) -> Checked:
    """S10: no instrument has more participants than there are people; nor have all together.

    Together they are counted where the rule of the plan is that each person takes part in one.
    """
    stack, people = model.system.stack, outcome.people[ACTIVATION]
    together: dict[str, Floats] = {}
    pairs: dict[str, tuple[Floats, Floats]] = {}
    for reach in model.activation.reach:
        for name, there in _served(model, reach, people).items():
            part = outcome.participants[reach.instrument][:, reach.served.index(name)]
            pairs[f"{reach.instrument}, {name}"] = (part, there)
            together[name] = together.get(name, np.zeros_like(part)) + part
    if not pairs:
        return not_applicable("S10")
    if model.activation.overlap == "exclusive":
        pairs |= {name: (all_, people[:-1, stack.index(name)]) for name, all_ in together.items()}
    return never_above("S10", pairs)


def _served(model: Model, reach: Reach, people: Floats) -> dict[str, Floats]:
    """Return the people in each state that an instrument serves, at the start of each year."""
    stack = model.system.stack
    return {
        name: people[:-1, stack.index(name)]
        for name in reach.served
        if not name.endswith(f".{INFLOW}")
    }
