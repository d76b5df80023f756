"""The set Z1 to Z10: what stands in each part, in one document and in many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from costmodel.annex.document import Block, Bullets, Figure, Heading, Paragraph, Table, texts_of
from costmodel.errors import InputError
from costmodel.problems.loader import shipped_instruments
from costmodel.publish.annex_document import part_document, whole_document
from costmodel.publish.budget_chapters import read_chapters, shipped_chapters
from costmodel.publish.cards import cards, cards_of
from costmodel.publish.compliance import elements
from costmodel.publish.definitions import definitions, shown_indicators
from costmodel.publish.findings import evidence_of
from costmodel.publish.gaps import gaps
from costmodel.publish.glossary import TERMS, glossary
from costmodel.publish.material import Material
from costmodel.publish.one_page import largest, one_page
from costmodel.publish.part_names import NAMES
from costmodel.publish.parts import Part, parts_of
from costmodel.publish.report_form import report_form
from costmodel.studies.municipality import Study
from costmodel.studies.plan_goals import Doers, Goal
from tests.publish.composing import material_of
from tests.publish.reading import plain

MOST_WORDS = 350
MOST_NUMBERS = 7


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    return material_of(study)


@pytest.fixture(scope="module")
def parts(material: Material) -> tuple[Part, ...]:
    return parts_of(material, evidence_of(material.study.inputs).findings)


def words(blocks: list[Block]) -> str:
    return plain(" ".join(text for block in blocks for text in texts_of(block)))


def table_of(blocks: list[Block], caption: str) -> Table:
    return next(b for b in blocks if isinstance(b, Table) and caption in plain(b.caption))


def with_goals(study: Study) -> Study:
    """The example with one goal of two instruments, done by somebody."""
    goal = Goal(
        "Więcej osób pracuje",
        ("Pierwsza praca", "Powrót do pracy"),
        ("staz", "cis"),
        ("unemployment",),
        Doers(("OPS", "PUP"), ("przedsiębiorcy",), ("EFS+",)),
    )
    plan = replace(study.inputs.plan, goals=(goal,))
    return replace(study, inputs=replace(study.inputs, plan=plan))


def test_the_set_holds_z1_to_z10_once_each(parts: tuple[Part, ...]) -> None:
    assert {f"z{n}" for n in range(1, 11)} <= {part.key for part in parts}
    assert [part.key for part in parts] == list(NAMES)
    assert len({part.file for part in parts}) == len(parts)


def test_one_document_holds_what_the_parts_hold(
    material: Material, parts: tuple[Part, ...]
) -> None:
    whole = {b for b in whole_document(material, parts).blocks if isinstance(b, Table | Figure)}
    told = [b for p in parts for b in part_document(material, p).blocks]
    assert whole == {b for b in told if isinstance(b, Table | Figure)}


def test_a_chart_is_shown_once_in_one_document_and_in_both_parts_apart(
    material: Material, parts: tuple[Part, ...]
) -> None:
    chart = material.figures["people.unemployment"]
    blocks = whole_document(material, parts).blocks
    assert blocks.count(chart) == 1
    told = [b.text for b in blocks if isinstance(b, Paragraph) and chart.caption in b.text]
    assert len(told) == 1
    assert "Streszczenie dla radnych (załącznik Z9)" in plain(told[0])
    holding = {p.key for p in parts if chart in part_document(material, p).blocks}
    assert holding == {"z9", "z5"}


def test_the_headings_of_every_part_skip_no_level(
    material: Material, parts: tuple[Part, ...]
) -> None:
    for part in parts:
        document = part_document(material, part)  # it refuses a skipped level
        heads = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
        assert len(part.sections) > 1 or document.title not in heads, part.key


@pytest.mark.parametrize("name", ["study", "several"])
def test_one_page_is_short(name: str, request: pytest.FixtureRequest) -> None:
    told = one_page(material_of(request.getfixturevalue(name)))
    figures = [block for block in told if isinstance(block, Figure)]
    text = words([block for block in told if not isinstance(block, Figure)])
    assert len(figures) == 1
    assert len(text.split()) <= MOST_WORDS
    bullets = next(b for b in told if isinstance(b, Bullets))  # the people come first
    answers = next(b for b in told if isinstance(b, Table)).rows
    amounts = [row[1] for row in answers if " zł" in plain(row[1])]
    assert len([*bullets.items, *amounts]) <= MOST_NUMBERS
    assert len(amounts) == len(("cost", "payer", "avoided"))


def test_one_page_tells_the_problem_with_most_people(several: Study) -> None:
    material = material_of(several)
    people = {
        p.id: material.pen.quantity(f"people.inaction.{p.id}.{material.base_year}").value or 0
        for p in material.served
    }
    assert largest(material).id == max(people, key=lambda name: people[name])


def test_one_page_says_that_what_may_be_avoided_is_an_estimate(material: Material) -> None:
    rows = {row[0]: row[1] for row in table_of(one_page(material), "Plan w skrócie").rows}
    assert "szacunek" in rows["Czego można uniknąć"]
    assert "nie oszczędność w budżecie" in rows["Czego można uniknąć"]


def test_without_goals_the_map_says_that_they_lack_and_with_goals_that_they_stand(
    study: Study, material: Material
) -> None:
    bare = {e.key: e for e in elements(material)}
    assert bare["goals"].missing
    assert bare["method"].why
    assert not bare["diagnosis"].why
    assert bare["economy"].missing
    whole = {e.key: e for e in elements(material_of(with_goals(study)))}
    assert not whole["goals"].why
    assert not whole["method"].why


def test_the_map_names_the_problems_without_a_forecast(several: Study) -> None:
    found = {e.key: e.why for e in elements(material_of(several))}
    assert "bezdomność" in found["forecast"]
    assert "bezrobocie" not in found["forecast"]


def test_without_goals_each_instrument_has_a_card_with_empty_cells(material: Material) -> None:
    found = cards_of(material)
    assert [card.items[0].instrument.id for card in found] == ["kontrakt_socjalny", "staz", "cis"]
    table = table_of(cards(material), "Karta: staż")
    cells = {row[0]: plain(row[1]) for row in table.rows}
    assert cells["Cel strategiczny"] == "do uzupełnienia"
    assert cells["Realizatorzy"] == "do uzupełnienia"
    assert cells["Źródła finansowania"].startswith("Fundusz Pracy ")
    assert "2027–2033" in cells["Czas realizacji"]
    assert "bez planu" in cells["Prognoza zmian"]


def test_a_goal_has_one_card_with_all_its_instruments(study: Study) -> None:
    told = material_of(with_goals(study))
    (card,) = [b for b in cards(told) if isinstance(b, Table)]
    cells = {row[0]: plain(row[1]) for row in card.rows}
    assert cells["Cel strategiczny"] == "Więcej osób pracuje"
    assert cells["Cele operacyjne"] == "Pierwsza praca; Powrót do pracy"
    assert cells["Kierunki działań"] == "Staż; centrum integracji społecznej (CIS)"
    assert cells["Realizatorzy"] == "OPS; PUP"
    assert cells["Partnerzy"] == "Przedsiębiorcy"
    assert cells["Źródła finansowania"].startswith("EFS+; staż: Fundusz Pracy ")
    assert "1 195 (2024) →" in cells["Wskaźniki"]


def test_one_page_names_the_goals_where_the_plan_has_them(study: Study) -> None:
    told = one_page(material_of(with_goals(study)))
    assert table_of(told, "Plan w skrócie").rows[0][1] == "Więcej osób pracuje"


def test_every_indicator_of_the_comparison_is_defined(material: Material) -> None:
    rows = table_of(definitions(material), "Definicje").rows
    names = {indicator.name for indicator in shown_indicators(material)}
    assert set(material.comparison.table["name"]) <= names
    assert len(rows) == len(names) + len(material.problems)
    for indicator in shown_indicators(material):
        assert any(plain(indicator.trap) in plain(row[-1]) for row in rows), indicator.id


def test_the_report_has_room_for_every_target_and_action(material: Material) -> None:
    told = report_form(material)
    indicators = table_of(told, "ze wskaźników za 2027")
    assert len(indicators.rows) == len(material.targets.table)
    goal = {plain(row[0]): plain(row[2]) for row in indicators.rows}["Bezrobocie [osoby]"]
    year = material.pen.quantity("target.unemployment.2027").value
    assert year is not None
    assert int(goal.replace(" ", "")) == pytest.approx(year, abs=5)
    assert {row[3] for row in indicators.rows} == {"………"}
    actions = table_of(told, "z działań")
    assert len(actions.rows) == len(material.study.inputs.plan.items)


def test_gaps_tell_what_the_plan_the_place_and_the_targets_lack(
    study: Study, material: Material
) -> None:
    text = words(gaps(material))
    for told in ("levels.csv", "cele strategiczne", "kto wykonuje działania", "nie są roczne"):
        assert told in text, told
    fewer = words(gaps(material_of(with_goals(study))))
    assert "cele strategiczne" not in fewer
    assert "kto wykonuje działania: kontrakt socjalny" in fewer


def test_the_glossary_stands_in_the_order_of_the_polish_alphabet(material: Material) -> None:
    rows = table_of(glossary(material), "Pojęcia").rows
    terms = [row[0] for row in rows]
    assert len(terms) == len(TERMS)
    assert terms.index("średnia") > terms.index("siła dowodu")
    assert terms.index("średnia") < terms.index("wartość bazowa")
    assert terms[0].startswith("ceny")


def test_chapters_are_of_instruments_that_are_known() -> None:
    known = shipped_chapters().of
    assert set(known) <= set(shipped_instruments())
    assert all(chapter.code.startswith(("851", "852", "855")) for chapter in known.values())


def test_a_chapter_that_is_no_number_of_five_digits_is_told(tmp_path: Path) -> None:
    text = '[source]\ntitle = "akt"\n[[chapter]]\ncode = "8521"\nname = "x"\nverified = "no"\n'
    path = tmp_path / "budget_chapters.toml"
    path.write_text(f'{text}instruments = ["cis"]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"budget_chapters\.toml.*8521"):
        read_chapters(path)
