from __future__ import annotations

from typing import Any

import pytest

from costmodel.errors import ModelError
from costmodel.studies.settings import SWITCHES, Settings


def test_the_defaults_are_those_of_the_annex() -> None:
    settings = Settings()
    assert (settings.horizon, settings.n_draws, settings.discount_rate) == (7, 10_000, None)
    assert settings.switched_off == ()


def test_every_step_can_be_left_out() -> None:
    assert Settings(switched_off=SWITCHES).switched_off == SWITCHES


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"horizon": 0}, "horyzont wynosi 0: podaj od 1 do 40 lat"),
        ({"horizon": 41}, "horyzont wynosi 41"),
        ({"n_draws": 10}, "liczba losowań wynosi 10: podaj od 100"),
        ({"seed": -1}, "ziarno wynosi -1"),
        ({"discount_rate": 4.0}, "stopa dyskontowa wynosi 4: podaj ułamek od 0 do 0,5"),
        ({"discount_rate": -0.01}, "stopa dyskontowa"),
        ({"discount_rate": float("nan")}, "stopa dyskontowa wynosi nan"),
        ({"switched_off": ("deadwieght",)}, "nie ma kroku „deadwieght”: podaj jedno z deadweight"),
        ({"horizon": 0, "seed": -1}, "horyzont.*; ziarno"),
    ],
)
def test_settings_that_make_no_sense_are_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        Settings(**given)
