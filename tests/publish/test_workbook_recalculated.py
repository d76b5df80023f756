"""A workbook whose inputs are changed gives what the engine gives for those inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from costmodel.annex.wording import load_wording
from costmodel.cohort.overlap import Overlap
from costmodel.model import run
from costmodel.outcome import PUBLIC
from costmodel.problems.instrument import Timing
from costmodel.publish.workbook import write_model
from costmodel.publish.workbook_twin import Twin, twin_of
from costmodel.statistics.place import load_place
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import Study, build
from costmodel.studies.plan import Planned
from costmodel.studies.settings import Settings
from tests.publish.conftest import place_with
from tests.publish.recalculating import (
    Results,
    cells_like,
    needs_office,
    pen_of,
    recalculated,
    results_of,
    with_inputs,
)

Step = Callable[[Twin], Twin]
WORK = "unemployment"
SEVERAL = ("unemployment", "homelessness", "parenting_helplessness", "orphanhood")
RICH_PLAN = """
overlap = "nested"
[cis]
first_year = 2027
coverage = { "unemployment.over_24_months" = 0.05, "unemployment.long_term_assisted" = 0.1 }
[kontrakt_socjalny]
first_year = 2027
last_year = 2029
coverage = { "unemployment.long_term_assisted" = 0.2 }
[mieszkanie_treningowe]
first_year = 2027
units = 2
phase_in = [0.5, 0.75]
[mieszkanie_treningowe.coverage]
"homelessness.recent" = [0.05, 0.9]
"homelessness.independent_1" = 0.1
[asystent_rodziny]
first_year = 2027
units = 1
coverage = { early_support = 0.15, placement_risk = 0.3 }
[kampania_informacyjna]
first_year = 2028
units = 1
coverage = { "homelessness.inflow" = 0.3 }
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A plan, the inputs that are multiplied by a factor, and the same in the engine."""

    plan: str
    overlap: Overlap
    ids: tuple[str, ...] = ()
    factor: float = 1.0
    steps: tuple[Step, ...] = ()


def value(owner: str, name: str, factor: float) -> Step:
    def changed(twin: Twin) -> Twin:
        own = twin.values[owner]
        drawn = {**own.drawn, name: own.drawn[name] * factor}
        return replace(twin, values={**twin.values, owner: replace(own, drawn=drawn)})

    return changed


def stock(problem: str, factor: float) -> Step:
    def changed(twin: Twin) -> Twin:
        paths = twin.stocks[problem].copy()
        paths[0] *= factor
        return replace(twin, stocks={**twin.stocks, problem: paths})

    return changed


def discount(factor: float) -> Step:
    return lambda twin: replace(
        twin, frame=replace(twin.frame, discount_rate=twin.frame.discount_rate * factor)
    )


def planned(instrument: str, change: Callable[[Planned], Planned]) -> Step:
    def changed(twin: Twin) -> Twin:
        plan = twin.frame.plan
        items = tuple(change(i) if i.instrument.id == instrument else i for i in plan.items)
        return replace(twin, frame=replace(twin.frame, plan=replace(plan, items=items)))

    return changed


def coverage(instrument: str, group: str, factor: float) -> Step:
    def change(item: Planned) -> Planned:
        shares = tuple(share * factor for share in item.coverage[group])
        return replace(item, coverage={**item.coverage, group: shares})

    return planned(instrument, change)


def units(instrument: str, factor: float) -> Step:
    return planned(instrument, lambda item: replace(item, units=(item.units or 0.0) * factor))


CIS, TOGETHER = f"{WORK}.over_24_months", f"{WORK}.long_term_assisted"
CASES: dict[str, Case] = {
    "exclusive": Case("study", "exclusive"),
    "price": Case(
        "study", "exclusive", ("cis.running_cost",), 1.3,
        (value("cis", "running_cost", 1.3),),
    ),
    "transition": Case(
        "study", "exclusive", (f"{WORK}.exit_over_24",), 1.2,
        (value(WORK, "exit_over_24", 1.2),),
    ),
    "effect": Case(
        "study", "exclusive", ("staz.net_effect",), 0.7, (value("staz", "net_effect", 0.7),)
    ),
    "coverage": Case(
        "study", "exclusive", (f"plan.cis.{CIS}.*",), 0.5, (coverage("cis", CIS, 0.5),)
    ),
    "discount": Case("study", "exclusive", ("stopa_dyskontowa",), 1.5, (discount(1.5),)),
    "stock": Case(
        "study", "exclusive", (f"{WORK}.liczba.2026",), 1.1, (stock(WORK, 1.1),)
    ),
    "independent": Case("study", "independent"),
    "independent coverage": Case(
        "study", "independent", (f"plan.cis.{TOGETHER}.*",), 3.0, (coverage("cis", TOGETHER, 3.0),)
    ),
    "nested": Case("study", "nested"),
    "nested the other way round": Case(
        "study", "nested", (f"plan.cis.{TOGETHER}.*",), 3.0, (coverage("cis", TOGETHER, 3.0),)
    ),
    "several problems": Case("rich", "nested"),
    "fewer places": Case(
        "rich", "nested", ("plan.mieszkanie_treningowe.jednostki.*",), 0.5,
        (units("mieszkanie_treningowe", 0.5),),
    ),
    "several inputs at once": Case(
        "rich", "independent",
        ("homelessness.liczba.2026", "stopa_dyskontowa", "plan.asystent_rodziny.jednostki.*"), 0.8,
        (stock("homelessness", 0.8), discount(0.8), units("asystent_rodziny", 0.8)),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """Four problems with links, places that bind, prevention, phases; an effect late and lost."""
    folder = place_with(tmp_path_factory.mktemp("rich") / "gmina", problems=SEVERAL, plan=RICH_PLAN)
    inputs, _ = build(load_place(folder), settings=Settings(horizon=4, n_draws=100))
    late = Timing(delay_years=1, drop_off="attribution")
    items = tuple(
        replace(item, instrument=item.instrument.model_copy(update={"timing": late}))
        if item.instrument.id == "cis"
        else item
        for item in inputs.plan.items
    )
    return replace(inputs, plan=replace(inputs.plan, items=items))


def with_overlap(inputs: Inputs, overlap: Overlap) -> Inputs:
    return replace(inputs, plan=replace(inputs.plan, overlap=overlap))


@pytest.fixture(scope="module")
def plans(study: Study, rich: Inputs) -> dict[str, Inputs]:
    return {"study": study.inputs, "rich": rich}


@pytest.fixture(scope="module")
def written(
    plans: Mapping[str, Inputs], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Every case as a file, its inputs changed and its results forgotten."""
    folder, files = tmp_path_factory.mktemp("workbooks"), {}
    for place, (name, case) in enumerate(CASES.items()):
        plain = folder / f"plain_{case.plan}_{case.overlap}.xlsx"
        if not plain.exists():
            own = with_overlap(plans[case.plan], case.overlap)
            write_model(own, plain, pen=pen_of(own), version="0")
        values = {n: v * case.factor for n, v in cells_like(plain, case.ids).items()}
        files[name] = folder / f"case_{place}.xlsx"
        with_inputs(plain, files[name], values)
    return files


@pytest.fixture(scope="module")
def reckoned(
    written: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Results]:
    """What LibreOffice makes of all cases, in one call."""
    found = recalculated(list(written.values()), tmp_path_factory.mktemp("office"))
    return dict(zip(written, found, strict=True))


def engine_results(twin: Twin) -> Results:
    """Return what the first sheet must say."""
    outcome = run(twin.model())
    factors = (1 + outcome.discount_rate) ** -np.arange(1.0, len(outcome.years) + 1)
    told = {
        "koszt zaniechania": outcome.cost_of_inaction,
        "koszt planu": outcome.programme_cost,
        "wynik netto": outcome.net_saving,
    }
    return {
        (load_wording().say(f"payer.{payer}"), what): float(amount(payer)[0] @ factors)
        for payer in (*outcome.ledger.payers, PUBLIC)
        for what, amount in told.items()
    }


def twin_in(case: Case, plans: Mapping[str, Inputs]) -> Twin:
    twin = twin_of(with_overlap(plans[case.plan], case.overlap))
    for step in case.steps:
        twin = step(twin)
    return twin


@needs_office
@pytest.mark.parametrize("name", CASES)
def test_recalculation_gives_what_the_engine_gives(
    name: str, plans: Mapping[str, Inputs], reckoned: Mapping[str, Results]
) -> None:
    wanted = engine_results(twin_in(CASES[name], plans))
    assert reckoned[name] == {
        key: pytest.approx(value, rel=1e-6, abs=1e-3) for key, value in wanted.items()
    }


@pytest.mark.parametrize("name", [n for n, case in CASES.items() if case.ids])
def test_every_changed_input_matters(name: str, plans: Mapping[str, Inputs]) -> None:
    case = CASES[name]
    before = engine_results(twin_in(replace(case, steps=()), plans))
    after = engine_results(twin_in(case, plans))
    public = ("finanse publiczne razem", "wynik netto")
    assert after[public] != pytest.approx(before[public], rel=1e-6)


@pytest.mark.parametrize("plan", ["study", "rich"])
def test_the_rules_of_overlap_give_different_results(
    plan: str, plans: Mapping[str, Inputs]
) -> None:
    rules: tuple[Overlap, ...] = ("exclusive", "independent", "nested")
    key = ("finanse publiczne razem", "koszt zaniechania")
    found = {engine_results(twin_in(Case(plan, rule), plans))[key] for rule in rules}
    assert len(found) == 3


@pytest.mark.parametrize("plan", ["study", "rich"])
def test_what_is_stored_agrees_with_the_engine(
    plan: str, plans: Mapping[str, Inputs], tmp_path: Path
) -> None:
    inputs, path = plans[plan], tmp_path / "model.xlsx"
    write_model(inputs, path, pen=pen_of(inputs), version="0")
    wanted = engine_results(twin_of(inputs))
    assert results_of(path) == {
        key: pytest.approx(value, rel=1e-9, abs=1e-3) for key, value in wanted.items()
    }
