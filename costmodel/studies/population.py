"""The population of a gmina ahead, from its newest published ages and its own balance of moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.forecast.demography import Demography, default_demography
from costmodel.forecast.population import (
    AGES,
    FERTILE,
    PopulationOutlook,
    by_sex,
    population_outlook,
)
from costmodel.forecast.survival import person_years
from costmodel.quantities import Kind, Quantity
from costmodel.statistics.panel import Panel, load_panel
from costmodel.statistics.place import Place
from costmodel.studies.quantity_makers import SOURCE
from costmodel.studies.residents import Known, residents_of
from costmodel.teryt import POLAND

Floats = NDArray[np.float64]
VARIABLES = tuple(f"population_{age.replace('-', '_').replace('+', '_plus')}" for age in AGES)
SEXES = ("population_male", "population_female")
BALANCE = "migration_balance"
RECENT_YEARS = 5
"""Years of the balance of moves that are averaged. [years]"""
BANDS = {"0_14": (0, 15), "15_64": (15, 65), "65_plus": (65, 200), "80_plus": (80, 200)}
"""First age and the age after the last. [years]"""
STEP = 5


@dataclass(frozen=True, slots=True, eq=False)
class PopulationAhead:
    """A forecast of population and what it starts from.

    Parameters
    ----------
    outlook : PopulationOutlook
    base_year, last_year : int
    migration : float
        Yearly net migration, 0 where none is known. [persons per 1000 and year]
    migration_years : tuple of int
        Years averaged; empty where none is known and 0 is an assumption.
    source : str
        Of the ages.
    seen : Known or None
        The newest number of residents published, where it is later than the ages. [persons]
    """

    outlook: PopulationOutlook
    base_year: int
    last_year: int
    migration: float
    migration_years: tuple[int, ...]
    source: str
    seen: Known | None

    def persons(self, year: int, band: str | None = None) -> float:
        """Return how many live in a year, all or of one band of :data:`BANDS`. [persons]"""
        table = self.outlook.table
        rows = table[table["year"] == year]
        if band is not None:
            first, end = BANDS[band]
            starts = rows["age"].str.extract(r"(\d+)")[0].astype(int)
            rows = rows[(starts >= first) & (starts < end)]
        return float(rows["persons"].sum())

    @property
    def years(self) -> tuple[int, ...]:
        """The base year, every fifth after it, and the last."""
        return tuple(sorted({*range(self.base_year, self.last_year + 1, STEP), self.last_year}))


def population_ahead(
    place: Place, *, last_year: int, panel: Panel | None = None
) -> PopulationAhead | None:
    """Return the population up to ``last_year``, or ``None`` where ages or sexes are not known.

    Parameters
    ----------
    place : Place
    last_year : int
    panel : Panel, optional
        Gives the national ratio of children to women; by default the one shipped.
    """
    ages = pd.DataFrame({name: place.series(name) for name in (*VARIABLES, *SEXES)}).dropna()
    if ages.empty or int(ages.index[-1]) >= last_year:
        return None
    base_year, newest = int(ages.index[-1]), ages.iloc[-1]
    by_age = newest[list(VARIABLES)].to_numpy(dtype=float)
    men, women = (float(newest[name]) for name in SEXES)
    moved = place.series(BALANCE).iloc[-RECENT_YEARS:]
    migration = 1000 * float(moved.mean()) / float(by_age.sum()) if len(moved) else 0.0
    outlook = population_outlook(
        by_age,
        men=men,
        women=women,
        base_year=base_year,
        last_year=last_year,
        net_migration_per_1000=migration,
        children_per_woman=_children_per_woman(panel or load_panel(), default_demography()),
    )
    rows = place.observations
    mine = (rows["teryt"] == place.teryt) & (rows["variable"] == VARIABLES[0])
    source = str(rows[mine & (rows["year"] == base_year)]["source"].iloc[0])
    years = tuple(int(str(year)) for year in moved.index)
    newest_total = residents_of(place)
    seen = newest_total if newest_total and newest_total.year > base_year else None
    return PopulationAhead(outlook, base_year, last_year, migration, years, source, seen)


def population_quantities(ahead: PopulationAhead) -> Iterator[Quantity]:
    """Yield the population by year and band, and what it rests on."""
    for year in ahead.years:
        first = year == ahead.base_year
        kind, source = (Kind.PUBLISHED, ahead.source) if first else (Kind.FORECAST, SOURCE)
        for band in ("all", *BANDS):
            value = ahead.persons(year, None if band == "all" else band)
            label, id_ = f"ludność, koniec {year} r.", f"population.{band}.{year}"
            yield Quantity(id_, label, value, "osoba", kind, source, year=year)
    if ahead.seen is not None:
        seen, id_ = ahead.seen, "population.seen"
        label = f"ludność ogłoszona, koniec {seen.year} r."
        yield Quantity(id_, label, seen.value, "osoba", Kind.PUBLISHED, seen.source, year=seen.year)
    outlook = ahead.outlook
    told = {
        "migration": ("saldo migracji przyjęte w prognozie", ahead.migration, "na 1000 rocznie"),
        "fertility": ("dzietność przyjęta w prognozie", outlook.fertility, "dzieci na kobietę"),
        "nation": ("waga dzietności krajowej", outlook.weight_of_nation, "udział"),
    }
    for name, (label, value, unit) in told.items():
        kind = Kind.ASSUMPTION if name == "migration" else Kind.COMPUTED
        yield Quantity(f"population.{name}", label, round(value, 2), unit, kind, SOURCE)


def _children_per_woman(panel: Panel, demography: Demography) -> float:
    """Return the national number of children aged 0-4 per woman aged 15-49 of the panel."""
    nation = panel.wide["population_areas"].loc[POLAND]
    by_name = nation.rename(lambda key: str(key).split(".")[0])
    by_age: Floats = by_name[list(VARIABLES)].to_numpy(dtype=float)
    lived = np.stack([person_years(row) for row in demography.life_expectancy])
    women = float(by_name.to_dict()["population_female"])
    start = by_sex(by_age, women=women, lived=lived, boys_per_girl=demography.boys_per_girl)
    return float(by_age[0] / start[1, FERTILE].sum())
