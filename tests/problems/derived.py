"""What tests of derived numbers start from: findings, records, people and prices."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date

from costmodel.evidence.finding import Finding
from costmodel.evidence.loader import load_findings
from costmodel.problems.uncertain import UncertainRecord
from costmodel.resources import data_path
from costmodel.statutes.book import load_book

PRICE_YEAR = 2026


def findings_of(*files: str) -> dict[str, Finding]:
    """The findings of some files of evidence; a later file wins."""
    return {
        name: finding
        for file in files
        for name, finding in load_findings(data_path("evidence", f"{file}.toml")).items()
    }


def values_in(findings: Mapping[str, Finding]) -> Callable[[str], float]:
    """A reader of the value of a finding, which must have one."""

    def value_of(name: str) -> float:
        value = findings[name].value
        assert value is not None
        return value

    return value_of


def numbers(record: UncertainRecord) -> tuple[float, float, float]:
    """The low, the middle and the high number of a record that has all three."""
    assert record.low is not None
    assert record.mode is not None
    assert record.high is not None
    return record.low, record.mode, record.high


def residents(year: int) -> float:
    """People in Poland at the end of a year. [persons]"""
    with data_path("reference", "population_total.csv").open(encoding="utf-8") as lines:
        poland = next(row for row in csv.DictReader(lines) if row["teryt"] == "0000000")
    if whole := poland.get(f"population_total.{year}"):
        return float(whole)
    return float(poland[f"population_thousands.{year}"]) * 1000


def in_prices_of_2026(amount: float, *, year: int) -> float:
    """An amount of a year carried on by the yearly rise of prices, the last one forecast."""
    book = load_book()
    for later in range(year + 1, PRICE_YEAR):
        amount *= 1 + book.at("cpi_annual", date(later, 1, 1)) / 100
    return amount * (1 + book.at("cpi_forecast_nbp_2026_03", date(PRICE_YEAR, 1, 1)) / 100)
