"""Observations laid out for formulas: areas down, variables and years across."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from costmodel.indicators.catalogue import Catalogue
from costmodel.indicators.formulas import Cells, first_known, level, summed
from costmodel.tables import Status


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The numerator or the denominator of an indicator, area by area, with its sources."""

    cells: Cells
    sources: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """Observations with areas down and ``(variable, year)`` across."""

    figures: pd.DataFrame
    statuses: pd.DataFrame
    sources: pd.DataFrame
    years: dict[str, set[int]]

    def years_of(self, name: str, catalogue: Catalogue) -> set[int]:
        """Return the years in which a variable, a group or one of its alternatives stands."""
        ways = [catalogue.variables(way.name) for way in catalogue.ways(name)]
        return set().union(
            *(set.intersection(*(self.years.get(v, set()) for v in way)) for way in ways)
        )

    def side(self, name: str, year: int, areas: list[str], catalogue: Catalogue) -> Side:
        """Return the figures that ``name`` stands for, its first known way in each area."""
        ways = [(catalogue.variables(way.name), way.factor) for way in catalogue.ways(name)]
        there = [
            (members, factor)
            for members, factor in ways
            if all(year in self.years.get(member, set()) for member in members)
        ]
        parts = [
            level(self._summed(members, year, areas), multiplier=factor)
            for members, factor in there
        ]
        chosen = first_known(parts)
        columns = [self._sources(members, year, areas) for members, _ in there]
        known = [part.status == Status.OBSERVED.value for part in parts]
        taken = np.argmax(np.vstack(known), axis=0)  # the first known; else the first
        return Side(chosen, [columns[way][row] for row, way in enumerate(taken)])

    def _summed(self, members: tuple[str, ...], year: int, areas: list[str]) -> Cells:
        parts = []
        for variable in members:
            key = (variable, year)
            value = self.figures[key].reindex(areas).to_numpy(dtype=np.float64)
            status = self.statuses[key].reindex(areas).astype(object)
            known = status.where(status.notna(), Status.MISSING.value).to_numpy()
            parts.append(Cells(value, known))
        return summed(parts)

    def _sources(
        self, members: tuple[str, ...], year: int, areas: list[str]
    ) -> list[tuple[str, ...]]:
        columns = [self.sources[variable, year].reindex(areas).tolist() for variable in members]
        return [
            tuple(source for source in row if isinstance(source, str))
            for row in zip(*columns, strict=True)
        ]


def arranged(observations: pd.DataFrame) -> Arranged:
    """Return a checked table of observations, laid out.

    Parameters
    ----------
    observations : DataFrame
        As :data:`costmodel.tables.OBSERVATIONS`.
    """
    years: dict[str, set[int]] = {}
    keys = observations[["variable", "year"]].drop_duplicates()
    for variable, year in zip(keys["variable"], keys["year"], strict=True):
        years.setdefault(str(variable), set()).add(int(year))
    value, status, source = (_wide(observations, name) for name in ("value", "status", "source"))
    return Arranged(value, status, source.astype(object), years)


def _wide(observations: pd.DataFrame, content: str) -> pd.DataFrame:
    indexed = observations.set_index(["teryt", "variable", "year"])[content]
    return pd.DataFrame(indexed.unstack(["variable", "year"]))  # noqa: PD010
