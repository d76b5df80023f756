"""The numbers of staff that a study gives: required, held, missing, needed by the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from costmodel.quantities import Kind, Quantity
from costmodel.statistics.staff import STAFF_FILE, staff_kinds
from costmodel.studies.capacity import (
    ALLOWANCE,
    OWNER,
    WAGE,
    Capacity,
    Leg,
    allowance_end,
    capacity_of,
    post_cost_values,
    staff_parameters,
)
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import Study
from costmodel.studies.quantity_makers import SOURCE, estimate, of_record

LEG_NAMES = {"residents": "liczby mieszkańców", "families": "liczby rodzin i osób samotnych"}
UNKNOWN_POSTS = "nie wiadomo, ile etatów jest zajętych"
UNKNOWN_COST = "nie wiadomo, ile etatów jest zajętych albo ile kosztuje etat"


def capacity_quantities(study: Study) -> Iterator[Quantity]:
    """Yield the quantities of the staff."""
    capacity = capacity_of(study)
    yield from _law(study.inputs, capacity)
    yield from _figures(capacity)
    for leg in capacity.legs.values():
        yield from _leg(leg)
    yield from _caseloads(capacity)
    yield from _post_cost(study.inputs, capacity)
    for year, posts in capacity.demand.items():
        label = f"etaty pracowników socjalnych, których wymaga plan, {year} r."
        yield estimate(f"staff.demand.{year}", label, posts, "etat", year=year, centre="median")


def _law(inputs: Inputs, capacity: Capacity) -> Iterator[Quantity]:
    names = [*staff_parameters(capacity), *([ALLOWANCE] if allowance_end(inputs) else [])]
    day = inputs.place.annex_date
    for name in names:
        parameter = inputs.book.parameter(name)
        source = str(parameter.enactment_at(day).source)
        yield Quantity(
            f"staff.law.{name}",
            parameter.label,
            parameter.at(day),
            parameter.unit,
            Kind.PUBLISHED,
            source,
            year=day.year,
        )


def _figures(capacity: Capacity) -> Iterator[Quantity]:
    kinds = staff_kinds()
    for id_, known in capacity.figures.items():
        yield Quantity(
            f"staff.own.{id_}",
            kinds[id_].label,
            known.value,
            kinds[id_].unit,
            Kind.PUBLISHED,
            f"{STAFF_FILE}: {known.source}",
            year=known.year,
        )


def _leg(leg: Leg) -> Iterator[Quantity]:
    by, year = LEG_NAMES[leg.name], leg.people.year
    if leg.name == "residents":
        label, source = f"ludność gminy, {year} r.", leg.people.source
        yield Quantity(
            "staff.residents", label, leg.people.value, "osoba", Kind.PUBLISHED, source, year=year
        )
    posts = {
        "posts": (f"etaty z podziału {by}", leg.posts),
        "required": (f"etaty wymagane według {by}", leg.required),
        "gap": (f"etaty, których brakuje według {by}", leg.gap),
        "spare": (f"etaty ponad standard według {by}", leg.spare),
    }
    for key, (label, value) in posts.items():
        note = UNKNOWN_POSTS if value is None else ""
        id_ = f"staff.{key}.{leg.name}"
        yield Quantity(id_, label, value, "etat", Kind.COMPUTED, SOURCE, year=year, note=note)
    id_, label = f"staff.gap_cost.{leg.name}", f"roczny koszt brakujących etatów według {by}"
    if leg.cost is None:
        yield Quantity(id_, label, None, "zł", Kind.ESTIMATE, SOURCE, note=UNKNOWN_COST)
    else:
        yield estimate(id_, label, leg.cost, "zł")


def _caseloads(capacity: Capacity) -> Iterator[Quantity]:
    for load in capacity.caseloads:
        shown = {
            "posts": ("etaty", load.posts, "etat"),
            "clients": ("rodziny, osoby albo dzieci", load.clients, "liczba"),
            "per_post": ("na jeden etat", load.per_post, "liczba na etat"),
        }
        for key, (what, value, unit) in shown.items():
            note = "brak liczby w staff.csv albo brak etatów" if value is None else ""
            label = f"{load.label}: {what}"
            id_ = f"staff.caseload.{load.id}.{key}"
            yield Quantity(id_, label, value, unit, Kind.COMPUTED, STAFF_FILE, note=note)


def _post_cost(inputs: Inputs, capacity: Capacity) -> Iterator[Quantity]:
    year, label = capacity.post_cost_year, "roczny koszt etatu pracownika socjalnego"
    if capacity.post_cost is None or year is None:
        return
    if "social_worker_post_cost" in capacity.figures:
        return
    yield estimate("staff.post_cost", label, capacity.post_cost, "zł", year=year)
    wage = inputs.book.parameter(WAGE)
    value = inputs.book.mean_over_year(WAGE, year)
    source = str(wage.enactment_at(date(year, 12, 31)).source)
    yield Quantity("staff.wage", wage.label, value, wage.unit, Kind.PUBLISHED, source, year=year)
    for name, record in post_cost_values().items():
        yield of_record(f"value.{OWNER}.{name}", record)
