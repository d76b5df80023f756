"""The numbers of cases that a study starts from: history, forecast, or national prevalence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from costmodel.forecast.forecast import Forecast
from costmodel.problems.problem import SocialProblem
from costmodel.quantities import Kind, Quantity
from costmodel.studies.inputs import Inputs
from costmodel.studies.quantity_makers import SOURCE, estimate
from costmodel.tables import Status
from costmodel.units import PERCENT


def stock_quantities(inputs: Inputs) -> Iterator[Quantity]:
    """Yield, by problem, what is known of its stock."""
    for name, stock in inputs.stocks.items():
        problem = inputs.problems[name]
        if stock.forecast is not None:
            yield from _history(inputs, problem, stock.forecast)
            yield from _forecast(problem, stock.forecast)
        elif stock.base is not None and problem.prevalence is not None:
            label = f"{problem.label}: szacunek z częstości krajowej"
            unit, drawn = problem.unit, stock.paths[0]
            yield estimate(f"stock.{name}", label, drawn, unit, centre="median")
            label = f"podstawa szacunku: {problem.prevalence.per}"
            source = stock.base_source
            id_ = f"stock.{name}.base"
            yield Quantity(
                id_, label, stock.base, "osoba", Kind.PUBLISHED, source, year=stock.base_year
            )


def _history(inputs: Inputs, problem: SocialProblem, forecast: Forecast) -> Iterator[Quantity]:
    """Yield the counts that a forecast rests on; of a hidden one that there is one."""
    source = _source(inputs, problem.stock_variable)
    hidden = inputs.stocks[problem.id].hidden_years
    for year, value in forecast.history.items():
        label = f"{problem.label}, koniec {year} r."
        is_hidden = int(str(year)) in hidden
        yield Quantity(
            f"stock.{problem.id}.{year}",
            label,
            None if is_hidden else float(value),
            problem.unit,
            Kind.PUBLISHED,
            source,
            year=int(str(year)),
            note=Status.SECRET.value if is_hidden else "",
        )


def _forecast(problem: SocialProblem, forecast: Forecast) -> Iterator[Quantity]:
    for year, median, low, high in zip(
        forecast.years, forecast.median, forecast.low, forecast.high, strict=True
    ):
        yield Quantity(
            f"forecast.{problem.id}.{year}",
            f"prognoza: {problem.label}, koniec {year} r.",
            float(median),
            problem.unit,
            Kind.FORECAST,
            SOURCE,
            float(low),
            float(high),
            forecast.interval,
            int(year),
        )
    errors = {
        "error": ("błąd prognozy w próbie wstecznej (MAPE)", forecast.error_percent),
        "naive_error": (
            "błąd zwykłego powtórzenia ostatniej liczby (MAPE)",
            forecast.naive_error_percent,
        ),
    }
    for key, (label, value) in errors.items():
        known = float(value) / PERCENT if np.isfinite(value) else None
        note = "" if known is not None else "szereg za krótki na próbę wsteczną"
        id_ = f"forecast.{problem.id}.{key}"
        yield Quantity(id_, label, known, "udział", Kind.COMPUTED, SOURCE, note=note)


def _source(inputs: Inputs, variable: str) -> str:
    """Return the source of the newest figure of a variable of the place."""
    table = inputs.place.observations
    own = table[(table["teryt"] == inputs.place.teryt) & (table["variable"] == variable)]
    return str(own.sort_values("year")["source"].iloc[-1])
