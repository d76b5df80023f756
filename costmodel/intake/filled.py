"""Figures that an office gave, as rows for the tables of its workspace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from costmodel.intake.forms import Row
from costmodel.statistics.levels import COLUMNS as LEVEL_COLUMNS
from costmodel.statistics.levels import no_levels
from costmodel.statistics.observations import COLUMNS
from costmodel.statistics.staff import COLUMNS as STAFF_COLUMNS
from costmodel.statistics.staff import no_staff
from costmodel.tables import OBSERVATIONS, Status


@dataclass(frozen=True, slots=True)
class Given:
    """One figure as it was given: the row of a form, the year, what the cell says, the source."""

    row: Row
    year: int
    status: Status
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Figures by the table they belong to.

    Parameters
    ----------
    statistics : DataFrame
        :data:`costmodel.tables.OBSERVATIONS`.
    levels, staff : DataFrame
        Columns of levels.csv and staff.csv. A figure that is no value is left out.
    """

    statistics: pd.DataFrame
    levels: pd.DataFrame
    staff: pd.DataFrame

    def __len__(self) -> int:
        """Return how many figures there are in all."""
        return len(self.statistics) + len(self.levels) + len(self.staff)


def filled(given: Iterable[Given], *, teryt: str) -> Filled:
    """Return the tables that given figures make.

    Parameters
    ----------
    given : iterable of Given
        Each goes to all targets of its row.
    teryt : str
        Code of the gmina.

    Examples
    --------
    >>> posts = Row(label="x", unit="etat", base="etaty", targets=["staff:social_worker_posts"])
    >>> table = filled([Given(posts, 2024, Status.OBSERVED, 3.5, "MRiPS-03")], teryt="3215011")
    >>> table.staff.to_dict("records")
    [{'kind': 'social_worker_posts', 'value': 3.5, 'year': 2024, 'source': 'MRiPS-03'}]
    """
    rows: dict[str, list[tuple[object, ...]]] = {"statistics": [], "levels": [], "staff": []}
    for one in given:
        for table, _, name in (target.partition(":") for target in one.row.targets):
            if table == "statistics":
                unit, status = one.row.unit, one.status.value
                rows[table].append((teryt, name, one.year, one.value, unit, status, one.source))
            elif one.status is Status.OBSERVED:
                rows[table].append((name, one.value, one.year, one.source))
    return Filled(
        statistics=observations(rows["statistics"]),
        levels=_typed(rows["levels"], LEVEL_COLUMNS, no_levels()),
        staff=_typed(rows["staff"], STAFF_COLUMNS, no_staff()),
    )


def observations(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Return checked observations from rows in the order of their columns; there may be none."""
    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    texts = ("teryt", "variable", "unit", "status", "source")
    typed = table.astype({"year": int, "value": float} | dict.fromkeys(texts, "str"))
    checked: pd.DataFrame = OBSERVATIONS.validate(typed)
    return checked


def _typed(
    rows: Sequence[tuple[object, ...]], columns: Sequence[str], empty: pd.DataFrame
) -> pd.DataFrame:
    """Return rows in the types of the table that has none."""
    return pd.DataFrame(list(rows), columns=list(columns)).astype(empty.dtypes.to_dict())
