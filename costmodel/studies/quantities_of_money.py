"""The amounts that a study gives: by year, in total, by payer, and whether they pay back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from costmodel.outcome import MANDATORY, OPTIONAL, PUBLIC
from costmodel.quantities import Kind, Quantity
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.quantity_makers import SOURCE, estimate, of_row, plain
from costmodel.uncertainty.summary import monte_carlo_error, probability_positive
from costmodel.views.money import SCENARIOS, payers
from costmodel.views.plan import financial_framework, plan_totals
from costmodel.views.related import cost_of_related

COMPONENTS = {
    "cost_of_inaction": "koszt zaniechania (brutto)",
    "avoidable_cost": "wydatki obowiązkowe, których można uniknąć",
    "lost_income": "dochody publiczne do odzyskania",
    "programme": "koszt planu",
    "net": "wynik netto",
}
BY_YEAR = {
    "coi": "koszt zaniechania (brutto)",
    "net": "wynik netto",
    "net_cumulated": "wynik netto od pierwszego roku",
    "programme": "koszt planu",
    "mandatory.inaction": "wydatki obowiązkowe bez planu",
    "mandatory.activation": "wydatki obowiązkowe z planem",
    "cumulated.inaction": "wydatki bez planu od pierwszego roku",
    "cumulated.activation": "wydatki z planem od pierwszego roku",
}


def money_quantities(study: Study) -> Iterator[Quantity]:
    """Yield all amounts of a study, in zł of the price year unless the label says otherwise."""
    yield from _money_by_year(study)
    yield from _totals(study)
    yield from _verdicts(study)
    yield from _payers(study)
    yield from _framework(study)
    yield _lag(study)
    yield from _by_problem(study)


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
                yield estimate(
                    f"{name}.{perspective}.{year}", BY_YEAR[name], draws[:, t], "zł", year=year
                )


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
            yield estimate(f"total.{name}.{perspective}", label, draws.sum(axis=1), "zł")
        for scenario in SCENARIOS:
            spent = outcome.spending(scenario, perspective, kinds=MANDATORY).sum(axis=1)
            yield estimate(
                f"total.mandatory.{scenario}.{perspective}",
                "wydatki obowiązkowe, razem w horyzoncie",
                spent,
                "zł",
            )


def _verdicts(study: Study) -> Iterator[Quantity]:
    for perspective in PERSPECTIVES:
        value = study.outcome.net_present_value(perspective)
        yield estimate(f"npv.{perspective}", "wartość bieżąca netto planu", value, "zł")
        yield plain(
            f"npv_error.{perspective}",
            "błąd losowania wartości bieżącej netto",
            monte_carlo_error(value),
            "zł",
        )
        yield plain(
            f"positive.{perspective}",
            "prawdopodobieństwo, że plan się zwróci",
            probability_positive(value),
            "udział",
        )
        years = study.outcome.payback_year(perspective)
        back = np.isfinite(years)
        yield plain(
            f"payback_share.{perspective}",
            "udział losowań, w których plan się zwraca w horyzoncie",
            float(back.mean()),
            "udział",
        )
        is_usual = bool(back.mean() > 1 / 2)
        yield plain(
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
    yield plain(
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
        yield plain(
            f"break_even_price.{perspective}",
            "część kosztu planu, przy której plan się zwraca",
            float(max(gross.mean(), 0.0) / cost.mean()),
            "udział",
        )


def _payers(study: Study) -> Iterator[Quantity]:
    for row in payers(study.outcome).to_dict("records"):
        label = COMPONENTS[row["component"]]
        yield of_row(f"payer.{row['payer']}.{row['component']}", label, row)


def _framework(study: Study) -> Iterator[Quantity]:
    table = financial_framework(study.outcome)
    for row in table.to_dict("records"):
        label = f"{study.inputs.instruments[row['instrument']].label}, ceny bieżące"
        id_ = f"framework.{row['instrument']}.{row['payer']}.{row['year']}"
        yield of_row(id_, label, row, year=int(row["year"]))
    yield from _framework_totals(study)


def _framework_totals(study: Study) -> Iterator[Quantity]:
    outcome = study.outcome
    table = plan_totals(outcome)
    for row in table.to_dict("records"):
        label = f"{study.inputs.instruments[row['instrument']].label}, ceny bieżące, razem"
        yield of_row(f"framework.{row['instrument']}.{row['payer']}.total", label, row)
    for payer in dict.fromkeys(table["payer"]):
        nominal = outcome.nominal(outcome.programme_cost(payer))
        for t, year in enumerate(outcome.years):
            label = "koszt planu według płatnika, ceny bieżące"
            yield estimate(f"framework.{payer}.{year}", label, nominal[:, t], "zł", year=year)
        label = "koszt planu według płatnika, ceny bieżące, razem"
        yield estimate(f"framework.{payer}.total", label, nominal.sum(axis=1), "zł")
    nominal = outcome.nominal(outcome.programme_cost(PUBLIC))
    for t, year in enumerate(outcome.years):
        label = "koszt planu razem, ceny bieżące"
        yield estimate(f"framework.total.{year}", label, nominal[:, t], "zł", year=year)
    label = "koszt planu razem, ceny bieżące"
    yield estimate("framework.total", label, nominal.sum(axis=1), "zł")


def _by_problem(study: Study) -> Iterator[Quantity]:
    """Yield what each problem costs, and what of it comes from related cases, in the horizon."""
    for name, problem in study.inputs.problems.items():
        own = study.outcome.only([name])
        for perspective in PERSPECTIVES:
            sums = {
                "cost_of_inaction": ("koszt zaniechania", own.cost_of_inaction(perspective)),
                **{
                    f"mandatory.{s}": (
                        "wydatki obowiązkowe",
                        own.spending(s, perspective, kinds=MANDATORY),
                    )
                    for s in SCENARIOS
                },
                **{
                    f"related.{s}": (
                        "wydatki obowiązkowe na przypadki powiązane",
                        cost_of_related(own, s, perspective),
                    )
                    for s in SCENARIOS
                },
            }
            for key, (label, draws) in sums.items():
                id_ = f"problem.{name}.{key}.{perspective}"
                yield estimate(id_, f"{problem.label}: {label}", draws.sum(axis=1), "zł")


def _lag(study: Study) -> Quantity:
    years = max(charge.lag for charge in study.model.charges)
    label = "po ilu latach najpóźniej przychodzi dochód"
    return Quantity("settings.lag", label, float(years), "rok", Kind.ASSUMPTION, SOURCE)
