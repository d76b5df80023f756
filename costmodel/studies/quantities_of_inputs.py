"""The numbers a study rests on: data, forecast, plan, effects, assumptions, prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from costmodel.evidence.finding import Finding
from costmodel.evidence.haircuts import haircut_source, load_haircuts
from costmodel.problems.uncertain import UncertainRecord
from costmodel.quantities import Kind, Quantity
from costmodel.sources import Verified
from costmodel.statutes.inflation import inflation_sources
from costmodel.studies.inputs import Inputs
from costmodel.studies.quantity_makers import SOURCE, of_record
from costmodel.uncertainty.summary import INTERVAL, summarise
from costmodel.units import PERCENT

BDL = "GUS, Bank Danych Lokalnych, P1944 Bezrobotni zarejestrowani"


def input_quantities(inputs: Inputs) -> Iterator[Quantity]:
    """Yield the quantities of the inputs."""
    yield from _settings(inputs)
    yield from _history(inputs)
    yield from _forecast(inputs)
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
        "settings.unmet": (
            "udział losowań i lat, w których prognoza spada szybciej niż model",
            inputs.inflow.unmet_share,
            "udział",
        ),
    }
    for id_, (label, value, unit) in given.items():
        kind = Kind.ESTIMATE if id_ == "settings.unmet" else Kind.ASSUMPTION
        yield Quantity(id_, label, float(value), unit, kind, "ustawienia obliczeń")


def _history(inputs: Inputs) -> Iterator[Quantity]:
    for year, value in inputs.forecast.history.items():
        label = f"bezrobotni zarejestrowani, 31 XII {year} r."
        id_ = f"unemployed.{year}"
        yield Quantity(id_, label, float(value), "osoba", Kind.PUBLISHED, BDL, year=int(str(year)))


def _forecast(inputs: Inputs) -> Iterator[Quantity]:
    forecast = inputs.forecast
    for year, median, low, high in zip(
        forecast.years, forecast.median, forecast.low, forecast.high, strict=True
    ):
        label = f"prognoza bezrobotnych zarejestrowanych, koniec {year} r."
        yield Quantity(
            f"forecast.{year}",
            label,
            float(median),
            "osoba",
            Kind.FORECAST,
            SOURCE,
            float(low),
            float(high),
            forecast.interval,
            int(year),
        )
    errors = {
        "forecast.error": ("błąd prognozy w próbie wstecznej (MAPE)", forecast.error_percent),
        "forecast.naive_error": (
            "błąd zwykłego powtórzenia ostatniej liczby (MAPE)",
            forecast.naive_error_percent,
        ),
    }
    for id_, (label, value) in errors.items():
        known = float(value) / PERCENT if np.isfinite(value) else None
        note = "" if known is not None else "szereg za krótki na próbę wsteczną"
        yield Quantity(id_, label, known, "udział", Kind.COMPUTED, SOURCE, note=note)


def _plan(inputs: Inputs) -> Iterator[Quantity]:
    source = "plan.toml: plan gminy"
    for item in inputs.plan:
        for level, share in item.coverage.items():
            label = f"udział osób objętych: {item.instrument.label}"
            id_ = f"coverage.{item.instrument.id}.{level}"
            yield Quantity(id_, label, share, "udział", Kind.ASSUMPTION, source)


def _effects(inputs: Inputs) -> Iterator[Quantity]:
    for step in inputs.steps:
        shown = {
            "gross": ("skuteczność brutto", step.gross),
            "deadweight": ("wyszliby i bez działania", step.deadweight),
            "net": ("efekt netto", step.net),
            "attributed": ("po przypisaniu", step.attributed),
            "attributable": ("po korekcie na optymizm", step.attributable),
        }
        for name, (label, draws) in shown.items():
            if draws is None:
                continue
            found = summarise(draws)
            yield Quantity(
                f"effect.{step.instrument}.{step.level}.{name}",
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
            f"haircut.{step.instrument}",
            "korekta na optymizm",
            step.haircut,
            "udział",
            Kind.ASSUMPTION,
            "data/evidence/haircuts.toml",
        )


def _values(inputs: Inputs) -> Iterator[Quantity]:
    files: dict[str, dict[str, UncertainRecord]] = {inputs.problem.id: inputs.problem.value}
    files |= {i.id: i.value for i in inputs.instruments.values()}
    for owner, records in files.items():
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
    """Yield the results of studies on which the planned instruments rest."""
    used = dict.fromkeys(
        id_
        for instrument in inputs.instruments.values()
        for record in instrument.value.values()
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
