from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import InputError, Problem
from costmodel.problems.instrument import CostLine, Effect, Instrument
from costmodel.problems.uncertain import Origin, UncertainRecord
from costmodel.sources import Grade
from costmodel.studies.plan import Planned, load_plan

BAD = Path(__file__).resolve().parents[1] / "bad" / "plan"
YEARS = tuple(range(2027, 2034))
LEVELS = ("mild", "severe")

# file: what its message must say
MISTAKES = {
    "unknown_instrument": ("[cis2]", "jedno z: course, workshop", "Popraw nazwę działania"),
    "unknown_level": ("[course.coverage]", "middle", "poziom obsługiwany przez to działanie"),
    "level_not_served": ("[course.coverage]", "mild", "severe", "Popraw nazwę poziomu"),
    "share_in_percent": ("klucz course.coverage.severe", "10"),
    "negative_share": ("klucz course.coverage.severe", "-0.1"),
    "text_in_share": ("klucz course.coverage.severe", "10%", "liczba", "bez cudzysłowu"),
    "over_full": ("poziom severe", "130%", "najwyżej 100% osób", "Zmniejsz udziały"),
    "first_year_before_the_horizon": ("[course]", "2020–2033", "lata od 2027 do 2033"),
    "last_year_beyond_the_horizon": ("[course]", "2027–2050", "albo wydłuż horyzont"),
    "ends_before_it_begins": ("[course]", "2029–2028", "pierwszy rok nie później niż ostatni"),
    "last_year_zero": ("[course]", "2027–0", "lata od 2027 do 2033"),
    "year_with_a_fraction": ("klucz course.first_year", "2027.5", "liczba całkowita"),
    "no_first_year": ("klucz course.first_year", "brak", "Dopisz brakujący klucz"),
    "no_coverage": ("klucz course.coverage", "brak", "Dopisz brakujący klucz"),
    "unknown_key": ("klucz course.budget", "100", "Popraw nazwę klucza albo usuń go"),
    "no_table": ("klucz course", "0.1", "tabela TOML"),
}


def instrument(name: str) -> Instrument:
    value = UncertainRecord(
        label="wartość",
        unit="udział",
        kind=Origin.ASSUMPTION,
        grade=Grade.E,
        source={"title": "założenie"},
        shape="uniform",
        low=0.1,
        high=0.2,
    )
    return Instrument(
        id=name,
        label=name,
        problem="sample",
        description="",
        legal_basis="",
        levels=("severe",),
        effect=Effect(
            kind="risk_difference", value="v", attribution="v", grade=Grade.E, caution=""
        ),
        cost=(CostLine(id="c", label="", quantity=(), price=("v",), payer={"gmina": "rest"}),),
        value={"v": value},
    )


INSTRUMENTS = {name: instrument(name) for name in ("course", "workshop")}


def plan_of(folder: Path, text: str) -> tuple[Planned, ...]:
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
    table = plan_of(tmp_path, text)[0].coverage_by_year(YEARS, LEVELS)
    np.testing.assert_array_equal(table[:, 1], [0, 0.25, 0.25, 0, 0, 0, 0])
    assert not table[:, 0].any()


def test_without_a_last_year_coverage_holds_to_the_end(tmp_path: Path) -> None:
    table = plan_of(tmp_path, "[course]\nfirst_year = 2031\ncoverage = { severe = 1 }\n")[
        0
    ].coverage_by_year(YEARS, LEVELS)
    np.testing.assert_array_equal(table[:, 1], [0, 0, 0, 0, 1, 1, 1])


def test_instruments_may_take_turns_to_reach_everybody(tmp_path: Path) -> None:
    text = (
        "[course]\nfirst_year = 2027\nlast_year = 2028\ncoverage = { severe = 0.9 }\n"
        "[workshop]\nfirst_year = 2029\ncoverage = { severe = 0.9 }\n"
    )
    assert [p.instrument.id for p in plan_of(tmp_path, text)] == ["course", "workshop"]


def test_a_plan_may_be_empty(tmp_path: Path) -> None:
    assert plan_of(tmp_path, "") == ()
