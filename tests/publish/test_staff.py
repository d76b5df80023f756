"""What the section on staff says, with and without figures of the municipality."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from costmodel.annex.document import Block, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.publish.pen import Pen
from costmodel.publish.staff import staff
from costmodel.publish.staff_tables import post_cost_table, staff_law_table
from costmodel.studies.comparison import compare_place
from costmodel.studies.municipality import Study
from costmodel.studies.quantities_of_capacity import capacity_quantities
from costmodel.studies.targets import targets_of
from costmodel.verification.certificate import Certificate
from tests.publish.reading import plain
from tests.studies.test_capacity import on_day, staffed

Told = Callable[..., list[Block]]


def section(study: Study) -> list[Block]:
    return staff(material(study))


def material(study: Study) -> Material:
    pen = Pen({q.id: q for q in capacity_quantities(study)})
    compared = compare_place(study.inputs.place)
    return Material(study, compared, pen, {}, "0", targets_of(study, compared), Certificate(()))


def words(blocks: list[Block]) -> str:
    return plain(" ".join(b.text for b in blocks if isinstance(b, Paragraph)))


def cells(blocks: list[Block], caption: str) -> list[tuple[str, ...]]:
    table = next(b for b in blocks if isinstance(b, Table) and b.caption.startswith(caption))
    return [tuple(plain(cell) for cell in row) for row in table.rows]


@pytest.fixture
def told(study: Study, tmp_path: Path) -> Told:
    return lambda *rows: section(staffed(study, tmp_path, *rows))


def test_the_example_tells_the_requirement_and_what_is_not_known(study: Study) -> None:
    blocks = section(study)
    text = words(blocks)
    assert "na 2 000 mieszkańców albo na 50 rodzin i osób samotnych" in text
    assert "co najmniej 3 etaty" in text
    assert "ustawa wymaga 19 etatów" in text
    assert "Nie wiemy, ile etatów ma ośrodek" in text
    residents, families = cells(blocks, "Etaty pracowników socjalnych")
    assert residents == ("mieszkańcy, 2024 r.", "37 250", "19", "19", ".", ".", ".")
    assert set(families[1:]) == {"."}


def test_a_gap_is_told_in_posts_and_money_with_right_plurals(told: Told) -> None:
    blocks = told(
        "social_worker_posts;11,5;2024",
        "families_in_social_work;700;2024",
        "special_teams;4;2024",
        "social_worker_post_cost;100000;2025",
    )
    text = words(blocks)
    assert "Ośrodek ma 11,5 etatu pracowników socjalnych" in text
    assert "4 zespoły specjalistyczne" in text
    assert "Do niższego z dwóch wymagań brakuje 2,5 etatu" in text
    assert "Kosztowałoby to w roku 250 tys. zł" in text
    assert "100 000 złotych" in text
    rows = cells(blocks, "Etaty pracowników socjalnych")
    assert [row[3:] for row in rows] == [
        ("19", "11,5", "7,5", "750"),
        ("14", "11,5", "2,5", "250"),
    ]


def test_a_met_standard_with_room_is_enough_for_the_plan(told: Told) -> None:
    text = words(told("social_worker_posts;21;2024"))
    assert "Standard jest spełniony" in text
    assert "ponad standard 2 etaty. To wystarcza na plan" in text
    assert "Uwaga" not in text


def test_a_plan_that_needs_more_than_there_is_is_told_as_a_limit(told: Told) -> None:
    blocks = told("social_worker_posts;19,1;2024")
    limits = [b.text for b in blocks if isinstance(b, Paragraph) and b.role == "caution"]
    assert len(limits) == 1
    assert "a ośrodek ma ponad standard 0,1 etatu" in plain(limits[0])


def test_no_post_above_the_standard_has_its_own_sentence(told: Told) -> None:
    assert "nie ma żadnego etatu ponad standard" in words(told("social_worker_posts;19;2024"))


def test_a_caseload_above_the_limit_is_named(told: Told) -> None:
    blocks = told(
        "family_assistant_posts;2,5;2024",
        "families_with_assistant;45;2024",
        "day_support_posts;2;2024",
        "children_in_day_support;30;2024",
        "foster_coordinator_posts;1;2024",
    )
    rows = cells(blocks, "Ile osób lub rodzin")
    assert [row[1:] for row in rows] == [
        ("2,5", "45", "18,0", "15", "powyżej limitu"),
        ("2", "30", "15,0", "15", "w granicach ustawy"),
        ("1", ".", ".", "15", "brak danych"),
    ]


def test_the_end_of_the_allowance_stands_as_a_note(study: Study) -> None:
    notes = [b.text for b in section(study) if isinstance(b, Paragraph) and b.role == "note"]
    assert "31 grudnia 2027 r." in plain(notes[-1])
    later = on_day(study, date(2028, 1, 1))
    assert "Dodatek motywacyjny" not in words(section(later))


def test_assumptions_of_the_cost_stand_with_their_grade(study: Study) -> None:
    rows = cells(list(post_cost_table(material(study))), "Założenia: roczny koszt etatu")
    assert any("E, założenie" in row for row in rows)
    assert rows[0][1] == "9 420"


def test_a_place_without_population_still_gets_its_section(study: Study) -> None:
    table = study.inputs.place.observations
    bare = replace(
        study.inputs.place, observations=table[table["variable"] == "unemployed_registered"]
    )
    blocks = section(replace(study, inputs=replace(study.inputs, place=bare)))
    assert [row[1] for row in cells(blocks, "Etaty pracowników socjalnych")] == [".", "."]


def test_with_an_own_cost_no_assumption_of_it_is_told(study: Study, tmp_path: Path) -> None:
    own = staffed(study, tmp_path, "social_worker_post_cost;100000;2025")
    assert post_cost_table(material(own)) == []


def test_every_limit_used_stands_with_its_article(study: Study, tmp_path: Path) -> None:
    own = staffed(study, tmp_path, "families_with_assistant;45;2024")
    rows = staff_law_table(material(own)).rows
    assert [plain(row[1]) for row in rows] == ["2 000", "50", "3", "15", "1 000"]
    assert all("art." in row[3] for row in rows[:-1])
    assert "M.P. 2024 poz. 505" in rows[-1][3]
