from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import InputError, Problem
from costmodel.studies.plan import Plan, load_plan
from tests.studies.made_up import effect, instrument, line

BAD = Path(__file__).resolve().parents[1] / "bad" / "plan"
YEARS = tuple(range(2027, 2034))
LEVELS = ("sample.mild", "sample.severe")

# file: what its message must say
MISTAKES = {
    "unknown_instrument": (
        "[cis2]",
        "jedno z: course, fair, house, workshop",
        "Popraw nazwę działania",
    ),
    "unknown_level": ("[course.coverage]", "middle", "poziom obsługiwany przez to działanie"),
    "level_not_served": ("[course.coverage]", "mild", "severe", "Popraw nazwę poziomu"),
    "share_in_percent": ("klucz course.coverage.severe", "10"),
    "negative_share": ("klucz course.coverage.severe", "-0.1"),
    "text_in_share": ("klucz course.coverage.severe", "10%", "liczba", "bez cudzysłowu"),
    "over_full": ("poziom sample.severe", "130%", "najwyżej 100% osób", "Zmniejsz udziały"),
    "first_year_before_the_horizon": ("[course]", "2020–2033", "lata od 2027 do 2033"),
    "last_year_beyond_the_horizon": ("[course]", "2027–2050", "albo wydłuż horyzont"),
    "ends_before_it_begins": ("[course]", "2029–2028", "pierwszy rok nie później niż ostatni"),
    "last_year_zero": ("[course]", "2027–0", "lata od 2027 do 2033"),
    "year_with_a_fraction": ("klucz course.first_year", "2027.5", "liczba całkowita"),
    "no_first_year": ("klucz course.first_year", "brak", "Dopisz brakujący klucz"),
    "unknown_key": ("klucz course.budget", "100", "Popraw nazwę klucza albo usuń go"),
    "no_table": ("klucz course", "0.1", "tabela TOML"),
    "unknown_overlap": ("klucz overlap", "overlapping", "'exclusive', 'independent', 'nested'"),
    "misspelt_overlap": ("klucz ovrlap", "nested", "tabela TOML"),
    "level_of_two_problems": (
        "[fair.coverage]",
        "sample.severe, other.severe",
        "Podaj też problem",
    ),
    "level_of_another_problem": ("[course.coverage]", "other.severe", "sample.severe"),
    "level_twice": ("[course.coverage]", "„sample.severe” tylko raz", "Usuń jeden"),
    "no_units": ("[house]", "brak units", "Dopisz wiersz units = … (jednostka: mieszkanie)"),
    "units_zero": ("klucz house.units", "0.0", "liczba większa od 0"),
    "units_without_capacity": ("[course]", "units = 2", "Usuń units albo opisz [capacity]"),
    "phase_in_above_one": ("klucz course.phase_in nr 2", "1.5", "nie większa od 1"),
    "phase_in_without_list": ("klucz course.phase_in", "0.5", "lista"),
    "share_of_a_year_above_one": ("klucz course.coverage.severe", "nie większa od 1"),
    "no_shares": ("klucz course.coverage.severe", "[]", "co najmniej jedna pozycja"),
    "goal_of_no_plan": ("goals nr 1, instruments", "workshop", "Dopisz do planu tabelę [workshop]"),
    "goal_without_name": ("klucz goals nr 1, name", "niepusty tekst"),
    "target_without_value": ("targets nr 1 (sample), value", "brak", "Dopisz value"),
    "target_with_needless_value": ("targets nr 1 (sample), value", "5", "Usuń value"),
    "target_twice": ("targets nr 1", "jeden cel każdego wskaźnika", "Zostaw jeden rok"),
    "target_of_no_rule": ("klucz targets nr 1", "wish", "'given', 'peers_median'"),
    "over_full_in_the_second_year": ("poziom sample.severe", "110%", "Zmniejsz udziały"),
}


INSTRUMENTS = {
    "course": instrument("course"),
    "workshop": instrument("workshop"),
    "house": instrument("house", lines=(line(per="unit"),), per_unit=4.0),
    "fair": instrument("fair", effect(), effect(problem="other")),
}


def plan_of(folder: Path, text: str) -> Plan:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return load_plan(path, instruments=INSTRUMENTS, years=YEARS)


def problems_of(name: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_plan(BAD / f"{name}.toml", instruments=INSTRUMENTS, years=YEARS)
    return caught.value.problems


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_each_mistake_is_told_alone_with_its_place_and_remedy(name: str) -> None:
    (problem,) = problems_of(name)
    for words in MISTAKES[name]:
        assert words in str(problem)


def test_two_mistakes_are_told_together() -> None:
    places = [p.place for p in problems_of("two_mistakes")]
    assert places == ["[cis2]", "[course.coverage]", "[course]"]


def test_every_broken_file_is_tried() -> None:
    assert {path.stem for path in BAD.glob("*.toml")} == {*MISTAKES, "two_mistakes"}


def test_coverage_holds_from_the_first_year_to_the_last(tmp_path: Path) -> None:
    text = "[course]\nfirst_year = 2028\nlast_year = 2029\ncoverage = { severe = 0.25 }\n"
    table = plan_of(tmp_path, text).items[0].coverage_by_year(YEARS, LEVELS)
    np.testing.assert_array_equal(table[:, 1], [0, 0.25, 0.25, 0, 0, 0, 0])
    assert not table[:, 0].any()


def test_without_a_last_year_coverage_holds_to_the_end(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "[course]\nfirst_year = 2031\ncoverage = { severe = 1 }\n")
    table = plan.items[0].coverage_by_year(YEARS, LEVELS)
    np.testing.assert_array_equal(table[:, 1], [0, 0, 0, 0, 1, 1, 1])


def test_a_plan_that_begins_slowly_reaches_all_in_the_end(tmp_path: Path) -> None:
    text = (
        "[house]\nfirst_year = 2028\nlast_year = 2032\nunits = 8.0\nphase_in = [0.25, 0.5]\n"
        "coverage = { severe = 0.4 }\n"
    )
    (item,) = plan_of(tmp_path, text).items
    np.testing.assert_array_equal(item.running(YEARS), [0, 0.25, 0.5, 1, 1, 1, 0])
    table = item.coverage_by_year(YEARS, LEVELS)[:, 1]
    np.testing.assert_allclose(table, [0, 0.1, 0.2, 0.4, 0.4, 0.4, 0])
    assert item.units == 8


def test_coverage_may_differ_from_year_to_year(tmp_path: Path) -> None:
    text = "[course]\nfirst_year = 2028\ncoverage = { severe = [0.1, 0.3] }\n"
    table = plan_of(tmp_path, text).items[0].coverage_by_year(YEARS, LEVELS)
    np.testing.assert_array_equal(table[:, 1], [0, 0.1, 0.3, 0.3, 0.3, 0.3, 0.3])


def test_a_level_may_be_told_with_its_problem(tmp_path: Path) -> None:
    text = (
        '[fair]\nfirst_year = 2027\ncoverage = { "other.severe" = 0.1, "sample.severe" = 0.2 }\n'
        '[course]\nfirst_year = 2027\ncoverage = { "sample.severe" = 0.3 }\n'
    )
    fair, course = plan_of(tmp_path, text).items
    assert fair.coverage == {"other.severe": (0.1,), "sample.severe": (0.2,)}
    assert course.coverage == {"sample.severe": (0.3,)}


def test_the_rule_of_overlap_is_that_of_the_file(tmp_path: Path) -> None:
    text = "[course]\nfirst_year = 2027\ncoverage = { severe = 0.1 }\n"
    assert plan_of(tmp_path, text).overlap == "exclusive"
    for rule in ("exclusive", "independent", "nested"):
        assert plan_of(tmp_path, f'overlap = "{rule}"\n{text}').overlap == rule


def test_instruments_whose_people_may_be_the_same_may_each_reach_most(tmp_path: Path) -> None:
    text = "".join(
        f"[{name}]\nfirst_year = 2027\ncoverage = {{ severe = 0.7 }}\n"
        for name in ("course", "workshop")
    )
    assert len(plan_of(tmp_path, 'overlap = "nested"\n' + text).items) == 2
    with pytest.raises(InputError, match="140%"):
        plan_of(tmp_path, text)


def test_instruments_for_different_problems_do_not_share_the_whole(tmp_path: Path) -> None:
    text = (
        '[fair]\nfirst_year = 2027\ncoverage = { "other.severe" = 0.9 }\n'
        "[course]\nfirst_year = 2027\ncoverage = { severe = 0.9 }\n"
    )
    assert len(plan_of(tmp_path, text).items) == 2


def test_instruments_may_take_turns_to_reach_everybody(tmp_path: Path) -> None:
    text = (
        "[course]\nfirst_year = 2027\nlast_year = 2028\ncoverage = { severe = 0.9 }\n"
        "[workshop]\nfirst_year = 2029\ncoverage = { severe = 0.9 }\n"
    )
    ids = [item.instrument.id for item in plan_of(tmp_path, text).items]
    assert ids == ["course", "workshop"]


def test_the_problems_of_a_plan_are_those_it_reaches(tmp_path: Path) -> None:
    text = (
        '[fair]\nfirst_year = 2027\ncoverage = { "other.severe" = 0.1, "sample.severe" = 0 }\n'
        "[course]\nfirst_year = 2027\ncoverage = { severe = 0.0 }\n"
    )
    assert plan_of(tmp_path, text).problems == ("other",)


def test_an_instrument_paid_by_unit_may_reach_nobody(tmp_path: Path) -> None:
    (item,) = plan_of(tmp_path, "[house]\nfirst_year = 2027\nunits = 1.5\n").items
    assert (item.units, item.coverage) == (1.5, {})


def test_a_plan_may_be_empty(tmp_path: Path) -> None:
    assert plan_of(tmp_path, "").items == ()
