"""From the rows of a strategy to its targets, each checked and carried to every year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.targets.measurable import Measured, cautions, faults
from costmodel.targets.rules import RULES, Basis, Direction, Rule, path_to, target_of
from costmodel.translation import translated

STRATEGY = ("indicator", "base_year", "target_year", "rule", "value", "effect")
"""Rows of a strategy; ``value`` for the rule *given*, ``effect`` for *trend_plus_effect*."""
CATALOGUE = ("indicator", "name", "unit", "direction", "source")
VALUES = ("indicator", "year", "value")
TREND = ("indicator", "year", "median", "low", "high")
PEERS = ("indicator", "median")
BREAKS = ("indicator", "year")


def targets(
    strategy: pd.DataFrame,
    *,
    catalogue: pd.DataFrame,
    values: pd.DataFrame,
    peers: pd.DataFrame | None = None,
    trend: pd.DataFrame | None = None,
    breaks: pd.DataFrame | None = None,
    file: str = "targets.csv",
) -> pd.DataFrame:
    """Return the target of every row of a strategy.

    Parameters
    ----------
    strategy : DataFrame
        :data:`STRATEGY`; ``rule`` is one of :data:`costmodel.targets.rules.RULES`.
    catalogue : DataFrame
        :data:`CATALOGUE`; direction ``up``, ``down`` or ``context``.
    values : DataFrame
        :data:`VALUES`: the municipality's own figures. [unit of indicator]
    peers, trend, breaks : DataFrame, optional
        :data:`PEERS`: median of the peers; :data:`TREND`: forecast without the plan;
        :data:`BREAKS`: years of breaks. What is not given is not known.
    file : str
        Name told in errors.

    Returns
    -------
    DataFrame
        One row per row of the strategy: ``indicator``, ``name``, ``unit``, ``source``,
        ``direction``, ``base_year``, ``base``, ``target_year``, ``rule``, ``rule_label``,
        ``target``, ``change_percent`` [%], ``without_plan`` [unit of indicator], ``measurable``,
        ``faults`` and ``cautions`` (Polish sentences, empty where there are none).

    Raises
    ------
    InputError
        With every column that is missing, indicator unknown to the catalogue, rule that does not
        exist, and pair of indicator and target year that stands twice.
    """
    tables = {
        "strategy": (strategy, STRATEGY),
        "catalogue": (catalogue, CATALOGUE),
        "values": (values, VALUES),
        "peers": (_or_empty(peers, PEERS), PEERS),
        "trend": (_or_empty(trend, TREND), TREND),
        "breaks": (_or_empty(breaks, BREAKS), BREAKS),
    }
    _fail_if_columns_lack(tables, file)
    _fail_if_rows_are_wrong(strategy, catalogue, file)
    known = {name: table for name, (table, _) in tables.items()}
    rows = [_target(row, known) for row in strategy.to_dict("records")]
    return pd.DataFrame(rows)


def yearly_targets(found: pd.DataFrame) -> pd.DataFrame:
    """Return the target of every year of each measurable target, for the yearly report.

    Parameters
    ----------
    found : DataFrame
        What :func:`targets` returns.

    Returns
    -------
    DataFrame
        ``indicator``, ``year``, ``target``: a straight line from base to target.
    """
    rows = [
        (row["indicator"], year, target)
        for row in found[found["measurable"]].to_dict("records")
        for year, target in path_to(
            row["base"],
            row["target"],
            base_year=int(row["base_year"]),
            target_year=int(row["target_year"]),
        ).items()
    ]
    return pd.DataFrame(rows, columns=["indicator", "year", "target"])


def _target(row: dict[Any, Any], known: dict[str, pd.DataFrame]) -> dict[str, Any]:
    own = {name: _of(table, row["indicator"]) for name, table in known.items()}
    facts = own["catalogue"].iloc[0]
    base_year, target_year = int(row["base_year"]), int(row["target_year"])
    basis = _basis(row, own, base_year, target_year)
    direction = cast(Direction, facts["direction"])
    rule = cast(Rule, row["rule"])
    target, remark = target_of(rule, basis, direction=direction)
    seen = own["values"].dropna(subset="value")
    measured = Measured(
        _text(facts["unit"]),
        _text(facts["source"]),
        direction,
        tuple(int(year) for year in seen["year"]),
        tuple(int(year) for year in own["breaks"]["year"]),
    )
    span = {"base_year": base_year, "target_year": target_year}
    missing = faults(measured, basis, target, **span)
    told = [remark, *cautions(measured, basis, target, **span)]
    return {
        "indicator": row["indicator"],
        **{name: _text(facts[name]) for name in ("name", "unit", "source", "direction")},
        "base_year": base_year,
        "base": basis.base,
        "target_year": target_year,
        "rule": rule,
        "rule_label": translated(RULES[rule]),
        "target": target,
        "change_percent": 100 * (target / basis.base - 1) if basis.base > 0 else np.nan,
        "without_plan": basis.trend,
        "measurable": not missing,
        "faults": " ".join(missing),
        "cautions": " ".join(text for text in told if text),
    }


def _basis(
    row: dict[Any, Any], own: dict[str, pd.DataFrame], base_year: int, target_year: int
) -> Basis:
    values, trend, peers = own["values"], own["trend"], own["peers"]
    ahead = trend[trend["year"] == target_year]
    return Basis(
        base=_only(values[values["year"] == base_year], "value"),
        given=_number(row["value"]),
        peers_median=_only(peers, "median"),
        trend=_only(ahead, "median"),
        low=_only(ahead, "low"),
        high=_only(ahead, "high"),
        effect=_number(row["effect"]),
    )


def _of(table: pd.DataFrame, indicator: str) -> pd.DataFrame:
    return table[table["indicator"] == indicator]


def _only(table: pd.DataFrame, column: str) -> float:
    return float(table[column].iloc[0]) if len(table) else float("nan")


def _number(value: float | None) -> float:
    return float("nan") if value is None or pd.isna(value) else float(value)


def _text(value: str | float | None) -> str:
    return value if isinstance(value, str) else ""


def _or_empty(table: pd.DataFrame | None, columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns)) if table is None else table


def _fail_if_columns_lack(
    tables: dict[str, tuple[pd.DataFrame, tuple[str, ...]]], file: str
) -> None:
    problems = [
        Problem(file, f"tabela {name}", f"brak kolumny {column}", "ta kolumna", "Dopisz kolumnę.")
        for name, (table, columns) in tables.items()
        for column in columns
        if column not in table.columns
    ]
    if problems:
        raise InputError(problems)


def _not_numbers(row: dict[Any, Any], place: str, file: str) -> list[Problem]:
    """Return the cells of a row that must be a year or a number and are not."""
    found = []
    for column in ("base_year", "target_year", "value", "effect"):
        number = pd.to_numeric(row[column], errors="coerce")
        is_year = column.endswith("year")
        right = pd.notna(number) and float(number).is_integer() if is_year else pd.notna(number)
        if right or (not is_year and pd.isna(row[column])):
            continue
        told = "rok" if is_year else "liczba albo puste pole"
        where = f"{place}, kolumna {column}"
        found.append(Problem(file, where, str(row[column]), told, "Popraw wartość."))
    return found


def _fail_if_rows_are_wrong(strategy: pd.DataFrame, catalogue: pd.DataFrame, file: str) -> None:
    problems = []
    known = set(catalogue["indicator"])
    twice = strategy.duplicated(["indicator", "target_year"])
    for number, row in enumerate(strategy.to_dict("records"), start=1):
        place = f"cel nr {number}"
        if row["indicator"] not in known:
            mend = "Popraw identyfikator albo dopisz wskaźnik do katalogu."
            problems.append(Problem(file, place, str(row["indicator"]), "id wskaźnika", mend))
        if row["rule"] not in RULES:
            told = f"jedna z reguł: {', '.join(RULES)}"
            problems.append(Problem(file, place, str(row["rule"]), told, "Popraw regułę."))
        problems += _not_numbers(row, place, file)
        if twice.iloc[number - 1]:
            value = f"{row['indicator']}, {row['target_year']}"
            problems.append(Problem(file, place, value, "cel wpisany raz", "Usuń powtórzenie."))
    if problems:
        raise InputError(problems)
