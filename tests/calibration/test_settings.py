from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.calibration.settings import calibration_settings, read_calibration_settings
from costmodel.errors import InputError
from costmodel.resources import data_path


def test_the_shipped_settings_load() -> None:
    assert 0 < calibration_settings().least_effective_share < 1


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = data_path("calibration.toml").read_text(encoding="utf-8")
    text = text.replace("value = 0.01", "value = 5").replace("[stock_spread]", "[stock_spred]")
    file = tmp_path / "calibration.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_calibration_settings(file)
    places = {problem.place for problem in caught.value.problems}
    assert places == {
        "klucz stock_spread",
        "klucz stock_spred",
        "klucz least_effective_share.value",
    }
