"""The last place to which a given number leads: a file and table, an article, a row, a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from costmodel.evidence.loader import load_findings
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.indicator import Indicator
from costmodel.problems.common import COMMON
from costmodel.problems.uncertain import Origin, UncertainRecord
from costmodel.publish.findings import finding_files
from costmodel.publish.record import own_files
from costmodel.quantities import Quantity
from costmodel.resources import data_path
from costmodel.statistics.observations import COLUMNS
from costmodel.statistics.place import STATISTICS_FILE
from costmodel.statistics.sheet import read_sheet
from costmodel.statutes.parameter import Parameter
from costmodel.studies.capacity import OWNER as POST_COST
from costmodel.studies.capacity import WAGE, post_cost_values
from costmodel.studies.catalogue import INSTRUMENT_FOLDER, PROBLEM_FOLDER
from costmodel.studies.inputs import Inputs
from costmodel.studies.own_values import FILE as OWN_VALUES
from costmodel.studies.related_links import related_links

WAGE_ID = "staff.wage"
OPTIONAL = "status"
"""Row of a table that stands under its head."""
Rows = Mapping[tuple[str, str, int], int]
"""Rows of statistics.csv by code of the area, variable and year."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a number stands, line by line, and the ids of other numbers that it rests on."""

    lines: tuple[str, ...]
    rests_on: tuple[str, ...] = ()


def origins_of(inputs: Inputs, quantities: Mapping[str, Quantity]) -> dict[str, Whereabouts]:
    """Return where the given numbers of a study stand, by id.

    Numbers that are computed are not among them, nor those whose place their family tells
    (:mod:`costmodel.publish.explanations`).
    """
    rows = _rows(inputs)
    found = {
        **dict(_values(inputs)),
        **dict(_parameters(inputs, quantities)),
        **dict(_findings()),
        **dict(_stocks(inputs, rows)),
        **dict(_indicators(inputs, rows, quantities)),
        **dict(_links(inputs)),
    }
    return {id_: place for id_, place in found.items() if id_ in quantities}


def _values(inputs: Inputs) -> Iterator[tuple[str, Whereabouts]]:
    owned = {**inputs.records, POST_COST: post_cost_values()}
    for owner, records in owned.items():
        for name, record in records.items():
            lines = [_file_of(inputs, owner, name, record), f"dowód {record.grade.value}"]
            rests = tuple(f"finding.{id_}" for id_ in record.finding)
            yield f"value.{owner}.{name}", Whereabouts(tuple(lines), rests)


def _file_of(inputs: Inputs, owner: str, name: str, record: UncertainRecord) -> str:
    """Return the file and table that declare a value."""
    if record.kind is Origin.OWN:
        return f"{OWN_VALUES} gminy, tabela [{owner}.{name}]"
    table = f"tabela [value.{name}]"
    if owner == COMMON:
        return f"data/common.toml, {table}"
    if owner == POST_COST:
        return f"data/capacity/post_cost.toml, {table}"
    folder = PROBLEM_FOLDER if owner in inputs.problems else INSTRUMENT_FOLDER
    file = f"{folder}/{owner}.toml"
    return f"{file} gminy, {table}" if file in own_files(inputs) else f"data/{file}, {table}"


def _parameters(
    inputs: Inputs, quantities: Mapping[str, Quantity]
) -> Iterator[tuple[str, Whereabouts]]:
    days = {"parameter": inputs.price_day, "staff.law": inputs.place.annex_date}
    for family, day in days.items():
        for name, parameter in inputs.book.parameters.items():
            id_ = f"{family}.{name}"
            if id_ in quantities:
                yield id_, Whereabouts(_law(parameter, day))
    if WAGE_ID in quantities:
        last_day = date(quantities[WAGE_ID].year or inputs.price_year, 12, 31)
        yield WAGE_ID, Whereabouts(_law(inputs.book.parameter(WAGE), last_day))


def _law(parameter: Parameter, day: date) -> tuple[str, ...]:
    enactment = parameter.enactment_at(day)
    statutes = data_path("statutes")
    folder = "statutes" if (statutes / f"{parameter.name}.toml").is_file() else "unit_costs"
    since = enactment.since.isoformat()
    return (
        f"stan na {day.isoformat()}, obowiązuje od {since}: {enactment.source}",
        f"data/{folder}/{parameter.name}.toml, tabela [since.{since}]",
    )


def _findings() -> Iterator[tuple[str, Whereabouts]]:
    for path in finding_files():
        for id_ in load_findings(path):
            yield f"finding.{id_}", Whereabouts((f"data/evidence/{path.name}, wynik {id_}",))


def _stocks(inputs: Inputs, rows: Rows) -> Iterator[tuple[str, Whereabouts]]:
    for problem, stock in inputs.stocks.items():
        if stock.forecast is None:
            continue
        variable = inputs.problems[problem].stock_variable
        for year in stock.forecast.history.index:
            row = rows.get((inputs.place.teryt, variable, int(str(year))))
            if row is not None:
                yield f"stock.{problem}.{year}", Whereabouts((_row_told(row, variable),))


def _indicators(
    inputs: Inputs, rows: Rows, quantities: Mapping[str, Quantity]
) -> Iterator[tuple[str, Whereabouts]]:
    place = inputs.place
    codes = {"place": place.teryt, "powiat": place.powiat, "voivodeship": place.voivodeship}
    for indicator in default_catalogue().indicators:
        for area, code in codes.items():
            id_ = f"indicator.{indicator.id}.{area}"
            year = quantities[id_].year if id_ in quantities else None
            if year is not None:
                yield id_, Whereabouts(_counted(indicator, code, year, rows))


def _counted(indicator: Indicator, code: str, year: int, rows: Rows) -> tuple[str, ...]:
    """Return what an indicator counts and the rows of the place's table that it takes."""
    catalogue = default_catalogue()
    above = catalogue.variables(indicator.numerator)
    below = () if indicator.denominator is None else catalogue.ways(indicator.denominator)
    wanted = [*above, *(v for way in below for v in catalogue.variables(way.name))]
    years = (year,) if indicator.lag is None else (year, year - indicator.lag)
    found = [
        _row_told(rows[code, variable, when], variable)
        for variable in dict.fromkeys(wanted)
        for when in years
        if (code, variable, when) in rows
    ]
    return (f"definicja: {indicator.base}; mnożnik {indicator.multiplier:g}", *found)


def _links(inputs: Inputs) -> Iterator[tuple[str, Whereabouts]]:
    for (source, target), (owner, name) in related_links(inputs.problems).items():
        told = owner if name in inputs.records[owner] else COMMON
        yield f"emergence.{source}.{target}", Whereabouts((), (f"value.{told}.{name}",))


def _rows(inputs: Inputs) -> dict[tuple[str, str, int], int]:
    """Return the row of each number of statistics.csv, as a spreadsheet counts them."""
    path = inputs.place.folder / STATISTICS_FILE
    if not path.is_file():
        return {}
    required = tuple(name for name in COLUMNS if name != OPTIONAL)
    sheet = read_sheet(path, required=required, optional=(OPTIONAL,))
    return {(row["teryt"], row["variable"], int(row["year"])): number for number, row in sheet.rows}


def _row_told(row: int, variable: str) -> str:
    return f"{STATISTICS_FILE} gminy, wiersz {row}: {variable}"
