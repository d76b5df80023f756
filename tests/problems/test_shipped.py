"""The problem and the instruments that come with the library: every name and number in them."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from costmodel.costs.pricing import names_in
from costmodel.evidence.loader import load_findings
from costmodel.problems.common import COMMON, load_common
from costmodel.problems.instrument import INFLOW, Instrument
from costmodel.problems.loader import shipped_instruments, shipped_problem, shipped_problems
from costmodel.problems.parts import INDEPENDENT, REST, Payer
from costmodel.problems.problem import SocialProblem
from costmodel.problems.uncertain import Origin, UncertainRecord
from costmodel.resources import data_path
from costmodel.statutes.book import load_book

BOOK, PROBLEM, INSTRUMENTS = load_book(), shipped_problem("unemployment"), shipped_instruments()
PROBLEMS, COMMON_VALUES = shipped_problems(), load_common()
PRICE_YEAR = 2026
VALUES: dict[str, dict[str, UncertainRecord]] = {
    COMMON: COMMON_VALUES,
    **{p.id: p.value for p in PROBLEMS.values()},
    **{i.id: i.value for i in INSTRUMENTS.values()},
}
RECORDS = [
    pytest.param(record, id=f"{owner}.{name}")
    for owner, records in VALUES.items()
    for name, record in records.items()
]


def names_of_problem(problem: SocialProblem) -> set[str]:
    named: set[str] = set()
    for service in problem.service:
        named |= set(names_in([*service.quantity, *service.price]))
        named |= {name for use in service.use.values() for name in names_in(use)}
        named |= set(service.cashable)
        named |= set(service.payer.values()) - {REST}
        if service.fee:
            named |= {service.fee.income, service.fee.share, service.fee.family}
    return named


def names_of_instrument(instrument: Instrument) -> set[str]:
    named: set[str] = set()
    for line in instrument.cost:
        named |= set(names_in([*line.quantity, *line.price]))
        named |= set(line.payer.values()) - {REST}
    return named


NAMED = {p.id: names_of_problem(p) for p in PROBLEMS.values()} | {
    i.id: names_of_instrument(i) for i in INSTRUMENTS.values()
}
USED = sorted((owner, name) for owner, names in NAMED.items() for name in names)


@pytest.mark.parametrize(("owner", "name"), USED)
def test_every_name_in_a_price_has_a_value_in_the_price_year(owner: str, name: str) -> None:
    if name not in VALUES[owner] and name not in COMMON_VALUES:
        assert BOOK.mean_over_year(name, PRICE_YEAR) > 0


@pytest.mark.parametrize("owner", sorted(VALUES))
def test_no_value_of_a_file_hides_a_parameter_of_law(owner: str) -> None:
    assert not set(VALUES[owner]) & set(BOOK.parameters)


def other_names(problem: SocialProblem) -> set[str]:
    """Names outside prices: moves, shares, emergence, prevalence."""
    portions = [*problem.split, *problem.entry, *(p for move in problem.move for p in move.stay)]
    return {
        *(name for move in problem.move for name in (move.exit, move.success)),
        *(p.share_of_rest for p in portions if p.share_of_rest),
        *problem.independence.relapse,
        problem.independence.departure,
        *(link.rate for link in problem.emergence),
        *([problem.prevalence.rate] if problem.prevalence else []),
    }


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=list(PROBLEMS))
def test_every_value_of_a_problem_is_used(problem: SocialProblem) -> None:
    assert set(problem.value) - NAMED[problem.id] - other_names(problem) == set()


@pytest.mark.parametrize("i", INSTRUMENTS.values(), ids=list(INSTRUMENTS))
def test_every_value_of_an_instrument_is_used(i: Instrument) -> None:
    named = {name for effect in i.effect for name in (effect.value, effect.attribution)}
    named |= {n for n in (i.capacity and i.capacity.per_unit, i.timing.drop_off) if n}
    assert set(i.value) - NAMED[i.id] - named == set()


def test_every_common_value_is_used_by_two_files() -> None:
    for name in COMMON_VALUES:
        users = [owner for owner, names in NAMED.items() if name in names]
        assert len(users) > 1, name


FINDINGS = {
    name
    for path in data_path("evidence").glob("*.toml")
    if path.stem != "haircuts"
    for name in load_findings(path)
}


@pytest.mark.parametrize("record", RECORDS)
def test_every_finding_exists(record: UncertainRecord) -> None:
    assert set(record.finding) <= FINDINGS


@pytest.mark.parametrize("record", RECORDS)
def test_every_value_says_where_it_comes_from(record: UncertainRecord) -> None:
    assert record.source.title.strip()
    assert record.label
    assert record.unit
    if record.kind is Origin.ASSUMPTION:
        assert record.shape != "fixed"  # what is not known has a width


def is_chance(record: UncertainRecord) -> bool:
    return record.unit.startswith(("udział", "prawdopodobieństwo", "punkt prawdopodobieństwa"))


@pytest.mark.parametrize("record", [p for p in RECORDS if is_chance(p.values[0])])  # type: ignore[arg-type]
def test_every_chance_and_share_lies_between_0_and_1(record: UncertainRecord) -> None:
    bounds = [x for x in (record.low, record.mode, record.high, record.mean) if x is not None]
    assert all(0 <= bound <= 1 for bound in bounds)


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=list(PROBLEMS))
def test_relapse_and_departure_leave_someone_independent(problem: SocialProblem) -> None:
    value = problem.value
    for name in problem.independence.relapse:
        assert (value[name].high or 0) + (value[problem.independence.departure].high or 0) < 1


def test_every_payer_is_one_of_the_declared() -> None:
    allowed = set(get_args(Payer))
    used = {p for problem in PROBLEMS.values() for s in problem.service for p in s.payer}
    used |= {p for i in INSTRUMENTS.values() for line in i.cost for p in line.payer}
    assert used <= allowed


def levels_known() -> set[str]:
    return {f"{p.id}.{level}" for p in PROBLEMS.values() for level in p.levels}


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=list(PROBLEMS))
def test_related_problems_have_the_levels_that_are_named(problem: SocialProblem) -> None:
    for link in problem.emergence:
        for end in (link.source, link.target):
            level = problem.level_of(end)
            assert (f"{problem.id}.{level}" if level else end) in levels_known()


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=list(INSTRUMENTS))
def test_every_instrument_serves_people_that_a_problem_knows(instrument: Instrument) -> None:
    for effect in instrument.effect:
        stages = set(INDEPENDENT) if effect.on == "relapse" else set()
        stages |= {INFLOW} if effect.on == INFLOW else set()
        assert set(effect.levels) <= {*PROBLEMS[effect.problem].levels, *stages}
        if effect.on == "migration":
            assert effect.to in PROBLEMS[effect.problem].levels
        if effect.on == "emergence":
            assert effect.to in levels_known()


def mode(name: str, owner: str = "unemployment") -> float:
    records = VALUES[owner]
    value = (records if name in records else COMMON_VALUES)[name].mode
    assert value is not None
    return value


def test_the_cost_of_an_employer_is_that_of_the_minimum_wage() -> None:
    wage = BOOK.at("minimum_wage", date(PRICE_YEAR, 6, 1))
    contributions = BOOK.at("mw2026_employer_contributions", date(PRICE_YEAR, 6, 1))
    assert (wage, round(wage + contributions, 2)) == (4806, 5790.28)
    assert round((wage + contributions) / wage, 4) == mode("employer_on_cost") == 1.2048


def test_relapse_in_the_first_year_is_what_the_audit_of_internships_implies() -> None:
    findings = load_findings(data_path("evidence", "unemployment.toml"))
    early = findings["internship_effective_share_3m"].value
    late = findings["internship_effective_share_2y"].value
    assert (early, late) == (0.78, 0.27)
    assert round(1 - (0.27 / 0.78) ** 0.5, 2) == mode("relapse_year_1") == 0.41


def test_the_median_worker_of_a_cis_costs_what_the_note_says() -> None:
    wage = BOOK.mean_over_year("average_wage_national", PRICE_YEAR)
    assert wage == 9420
    assert round(wage * 1.2048 * 12 / 10) == 13_619
    assert BOOK.at("cis_max_participants_per_worker", date(PRICE_YEAR, 6, 1)) == 10
    low, high = VALUES["cis"]["running_cost"].low, VALUES["cis"]["running_cost"].high
    assert low is not None
    assert high is not None
    assert low < 13_619 < high


def test_the_lower_bound_of_cis_counts_those_who_complete() -> None:
    findings = load_findings(data_path("evidence", "unemployment.toml"))
    completing = findings["cis_completion_share_2011_2012"].value
    lowest = findings["cis_lobez_success_2011"].value, findings["cis_lobez_success_2012"].value
    assert completing == 0.733
    assert round(0.733 * 0.213, 3) == VALUES["cis"]["gross_success"].low == 0.156
    assert 0.213 in lowest
    stated = findings["cis_independence_share_2011_2012"].value
    assert stated == VALUES["cis"]["gross_success"].high == 0.382


def test_attendance_follows_from_completion() -> None:
    assert round(0.733 + (1 - 0.733) / 2, 2) == mode("attendance", "cis")  # leavers stay half


def test_the_net_effect_of_internships_is_half_the_published_one() -> None:
    findings = load_findings(data_path("evidence", "unemployment.toml"))
    published = findings["almp_meta_training_medium"].value
    assert published == VALUES["staz"]["net_effect"].high == 2 * mode("net_effect", "staz")


def test_families_per_worker_is_the_statutory_ceiling() -> None:
    ceiling = BOOK.at("social_worker_max_families", date(PRICE_YEAR, 6, 1))
    assert mode("families_per_worker_inverse") == 1 / ceiling
    assert mode("worker_share", "kontrakt_socjalny") == 1 / ceiling


def test_derived_exits_follow_from_a_register_that_stands_still() -> None:
    # In a still register those of 12 to 24 months are last year's newcomers who did not leave:
    # share of 12-24 = (1 − exit) · share of under 12. Those with assistance are left out.
    under = mode("share_under_12")
    long_term = 1 - under
    assert round(long_term, 3) == 0.387  # GUS, I kw. 2019
    of_long = mode("share_12_24_of_long")
    assert 1 - of_long * long_term / under == pytest.approx(mode("exit_under_12"), abs=0.02)


def test_the_share_of_the_first_level_spans_the_figures_quoted() -> None:
    record = PROBLEM.value["share_under_12"]
    assert record.low == pytest.approx(1 - 0.546)
    assert record.mode == pytest.approx(1 - 0.387)
    assert record.low is not None
    assert record.high is not None
    assert record.low <= 1 - 0.42 <= record.high
