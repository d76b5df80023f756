"""A slide for which there are no data still says so, with a chart, and the deck stays whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pptx
import pytest

from costmodel.annex.slides import Slide
from costmodel.annex.slides_pptx import title_points, write_slides
from costmodel.publish.material import Material
from costmodel.publish.pen import Pen
from costmodel.publish.slides import council_deck
from costmodel.quantities import Quantity
from costmodel.studies.municipality import Study
from tests.publish.composing import material_of
from tests.publish.reading import plain

COMPARED, PAYERS, PROPOSED, FRAMEWORK, RISKS = 2, 4, 5, 6, 8
Keep = Callable[[Quantity], Quantity | None]


def with_pen(material: Material, keep: Keep) -> Material:
    """Return the material of which some numbers are unknown or others."""
    known = {id_: keep(quantity) for id_, quantity in material.pen.known.items()}
    return replace(material, pen=Pen({id_: q for id_, q in known.items() if q is not None}))


def without(*stems: str) -> Keep:
    return lambda quantity: None if quantity.id.startswith(stems) else quantity


def naught(*stems: str) -> Keep:
    return lambda q: replace(q, value=0.0, low=0.0, high=0.0) if q.id.startswith(stems) else q


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    return material_of(study)


def slide_of(material: Material, place: int, folder: Path) -> Slide:
    """Return a slide of a deck that could be written whole."""
    deck, path = council_deck(material), folder / "rada.pptx"
    write_slides(deck, path)
    assert len(pptx.Presentation(str(path)).slides) == 10
    return deck.slides[place]


def test_without_peers_the_levels_are_shown(material: Material, tmp_path: Path) -> None:
    alone = replace(material, comparison=replace(material.comparison, shown=""))
    slide = slide_of(alone, COMPARED, tmp_path)
    assert "Nie mamy danych gmin podobnych" in plain(slide.message)
    levels = [level.label for level in material.served[0].level]
    assert list(slide.chart.categories) == levels


def test_without_a_payer_the_gmina_stands_without_a_number(
    material: Material, tmp_path: Path
) -> None:
    slide = slide_of(with_pen(material, without("payer.")), PAYERS, tmp_path)
    assert slide.chart.categories == ("gmina",)
    assert [series.values for series in slide.chart.series] == [(None,), (None,)]


def test_only_payers_who_bear_something_are_shown(material: Material, tmp_path: Path) -> None:
    slide = slide_of(with_pen(material, naught("payer.health_fund.")), PAYERS, tmp_path)
    assert "NFZ" in slide_of(material, PAYERS, tmp_path).chart.categories
    assert "NFZ" not in slide.chart.categories


def test_without_participants_nobody_is_shown(material: Material, tmp_path: Path) -> None:
    slide = slide_of(with_pen(material, without("participants.")), PROPOSED, tmp_path)
    assert slide.chart.categories == ("nikt",)


def test_a_gmina_that_pays_nothing_has_no_row_of_its_own(
    material: Material, tmp_path: Path
) -> None:
    slide = slide_of(with_pen(material, without("framework.gmina.")), FRAMEWORK, tmp_path)
    assert [series.name for series in slide.chart.series] == ["wszyscy płatnicy"]
    assert plain(slide.title).endswith("a gmina za niego nie płaci.")


def test_what_no_uncertainty_rests_on_is_not_drawn(material: Material, tmp_path: Path) -> None:
    stems = [f"sensitivity.group.{purse}.assumed" for purse in ("public", "gmina")]
    slide = slide_of(with_pen(material, naught(*stems)), RISKS, tmp_path)
    assert "założenia" not in slide.chart.categories
    none = slide_of(with_pen(material, naught("sensitivity.group.")), RISKS, tmp_path)
    assert none.chart.categories == ("reszta",)


def test_a_problem_that_nobody_counted_is_told_as_an_estimate(
    several: Study, tmp_path: Path
) -> None:
    plan = several.inputs.plan
    turned = replace(several.inputs, plan=replace(plan, items=plan.items[::-1]))
    deck = council_deck(material_of(replace(several, inputs=turned)))
    slide = deck.slides[1]
    assert plain(slide.title).startswith("Bezdomność: szacujemy, że dotyczy to od ")
    assert slide.chart.categories == ("szacunek",)


def test_further_problems_of_the_plan_are_told_in_the_notes(several: Study) -> None:
    deck = council_deck(material_of(several))
    for place in (3, 5, 7):
        notes = plain(" ".join(deck.slides[place].notes))
        assert "bezdomność" in notes.lower()
        assert "bezrobocie" in plain(deck.slides[place].title).lower()


def test_a_title_of_three_lines_is_set_smaller() -> None:
    assert title_points("Bezrobocie: w 2015 r. było to 2 319 osób.") == 28
    long = "Integracja cudzoziemców ze statusem uchodźcy lub ochroną uzupełniającą: z planem "
    assert title_points(long + "na koniec 2033 r. samodzielnych będzie więcej.") == 24
