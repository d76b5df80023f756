"""Formulas of what the instruments of the plan change, for whom and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.errors import ModelError
from costmodel.evidence.haircuts import load_haircuts
from costmodel.problems.instrument import Effect, Instrument
from costmodel.publish.formula import Formula, highest, if_above, lowest, number
from costmodel.publish.workbook_chances import People
from costmodel.publish.workbook_inputs import InputCells
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_twin import Twin
from costmodel.studies.base_chances import BaseChances
from costmodel.studies.plan import Planned


@dataclass(frozen=True, slots=True)
class Changed:
    """What one instrument changes for each participant: the engine's change, as a cell."""

    source: str
    target: str
    field: str
    delta: Formula


@dataclass(frozen=True, slots=True)
class Reached:
    """One instrument with its coverage by year and group, places, units and what is left."""

    instrument: str
    served: tuple[str, ...]
    coverage: list[list[Formula]]
    changes: list[Changed]
    places: list[Formula] | None
    units: list[Formula] | None
    delay: int
    lasting: list[Formula] | None


def reached_by(
    item: Planned, twin: Twin, cells: InputCells, page: Page, people: People, chances: BaseChances
) -> Reached:
    """Return one instrument of the plan as references to cells."""
    years, instrument = twin.frame.years, item.instrument
    served = tuple(s for s in instrument.serves if s.partition(".")[0] in twin.frame.problems)
    planned = item.coverage_by_year(years, served)
    in_plan, from_plan = cells.say("plan_grade"), cells.say("plan_source")
    coverage = [
        [
            cells.add(
                f"plan.{instrument.id}.{group}.{year}",
                float(planned[t, g]),
                cells.say("coverage", label=instrument.label, group=group, year=str(year)),
                cells.say("share"),
                in_plan,
                from_plan,
            )
            for g, group in enumerate(served)
        ]
        for t, year in enumerate(years)
    ]
    units = places = None
    if item.units is not None:
        running = item.units * item.running(years)
        units = [
            cells.add(
                f"plan.{instrument.id}.jednostki.{year}",
                float(running[t]),
                cells.say("units", label=instrument.label, year=str(year)),
                cells.say("unit"),
                in_plan,
                from_plan,
            )
            for t, year in enumerate(years)
        ]
        if instrument.capacity is not None:
            per_unit = cells.lookup(instrument.id)(instrument.capacity.per_unit)
            places = [count * per_unit for count in units]
    changes = [
        _change(instrument, effect, level, twin, cells, page, people, chances)
        for effect in instrument.effect
        for level in effect.levels
        if chances.knows(effect, level)
    ]
    lasting = _lasting(item, twin, cells) if changes else None
    delay = instrument.timing.delay_years
    return Reached(instrument.id, served, coverage, changes, places, units, delay, lasting)


def _change(
    instrument: Instrument,
    effect: Effect,
    level: str,
    twin: Twin,
    cells: InputCells,
    page: Page,
    people: People,
    chances: BaseChances,
) -> Changed:
    found, off = chances.of(effect, level), twin.frame.switched_off
    rates = {"moves": people.moves, "emergence": people.emergence, "inflow": {}}[found.field]
    none = number(1 if found.field == "inflow" else 0)
    base = rates.get((found.source, found.target), none)
    look = cells.lookup(instrument.id)
    net = _net(effect, look(effect.value), base, kept="deadweight" in off)
    part = number(1) if "attribution" in off else look(effect.attribution)
    cut = number(0)
    if "haircut" not in off:
        cut = cells.add(
            f"ostroznosc.{effect.grade.value}",
            load_haircuts()[effect.grade],
            cells.say("haircut", grade=effect.grade.value),
            cells.say("share"),
            effect.grade.value,
            cells.say("haircut_source"),
        )
    key = ("change", instrument.id, found.source, found.target, effect.value)
    page.line(key, instrument.label, found.source, found.target)
    helping = page.put(key, 0, net if found.sign > 0 else -net)
    kept = page.put(key, 1, if_above(helping, 0, helping * part * (1 - cut), helping))
    delta = page.put(key, 2, kept if found.sign > 0 else -kept)
    return Changed(found.source, found.target, found.field, delta)


def _net(effect: Effect, measured: Formula, base: Formula, *, kept: bool) -> Formula:
    """Return the change of a chance that an effect of its kind means."""
    if effect.kind == "gross_success_rate":
        return measured if kept else measured - base
    if effect.on in ("inflow", "emergence"):
        return measured if effect.kind == "risk_difference" else base * (measured - 1)
    match effect.kind:
        case "risk_difference":
            return highest(0, lowest(1, base + measured)) - base
        case "risk_ratio":
            return lowest(base * measured, 1) - base
        case "odds_ratio":
            odds = base * measured
            return if_above(1 - base + odds, 0, odds / (1 - base + odds), number(1)) - base
        case "rate_ratio":
            return 1 - (1 - base) ** measured - base
    raise ModelError(f"kind of effect {effect.kind!r} has no formula: add it.")


def _lasting(item: Planned, twin: Twin, cells: InputCells) -> list[Formula] | None:
    timing = item.instrument.timing
    if timing.drop_off is None or "drop_off" in twin.frame.switched_off:
        return None
    lost = cells.lookup(item.instrument.id)(timing.drop_off)
    begins = item.first_year + timing.delay_years
    return [(1 - lost) ** max(year - begins, 0) for year in twin.frame.years]
