"""Formulas of what the instruments of the plan change, for whom and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.errors import ModelError
from costmodel.evidence.haircuts import load_haircuts
from costmodel.problems.instrument import Effect, Instrument
from costmodel.publish.formula import Formula, highest, if_above, if_zero, lowest, number
from costmodel.publish.workbook_chances import People
from costmodel.publish.workbook_inputs import POSITIVE, SHARE, InputCells, Told
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


@dataclass(frozen=True, slots=True)
class Effects:
    """What the formulas of effects are made from, and the sheet they stand on."""

    twin: Twin
    cells: InputCells
    page: Page
    people: People
    chances: BaseChances

    def reached_by(self, item: Planned) -> Reached:
        """Return one instrument of the plan as references to cells."""
        instrument = item.instrument
        problems = self.twin.frame.problems
        served = tuple(s for s in instrument.serves if s.partition(".")[0] in problems)
        changes = [
            self._change(instrument, effect, level)
            for effect in instrument.effect
            for level in effect.levels
            if self.chances.knows(effect, level)
        ]
        units = self._units(item)
        return Reached(
            instrument.id,
            served,
            self._coverage(item, served),
            changes,
            self._places(instrument, units),
            units,
            instrument.timing.delay_years,
            self._lasting(item) if changes else None,
        )

    def _coverage(self, item: Planned, served: tuple[str, ...]) -> list[list[Formula]]:
        """Return the planned share of each group in each year."""
        cells, years, label = self.cells, self.twin.frame.years, item.instrument.label
        planned = item.coverage_by_year(years, served)

        def cell(t: int, place: int) -> Formula:
            group, year = served[place], str(years[t])
            known_as = f"coverage.{item.instrument.id}.{group}"
            told = Told(
                cells.say("coverage", label=label, group=cells.names.of(group), year=year),
                cells.say("share"),
                cells.say("plan_grade"),
                cells.say("plan_source"),
                cells.first_known(f"{known_as}.{year}", known_as),
                SHARE,
            )
            id_ = f"plan.{item.instrument.id}.{group}.{year}"
            return cells.add(id_, float(planned[t, place]), told)

        return [[cell(t, place) for place in range(len(served))] for t in range(len(years))]

    def _units(self, item: Planned) -> list[Formula] | None:
        """Return posts, teams or flats in each year; ``None`` where the plan has none."""
        if item.units is None:
            return None
        cells, instrument = self.cells, item.instrument
        capacity = instrument.capacity
        unit = cells.say("unit") if capacity is None else capacity.unit_label
        found = []
        for year, part in zip(
            self.twin.frame.years, item.running(self.twin.frame.years), strict=True
        ):
            told = Told(
                cells.say("units", label=instrument.label, year=str(year)),
                unit,
                cells.say("plan_grade"),
                cells.say("plan_source"),
                f"units.{instrument.id}",
                POSITIVE,
            )
            id_ = f"plan.{instrument.id}.jednostki.{year}"
            found.append(cells.add(id_, float(item.units * part), told))
        return found

    def _places(self, instrument: Instrument, units: list[Formula] | None) -> list[Formula] | None:
        if units is None or instrument.capacity is None:
            return None
        per_unit = self.cells.lookup(instrument.id)(instrument.capacity.per_unit)
        return [count * per_unit for count in units]

    def _change(self, instrument: Instrument, effect: Effect, level: str) -> Changed:
        """Return the change of one chance, from the measured effect to what may be claimed."""
        found, off = self.chances.of(effect, level), self.twin.frame.switched_off
        people = self.people
        rates = {"moves": people.moves, "emergence": people.emergence, "inflow": {}}[found.field]
        none = number(1 if found.field == "inflow" else 0)
        base = rates.get((found.source, found.target), none)
        look, names = self.cells.lookup(instrument.id), self.cells.names
        net = net_change(effect, look(effect.value), base, kept="deadweight" in off)
        part = number(1) if "attribution" in off else look(effect.attribution)
        cut = number(0) if "haircut" in off else self._haircut(effect)
        key = ("change", instrument.id, found.source, found.target, effect.value)
        self.page.line(key, instrument.label, names.of(found.source), names.of(found.target))
        helping = self.page.put(key, 0, net if found.sign > 0 else -net)
        claimed = if_above(helping, 0, helping * part * (1 - cut), helping)
        kept = self.page.put(key, 1, claimed)
        delta = self.page.put(key, 2, kept if found.sign > 0 else -kept)
        return Changed(found.source, found.target, found.field, delta)

    def _haircut(self, effect: Effect) -> Formula:
        grade, say = effect.grade, self.cells.say
        told = Told(
            say("haircut", grade=grade.value),
            say("share"),
            grade.value,
            say("haircut_source"),
            f"haircut_of_grade.{grade.value}",
            SHARE,
        )
        return self.cells.add(f"ostroznosc.{grade.value}", load_haircuts()[grade], told)

    def _lasting(self, item: Planned) -> list[Formula] | None:
        """Return what is left of the effect in each year; ``None`` where nothing is lost."""
        timing = item.instrument.timing
        if timing.drop_off is None or "drop_off" in self.twin.frame.switched_off:
            return None
        lost = self.cells.lookup(item.instrument.id)(timing.drop_off)
        begins = item.first_year + timing.delay_years
        return [_kept(lost, year - begins) for year in self.twin.frame.years]


def _kept(lost: Formula, years: int) -> Formula:
    return (1 - lost) ** years if years > 0 else number(1)


def net_change(effect: Effect, measured: Formula, base: Formula, *, kept: bool) -> Formula:
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
            # A spreadsheet gives no number for 0^0, and a rate times nothing is nothing.
            return if_zero(measured, number(0), 1 - (1 - base) ** measured) - base
    raise ModelError(f"kind of effect {effect.kind!r} has no formula: add it.")
