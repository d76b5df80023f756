"""The numbers that charts draw and that nothing else of a study names, by name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from costmodel.outcome import PUBLIC
from costmodel.quantities import Kind, Quantity
from costmodel.statistics.place import Place
from costmodel.studies.comparison import SHOWN, Comparison
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.population import PopulationAhead, population_ahead
from costmodel.studies.population_pyramid import age_rows, age_shown, pyramid_rows
from costmodel.studies.price_chances import price_chances
from costmodel.studies.quantity_makers import SOURCE, plain
from costmodel.studies.stocks import Stock
from costmodel.studies.waterfall import STEPS
from costmodel.units import PERCENT

INNER, HALF = (0.25, 0.75), 0.5
"""Quantiles of the inner band of a forecast, and the level of that interval."""
SEXES = {"men": "mężczyźni", "women": "kobiety"}


def chart_quantities(
    study: Study, comparison: Comparison, known: Mapping[str, Quantity]
) -> Iterator[Quantity]:
    """Yield the numbers that are drawn and are none of those known.

    Parameters
    ----------
    study, comparison : Study, Comparison
        What is drawn.
    known : mapping of str to Quantity
        All other numbers of the study.
    """
    for name, stock in study.inputs.stocks.items():
        yield from _inner_band(name, stock, known)
    yield from _falls(known)
    yield from _swings(study)
    yield from _price_curve(study)
    yield from _ages(study.inputs.place)
    ahead = population_ahead(study.inputs.place, last_year=study.outcome.years[-1])
    if ahead is not None:
        yield from _pyramid(ahead)
    yield from _peers(comparison, known)


def price_id(payer: str, price: float) -> str:
    """Return the id of the chance at a part of the price, told in percent of it.

    Examples
    --------
    >>> price_id("public", 0.025), price_id("gmina", 1.0)
    ('chart.acceptability.public.2_5', 'chart.acceptability.gmina.100')
    """
    percent = f"{round(price * PERCENT, 4):g}"
    return f"chart.acceptability.{payer}.{percent.replace('.', '_')}"


def _inner_band(name: str, stock: Stock, known: Mapping[str, Quantity]) -> Iterator[Quantity]:
    if stock.forecast is None:
        return
    low, high = (stock.forecast.quantile(level) for level in INNER)
    for year, at_low, at_high in zip(stock.forecast.years, low, high, strict=True):
        whole = known[f"forecast.{name}.{year}"]
        yield Quantity(
            f"chart.forecast.{name}.{year}",
            f"połowa możliwych wyników: {whole.label}",
            whole.value,
            whole.unit,
            Kind.FORECAST,
            SOURCE,
            float(at_low),
            float(at_high),
            HALF,
            int(year),
        )


def _falls(known: Mapping[str, Quantity]) -> Iterator[Quantity]:
    """Yield what each step takes off the cost of inaction."""
    steps = [known[f"waterfall.{PUBLIC}.{step}"] for step in STEPS]
    for step, before, after in zip(STEPS[1:], steps, steps[1:], strict=False):
        change = (after.value or 0.0) - (before.value or 0.0)
        yield plain(f"chart.waterfall.{step}", f"zmiana na kroku: {after.label}", change, "zł")


def _swings(study: Study) -> Iterator[Quantity]:
    found, labels = study.sensitivity.verdicts[PUBLIC], study.sensitivity.swing_labels
    label = "wynik, gdy żadnej liczby się nie zmienia"
    yield plain("chart.tornado.middle", label, found.middle, "zł")
    for swing in found.swings:
        ends = {"low": ("niskiej", swing.at_low), "high": ("wysokiej", swing.at_high)}
        for end, (told, value) in ends.items():
            label = f"wynik przy {told} wartości liczby: {labels[swing.key]}"
            yield plain(f"chart.tornado.{swing.key}.{end}", label, value, "zł")


def _price_curve(study: Study) -> Iterator[Quantity]:
    for row in price_chances(study.outcome, PERSPECTIVES).to_dict("records"):
        id_ = price_id(str(row["payer"]), float(row["price"]))
        label = "prawdopodobieństwo, że plan się zwróci przy części ceny"
        yield plain(id_, label, float(row["chance"]), "udział")


def _ages(place: Place) -> Iterator[Quantity]:
    """Yield the residents of each age, and of all that are known."""
    rows = age_rows(place)
    for row in rows.to_dict("records"):
        label = f"osoby w wieku {age_shown(row['variable'])}, koniec {row['year']} r."
        yield _residents(f"chart.age.{row['variable']}", label, row)
    if len(rows):
        whole = rows.iloc[-1].to_dict() | {"value": rows["value"].sum()}
        label = f"osoby w każdym wieku, koniec {whole['year']} r."
        yield _residents("chart.age_total", label, whole)


def _residents(id_: str, label: str, row: Mapping[Hashable, Any]) -> Quantity:
    value, source = float(row["value"]), str(row["source"])
    return Quantity(id_, label, value, "osoba", Kind.PUBLISHED, source, year=int(row["year"]))


def _pyramid(ahead: PopulationAhead) -> Iterator[Quantity]:
    table = pyramid_rows(ahead)
    for year, part in table.groupby("year"):
        is_first, stem = year == ahead.base_year, f"chart.pyramid.{year}"
        kind, source = (Kind.COMPUTED, ahead.source) if is_first else (Kind.FORECAST, SOURCE)
        told = {
            f"{row['sex']}.{row['variable']}": (
                f"{SEXES[row['sex']]} w wieku {age_shown(row['variable'])}",
                float(row["persons"]),
            )
            for row in part.to_dict("records")
        }
        told |= {
            sex: (name, float(part.loc[part["sex"] == sex, "persons"].sum()))
            for sex, name in SEXES.items()
        }
        largest = part.groupby("age", sort=False)["persons"].sum().max()
        told["largest"] = ("najliczniejsza grupa wieku", float(largest))
        for key, (label, value) in told.items():
            when = int(str(year))
            label = f"{label}, koniec {when} r."
            yield Quantity(f"{stem}.{key}", label, value, "osoba", kind, source, year=when)


def _peers(comparison: Comparison, known: Mapping[str, Quantity]) -> Iterator[Quantity]:
    """Yield the indicator drawn, of each similar gmina."""
    for row in comparison.peer_values.to_dict("records"):
        if row["highlighted"]:
            continue
        own = known[f"indicator.{SHOWN}.place"]
        yield Quantity(
            f"chart.peers.{row['teryt']}",
            f"{comparison.shown}: {row['label']}",
            float(row["value"]),
            own.unit,
            Kind.COMPUTED,
            own.source,
            year=own.year,
        )
