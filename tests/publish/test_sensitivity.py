"""The section on what moves the result: what it says when, and nothing where nothing moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Heading, Table
from costmodel.publish.material import Material
from costmodel.publish.pen import Pen
from costmodel.publish.sensitivity import SHOWN, first_to_collect, sensitivity
from costmodel.studies.municipality import Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.sensitivity import Sensitivity, Verdict
from tests.publish.composing import composed, material_of, told_by
from tests.publish.reading import plain

NEVER = "żadna z tych liczb nie zmieni decyzji przy tych założeniach"


def changed(study: Study, **verdict: object) -> Study:
    """The study with something of both verdicts set by hand."""
    verdicts: dict[str, Verdict] = {
        who: replace(v, **verdict)  # type: ignore[arg-type]
        for who, v in study.sensitivity.verdicts.items()
    }
    return replace(study, sensitivity=replace(study.sensitivity, verdicts=verdicts))


def material(study: Study) -> Material:
    return replace(material_of(study), figures={})


@pytest.fixture(scope="module")
def told(study: Study) -> str:
    return told_by(composed(study))


def test_a_plan_that_never_pays_back_is_told_so_for_each_purse(told: str) -> None:
    assert told.count(NEVER) == 2
    assert told.count("nie zwraca się w żadnym losowaniu") == 2


def test_a_plan_that_always_pays_back_is_told_so(study: Study) -> None:
    told = told_by(composed(changed(study, middle=1.0)))
    assert told.count("zwraca się w każdym losowaniu") == 2


def test_what_knowing_is_worth_is_told_in_zloty_a_year(study: Study) -> None:
    told = told_by(composed(changed(study, perfect=700_000.0, assumed_known=350_000.0)))
    assert NEVER not in told
    # 7 yearly payments at 4 % are worth 6,002 of them today: 700 / 6,002 is 116,6.
    assert "najwyżej 700 tys. zł, czyli 117 tys. zł na każdy rok" in told
    assert "samych założeń: 350 tys. zł, czyli 58,3 tys. zł rocznie" in told


def test_numbers_worth_knowing_come_first_and_have_their_worth(study: Study) -> None:
    least = min(study.sensitivity.factors, key=lambda factor: max(factor.share.values()))
    worthy = replace(least, worth={"public": 40_000.0, "gmina": 0.0})
    factors = tuple(worthy if f.key == least.key else f for f in study.sensitivity.factors)
    found: Sensitivity = replace(study.sensitivity, factors=factors)
    other = replace(study, sensitivity=found)
    assert first_to_collect(material(other))[0].key == least.key
    (table,) = (
        block
        for block in composed(other).blocks
        if isinstance(block, Table) and "zebrać najpierw" in block.caption
    )
    assert len(table.rows) == SHOWN
    assert plain(table.rows[0][0]) == plain(least.label)
    assert table.rows[0][-2:] == ("40", "0")


def test_too_few_draws_are_warned_of_and_enough_are_not(study: Study) -> None:
    warning = "Powtórz obliczenia z większą liczbą losowań"
    assert warning in told_by(composed(changed(study, error_share=0.0201)))
    assert warning not in told_by(composed(changed(study, error_share=0.02)))


def test_the_share_of_assumptions_is_told(study: Study, told: str) -> None:
    pen = Pen(quantities_of(study))
    for who in ("public", "gmina"):
        share = pen.full(f"sensitivity.group.{who}.assumed")
        assert f"{plain(share)} zmienności wyniku dla" in told


def test_the_section_follows_the_cost_of_inaction(study: Study) -> None:
    chapters = [block.text for block in composed(study).blocks if isinstance(block, Heading)]
    assert chapters.index("Koszt zaniechania") < chapters.index("Co najbardziej zmienia wynik")
    assert chapters.index("Co najbardziej zmienia wynik") < chapters.index(
        "Cele, kierunki i sposób realizacji"
    )


def test_where_nothing_moves_there_is_no_section(study: Study) -> None:
    assert sensitivity(material(study)) == []
