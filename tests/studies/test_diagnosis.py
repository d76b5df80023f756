"""A gmina and three groups of those it is compared with."""

from __future__ import annotations

import pytest

from costmodel.errors import InputError
from costmodel.statistics.panel import load_panel
from costmodel.statistics.place import load_place
from costmodel.studies.diagnosis import diagnose

TOWN, NEIGHBOUR = "3215011", "3215052"


def test_no_group_holds_the_gmina_or_a_code_twice() -> None:
    found = diagnose(load_place(TOWN))
    for codes in found.groups.values():
        assert TOWN not in codes
        assert len(codes) == len(set(codes))


def test_peers_by_size_are_nearer_in_size_than_those_by_likeness() -> None:
    groups = diagnose(load_place(TOWN)).groups
    people = load_panel().population_age.sum(axis=1)
    farthest = {
        name: max(abs(people[code] / people[TOWN] - 1) for code in groups[name])
        for name in ("size", "likeness")
    }
    assert farthest["size"] < farthest["likeness"]


def test_the_neighbours_are_the_rest_of_the_powiat() -> None:
    codes = diagnose(load_place(TOWN)).groups["powiat"]
    assert {code[:4] for code in codes} == {"3215"}
    assert NEIGHBOUR in codes


def test_named_peers_stand_in_place_of_the_neighbours() -> None:
    groups = diagnose(load_place(TOWN), named=[NEIGHBOUR]).groups
    assert groups["named"] == (NEIGHBOUR,)
    assert "powiat" not in groups


def test_a_named_peer_that_does_not_exist_is_told() -> None:
    with pytest.raises(InputError, match="9999999"):
        diagnose(load_place(TOWN), named=["9999999"])


def test_a_gmina_outside_the_panel_has_its_own_values_and_no_groups() -> None:
    found = diagnose(load_place("9910013"))
    assert not found.groups
    assert found.peers == ()
    assert "9910013" in set(found.table["teryt"])


def test_the_values_of_a_year_are_those_asked_for() -> None:
    found = diagnose(load_place(TOWN))
    rows = found.of("registered_unemployed", 2024, (TOWN, "3215000"))
    values = dict(zip(rows["teryt"], rows["value"], strict=True))
    assert values == {TOWN: 1195.0, "3215000": load_panel().unemployed.loc["3215000", 2024]}
