"""The residents of a gmina by age, and by age and sex, as charts show them."""

from __future__ import annotations

import pandas as pd

from costmodel.statistics.place import Place
from costmodel.studies.population import PopulationAhead

AGE_PREFIX = "population_"


def age_rows(place: Place) -> pd.DataFrame:
    """Return the published rows of the newest year by age, from the youngest; none if unknown.

    Returns
    -------
    DataFrame
        As the statistics of the place: ``variable``, ``year``, ``value`` [persons], ``source`` …
    """
    seen = place.observations
    rows = seen[
        (seen["teryt"] == place.teryt)
        & seen["variable"].str.match(rf"{AGE_PREFIX}\d")
        & (seen["status"] == "observed")
    ]
    latest: pd.DataFrame = rows[rows["year"] == rows["year"].max()]
    lowest = latest["variable"].str.extract(r"_(\d+)", expand=False).astype(int)
    return latest.assign(first=lowest).sort_values("first")


def pyramid_rows(ahead: PopulationAhead) -> pd.DataFrame:
    """Return people by age and sex in the base year and in the last.

    Returns
    -------
    DataFrame
        ``year``, ``sex``, ``age``, ``persons`` and ``variable``, under which the age is published.
    """
    table = ahead.outlook.table
    shown = table[table["year"].isin([ahead.base_year, ahead.last_year])]
    ages = shown["age"].astype(str).str.replace("-", "_").str.replace("+", "_plus")
    return shown.assign(variable=AGE_PREFIX + ages)


def age_shown(variable: str) -> str:
    """Return the age of a variable as it is printed.

    Examples
    --------
    >>> age_shown("population_0_4"), age_shown("population_85_plus")
    ('0–4', '85+')
    """
    first, last = variable.removeprefix(AGE_PREFIX).split("_")
    return f"{first}+" if last == "plus" else f"{first}–{last}"
