from __future__ import annotations

import pytest

from costmodel.annex.document import Paragraph
from costmodel.publish.outlook import breaks_told, forecast
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings
from tests.publish.composing import material_of
from tests.publish.reading import plain

SMALL_GMINA = "2411062"
"""Nędza: 84 unemployed."""


@pytest.fixture(scope="module")
def small() -> Study:
    return study_municipality(load_place(SMALL_GMINA), settings=Settings(horizon=3, n_draws=100))


def test_a_small_gmina_is_told_how_much_of_its_forecast_is_that_of_its_peers(small: Study) -> None:
    found = small.inputs.stocks["unemployment"].forecast
    assert found is not None
    assert found.n_peers == 20
    assert found.own_weight == pytest.approx(84 / 284)
    material = material_of(small)
    told = plain(" ".join(b.text for b in forecast(material) if isinstance(b, Paragraph)))
    assert "z prognoz 20 gmin podobnych: własny szereg waży 30%, podobne gminy 70%." in told
    assert "myliła się średnio o 0,229. Prognoza z samego szeregu gminy myliła się o 0,238" in told
    assert material.pen.printed["forecast.unemployment.own_weight"] == ["30%"]


def test_a_larger_gmina_is_told_nothing_of_it(study: Study) -> None:
    blocks = forecast(material_of(study))
    assert not any("podobnych" in b.text for b in blocks if isinstance(b, Paragraph))


def test_breaks_told_above_are_only_named(study: Study) -> None:
    material, found = material_of(study), study.inputs.stocks["unemployment"].forecast
    assert found is not None
    pandemic, definition = sorted(found.breaks, key=lambda b: b.first_year)
    (whole,) = breaks_told(material, found, frozenset())
    (mixed,) = breaks_told(material, found, {pandemic})
    (named,) = breaks_told(material, found, {pandemic, definition})
    assert isinstance(whole, Paragraph)
    assert isinstance(mixed, Paragraph)
    assert isinstance(named, Paragraph)
    assert pandemic.label in whole.text
    assert pandemic.label not in mixed.text
    assert definition.label in mixed.text
    assert named.text.endswith("opisane wyżej: 2020 r. (pandemia), 2025 r. (nowa definicja).")
