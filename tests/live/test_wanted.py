from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError, ModelError
from costmodel.live.publishers import publisher
from costmodel.live.wanted import wanted_variables

OWN = """[[variable]]
id = "{id}"
name = "x"
publisher = "smup"
external_id = "{number}"
unit = "zł"
levels = ["gmina"]
"""


def own(folder: Path, *, id_: str = "care_cost", number: str = "4074") -> Path:
    (folder / "fetch.toml").write_text(OWN.format(id=id_, number=number), encoding="utf-8")
    return folder


def test_every_shipped_variable_has_its_own_number() -> None:
    numbers = [one.external_id for one in wanted_variables()]
    assert len(set(numbers)) == len(numbers) > 30


def test_levels_go_from_the_lowest_that_an_indicator_has_up_to_the_country() -> None:
    levels = {one.variable: one.levels for one in wanted_variables()}
    assert levels["unemployed_registered"] == ("gmina", "powiat", "voivodeship", "country")
    assert levels["unemployment_rate"] == ("powiat", "voivodeship", "country")


def test_a_ready_made_indicator_comes_beside_its_variables() -> None:
    found = {one.external_id: one.variable for one in wanted_variables()}
    assert found["1548717"] == "beneficiaries_per_10k"  # declared as a variable: not twice
    assert found["634989"].startswith("published_")


def test_a_workspace_adds_its_own(tmp_path: Path) -> None:
    added = set(wanted_variables(own(tmp_path))) - set(wanted_variables())
    assert [(one.publisher, one.external_id, one.unit) for one in added] == [("smup", "4074", "zł")]


@pytest.mark.parametrize(
    ("id_", "number", "says"),
    [
        ("live_births", "1", "jest „live_births”, a powinno być: zmienna raz"),
        ("Koszt", "1", "małe litery bez polskich znaków"),
        ("cost", "P2137", "same cyfry w cudzysłowie"),
    ],
)
def test_a_wrong_entry_is_told(id_: str, number: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        wanted_variables(own(tmp_path, id_=id_, number=number))


def test_a_key_widens_the_limits() -> None:
    anonymous = publisher("bdl", environment={})
    known = publisher("bdl", environment={"COSTMODEL_BDL_KEY": " k "})
    assert (anonymous.windows[1], known.windows[1]) == ((900, 100), (900, 500))
    assert (anonymous.key, known.key) == ("", "k")
    assert publisher("bdl", environment={"COSTMODEL_SMUP_KEY": "k"}).key == ""


def test_an_unknown_publisher_is_named() -> None:
    with pytest.raises(ModelError, match="gus is unknown: it must be one of bdl, smup, dane"):
        publisher("gus", environment={})
