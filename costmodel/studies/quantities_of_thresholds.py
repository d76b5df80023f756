"""The numbers that tell where a plan just pays back: with their interval, and on a grid."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.quantities import Kind, Quantity
from costmodel.sensitivity.break_even_draws import BreakEvenSummary
from costmodel.studies.municipality import Study
from costmodel.studies.quantity_makers import SOURCE, plain
from costmodel.studies.thresholds import DRAWS, EFFECTS, PRICES, Thresholds
from costmodel.uncertainty.summary import INTERVAL
from costmodel.units import PERCENT

NONE = "nie ma takiej wartości w sprawdzonym zakresie"
UNITS = {"effect": "krotność", "price": "udział"}
"""Of an effect, against that assumed; of a price, of that assumed."""
AXES = {"effect": "krotność przyjętych efektów", "price": "część przyjętej ceny"}
LABELS = {
    "effect": "krotność efektów, przy której plan się zwraca",
    "price": "część ceny planu, przy której plan się zwraca",
}


def threshold_quantities(study: Study) -> Iterator[Quantity]:
    """Yield the break-even of each draw, told together, and the grid of effects and price."""
    used = float(min(DRAWS, study.inputs.settings.n_draws))
    yield plain("threshold.draws", "losowania przy szukaniu progu", used, "losowanie")
    for perspective, found in study.thresholds.items():
        for name in LABELS:
            yield from _of_summary(f"threshold.{name}.{perspective}", name, getattr(found, name))
        yield from _of_grid(perspective, found)
    for name, numbers in {"effect": EFFECTS, "price": PRICES}.items():
        for number in numbers:
            id_, label = axis_id(name, number), f"siatka progów: {AXES[name]}"
            yield Quantity(id_, label, number, UNITS[name], Kind.ASSUMPTION, "ustawienia obliczeń")


def axis_id(name: str, number: float) -> str:
    """Return the id under which a number of an axis of the grid is told.

    Examples
    --------
    >>> axis_id("effect", 0.5)
    'grid.effect.50'
    """
    return f"grid.{name}.{number * PERCENT:.0f}"


def grid_key(effect: float, price: float) -> str:
    """Return the part of an id that tells a point of the grid, in percent of what is assumed.

    Examples
    --------
    >>> grid_key(2.0, 0.75)
    '200.75'
    """
    return f"{effect * PERCENT:.0f}.{price * PERCENT:.0f}"


def _of_summary(id_: str, name: str, found: BreakEvenSummary) -> Iterator[Quantity]:
    has = found.threshold
    yield Quantity(
        id_,
        LABELS[name],
        None if has is None else has.median,
        UNITS[name],
        Kind.ESTIMATE,
        SOURCE,
        None if has is None else has.low,
        None if has is None else has.high,
        None if has is None else INTERVAL,
        note=NONE if has is None else "",
    )
    shares = {
        "found": ("losowania, w których próg jest", found.share_found),
        "always": ("losowania, w których plan zwraca się zawsze", found.share_always),
        "never": ("losowania, w których progu nie ma", found.share_never),
    }
    for key, (label, share) in shares.items():
        yield plain(f"{id_}.{key}", f"{LABELS[name]}: {label}", share, "udział")


def _of_grid(perspective: str, found: Thresholds) -> Iterator[Quantity]:
    for row in found.grid.to_dict("records"):
        stem = f"grid.{perspective}.{grid_key(float(row['x']), float(row['y']))}"
        label = "wartość bieżąca netto przy innych efektach i cenie planu"
        mean, low, high = (float(row[name]) for name in ("mean", "low", "high"))
        yield Quantity(stem, label, mean, "zł", Kind.ESTIMATE, SOURCE, low, high, INTERVAL)
        label = "szansa, że plan się zwróci przy innych efektach i cenie"
        yield plain(f"{stem}.chance", label, float(row["chance"]), "udział")
