"""Gather what a study rests on: problems, plan, values, stocks, shares by level, effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.inflow import FittedInflow
from costmodel.errors import InputError, Problem
from costmodel.indicators.catalogue import default_catalogue
from costmodel.problems.common import COMMON, load_common
from costmodel.problems.correlations import load_correlations
from costmodel.problems.instrument import Instrument
from costmodel.problems.problem import SocialProblem
from costmodel.problems.uncertain import UncertainRecord
from costmodel.statistics.place import Place
from costmodel.statutes.book import ParameterBook
from costmodel.studies.calibration import Calibration
from costmodel.studies.catalogue import Catalogue
from costmodel.studies.effects import EffectSteps
from costmodel.studies.plan import Plan, load_plan
from costmodel.studies.plan_goals import unknown_indicators
from costmodel.studies.settings import Settings
from costmodel.studies.shares import Split
from costmodel.studies.stocks import Stock, has_own_figures
from costmodel.studies.values import Values, draw_values

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a study rests on, kept to be printed.

    ``base_year`` is year 0; prices are of ``price_year``, the last year, not after it, in which
    all of them are known. ``records`` are the declared values of the common file, of each problem
    and of each planned instrument, by owner; ``values`` what was drawn of them. ``stocks`` and
    ``splits`` are by problem, and so are ``calibrations``: what own registers and yearly numbers
    taught about its moves; ``values`` are those that are left after it.
    """

    place: Place
    settings: Settings
    discount_rate: float
    base_year: int
    price_year: int
    problems: Mapping[str, SocialProblem]
    instruments: Mapping[str, Instrument]
    plan: Plan
    book: ParameterBook
    records: Mapping[str, Mapping[str, UncertainRecord]]
    values: Mapping[str, Values]
    stocks: Mapping[str, Stock]
    splits: Mapping[str, Split]
    calibrations: Mapping[str, Calibration]
    inflow: FittedInflow
    steps: tuple[EffectSteps, ...]
    parameters_used: tuple[str, ...]

    @property
    def own_rows(self) -> dict[str, dict[str, Floats]]:
        """Yearly chances from own registers, (n_draws, n_states), by problem and state."""
        return {name: known.rows for name, known in self.calibrations.items()}

    @property
    def price_day(self) -> date:
        """The day whose law is quoted: that of the annex, or the last day of older prices."""
        day = self.place.annex_date
        return day if day.year == self.price_year else date(self.price_year, 12, 31)


def plan_of(place: Place, instruments: Mapping[str, Instrument], years: tuple[int, ...]) -> Plan:
    """Return the plan of a place; raises InputError where it has none or it cannot be used."""
    if place.plan_path is None:
        mend = "Utwórz plan.toml: wzór daje polecenie costmodel new."
        raise InputError([Problem("plan.toml", "", "brak pliku", "plan działań", mend)])
    plan = load_plan(place.plan_path, instruments=instruments, years=years)
    reaches = any(max(shares) > 0 for item in plan.items for shares in item.coverage.values())
    if not reaches and not any(item.units for item in plan.items):
        mend = "Wpisz choć jedno działanie z udziałem osób: bez niego nie ma z czym porównać."
        expected = "działanie z udziałem większym od zera"
        raise InputError([Problem("plan.toml", "", "plan nikogo nie obejmuje", expected, mend)])
    return plan


def problems_of(place: Place, plan: Plan, catalogue: Catalogue) -> dict[str, SocialProblem]:
    """Return the problems of a study, in the order of the catalogue.

    They are those that place.toml names; if it names none, those whose people the plan serves
    and those of which the place has figures of its own.

    Raises
    ------
    InputError
        If place.toml names a problem that no file knows, or leaves one out that the plan serves,
        or a goal or target of the plan names an indicator that nobody knows.
    """
    known, named = catalogue.problems, tuple(place.problems)
    unknown = [name for name in named if name not in known]
    left_out = [name for name in plan.problems if named and name not in named]
    faults = [
        Problem(
            "place.toml", "klucz problems", name, f"jedno z: {', '.join(known)}", "Popraw nazwę."
        )
        for name in unknown
    ]
    if left_out and not unknown and not set(plan.problems) & set(named):
        faults.append(
            Problem(
                "place.toml",
                "klucz problems",
                ", ".join(named),
                f"co najmniej jeden z problemów planu: {', '.join(plan.problems)}",
                "Dopisz problem albo zmień plan.toml.",
            )
        )
    indicators = {indicator.id for indicator in default_catalogue().indicators}
    faults += unknown_indicators(plan.goals, plan.targets, known=indicators, problems=known)
    if faults:
        raise InputError(faults)
    wanted = set(named) or {
        *(p for p in plan.problems if p in known),
        *(p.id for p in known.values() if has_own_figures(place, p)),
    }
    return {name: problem for name, problem in known.items() if name in wanted}


def served_problems(inputs: Inputs) -> tuple[SocialProblem, ...]:
    """Return the problems of a study whose people the plan reaches, in the order of the plan.

    Where it reaches nobody of them, they are all problems of the study.
    """
    reached = [name for name in inputs.plan.problems if name in inputs.problems]
    return tuple(inputs.problems[name] for name in reached or inputs.problems)


def declared_records(
    problems: Mapping[str, SocialProblem], plan: Plan
) -> dict[str, Mapping[str, UncertainRecord]]:
    """Return the values that the files of a study declare, by owner."""
    records: dict[str, Mapping[str, UncertainRecord]] = {COMMON: load_common()}
    records |= {problem.id: problem.value for problem in problems.values()}
    records |= {item.instrument.id: item.instrument.value for item in plan.items}
    return records


def values_of(
    records: Mapping[str, Mapping[str, UncertainRecord]],
    book: ParameterBook,
    price_year: int,
    settings: Settings,
) -> dict[str, Values]:
    """Return the drawn values by owner; those of the common file can be seen from every other."""
    drawn: dict[str, Values] = {}
    for owner in sorted(records, key=lambda name: name != COMMON):
        drawn[owner] = draw_values(
            records[owner],
            owner=owner,
            book=book,
            price_year=price_year,
            seed=settings.seed,
            n_draws=settings.n_draws,
            common=drawn[COMMON].drawn if owner != COMMON else None,
            groups=load_correlations(),
        )
    return drawn
