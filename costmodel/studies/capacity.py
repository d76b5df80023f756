"""The staff of a municipality beside what the law requires and what the plan needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from costmodel.capacity.caseloads import Caseload, caseload_records, caseloads
from costmodel.capacity.staffing import (
    STANDARD_PARAMETERS,
    StaffingStandard,
    gap_cost,
    staff_gap,
    staffing_standard,
)
from costmodel.declared import read_declared
from costmodel.errors import InputError
from costmodel.problems.uncertain import Record, UncertainRecord
from costmodel.resources import data_path
from costmodel.statistics.place import Place
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import Study
from costmodel.studies.parameters import latest_price_year
from costmodel.studies.residents import Known, residents_of
from costmodel.studies.values import draw_values
from costmodel.units import MONTHS_PER_YEAR

Floats = NDArray[np.float64]
WAGE = "average_wage_national"
ALLOWANCE = "motivation_allowance_social_assistance"
WORKER_SHARE = "worker_share"
"""The value of an instrument that tells the part of a post one participant needs."""
OWNER = "post_cost"


class PostCostRecord(Record):
    """The whole of post_cost.toml."""

    value: dict[str, UncertainRecord]


@dataclass(frozen=True, slots=True)
class Leg:
    """One of the two bases that the law lets a gmina choose from.

    ``posts`` are those of the division alone, ``required`` those with the minimum; ``gap``,
    ``spare`` [posts] and ``cost`` [zł/year, shape (n_draws,)] are ``None`` where the posts held,
    or the cost of a post, are not known.
    """

    name: str
    people: Known
    posts: float
    required: float
    gap: float | None
    spare: float | None
    cost: Floats | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """Posts required, held and missing, caseloads, and the posts that the plan needs.

    ``post_cost`` is the yearly cost of a post [zł/year, shape (n_draws,)] in prices of
    ``post_cost_year``; ``demand`` the posts the plan needs by year [posts, shape (n_draws,)].
    """

    standard: StaffingStandard
    figures: Mapping[str, Known]
    legs: Mapping[str, Leg]
    caseloads: tuple[Caseload, ...]
    post_cost: Floats | None
    post_cost_year: int | None
    demand: Mapping[int, Floats]

    @property
    def held(self) -> Known | None:
        """Posts of social workers, where the municipality told them."""
        return self.figures.get("social_worker_posts")

    @property
    def easier_leg(self) -> Leg | None:
        """The known leg that requires fewer posts."""
        return min(self.legs.values(), key=lambda leg: leg.required, default=None)


def capacity_of(study: Study) -> Capacity:
    """Return the staff of a municipality beside the law of the day and its plan.

    Raises
    ------
    NotInForceError
        If the day of the annex lies before 2015: the older standard is not modelled.
    """
    inputs = study.inputs
    place, day = inputs.place, inputs.place.annex_date
    standard, figures = staffing_standard(inputs.book, day), latest_figures(place)
    cost, cost_year = _post_cost(inputs, figures.get("social_worker_post_cost"))
    held = figures.get("social_worker_posts")
    people = {"residents": residents_of(place), "families": figures.get("families_in_social_work")}
    posts = {"residents": standard.posts_by_residents, "families": standard.posts_by_families}
    legs = {
        name: _leg(name, known, posts[name](known.value), standard, held, cost)
        for name, known in people.items()
        if known is not None
    }
    return Capacity(
        standard=standard,
        figures=figures,
        legs=legs,
        caseloads=caseloads(_same_year_figures(place), book=inputs.book, day=day),
        post_cost=cost,
        post_cost_year=cost_year,
        demand=posts_for_plan(study),
    )


def latest_figures(place: Place) -> dict[str, Known]:
    """Return the newest figure of each kind in staff.csv."""
    rows = place.staff.sort_values("year").to_dict("records")
    return {
        str(row["kind"]): Known(float(row["value"]), int(row["year"]), str(row["source"]))
        for row in rows
    }


def posts_for_plan(study: Study) -> dict[int, Floats]:
    """Return the posts of social workers that the plan needs, by year of the horizon.

    Empty where no planned instrument tells which part of a post a participant needs, and none has
    posts of social workers as its units.
    """
    outcome, needed = study.outcome, []
    for instrument, taking_part in outcome.participants.items():
        drawn = study.inputs.values[instrument].drawn
        if WORKER_SHARE in drawn:
            needed.append(taking_part.sum(axis=1) * drawn[WORKER_SHARE])
    for reach in study.model.activation.reach:
        capacity = study.inputs.instruments[reach.instrument].capacity
        if capacity is not None and capacity.unit_is_post and reach.units is not None:
            needed.append(np.repeat(reach.units[:, None], study.inputs.settings.n_draws, axis=1))
    if not needed:
        return {}
    total = np.sum(needed, axis=0)
    return {year: total[t] for t, year in enumerate(outcome.years)}


def post_cost_values() -> dict[str, UncertainRecord]:
    """Return the assumptions from which the cost of a post is made."""
    return dict(read_declared(data_path("capacity", "post_cost.toml"), PostCostRecord).value)


def allowance_end(inputs: Inputs) -> date | None:
    """Return the last day of the motivation allowance, if it is paid now and ends meanwhile."""
    parameter, day = inputs.book.parameter(ALLOWANCE), inputs.place.annex_date
    if not parameter.in_force(day):
        return None
    ends = [e.since for e in parameter.enactments if e.value is None and e.since > day]
    last = ends[0] - timedelta(days=1) if ends else None
    if last is None or last.year > inputs.base_year + inputs.settings.horizon:
        return None
    return last


def staff_parameters(capacity: Capacity) -> tuple[str, ...]:
    """Return the names of the limits of law that the staffing of a place rests on."""
    return tuple(
        dict.fromkeys((*STANDARD_PARAMETERS, *(load.limit_name for load in capacity.caseloads)))
    )


def _leg(
    name: str,
    people: Known,
    posts: float,
    standard: StaffingStandard,
    held: Known | None,
    cost: Floats | None,
) -> Leg:
    required = standard.required(posts)
    gap = None if held is None else staff_gap(required, held=held.value)
    spare = None if held is None else max(0.0, held.value - required)
    paid = None if gap is None or cost is None else gap_cost(gap, yearly_cost=cost)
    return Leg(name, people, posts, required, gap, spare, paid)


def _post_cost(inputs: Inputs, own: Known | None) -> tuple[Floats | None, int | None]:
    """Return the yearly cost of a post and the year of its prices."""
    n_draws = inputs.settings.n_draws
    if own is not None:
        return np.full(n_draws, own.value), own.year
    try:
        year = latest_price_year((WAGE,), book=inputs.book, at_most=inputs.price_year)
    except InputError:  # no wage of these years is known: the gap is told in posts alone
        return None, None
    values = draw_values(
        post_cost_values(),
        owner=OWNER,
        book=inputs.book,
        price_year=year,
        seed=inputs.settings.seed,
        n_draws=n_draws,
    )
    gross = MONTHS_PER_YEAR * values(WAGE) * values("wage_relative")
    return np.asarray(gross * values("employer_on_cost"), dtype=np.float64), year


def _same_year_figures(place: Place) -> dict[str, float]:
    """Return posts and clients of the latest year that has both, else the newer one alone."""
    table = place.staff.set_index(["kind", "year"])["value"]
    found: dict[str, float] = {}
    for record in caseload_records():
        years = {
            kind: set(place.staff.loc[place.staff["kind"] == kind, "year"])
            for kind in (record.posts, record.clients)
        }
        shared = set.intersection(*years.values()) or set.union(*years.values())
        if shared:
            latest = max(shared)
            found |= {k: float(table[(k, latest)]) for k in years if latest in years[k]}
    return found
