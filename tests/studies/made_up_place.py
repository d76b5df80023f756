"""A made-up town with a plan and figures; all of them are invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from costmodel.statistics.place import Place
from costmodel.statistics.staff import no_staff

COUNTS = (900.0, 860.0, 880.0, 820.0, 800.0, 790.0, 760.0, 770.0, 740.0, 700.0, 690.0, 680.0)
PLAN = (
    "[cis]\nfirst_year = 2027\n"
    'coverage = { over_24_months = 0.1, "unemployment.long_term_assisted" = 0.2 }\n'
)
TERYT = "3215011"


def series(variable: str, *counts: float, last_year: int = 2024) -> pd.DataFrame:
    """Figures of the town up to a year."""
    first = last_year + 1 - len(counts)
    return pd.DataFrame(
        {
            "teryt": TERYT,
            "variable": variable,
            "year": list(range(first, last_year + 1)),
            "value": list(counts),
            "unit": "osoba",
            "status": "observed",
            "source": "liczby zmyślone",
        }
    )


def place(
    folder: Path,
    *,
    plan: str | None = PLAN,
    figures: Mapping[str, tuple[float, ...]] | None = None,
    levels: Mapping[str, float] | None = None,
    problems: tuple[str, ...] = (),
) -> Place:
    """The town in a folder; its counts by level only where they are given."""
    path = folder / "plan.toml"
    if plan is not None:
        path.write_text(plan, encoding="utf-8")
    known = {"unemployed_registered": COUNTS} if figures is None else dict(figures)
    rows = [
        (level, persons, 2025, "ewidencja zmyślona") for level, persons in (levels or {}).items()
    ]
    return Place(
        teryt=TERYT,
        name="Miasto",
        kind="1",
        powiat="3215000",
        voivodeship="3200000",
        annex_date=date(2026, 3, 31),
        observations=pd.concat([series(v, *c) for v, c in known.items()], ignore_index=True)
        if known
        else series("none"),
        levels=pd.DataFrame(rows, columns=["level", "persons", "year", "source"]),
        staff=no_staff(),
        plan_path=None if plan is None else path,
        folder=folder,
        files=(),
        problems=problems,
    )
