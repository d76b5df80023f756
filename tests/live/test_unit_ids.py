from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.live.unit_ids import Unit, is_area_above, same_gmina, teryt_of_unit
from costmodel.statistics.panel import load_panel


@pytest.mark.parametrize(
    ("unit", "teryt"),
    [
        ("000000000000", "0000000"),
        ("023200000000", "3200000"),
        ("071412865000", "1465000"),  # the example of the description of the data
        ("011212001042", "1201042"),  # Lipnica Murowana, as recorded
    ],
)
def test_a_unit_id_holds_the_teryt_code(unit: str, teryt: str) -> None:
    assert teryt_of_unit(unit) == teryt


@given(
    st.sampled_from(list(load_panel().areas["teryt"])), st.from_regex(r"[0-9]{2}", fullmatch=True)
)
def test_every_code_is_found_again_in_its_unit_id(teryt: str, region: str) -> None:
    macro, sub = region, region
    unit = f"{macro}{teryt[:2]}{region[0]}{sub}{teryt[2:]}"
    assert teryt_of_unit(unit) == teryt


@pytest.mark.parametrize("unit", ["71412865000", "07141286500X", "", "٠" * 12])
def test_an_id_that_lost_its_zeros_is_refused(unit: str) -> None:
    with pytest.raises(ModelError, match="12 digits"):
        teryt_of_unit(unit)


def test_a_gmina_is_found_under_both_its_kinds_and_without_its_parts() -> None:
    ids = ("023216715022", "023216715023", "023216715024", "023216715025", "023216715000")
    units = [Unit(id_, "Barwice") for id_ in ids]
    assert [unit.id[-1] for unit in same_gmina(units, "3215023")] == ["3", "2"]
    assert [unit.id[-1] for unit in same_gmina(units, "3215022")] == ["2", "3"]
    assert is_area_above(units[-1])
