"""How far forecasts are to be trusted, as the annex tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Block, Paragraph, Table
from costmodel.forecast.coverage import measured_coverage
from costmodel.publish.material import Material
from costmodel.publish.trust import trust
from costmodel.studies.municipality import Study
from tests.publish.composing import material_of
from tests.publish.reading import plain


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    return material_of(study)


@pytest.fixture(scope="module")
def blocks(material: Material) -> list[Block]:
    return trust(material)


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def number(cell: str) -> float:
    return float(plain(cell).removesuffix("%").replace(",", "."))


def test_each_year_ahead_stands_with_its_measured_coverage_and_errors(blocks: list[Block]) -> None:
    coverage, _ = tables(blocks)
    measured = measured_coverage().of("horizon")
    assert [row[0] for row in coverage.rows] == list(measured.index)
    for row, known in zip(coverage.rows, measured.to_dict("records"), strict=True):
        assert number(row[1]) == pytest.approx(100 * known["coverage"], abs=0.0501)
        assert number(row[2]) == pytest.approx(known["error"], abs=0.00501)
        assert number(row[3]) == pytest.approx(known["flat_error"], abs=0.00501)
        assert len(row[2]) == len("0,14")
    assert measured_coverage().method in coverage.note


def test_the_years_in_which_intervals_failed_are_named_beside_the_best(
    blocks: list[Block],
) -> None:
    told = plain(" ".join(block.text for block in blocks if isinstance(block, Paragraph)))
    by_origin = measured_coverage().of("origin")["coverage"]
    worst, best = f"{by_origin.min():.0%}", f"{by_origin.max():.0%}"
    assert f"z prognoz robionych w {by_origin.idxmin()} r. objął {worst}" in told
    assert f"a z robionych w {by_origin.idxmax()} r. {best}" in told
    assert "w 2 341 gminach" in told
    large = measured_coverage().of("size")["coverage"]["od 1500"]
    assert f"z największą liczbą bezrobotnych objął {large:.0%}" in told


def test_where_nothing_is_forecast_nothing_is_said_of_coverage(material: Material) -> None:
    inputs = material.study.inputs
    still = {name: replace(stock, forecast=None) for name, stock in inputs.stocks.items()}
    study = replace(material.study, inputs=replace(inputs, stocks=still))
    (breaks,) = tables(trust(replace(material, study=study)))
    assert "Lata, od których liczba znaczy co innego" in plain(breaks.caption)


def test_breaks_name_the_year_the_kind_the_series_and_the_source(blocks: list[Block]) -> None:
    _, breaks = tables(blocks)
    rows = [[plain(cell) for cell in row] for row in breaks.rows]
    kinds = {(row[0], row[1], row[3]) for row in rows}
    assert ("2020", "zdarzenie", "Bezrobotni zarejestrowani") in kinds
    assert ("2020", "przerwa", "Ludność (spis 2011)") in kinds
    assert all(row[2] and row[4] for row in rows)
    assert not any("_" in row[3] for row in rows)  # no series is told by its bare id
