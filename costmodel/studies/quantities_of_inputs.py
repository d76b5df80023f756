"""The numbers a study rests on: data, forecast, plan, effects, assumptions, prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from costmodel.evidence.finding import Finding
from costmodel.evidence.haircuts import haircut_source, load_haircuts
from costmodel.quantities import Kind, Quantity
from costmodel.sources import Verified
from costmodel.statutes.inflation import inflation_sources
from costmodel.studies.effects import EffectSteps
from costmodel.studies.inputs import Inputs
from costmodel.studies.quantity_makers import SOURCE, of_record
from costmodel.uncertainty.summary import INTERVAL, summarise


def input_quantities(inputs: Inputs) -> Iterator[Quantity]:
    """Yield the quantities of the inputs."""
    yield from _settings(inputs)
    yield from _plan(inputs)
    yield from _effects(inputs)
    yield from _values(inputs)
    yield from _parameters(inputs)
    yield from _inflation(inputs)
    yield from _haircuts()


def _settings(inputs: Inputs) -> Iterator[Quantity]:
    given = {
        "settings.horizon": ("horyzont", inputs.settings.horizon, "rok"),
        "settings.draws": ("liczba losowań", inputs.settings.n_draws, "losowanie"),
        "settings.discount": ("realna stopa dyskontowa", inputs.discount_rate, "udział"),
        "settings.interval": ("poziom przedziału", INTERVAL, "udział"),
        "settings.problems": ("liczba problemów", len(inputs.problems), "problem"),
    }
    for id_, (label, value, unit) in given.items():
        yield Quantity(id_, label, float(value), unit, Kind.ASSUMPTION, "ustawienia obliczeń")
    for name, share in inputs.inflow.unmet_share.items():
        label = "udział losowań i lat, w których prognoza spada szybciej niż model"
        yield Quantity(f"settings.unmet.{name}", label, share, "udział", Kind.ESTIMATE, SOURCE)


def _plan(inputs: Inputs) -> Iterator[Quantity]:
    source = "plan.toml: plan gminy"
    years = tuple(range(inputs.base_year + 1, inputs.base_year + inputs.settings.horizon + 1))
    for item in inputs.plan.items:
        for group, shares in item.coverage.items():
            label = f"udział osób objętych: {item.instrument.label}"
            stem = f"coverage.{item.instrument.id}.{group}"
            for place, share in enumerate(shares):
                id_ = stem if place == len(shares) - 1 else f"{stem}.{item.first_year + place}"
                yield Quantity(id_, label, share, "udział", Kind.ASSUMPTION, source)
        for year, part in zip(years, item.running(years), strict=True):
            label = f"część zakresu działania: {item.instrument.label}, {year} r."
            id_ = f"running.{item.instrument.id}.{year}"
            share = float(part)
            yield Quantity(id_, label, share, "udział", Kind.ASSUMPTION, source, year=year)
        label = f"po ilu latach zaczyna się efekt: {item.instrument.label}"
        delay = float(item.instrument.timing.delay_years)
        id_ = f"delay.{item.instrument.id}"
        yield Quantity(id_, label, delay, "rok", Kind.ASSUMPTION, "plik działania")
        if item.units is not None and item.instrument.capacity is not None:
            unit = item.instrument.capacity.unit_label
            label = f"jednostki w planie: {item.instrument.label}"
            id_ = f"units.{item.instrument.id}"
            yield Quantity(id_, label, item.units, unit, Kind.ASSUMPTION, source)


def _effects(inputs: Inputs) -> Iterator[Quantity]:
    for step in inputs.steps:
        shown = {
            "base": ("szansa bez działania", step.base),
            "gross": ("skuteczność brutto", step.gross),
            "deadweight": ("wyszliby i bez działania", step.deadweight),
            "net": ("efekt netto", step.net),
            "attributed": ("po przypisaniu", step.attributed),
            "attributable": ("po korekcie na optymizm", step.attributable),
            "lost_yearly": ("część efektu tracona co rok", step.lost_yearly),
        }
        for name, (label, draws) in shown.items():
            if draws is None:
                continue
            found = summarise(draws)
            yield Quantity(
                f"{effect_id(step)}.{name}",
                label,
                float(found.mean),
                "udział",
                Kind.ESTIMATE,
                SOURCE,
                float(found.low),
                float(found.high),
                INTERVAL,
            )
        yield Quantity(
            f"{effect_id(step)}.haircut",
            "korekta na optymizm",
            step.haircut,
            "udział",
            Kind.ASSUMPTION,
            "data/evidence/haircuts.toml",
        )


def effect_id(step: EffectSteps) -> str:
    """Return the id under which the steps of an effect are told."""
    return f"effect.{step.instrument}.{step.source}.{step.target}"


def _values(inputs: Inputs) -> Iterator[Quantity]:
    for owner, records in inputs.records.items():
        for name, record in records.items():
            yield of_record(f"value.{owner}.{name}", record)


def _parameters(inputs: Inputs) -> Iterator[Quantity]:
    for name in inputs.parameters_used:
        parameter = inputs.book.parameter(name)
        value = inputs.book.mean_over_year(name, inputs.price_year)
        enactment = parameter.enactment_at(inputs.price_day)
        yield Quantity(
            f"parameter.{name}",
            parameter.label,
            value,
            parameter.unit,
            Kind.PUBLISHED,
            str(enactment.source),
            year=inputs.price_year,
        )


def finding_quantities(inputs: Inputs, findings: Mapping[str, Finding]) -> Iterator[Quantity]:
    """Yield the results of studies on which problems and planned instruments rest."""
    used = dict.fromkeys(
        id_
        for records in inputs.records.values()
        for record in records.values()
        for id_ in record.finding
    )
    for id_ in used:
        found = findings[id_]
        yield Quantity(
            f"finding.{id_}",
            found.label,
            found.value,
            found.unit,
            Kind.PUBLISHED,
            str(found.source),
            found.low,
            found.high,
            note=found.caution,
        )


def _haircuts() -> Iterator[Quantity]:
    for grade, share in load_haircuts().items():
        label = f"korekta na optymizm przy dowodzie {grade.value}"
        id_ = f"haircut_of_grade.{grade.value}"
        yield Quantity(id_, label, share, "udział", Kind.ASSUMPTION, str(haircut_source()))


def _inflation(inputs: Inputs) -> Iterator[Quantity]:
    first = inputs.price_year + 1
    last = inputs.base_year + inputs.settings.horizon
    for change in inflation_sources(inputs.book, first=first, last=last):
        is_assumed = change.verified is Verified.ASSUMED
        yield Quantity(
            f"inflation.{change.year}",
            f"zmiana cen w {change.year} r.",
            change.share,
            "udział",
            Kind.ASSUMPTION if is_assumed else Kind.FORECAST,
            str(change.source),
            year=change.year,
        )
