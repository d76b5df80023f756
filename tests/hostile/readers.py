"""Every reader of bytes from outside, each with a good sample to begin from."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # the package ships no types

from costmodel.annex.boundaries import read_boundaries
from costmodel.annex.document import Document, Footnote, Heading, Paragraph, Table
from costmodel.annex.docx import write_docx
from costmodel.declared import read_declared
from costmodel.evidence.loader import load_findings
from costmodel.intake.pasted import read_pasted
from costmodel.intake.peer_transitions import read_peer_transitions
from costmodel.intake.register import read_register
from costmodel.intake.transitions_file import read_transitions
from costmodel.intake.workbook_reader import read_workbook
from costmodel.live.bdl_pages import Measures, NamedUnits, OfUnit
from costmodel.live.budget_files import _Listing
from costmodel.live.failures import read_answer
from costmodel.live.rb28s_rows import rows_of_budget
from costmodel.live.smup import _Areas, _Numbers
from costmodel.live.wanted import WANTED_FILE, wanted_variables
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import load_instrument, load_problem, shipped_instruments
from costmodel.problems.practice_record import load_practice
from costmodel.publish.explain import explain
from costmodel.publish.trace_record import TRACE
from costmodel.resources import data_path
from costmodel.statistics.bdl_crel import read_bdl_crel
from costmodel.statistics.bdl_ctab import read_bdl_ctab
from costmodel.statistics.bdl_xlsx import read_bdl_xpiv, read_bdl_xtab
from costmodel.statistics.letterhead import read_letterhead
from costmodel.statistics.levels import read_levels
from costmodel.statistics.place_record import read_record
from costmodel.statistics.staff import read_staff
from costmodel.statistics.tidy import read_tidy
from costmodel.studies.own_values import OwnValues
from costmodel.studies.plan import load_plan
from tests.annex.letterheads import office
from tests.hostile.own_files import OWN_FILES
from tests.hostile.reading import Reader
from tests.intake.filling import TERYT, filled_with, where
from tests.live.sample_budget import csv_report, dbf_report, packed

SPENT = "statistics:spending_85202"
TODAY = date(2026, 3, 31)
EXERCISE = data_path("municipalities", "9910013-przykladowo")


def shipped(*parts: str, rows: int = 0) -> bytes:
    """Return a file of the exercise, or its first rows."""
    lines = EXERCISE.joinpath(*parts).read_bytes().splitlines(keepends=True)
    return b"".join(lines[: rows or None])


def book_of(rows: Sequence[Sequence[str | float]], name: str) -> bytes:
    """Return a workbook with one sheet."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return made.getvalue()


XPIV: list[list[str | float]] = [
    ["Kod", "Nazwa", "Płeć", "Rok", "Wartosc", "Jednostka miary", "Atrybut"],
    ["3215011", "Szczecinek", "ogółem", "2024", 1195.0, "osoba", ""],
]
XTAB: list[list[str | float]] = [
    ["Kod", "Nazwa", "ogółem", ""],
    ["", "", "2023", "2024"],
    ["", "", "[osoba]", "[osoba]"],
    ["3215011", "Szczecinek", 1200.0, 1195.0],
]
CTAB = 'Kod;Nazwa;"ogółem;2023;[osoba]";"ogółem;2024;[osoba]"\n3215011;Szczecinek;1200;1195\n'
CREL = (
    "Kod;Nazwa;Płeć;Rok;Wartosc;Jednostka miary;Atrybut\n"
    "3215011;Szczecinek;ogółem;2024;1195;osoba;\n"
)
PASTED = "Wyszczególnienie;wiersz;2023;2024;prognoza 2025\nBEZROBOTNI OGÓŁEM:;10;494;458;378\n"
REGISTER = (
    "person;problem;level;start;end;reason\n"
    f"{'a1' * 16};unemployment;under_12_months;2023-01-05;2023-09-01;usamodzielnienie\n"
)
AREA = {
    "type": "Feature",
    "properties": {"teryt": "3215011", "nazwa": "Szczecinek"},
    "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
}
SERIES = {
    "id": 10514,
    "measureUnitId": 26,
    "lastUpdate": "2025-05-01T00:00:00",
    "values": [{"year": "2024", "val": 1195, "attrId": 1}],
}
DOCUMENT = Document(
    title="Aneks",
    subtitle="próba",
    author="Urząd",
    place="Szczecinek",
    date=TODAY,
    blocks=(
        Heading(1, "Tytuł"),
        Paragraph("Tekst", notes=(Footnote("przypis"),)),
        Table("Tabela", ("A", "B"), (("a", "1"),), ("left", "right"), "źródło"),
    ),
)
NUMBER = {
    "opis": "liczba",
    "wartosc": 1.0,
    "dolna": None,
    "gorna": None,
    "jednostka": "osoba",
    "w_tekscie": ["1"],
    "rodzaj": "computed",
    "wzor": "",
    "zrodlo": "",
    "uwaga": "",
    "gdzie": [],
    "z": [],
}


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _explained(path: Path) -> object:
    return explain(path.parent, "a")


def _wanted(path: Path) -> object:
    return wanted_variables(path.parent)


def _planned(path: Path) -> object:
    return load_plan(path, instruments=_instruments(), years=tuple(range(2026, 2034)))


@cache
def _instruments() -> dict[str, Instrument]:
    own = load_instrument(EXERCISE / "instruments" / "poradnia_zadluzeniowa.toml")
    return {**shipped_instruments(), own.id: own}


def _letterhead(path: Path) -> object:
    content = read_letterhead(path)
    write_docx(DOCUMENT, path.with_name("aneks.docx"), letterhead=content)
    return content


def _budget(path: Path) -> object:
    return rows_of_budget(path, codes={"3215011"})


WANTED = (
    b'[[variable]]\nid = "own_figure"\nname = "Liczba"\npublisher = "bdl"\n'
    b'external_id = "12345"\nunit = "osoba"\nlevels = ["gmina"]\n'
)
READERS: dict[str, Reader] = {
    "tidy": Reader(read_tidy, "statistics.csv", shipped("statistics.csv", rows=6)),
    "levels": Reader(read_levels, "levels.csv", shipped("levels.csv", rows=3)),
    "staff": Reader(read_staff, "staff.csv", shipped("staff.csv", rows=4)),
    "moves": Reader(read_transitions, "transitions.csv", shipped("transitions.csv", rows=4)),
    "peer_moves": Reader(
        lambda path: read_peer_transitions(path, own="9910013"),
        "transitions_peers.csv",
        shipped("transitions_peers.csv", rows=4),
    ),
    "ctab": Reader(read_bdl_ctab, "ctab.csv", CTAB.encode()),
    "crel": Reader(read_bdl_crel, "crel.csv", CREL.encode()),
    "pasted": Reader(
        lambda path: read_pasted(path, last_year=2025), "tabela-1.csv", PASTED.encode()
    ),
    "register": Reader(
        lambda path: read_register(path, today=TODAY), "rejestr.csv", REGISTER.encode()
    ),
    "register_book": Reader(
        lambda path: read_register(path, today=TODAY),
        "rejestr.xlsx",
        book_of([line.split(";") for line in REGISTER.splitlines()], "rejestr"),
    ),
    "xpiv": Reader(read_bdl_xpiv, "xpiv.xlsx", book_of(XPIV, "DANE")),
    "xtab": Reader(read_bdl_xtab, "xtab.xlsx", book_of(XTAB, "TABLICA")),
    "workbook": Reader(
        lambda path: read_workbook(path, teryt=TERYT),
        "formularz.xlsx",
        filled_with({where(SPENT, 2024): 1234.5, where(SPENT): "Rb-28S za 2024 r."}),
    ),
    "letterhead": Reader(_letterhead, "papier.docx", office("[[TREŚĆ]]")),
    "place": Reader(read_record, "place.toml", shipped("place.toml")),
    "plan": Reader(_planned, "plan.toml", shipped("plan.toml")),
    "values": Reader(
        lambda path: read_declared(path, OwnValues), "values.toml", shipped("values.toml")
    ),
    "problem": Reader(
        load_problem, "over_indebtedness.toml", shipped("problems", "over_indebtedness.toml")
    ),
    "instrument": Reader(
        load_instrument,
        "poradnia_zadluzeniowa.toml",
        shipped("instruments", "poradnia_zadluzeniowa.toml"),
    ),
    "practice": Reader(
        load_practice,
        "practice.toml",
        Path(__file__).parents[1].joinpath("problems", "practice.toml").read_bytes(),
    ),
    "wanted": Reader(_wanted, WANTED_FILE, WANTED),
    "findings": Reader(
        load_findings, "homelessness.toml", data_path("evidence", "homelessness.toml").read_bytes()
    ),
    "boundaries": Reader(
        read_boundaries, "granice.json", _json({"type": "FeatureCollection", "features": [AREA]})
    ),
    "explained": Reader(_explained, TRACE, _json({"liczby": {"a": NUMBER}})),
    "bdl_series": Reader(
        lambda path: read_answer(path.read_bytes(), OfUnit, address="https://bdl.example"),
        "odpowiedz.json",
        _json({"totalRecords": 1, "unitId": "023216715011", "results": [SERIES]}),
    ),
    "bdl_units": Reader(
        lambda path: read_answer(path.read_bytes(), NamedUnits, address="https://bdl.example"),
        "obszary.json",
        _json({"totalRecords": 1, "results": [{"id": "023216715011", "name": "Szczecinek"}]}),
    ),
    "bdl_measures": Reader(
        lambda path: read_answer(path.read_bytes(), Measures, address="https://bdl.example"),
        "jednostki.json",
        _json({"totalRecords": 1, "results": [{"id": 26, "name": "osoba"}]}),
    ),
    "budget_csv": Reader(_budget, "rb28s.csv", csv_report()),
    "budget_dbf": Reader(_budget, "rb28s.dbf", dbf_report()),
    "budget_zip": Reader(_budget, "rb28s.zip", packed(rb28s__dbf=dbf_report())),
    "budget_listing": Reader(
        lambda path: read_answer(path.read_bytes(), _Listing, address="https://dane.example"),
        "lista.json",
        _json({"data": [{"id": "7", "attributes": {"title": "Rb-28S"}}], "meta": {"count": 1}}),
    ),
    "smup_areas": Reader(
        lambda path: read_answer(path.read_bytes(), _Areas, address="https://smup.example"),
        "obszary-smup.json",
        _json({"data": [{"id-teryt": 5, "woj": "32", "pow": "15", "gmn": "01", "rodz": "1"}]}),
    ),
    "smup_numbers": Reader(
        lambda path: read_answer(path.read_bytes(), _Numbers, address="https://smup.example"),
        "liczby-smup.json",
        _json(
            {
                "data": [
                    {**dict.fromkeys(("id", "id-daty", "id-teryt", "id-flaga"), 5), "wartosc": 1.5}
                ]
            }
        ),
    ),
    **OWN_FILES,
}
