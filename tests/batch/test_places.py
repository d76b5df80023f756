from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from costmodel.batch.places import codes_of, place_in_panel, request_of
from costmodel.errors import InputError
from costmodel.statistics.place import load_place


def test_a_powiat_is_its_gminas_in_order() -> None:
    found = codes_of(["3215"])
    assert found == ("3215011", "3215023", "3215033", "3215043", "3215052", "3215062")
    assert list(found) == sorted(found)


def test_an_area_named_twice_counts_once() -> None:
    assert codes_of(["3215", "3215011"]) == codes_of(["3215"])


def test_the_country_has_every_gmina_of_2020() -> None:
    assert len(codes_of(["PL"])) == 2477


@pytest.mark.parametrize("area", ["99", "321", "3215019", "gmina", ""])
def test_an_unknown_area_is_told_with_what_may_stand_there(area: str) -> None:
    with pytest.raises(InputError, match="kod TERYT gminy \\(7 cyfr\\), powiatu \\(4\\)"):
        codes_of([area])


def test_all_unknown_areas_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        codes_of(["98", "3215", "99"])
    assert [problem.value for problem in caught.value.problems] == ["98", "99"]


def test_no_area_is_refused() -> None:
    with pytest.raises(InputError, match="Podaj kod"):
        codes_of([])


def test_a_place_of_the_panel_has_the_figures_of_its_shipped_example(tmp_path: Path) -> None:
    request = request_of(tmp_path, annex_date=date(2026, 3, 31))
    place, example = place_in_panel("3215011", request), load_place("3215011")
    assert place.name == example.name
    assert place.series("unemployed_registered").equals(example.series("unemployed_registered"))
    assert place.plan_path == tmp_path.resolve() / "plan.toml"


def test_a_plan_of_the_user_is_used_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("", encoding="utf-8")
    request = request_of(tmp_path / "out", annex_date=date(2026, 3, 31), plan=own)
    assert request.plan == own.resolve()
    assert not (tmp_path / "out").exists()
