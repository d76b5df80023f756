from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.forecast.settings import default_settings, read_settings
from costmodel.resources import data_path


def test_the_shipped_settings_load() -> None:
    assert default_settings().min_train >= default_settings().min_train_short


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = data_path("forecast.toml").read_text(encoding="utf-8")
    text = text.replace("[gain_over_average]", "[gain_over_averag]")
    text = text.replace("[min_train]\nvalue = 10", "[min_train]\nvalue = -1")
    text = text.replace('unit = "początki prognoz"', "", 1)
    file = tmp_path / "forecast.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_settings(file)
    places = {problem.place for problem in caught.value.problems}
    wrong = ("gain_over_average", "gain_over_averag", "min_train.value", "min_origins.unit")
    assert {f"klucz {name}" for name in wrong} == places


def test_a_setting_without_source_does_not_load(tmp_path: Path) -> None:
    text = data_path("forecast.toml").read_text(encoding="utf-8")
    file = tmp_path / "forecast.toml"
    file.write_text(text.replace("source =", "zrodlo =", 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"min_observations\.source: jest „brak”"):
        read_settings(file)
