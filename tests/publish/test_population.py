"""The population ahead, as the annex tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Block, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.publish.population import population
from costmodel.studies.municipality import Study
from costmodel.studies.population import population_ahead
from tests.publish.composing import material_of
from tests.publish.reading import plain


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    return material_of(study)


def table_of(blocks: list[Block]) -> Table:
    (table,) = (block for block in blocks if isinstance(block, Table))
    return table


def told(blocks: list[Block]) -> str:
    return plain(" ".join(block.text for block in blocks if isinstance(block, Paragraph)))


def without(material: Material, variables: str) -> Material:
    """Return the material of a place without figures whose names begin so."""
    inputs = material.study.inputs
    place = inputs.place
    kept = place.observations[~place.observations["variable"].str.startswith(variables)]
    poorer = replace(inputs, place=replace(place, observations=kept))
    return replace(material, study=replace(material.study, inputs=poorer))


def number(cell: str) -> int:
    return int(plain(cell).replace(" ", ""))


def test_each_year_stands_with_ages_that_make_the_whole(material: Material) -> None:
    table = table_of(population(material))
    ahead = population_ahead(material.study.inputs.place, last_year=material.last_year)
    assert ahead is not None
    assert [row[0] for row in table.rows] == [str(year) for year in ahead.years]
    for row in table.rows:
        everyone, young, working, old, oldest = map(number, row[1:])
        assert young + working + old == pytest.approx(everyone, rel=0.01)
        assert oldest < old


def test_the_lead_tells_the_first_and_the_last_number(material: Material) -> None:
    blocks, pen = population(material), material.pen
    ahead = population_ahead(material.study.inputs.place, last_year=material.last_year)
    assert ahead is not None
    for year in (ahead.base_year, ahead.last_year):
        assert plain(pen.full(f"population.all.{year}")) in told(blocks)
    assert "baz" in told(blocks)  # a later count may rest on another census


def test_the_balance_of_moves_is_told_with_its_years(material: Material) -> None:
    note = plain(table_of(population(material)).note)
    assert "Saldo migracji: " in note
    assert "na 1000 mieszkańców rocznie, średnia z lat 2019–2023" in note
    assert material.pen.printed["population.nation"]


def test_without_a_balance_zero_is_told_as_an_assumption(material: Material) -> None:
    blocks = population(without(material, "migration_balance"))
    assert "Saldo migracji nie jest znane: przyjęto zero, to założenie." in plain(
        table_of(blocks).note
    )


def test_without_ages_there_is_no_forecast(material: Material) -> None:
    assert population(without(material, "population_")) == []
