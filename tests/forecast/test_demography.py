from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.forecast.demography import default_demography, read_demography
from costmodel.resources import data_path
from costmodel.sources import Grade


def test_every_rate_has_a_source_and_every_assumption_grade_e() -> None:
    rates = default_demography()
    assert set(rates.sources) == set(rates.grades)
    assert rates.grades["fertility_by_age"] is Grade.E
    assert "Rocznik Demograficzny" in str(rates.sources["total_fertility"])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[1.099]", "[-1.0]", "liczby nieujemne"),
        ("[1.06]", "[1.06, 1.0]", "boys_per_girl: 1 liczb, a jest 2"),
        ("0.30, 0.32", "0.30, 0.42", "sumują się do 1"),
        (
            'kind = "assumption"\ngrade = "E"',
            'kind = "assumption"\ngrade = "B"',
            "założenie ma ocenę E",
        ),
    ],
)
def test_a_wrong_rate_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = data_path("demography.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "demography.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_demography(file)
