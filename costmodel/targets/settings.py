"""Read what makes a target measurable, each number with its unit and source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from costmodel.declared import Declared, read_declared
from costmodel.language import remembered
from costmodel.resources import data_path


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """How many of the recent years must have a value. [years]"""

    fewest_years: int
    recent_years: int


class _SettingForm(Declared):
    value: int = Field(gt=0)
    unit: str = Field(min_length=1)
    source: str = Field(min_length=1)


class _SettingsForm(Declared):
    fewest_years: _SettingForm
    recent_years: _SettingForm


def read_target_settings(path: Path) -> TargetSettings:
    """Return the settings that stand in a TOML file.

    Raises
    ------
    InputError
        If a setting is absent, unknown, not a positive whole number, or without source.
    """
    form = read_declared(path, _SettingsForm)
    return TargetSettings(form.fewest_years.value, form.recent_years.value)


@remembered
def target_settings() -> TargetSettings:
    """Return the settings shipped with the library.

    Examples
    --------
    >>> target_settings().fewest_years
    3
    """
    return read_target_settings(data_path("targets.toml"))
