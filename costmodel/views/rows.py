"""Draws by year as rows of a table with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.uncertainty.summary import summarise

Floats = NDArray[np.float64]
Key = TypeVar("Key", bound=tuple[str, ...])
STATISTICS = ["mean", "median", "low", "high"]


def by_year(draws: Floats, years: Iterable[int]) -> pd.DataFrame:
    """Return one row a year of draws of shape (n_draws, n_years)."""
    found = summarise(draws)
    return pd.DataFrame(
        {
            "year": list(years),
            "mean": found.mean,
            "median": found.median,
            "low": found.low,
            "high": found.high,
        }
    )


def keyed(keys: tuple[str, ...], parts: Mapping[Key, Floats], years: Iterable[int]) -> pd.DataFrame:
    """Return the rows of several parts, each told by the values of ``keys``."""
    span = list(years)
    columns = [*keys, "year", *STATISTICS]
    tables = [
        by_year(draws, span).assign(**dict(zip(keys, names, strict=True)))
        for names, draws in parts.items()
    ]
    return (
        pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)
    )
