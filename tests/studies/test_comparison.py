"""A gmina beside its powiat, its voivodeship, Poland and its peers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from costmodel.statistics.panel import Panel, load_panel
from costmodel.statistics.place import Place, load_place
from costmodel.statistics.workspace import new_workspace
from costmodel.studies.comparison import (
    AREAS,
    Comparison,
    compare_place,
    indicator_quantities,
)

TOWN = "3215011"


@pytest.fixture(scope="module")
def town() -> Place:
    """The shipped example."""
    return load_place(TOWN)


@pytest.fixture(scope="module")
def compared(town: Place) -> Comparison:
    """The shipped example beside the others."""
    return compare_place(town)


def _row(compared: Comparison, indicator: str) -> dict[str, object]:
    rows = compared.table[compared.table["indicator"] == indicator].to_dict("records")
    assert len(rows) == 1
    return {str(key): value for key, value in rows[0].items()}


def test_figures_of_each_area_are_those_of_the_panel(compared: Comparison) -> None:
    unemployed = load_panel().unemployed[2024]
    row = _row(compared, "registered_unemployed")
    codes = {"place": TOWN, "powiat": "3215000", "voivodeship": "3200000", "poland": "0000000"}
    for area, code in codes.items():
        assert row[area] == unemployed[code], area


def test_the_peer_group_never_holds_the_place_and_is_of_its_kind(compared: Comparison) -> None:
    codes = [code for code, _ in compared.peers]
    assert TOWN not in codes
    assert len(codes) == len(set(codes)) == 20
    assert {code[-1] for code in codes} == {TOWN[-1]}


def test_the_peer_group_is_alike_in_size(compared: Comparison) -> None:
    people = load_panel().population_age.sum(axis=1)
    sizes = [people[code] / people[TOWN] for code, _ in compared.peers]
    assert min(sizes) > 0.4
    assert max(sizes) < 2.5


def test_the_drawn_values_highlight_the_place_alone(compared: Comparison, town: Place) -> None:
    drawn = compared.peer_values
    assert list(drawn.loc[drawn["highlighted"], "label"]) == [town.name]
    assert len(drawn) == 1 + len(compared.peers)
    assert drawn["value"].gt(0).all()
    assert compared.shown.endswith("2024 r.")


def test_a_figure_published_for_the_powiat_only_is_not_the_gminas(compared: Comparison) -> None:
    row = _row(compared, "registered_unemployment_rate")
    assert row["place"] != row["place"]  # not a number
    assert row["place_status"] == "not_applicable"
    assert row["powiat"] == 13.5


def test_every_area_of_every_indicator_is_a_quantity(compared: Comparison) -> None:
    quantities = {q.id: q for q in indicator_quantities(compared)}
    assert quantities.pop("peers.number").value == 20
    wanted = {f"indicator.{i}.{area}" for i in compared.table["indicator"] for area in AREAS}
    theirs = {id_ for id_ in quantities if id_.startswith("indicator.")}
    assert theirs == wanted
    rest = set(quantities) - theirs
    assert {id_.partition(".")[0] for id_ in rest} == {"rank", "synthetic"}
    assert all(q.source for q in quantities.values() if q.value is not None)
    assert all(q.note for q in quantities.values() if q.value is None)


def test_the_places_own_figure_goes_before_the_panels(tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", TOWN, today=date(2026, 5, 4))
    path = tmp_path / "gmina" / "statistics.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert f"{TOWN};unemployed_registered;2024;1195;" in text
    mended = text.replace(
        f"{TOWN};unemployed_registered;2024;1195;", f"{TOWN};unemployed_registered;2024;1200;"
    )
    path.write_text(mended, encoding="utf-8")
    compared = compare_place(load_place(tmp_path / "gmina"))
    assert _row(compared, "registered_unemployed")["place"] == 1200


def test_a_gmina_outside_the_panel_is_compared_without_peers(town: Place) -> None:
    panel = load_panel()
    fields = {name: getattr(panel, name) for name in panel.__dataclass_fields__}
    fields["population_age"] = panel.population_age.drop(index=TOWN)
    compared = compare_place(town, panel=Panel(**fields))
    assert compared.peers == ()
    assert compared.peer_values.empty
    assert _row(compared, "registered_unemployed")["place"] == 1195


def test_a_small_count_of_the_place_has_an_interval_and_a_large_one_none(town: Place) -> None:
    few = [TOWN, "blue_cards_started", 2024, 7.0, "szt.", "observed", "zespół"]
    own = town.observations
    added = pd.DataFrame([few], columns=own.columns).astype(own.dtypes.to_dict())
    place = replace(town, observations=pd.concat([own, added], ignore_index=True))
    found = {q.id: q for q in indicator_quantities(compare_place(place))}
    rate = found["indicator.blue_cards_per_10k.place"]
    assert rate.interval == 0.95
    # Garwood's interval of a count of 7 is 2.814 to 14.423
    assert [(rate.value or 0) * end / 7 for end in (2.814, 14.423)] == pytest.approx(
        [rate.low, rate.high], rel=1e-3
    )
    assert found["indicator.unemployed_per_1000.place"].interval is None
    assert found["indicator.blue_cards_per_10k.powiat"].low is None


def test_a_place_without_figures_of_its_own_has_no_intervals(compared: Comparison) -> None:
    alone = replace(compared, own=None)
    own = [q for q in indicator_quantities(alone) if q.id.endswith(".place")]
    assert [q.interval for q in own] == [None] * len(own) != []
