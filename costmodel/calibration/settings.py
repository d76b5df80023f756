"""Read the settings of the calibration, each with its unit and source, from the data file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from costmodel.declared import Declared, read_declared
from costmodel.language import remembered
from costmodel.resources import data_path


@dataclass(frozen=True, slots=True)
class CalibrationSettings:
    """Numbers that decide how far own counts, yearly stocks and peers are trusted.

    Parameters
    ----------
    stock_spread : float
        Standard deviation of the log of a published stock around the true one. [log units]
    least_effective_share : float
        Effective draws below this share of all are refused. [share]
    least_effective_draws : float
        Fewer effective draws than this are refused. [draws]
    least_counted : float
        Fewer people counted in a row of moves than this teach nothing. [persons]
    least_peers : float
        Fewer gminas than this teach nothing of what is common to them. [gminas]
    """

    stock_spread: float
    least_effective_share: float
    least_effective_draws: float
    least_counted: float
    least_peers: float


class _PositiveForm(Declared):
    value: float = Field(gt=0)
    unit: str = Field(min_length=1)
    source: str = Field(min_length=1)


class _ShareForm(_PositiveForm):
    value: float = Field(gt=0, le=1)


class _SettingsForm(Declared):
    stock_spread: _PositiveForm
    least_effective_share: _ShareForm
    least_effective_draws: _PositiveForm
    least_counted: _PositiveForm
    least_peers: _PositiveForm


def read_calibration_settings(path: Path) -> CalibrationSettings:
    """Return the settings that stand in a TOML file.

    Raises
    ------
    InputError
        If a setting is absent, unknown, not positive, a share above 1, or without source.
    """
    form = read_declared(path, _SettingsForm)
    return CalibrationSettings(
        stock_spread=form.stock_spread.value,
        least_effective_share=form.least_effective_share.value,
        least_effective_draws=form.least_effective_draws.value,
        least_counted=form.least_counted.value,
        least_peers=form.least_peers.value,
    )


@remembered
def calibration_settings() -> CalibrationSettings:
    """Return the settings shipped with the library.

    Examples
    --------
    >>> calibration_settings().least_effective_share
    0.01
    """
    return read_calibration_settings(data_path("calibration.toml"))
