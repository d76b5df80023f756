"""Read the settings of the forecast, each with its unit and source, from the data file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.forecast.toml_file import read_toml
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
    tie_share : float
        Gain below which the simpler candidate wins. [share of error]
    robust_damping : float
        Part of the slope kept each year. [share]
    short_series_spread : float
        One-year spread used where a series has no back-test. [log units]
    spread_growth, spread_growth_low, spread_growth_high : float
        Power of the horizon with which the spread grows; bounds for its estimate.
    history_weight : float
        Weight of the whole history beside the back-test. [origins]
    coverage_2020_2024, coverage_2017_2021, coverage_2015_2019 : float
        Part of outcomes that fell into the interval when the panel was forecast from the past;
        measured for the level ``coverage_interval``. [share]
    """

    min_observations: float
    min_train: float
    min_train_short: float
    min_origins: float
    tie_share: float
    robust_window: float
    robust_damping: float
    short_series_spread: float
    spread_growth: float
    spread_growth_low: float
    spread_growth_high: float
    history_weight: float
    coverage_2020_2024: float
    coverage_2017_2021: float
    coverage_2015_2019: float
    coverage_interval: float


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
    tables = read_toml(path)
    names = [field.name for field in fields(Settings)]
    problems = [
        Problem(path.name, name, "brak", "jedno z ustawień prognozy", "Dodaj tabelę z value.")
        for name in names
        if name not in tables
    ]
    problems += [
        Problem(path.name, name, name, "nazwa znanego ustawienia", "Usuń albo popraw nazwę.")
        for name in tables
        if name not in names
    ]
    for name in names:
        problems += _problems_of(path.name, name, tables.get(name, {}))
    if problems:
        raise InputError(problems)
    return Settings(**{name: float(tables[name]["value"]) for name in names})


def _problems_of(file: str, name: str, table: object) -> list[Problem]:
    if not isinstance(table, dict):
        return [Problem(file, name, str(table), "tabela z value, unit, source", "Dodaj źródło.")]
    found = []
    value = table.get("value", 1)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        found.append(Problem(file, f"{name}.value", str(value), "liczba dodatnia", "Popraw ją."))
    found += [
        Problem(file, f"{name}.{key}", str(table[key]) if key in table else "brak", what, "Dodaj.")
        for key, what in (("unit", "jednostka"), ("source", "źródło albo założenie"))
        if table and not str(table.get(key, "")).strip()
    ]
    return found


@cache
def default_settings() -> Settings:
    """Return the settings shipped with the library.

    Examples
    --------
    >>> default_settings().min_observations
    8.0
    """
    return read_settings(data_path("forecast.toml"))
