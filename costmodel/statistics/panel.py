"""The national panel: figures of all gminas of 2020, and of the areas above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from costmodel.resources import data_path
from costmodel.statistics.observations import COLUMNS
from costmodel.statistics.recipe import Recipe, load_recipe
from costmodel.tables import OBSERVATIONS, Status
from costmodel.teryt import POLAND, powiat_of, voivodeship_of

TABLES = (
    "unemployed",
    "population_age",
    "population_sex",
    "population_total",
    "population_areas",
    "migration",
    "wages",
    "unemployment_rate",
)
_SUMMED = "obliczenie, suma gmin: "


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel as tables.

    Parameters
    ----------
    areas : DataFrame
        teryt, name, kind (:data:`costmodel.tables.UNITS_OF_AREA`): Poland, voivodeships,
        powiats and the 2,477 gminas of 2020.
    unemployed : DataFrame of shape (n_areas, n_years)
        Index teryt (codes of other years included), columns int years, NaN = missing. [persons]
    population_age : DataFrame of shape (2477, 18)
        Index teryt, columns ``population_0_4`` … ``population_85_plus``; year 2020. [persons]
    wide : mapping of str to DataFrame
        Every table of the panel, index teryt, columns ``variable.year``.
    units, sources : mapping of str to str
        By ``variable.year``: unit, and publication with export.
    """

    areas: pd.DataFrame
    unemployed: pd.DataFrame
    population_age: pd.DataFrame
    wide: Mapping[str, pd.DataFrame]
    units: Mapping[str, str]
    sources: Mapping[str, str]


def load_panel(folder: Path | None = None) -> Panel:
    """Return the panel that comes with the library, or the one derived into ``folder``.

    Examples
    --------
    >>> int(load_panel().unemployed.loc["3215011", 2024])
    1195
    """
    place = folder or data_path("reference")
    areas = pd.read_csv(place / "areas.csv", dtype="str", keep_default_na=False)
    wide = {name: _table(place / f"{name}.csv") for name in TABLES}
    recipe = load_recipe()
    units, sources = _origins(recipe, wide)
    unemployed = wide["unemployed"].rename(columns=lambda key: int(key.split(".")[1]))
    ages = wide["population_age"].rename(columns=lambda key: key.split(".")[0])
    return Panel(areas, unemployed, ages, wide, units, sources)


def _table(path: Path) -> pd.DataFrame:
    raw = pd.read_csv(path, dtype={"teryt": "str"}, index_col="teryt")
    return raw.astype(float)


def _origins(
    recipe: Recipe, wide: Mapping[str, pd.DataFrame]
) -> tuple[dict[str, str], dict[str, str]]:
    keys = [(name, str(key)) for name, table in wide.items() for key in table.columns]
    found = {
        key: figures
        for name, key in keys
        for figures in recipe.figures
        if figures.table == name and figures.covers(key.split(".")[0], int(key.split(".")[1]))
    }
    units = {key: figures.unit for key, figures in found.items()}
    return units, {key: f.source(recipe.publisher) for key, f in found.items()}


def areas_around(teryt: str) -> tuple[str, str, str, str]:
    """Return the codes of a gmina, its powiat, its voivodeship and Poland.

    Examples
    --------
    >>> areas_around("3215011")
    ('3215011', '3215000', '3200000', '0000000')
    """
    return teryt, powiat_of(teryt), voivodeship_of(teryt), POLAND


def panel_observations(panel: Panel, codes: Sequence[str]) -> pd.DataFrame:
    """Return all figures of the areas asked for, in their order.

    Returns
    -------
    DataFrame
        :data:`costmodel.tables.OBSERVATIONS`. A cell that GUS left empty has the status
        *missing*. Population of 2020 of powiats and above is the sum of their gminas, and
        its source says so.
    """
    rows = []
    for code in codes:
        for name, table in panel.wide.items():
            if code not in table.index:
                continue
            prefix = _SUMMED if name == "population_areas" else ""
            for key, value in table.loc[code].items():
                variable, year = str(key).split(".")
                status: Status = Status.MISSING if pd.isna(value) else Status.OBSERVED
                rows.append(
                    (
                        code,
                        variable,
                        int(year),
                        value,
                        panel.units[str(key)],
                        status.value,
                        prefix + panel.sources[str(key)],
                    )
                )
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": float, "year": int})
    texts = ("teryt", "variable", "unit", "status", "source")
    checked: pd.DataFrame = OBSERVATIONS.validate(table.astype(dict.fromkeys(texts, "str")))
    return checked
