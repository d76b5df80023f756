"""Read the settings of the forecast, each with its unit and source, from the data file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints, create_model

from costmodel.declared import Declared, read_declared
from costmodel.language import remembered
from costmodel.resources import data_path


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers that decide on the choice of a model and the width of its interval.

    Parameters
    ----------
    min_observations, min_train, min_train_short, robust_window : float
        Lengths of series. [years]
    min_origins : float
        Forecast origins that a horizon needs to count in the choice. [origins]
    gain_over_average : float
        Gain over the average from which another candidate wins. [share of error]
    robust_damping : float
        Part of the slope kept each year. [share]
    autoregression_ceiling : float
        Largest part of last year's change that may go on. [share]
    short_series_spread : float
        One-year spread used where a series has no back-test. [log units]
    panel_spread : float
        One-year spread in all gminas of the panel. [log units]
    spread_growth : float
        Power of the horizon with which the spread grows.
    scale_horizons : float
        Years ahead over which the scale of a series is compared with the panel. [years]
    panel_weight : float
        Weight of the panel's spread beside that of the series. [years of history]
    coverage_interval : float
        Level of the intervals measured in ``forecast_coverage.toml``. [share]
    borrow_below : float
        Series that end below it borrow the change of their peers. [persons]
    peer_weight : float
        Count of its own at which a series weighs as much as its peers. [persons]
    """

    min_observations: float
    min_train: float
    min_train_short: float
    min_origins: float
    gain_over_average: float
    robust_window: float
    robust_damping: float
    autoregression_ceiling: float
    short_series_spread: float
    panel_spread: float
    spread_growth: float
    scale_horizons: float
    panel_weight: float
    coverage_interval: float
    borrow_below: float
    peer_weight: float


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class SettingForm(Declared):
    """One table of the file: a number with its unit and where it comes from."""

    value: Annotated[float, Field(gt=0)]
    unit: Text
    source: Text


_TABLES: dict[str, Any] = {field.name: (SettingForm, ...) for field in fields(Settings)}
SettingsForm = create_model("SettingsForm", __base__=Declared, **_TABLES)
"""A file of settings: one table for each field of :class:`Settings`."""


def read_settings(path: Path) -> Settings:
    """Return the settings that stand in a TOML file.

    Parameters
    ----------
    path : Path
        One table per setting, with ``value`` (positive), ``unit`` and ``source``.

    Raises
    ------
    InputError
        If a setting is absent, unknown, not positive, or has no unit or source.
    """
    form = read_declared(path, SettingsForm)
    return Settings(**{name: getattr(form, name).value for name in _TABLES})


@remembered
def default_settings() -> Settings:
    """Return the settings shipped with the library.

    Examples
    --------
    >>> default_settings().min_observations
    8.0
    """
    return read_settings(data_path("forecast.toml"))
