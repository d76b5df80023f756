"""From a publisher's table to the library's own: one figure a row, named and sourced."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.tables import OBSERVATIONS

COLUMNS = ("teryt", "variable", "year", "value", "unit", "status", "source")


def as_observations(
    table: pd.DataFrame, *, variables: Mapping[str, str], source: str
) -> pd.DataFrame:
    """Return the figures asked for, checked against :data:`costmodel.tables.OBSERVATIONS`.

    Parameters
    ----------
    table : DataFrame
        What a reader of this part gives back.
    variables : mapping of str to str
        Label in the export → variable id; other labels are left out.
    source : str
        Publication and export, kept beside every figure.

    Raises
    ------
    InputError
        If a label asked for is not in the table.
    """
    labels = set(table["label"])
    missing = [label for label in variables if label not in labels]
    if missing:
        raise InputError(
            [
                Problem(
                    source,
                    "",
                    ", ".join(sorted(labels)),
                    f"cecha „{label}”",
                    "Pobierz z BDL tabelę z tą cechą.",
                )
                for label in missing
            ]
        )
    chosen = table[table["label"].isin(list(variables))]
    named = chosen.assign(variable=chosen["label"].map(dict(variables)), source=source)
    checked: pd.DataFrame = OBSERVATIONS.validate(
        named[list(COLUMNS)].astype({"variable": "str", "source": "str"}).reset_index(drop=True)
    )
    return checked
