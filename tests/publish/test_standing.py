"""The place of a gmina among similar ones, as the annex tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Block, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.publish.standing import standing
from costmodel.studies.municipality import Study
from tests.publish.composing import material_of
from tests.publish.reading import plain


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    return material_of(study)


@pytest.fixture(scope="module")
def blocks(material: Material) -> list[Block]:
    return standing(material)


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def number(cell: str) -> float:
    return float(plain(cell).replace("−", "-").removesuffix("%").replace(",", "."))


def share(cell: str) -> float:
    return number(cell) / 100


def test_each_indicator_stands_with_its_rank_among_all_that_have_it(
    material: Material, blocks: list[Block]
) -> None:
    found = material.comparison.standing
    assert found is not None
    ranks, _ = tables(blocks)
    assert len(ranks.rows) == len(found.ranks)
    for row, known in zip(ranks.rows, found.ranks.to_dict("records"), strict=True):
        assert str(known["name"]) in plain(row[0])
        assert row[1] == str(known["year"])
        for cell, value in ((row[2], known["value"]), (row[3], known["peers_median"])):
            assert number(cell) == pytest.approx(float(str(value)), abs=0.051)
        rank = f"{known['rank']:g}".replace(".", ",")
        assert plain(row[4]) == f"{rank} z {known['n_areas']:g}"
    assert material.pen.printed["rank.unemployed_per_1000"]


def test_only_what_is_counted_among_people_has_a_range_of_ranks(blocks: list[Block]) -> None:
    ranks, _ = tables(blocks)
    ranges = {plain(row[0]): plain(row[5]) for row in ranks.rows}
    known = {name: text for name, text in ranges.items() if text != "—"}
    assert any(name.startswith("Bezrobotni zarejestrowani na 1000") for name in known)
    assert not any(name.startswith(("Zmiana", "Saldo")) for name in known)
    for row in ranks.rows:
        if plain(row[5]) != "—":
            low, high = (int(end) for end in plain(row[5]).split("–"))
            assert low <= int(plain(row[4]).split()[0]) <= high
    assert "przedziału nie ma" in plain(ranks.note)


def test_weights_and_parts_of_the_synthetic_measure_make_a_whole(blocks: list[Block]) -> None:
    _, weights = tables(blocks)
    assert sum(share(row[2]) for row in weights.rows) == pytest.approx(1, abs=0.02)
    assert sum(share(row[3]) for row in weights.rows) == pytest.approx(1, abs=0.02)


def test_the_measure_is_told_with_its_rank(material: Material, blocks: list[Block]) -> None:
    told = plain(" ".join(block.text for block in blocks if isinstance(block, Paragraph)))
    value = material.pen.quantity("synthetic.measure").value
    assert value is not None
    assert f"Gmina ma {value:.2f}".replace(".", ",") in told
    assert "Miara porównuje tylko gminy tej grupy" in told


def test_a_gmina_without_peers_has_no_such_section(material: Material) -> None:
    alone = replace(material, comparison=replace(material.comparison, standing=None))
    assert standing(alone) == []


def test_without_a_measure_the_ranks_stand_alone(material: Material) -> None:
    found = material.comparison.standing
    assert found is not None
    bare = replace(material.comparison, standing=replace(found, synthetic=None))
    assert len(tables(standing(replace(material, comparison=bare)))) == 1
