"""Every number of a study that a reader may see, by name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from costmodel.outcome import ACTIVATION, INACTION, MANDATORY, OPTIONAL, PUBLIC
from costmodel.quantities import Kind, Quantity
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.quantities_of_inputs import input_quantities
from costmodel.uncertainty.summary import (
    INTERVAL,
    monte_carlo_error,
    probability_positive,
    summarise,
)
from costmodel.views import SCENARIOS, financial_framework, payers, plan_totals

Floats = NDArray[np.float64]
SOURCE = "obliczenia własne: model costmodel"
INDEPENDENT_STATES = 3
"""Number of states of the tunnel of independence, which follow the levels."""
COMPONENTS = {
    "cost_of_inaction": "koszt zaniechania (brutto)",
    "avoidable_cost": "wydatki obowiązkowe, których można uniknąć",
    "lost_income": "dochody publiczne do odzyskania",
    "programme": "koszt planu",
    "net": "wynik netto",
}


def quantities_of(study: Study) -> dict[str, Quantity]:
    """Return all quantities of a study by id.

    People are medians of the draws, money means, so that parts add up; intervals hold 80 % of
    the draws. Amounts are in zł of the base year unless the label says prices of each year.
    """
    found = [
        *input_quantities(study.inputs),
        *_people(study),
        *_participants(study),
        _lag(study),
        *_money_by_year(study),
        *_totals(study),
        *_verdicts(study),
        *_payers(study),
        *_framework(study),
    ]
    return {quantity.id: quantity for quantity in found}


def _estimate(
    id_: str,
    label: str,
    draws: Floats,
    unit: str,
    *,
    year: int | None = None,
    centre: str = "mean",
    note: str = "",
) -> Quantity:
    found = summarise(draws)
    return Quantity(
        id_,
        label,
        float(getattr(found, centre)),
        unit,
        Kind.ESTIMATE,
        SOURCE,
        float(found.low),
        float(found.high),
        INTERVAL,
        year,
        note,
    )


def _people(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    years = (outcome.base_year, *outcome.years)
    n_levels = len(outcome.levels)
    for scenario in SCENARIOS:
        states = outcome.people[scenario]
        total = outcome.people_in_problem(scenario)
        for t, year in enumerate(years):
            yield _estimate(
                f"people.{scenario}.{year}",
                f"osoby bezrobotne na koniec {year} r.",
                total[:, t],
                "osoba",
                year=year,
                centre="median",
            )
            for i, level in enumerate(study.inputs.problem.level):
                yield _estimate(
                    f"people.{scenario}.{level.id}.{year}",
                    f"{level.label}, koniec {year} r.",
                    states[:, t, i],
                    "osoba",
                    year=year,
                    centre="median",
                )
        for t, year in enumerate(years):
            yield _estimate(
                f"people.{scenario}.long_term.{year}",
                f"zarejestrowani dłużej niż rok, koniec {year} r.",
                states[:, t, 1:n_levels].sum(axis=1),
                "osoba",
                year=year,
                centre="median",
            )
        independent = states[:, -1, n_levels : n_levels + INDEPENDENT_STATES].sum(axis=1)
        yield _estimate(
            f"independent.{scenario}",
            f"osoby samodzielne na koniec {years[-1]} r.",
            independent,
            "osoba",
            year=years[-1],
            centre="median",
        )
    more = (
        outcome.people[ACTIVATION][:, -1, n_levels : n_levels + INDEPENDENT_STATES]
        - outcome.people[INACTION][:, -1, n_levels : n_levels + INDEPENDENT_STATES]
    ).sum(axis=1)
    yield _estimate(
        "independent.more",
        f"o tyle więcej osób samodzielnych na koniec {years[-1]} r. dzięki planowi",
        more,
        "osoba",
        year=years[-1],
        centre="median",
    )


def _participants(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    people = outcome.people[ACTIVATION][:, :-1, : len(outcome.levels)]
    for reach in study.model.activation.reach:
        label = study.inputs.instruments[reach.instrument].label
        persons = (people * reach.coverage[None]).sum(axis=2)
        for t, year in enumerate(outcome.years):
            yield _estimate(
                f"participants.{reach.instrument}.{year}",
                f"uczestnicy: {label}, {year} r.",
                persons[:, t],
                "osoba",
                year=year,
                centre="median",
            )


def _lag(study: Study) -> Quantity:
    years = max(charge.lag for charge in study.model.charges)
    label = "po ilu latach najpóźniej przychodzi dochód"
    return Quantity("settings.lag", label, float(years), "rok", Kind.ASSUMPTION, SOURCE)


def _money_by_year(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    for perspective in PERSPECTIVES:
        yearly = {
            "coi": outcome.cost_of_inaction(perspective),
            "net": outcome.net_saving(perspective),
            "net_cumulated": outcome.net_saving(perspective).cumsum(axis=1),
            "programme": outcome.programme_cost(perspective),
            **{
                f"mandatory.{s}": outcome.spending(s, perspective, kinds=MANDATORY)
                for s in SCENARIOS
            },
            **{
                f"cumulated.{s}": outcome.spending(
                    s, perspective, kinds=(*MANDATORY, *OPTIONAL)
                ).cumsum(axis=1)
                for s in SCENARIOS
            },
        }
        for name, draws in yearly.items():
            for t, year in enumerate(outcome.years):
                yield _estimate(f"{name}.{perspective}.{year}", name, draws[:, t], "zł", year=year)


def _totals(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    for perspective in PERSPECTIVES:
        sums = {
            "cost_of_inaction": outcome.cost_of_inaction(perspective),
            "avoidable_cost": outcome.avoidable_cost(perspective),
            "lost_income": outcome.lost_income(perspective),
            "programme": outcome.programme_cost(perspective),
            "net": outcome.net_saving(perspective),
        }
        for name, draws in sums.items():
            label = f"{COMPONENTS[name]}, razem w horyzoncie"
            yield _estimate(f"total.{name}.{perspective}", label, draws.sum(axis=1), "zł")
        for scenario in SCENARIOS:
            spent = outcome.spending(scenario, perspective, kinds=MANDATORY).sum(axis=1)
            yield _estimate(
                f"total.mandatory.{scenario}.{perspective}",
                "wydatki obowiązkowe, razem w horyzoncie",
                spent,
                "zł",
            )


def _verdicts(study: Study) -> Iterator[Quantity]:
    for perspective in PERSPECTIVES:
        value = study.outcome.net_present_value(perspective)
        yield _estimate(f"npv.{perspective}", "wartość bieżąca netto planu", value, "zł")
        yield _plain(
            f"npv_error.{perspective}",
            "błąd losowania wartości bieżącej netto",
            monte_carlo_error(value),
            "zł",
        )
        yield _plain(
            f"positive.{perspective}",
            "prawdopodobieństwo, że plan się zwróci",
            probability_positive(value),
            "udział",
        )
        years = study.outcome.payback_year(perspective)
        back = np.isfinite(years)
        yield _plain(
            f"payback_share.{perspective}",
            "udział losowań, w których plan się zwraca w horyzoncie",
            float(back.mean()),
            "udział",
        )
        is_usual = bool(back.mean() > 1 / 2)
        yield _plain(
            f"payback.{perspective}",
            "rok zwrotu (mediana)",
            float(np.median(np.where(back, years, np.inf))) if is_usual else None,
            "rok",
            note="" if is_usual else "w horyzoncie plan zwykle się nie zwraca",
        )
        yield from _break_even(study, perspective)


def _break_even(study: Study, perspective: str) -> Iterator[Quantity]:
    found = study.break_even[perspective]
    note = (
        ""
        if found.factor is not None
        else (f"nie istnieje: nawet efekt {found.searched_up_to:.0f} razy większy nie wystarczy")
    )
    yield _plain(
        f"break_even.{perspective}",
        "krotność efektu, przy której plan się zwraca",
        found.factor,
        "krotność",
        note=note,
    )
    yield Quantity(
        f"break_even_limit.{perspective}",
        "największa sprawdzona krotność efektu",
        found.searched_up_to,
        "krotność",
        Kind.ASSUMPTION,
        "ustawienia obliczeń",
    )
    cost = study.outcome.programme_cost(perspective).sum(axis=1)
    gross = study.outcome.cost_of_inaction(perspective).sum(axis=1)
    if cost.mean() > 0:
        yield _plain(
            f"break_even_price.{perspective}",
            "część kosztu planu, przy której plan się zwraca",
            float(max(gross.mean(), 0.0) / cost.mean()),
            "udział",
        )


def _plain(id_: str, label: str, value: float | None, unit: str, *, note: str = "") -> Quantity:
    return Quantity(id_, label, value, unit, Kind.ESTIMATE, SOURCE, note=note)


def _payers(study: Study) -> Iterator[Quantity]:
    for row in payers(study.outcome).to_dict("records"):
        label = COMPONENTS[row["component"]]
        yield _row(f"payer.{row['payer']}.{row['component']}", label, row)


def _framework(study: Study) -> Iterator[Quantity]:
    table = financial_framework(study.outcome)
    for row in table.to_dict("records"):
        label = f"{study.inputs.instruments[row['instrument']].label}, ceny bieżące"
        id_ = f"framework.{row['instrument']}.{row['payer']}.{row['year']}"
        yield _row(id_, label, row, year=int(row["year"]))
    yield from _framework_totals(study)


def _framework_totals(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    table = plan_totals(outcome)
    for row in table.to_dict("records"):
        label = f"{study.inputs.instruments[row['instrument']].label}, ceny bieżące, razem"
        yield _row(f"framework.{row['instrument']}.{row['payer']}.total", label, row)
    for payer in dict.fromkeys(table["payer"]):
        nominal = outcome.nominal(outcome.programme_cost(payer))
        for t, year in enumerate(outcome.years):
            label = "koszt planu według płatnika, ceny bieżące"
            yield _estimate(f"framework.{payer}.{year}", label, nominal[:, t], "zł", year=year)
        label = "koszt planu według płatnika, ceny bieżące, razem"
        yield _estimate(f"framework.{payer}.total", label, nominal.sum(axis=1), "zł")
    nominal = outcome.nominal(outcome.programme_cost(PUBLIC))
    for t, year in enumerate(outcome.years):
        label = "koszt planu razem, ceny bieżące"
        yield _estimate(f"framework.total.{year}", label, nominal[:, t], "zł", year=year)
    label = "koszt planu razem, ceny bieżące"
    yield _estimate("framework.total", label, nominal.sum(axis=1), "zł")


def _row(id_: str, label: str, row: Mapping[Hashable, Any], *, year: int | None = None) -> Quantity:
    mean, low, high = (float(row[name]) for name in ("mean", "low", "high"))
    return Quantity(id_, label, mean, "zł", Kind.ESTIMATE, SOURCE, low, high, INTERVAL, year)
