"""The break-even of every draw and the grid, as an annex prints them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from costmodel.annex.document import Table
from costmodel.publish.material import Material
from costmodel.publish.thresholds import thresholds
from costmodel.sensitivity.break_even_draws import BreakEvenSummary, Threshold
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.thresholds import EFFECTS, PRICES, Thresholds
from tests.publish.composing import material_of
from tests.publish.reading import plain

NOWHERE = BreakEvenSummary(None, 0.0, 0.0, 1.0)
SOMEWHERE = BreakEvenSummary(Threshold(2.5, 1.25, 4.0), 0.7, 0.1, 0.2)
GRID = pd.DataFrame(
    [
        (effect, price, 1e6 * effect - 2e6 * price, -3e6, 4e6, 0.25)
        for effect in EFFECTS
        for price in PRICES
    ],
    columns=["x", "y", "mean", "low", "high", "chance"],
)


@pytest.fixture(scope="module")
def material(study: Study) -> Material:
    """The example with thresholds set by hand: the gmina has none of the effect."""
    told = {
        "public": Thresholds(SOMEWHERE, price_at(0.42), GRID),
        "gmina": Thresholds(NOWHERE, price_at(0.1), GRID),
    }
    return material_of(replace(study, thresholds=told))


def price_at(median: float) -> BreakEvenSummary:
    """A threshold of price with a median of its own, in every draw."""
    return BreakEvenSummary(Threshold(median, 0.05, 0.6), 1.0, 0.0, 0.0)


def tables(material: Material) -> list[Table]:
    return [block for block in thresholds(material) if isinstance(block, Table)]


def rows_of(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def test_each_purse_has_a_threshold_of_effect_and_one_of_price(material: Material) -> None:
    assert rows_of(tables(material)[0]) == [
        [
            "Finanse publiczne",
            "krotność przyjętych efektów",
            "2,5 (1,3 – 4,0)",
            "70%",
            "10%",
            "20%",
        ],
        ["Finanse publiczne", "część przyjętej ceny planu", "42% (5,0% – 60%)", "100%", "0%", "0%"],
        ["Budżet gminy", "krotność przyjętych efektów", "progu nie ma", "0%", "0%", "100%"],
        ["Budżet gminy", "część przyjętej ceny planu", "10% (5,0% – 60%)", "100%", "0%", "0%"],
    ]


def test_each_purse_has_a_grid_of_effects_and_prices(material: Material) -> None:
    _, *grids = tables(material)
    assert len(grids) == len(PERSPECTIVES)
    for grid in grids:
        assert [plain(cell) for cell in grid.header] == [
            "Efekty",
            "Cena: 100%",
            "Cena: 75%",
            "Cena: 50%",
            "Cena: 25%",
        ]
        rows = rows_of(grid)
        assert [row[0] for row in rows] == [f"{x} × przyjęte" for x in ("0,5", "1", "2", "4")]
        # effects × 4 at half the price: 4 − 1 = 3 millions
        assert rows[3][3] == "3 000 (−3 000 – 4 000); zwraca się: 25%"


def test_what_is_printed_can_be_traced(material: Material) -> None:
    thresholds(material)
    printed = material.pen.printed
    assert {"threshold.effect.public", "grid.public.400.50", "grid.gmina.50.100.chance"} <= set(
        printed
    )
    assert "threshold.effect.gmina" not in printed  # there is no number to print


def test_the_draws_told_are_no_more_than_the_study_has(several: Study, study: Study) -> None:
    for told in (several, study):
        used = material_of(told).pen.quantity("threshold.draws").value
        assert used == min(1_000, told.inputs.settings.n_draws)
