"""The numbers that tell how sure a study is, by name."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.quantities import Kind, Quantity
from costmodel.sensitivity.information import yearly_equivalent
from costmodel.studies.municipality import Study
from costmodel.studies.quantity_makers import Floats, plain
from costmodel.studies.sensitivity import PRICES, Sensitivity, Verdict
from costmodel.studies.swings import TAILS
from costmodel.units import PERCENT, discount_factors

ERROR_LIMIT = 0.02
"""An error of chance above this part of the interval is told as a warning."""
SHARE_PLACES = 3
"""Shares below a tenth of a percent are told as none: draws do not tell them from chance."""
GROUPS = {
    "assumed": "część zmienności wyniku, która opiera się na założeniach (dowód E)",
    "measured": "część zmienności wyniku, która opiera się na badaniach i statystyce",
    "forecast": "część zmienności wyniku, która opiera się na prognozie",
    "together": "część zmienności wyniku z łącznego działania liczb z kilku grup",
    "unexplained": "część zmienności wyniku, której przybliżenie nie wyjaśnia",
}


def sensitivity_quantities(study: Study) -> Iterator[Quantity]:
    """Yield what moves the result, what knowing is worth, and whether the draws are enough."""
    found = study.sensitivity
    outcome = study.outcome
    discount = discount_factors(outcome.discount_rate, n_years=len(outcome.years) + 1)[1:]
    yield from _settings(found)
    for perspective, verdict in found.verdicts.items():
        yield from _of_factors(found, perspective)
        yield from _of_groups(verdict, perspective)
        yield from _of_knowing(verdict, perspective, discount)
        yield from _of_prices(verdict, perspective)
        yield from _of_draws(verdict, perspective)


def price_key(share: float) -> str:
    """Return the last part of the id of a price: „75” for three quarters.

    Examples
    --------
    >>> price_key(0.75)
    '75'
    """
    return f"{share * PERCENT:.0f}"


def _settings(found: Sensitivity) -> Iterator[Quantity]:
    given = {
        "sensitivity.swing_draws": ("losowania przy zmianie jednej liczby", found.swing_draws),
        "sensitivity.tail_low": ("niska wartość liczby: poniżej niej leży", TAILS[0]),
        "sensitivity.tail_high": ("wysoka wartość liczby: poniżej niej leży", TAILS[1]),
        "sensitivity.error_limit": ("dopuszczalny błąd losowania wobec przedziału", ERROR_LIMIT),
    }
    given |= {f"sensitivity.price.{price_key(p)}": ("część ceny planu", p) for p in PRICES}
    for id_, (label, value) in given.items():
        unit = "losowanie" if id_.endswith("draws") else "udział"
        share = round(float(value), 4)
        yield Quantity(id_, label, share, unit, Kind.ASSUMPTION, "ustawienia obliczeń")


def _of_factors(found: Sensitivity, perspective: str) -> Iterator[Quantity]:
    for factor in found.factors:
        yield plain(
            f"sensitivity.share.{perspective}.{factor.key}",
            f"udział w zmienności wyniku: {factor.label}",
            _share(factor.share[perspective]),
            "udział",
        )
        yield plain(
            f"sensitivity.worth.{perspective}.{factor.key}",
            f"wartość poznania liczby: {factor.label}",
            factor.worth[perspective],
            "zł",
        )


def _of_groups(verdict: Verdict, perspective: str) -> Iterator[Quantity]:
    split = verdict.split
    shares = {**split.shares, "together": split.together, "unexplained": split.unexplained}
    for name, label in GROUPS.items():
        if name not in shares:  # no problem of the study is forecast
            continue
        yield plain(
            f"sensitivity.group.{perspective}.{name}", label, _share(shares[name]), "udział"
        )


def _of_knowing(verdict: Verdict, perspective: str, discount: Floats) -> Iterator[Quantity]:
    known = {
        "perfect": ("wartość pełnej wiedzy przed decyzją", verdict.perfect),
        "assumed": ("wartość poznania wszystkich założeń", verdict.assumed_known),
    }
    for name, (label, value) in known.items():
        yield plain(f"sensitivity.{name}.{perspective}", label, value, "zł")
        yield plain(
            f"sensitivity.{name}_yearly.{perspective}",
            f"{label}, na rok horyzontu",
            yearly_equivalent(value, discount=discount),
            "zł",
        )


def _of_prices(verdict: Verdict, perspective: str) -> Iterator[Quantity]:
    for price, chance in zip(PRICES, verdict.chance, strict=True):
        yield plain(
            f"sensitivity.chance.{perspective}.{price_key(price)}",
            "prawdopodobieństwo, że plan się zwróci przy części ceny",
            float(chance),
            "udział",
        )


def _of_draws(verdict: Verdict, perspective: str) -> Iterator[Quantity]:
    yield plain(
        f"sensitivity.error_share.{perspective}",
        "błąd losowania wobec szerokości przedziału",
        verdict.error_share,
        "udział",
    )
    for part, mean in enumerate(verdict.running, start=1):
        stem = f"sensitivity.running.{perspective}.{part}"
        yield plain(stem, "średnia wartość bieżąca netto po części losowań", mean.mean, "zł")
        yield plain(f"{stem}.draws", "liczba pierwszych losowań", mean.n_draws, "losowanie")


def _share(value: float) -> float:
    return round(value, SHARE_PLACES)
