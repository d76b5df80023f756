from __future__ import annotations

from costmodel.live.bdl_units import measures, units_below, units_of_level
from tests.live.conftest import Opened
from tests.live.fake_bdl import MEASURES, FakeBdl


def test_areas_come_with_their_codes(bdl: FakeBdl, opened: Opened) -> None:
    session = opened(page_size=2)
    powiats = {unit.teryt: unit for unit in units_of_level(session, 5)}
    assert set(powiats) == {"3215000", "0221000", "0265000"}
    gminas = [unit.teryt for unit in units_below(session, powiats["3215000"])]
    assert gminas == ["3215011", "3215023", "3215024", "3215025"]


def test_units_of_measure_come_from_all_pages(bdl: FakeBdl, opened: Opened) -> None:
    assert measures(opened(page_size=2)) == MEASURES
