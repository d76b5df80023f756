"""Nasty files of our own making, by kind of reader; those of many bytes are made when asked for."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.hostile.mutations import bomb, with_told_size, zipped
from tests.hostile.readers import READERS, shipped

MILLION = 1_000_000
TABLES = ("tidy", "levels", "staff", "moves", "peer_moves", "ctab", "crel", "pasted", "register")
DECLARED = ("place", "plan")
"""All forms are read by one reader; these two stand for them."""
WORKBOOKS = ("register_book", "xpiv", "xtab", "workbook")
ANSWERS = (
    *("bdl_series", "bdl_units", "bdl_measures", "boundaries", "explained"),
    *("budget_listing", "smup_areas", "smup_numbers"),
)
NOTES = ("batch_note", "journal", "annex_manifest", "budget_note")
"""Notes of our own in JSON: one that makes no sense is passed over, as if it were not there."""
Make = Callable[[], bytes]
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY m SYSTEM "file:///etc/passwd">]>'


def workbook(sheet: str, *, doctype: str = "", shared: str = "", main: str = _MAIN) -> bytes:
    """Return the smallest workbook with a sheet „DANE” of these rows."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="DANE" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'{doctype}<worksheet xmlns="{main}">'
        f"<sheetData>{sheet}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
    }
    return zipped([(name, text.encode()) for name, text in parts.items()])


def _far_cell() -> bytes:
    return workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def _repeated_text() -> bytes:
    cells = '<row><c t="s"><v>0</v></c></row>' * 20_000
    return workbook(cells, shared=f"<si><t>{'a' * 100_000}</t></si>")


def _tables() -> dict[str, Make]:
    found: dict[str, Make] = {}
    for kind in TABLES:
        head, row = READERS[kind].good.decode().splitlines()[:2]
        mark = ";" if ";" in head else ","
        found |= {f"{kind}: {name}": make for name, make in _of_table(head, row, mark).items()}
    return found


def _of_table(head: str, row: str, mark: str) -> dict[str, Make]:
    many, rest = mark * MILLION, mark * head.count(mark)
    return {
        "a million columns": lambda: f"{head}{many}\n{row}{many}".encode(),
        "a cell of a megabyte": lambda: f"{head}\n{'a' * MILLION}{mark}".encode(),
        "words far apart": lambda: f"{head}\na{' ' * 19_000}b{rest}".encode(),
        "a quotation without end": lambda: (head + '\n"' + "a\n" * MILLION).encode(),
        "rows of bad codes": lambda: (
            head + "\n" + "".join(f"{n}{rest}\n" for n in range(5_000))
        ).encode(),
    }


def _declared() -> dict[str, Make]:
    makes: dict[str, Make] = {
        "nested lists": lambda: b"a = " + b"[" * 100_000,
        "a number of many digits": lambda: b"teryt = " + b"9" * 100_000,
        "a hexadecimal number of many digits": lambda: b"teryt = 0x" + b"f" * 19_000,
        "a key of many parts": lambda: b"a." * (MILLION // 2) + b"a = 1",
        "many keys of many parts": lambda: b"".join(
            b"k%d" % n + b".a" * 4_000 + b" = 1\n" for n in range(200)
        ),
        "a text of a megabyte": lambda: b'name = "' + b"a" * MILLION + b'"',
        "three megabytes": lambda: b"# " + b"a" * 3 * MILLION,
        "a NUL in a text": lambda: b'name = "a\\u0000b"',
        "a turned direction": lambda: b'name = "a\\u202Eb"',
        "a mark of our own": lambda: b'name = "a\\uFDD0b\\uFDD1c"',
        "UTF-16": lambda: 'name = "ł"'.encode("utf-16"),
        "no character at all": lambda: b'name = "\xed\xa0\x80"',
    }
    return {f"{kind}: {name}": make for kind in DECLARED for name, make in makes.items()}


def _workbooks() -> dict[str, Make]:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    makes: dict[str, Make] = {
        "a bomb": lambda: bomb("xl/workbook.xml", 1 << 29),
        "a bomb that lies of its size": lambda: with_told_size(
            bomb("xl/workbook.xml", 1 << 28), 100
        ),
        "a cell in the last corner": _far_cell,
        "a text repeated without end": _repeated_text,
        "a billion laughs": lambda: workbook(row, doctype=LAUGHS),
        "an entity from outside": lambda: workbook(row, doctype=OUTSIDE),
        "elements in elements": lambda: workbook("<row>" * 200_000),
        "a row of a great number": lambda: workbook(row.replace('r="1"', f'r="{"9" * 5000}"')),
        "an archive of many parts": lambda: zipped([(f"{n}.xml", b"") for n in range(5_000)]),
        "a part without a name": lambda: zipped([("", b""), ("xl/workbook.xml", b"")]),
    }
    return {f"{kind}: {name}": make for kind in WORKBOOKS for name, make in makes.items()}


JSON: dict[str, Make] = {
    "nested lists": lambda: b"[" * MILLION,
    "nested tables": lambda: b'{"a":' * MILLION,
    "a number of many digits": lambda: b"9" * MILLION,
    "UTF-16": lambda: "{}".encode("utf-16"),
    "half a character": lambda: b'{"features": "\xc5',
    "a lone surrogate": lambda: b'{"features": ["\\ud800"]}',
}


def _notes() -> dict[str, Make]:
    return {f"{kind}: {name}": make for kind in NOTES for name, make in JSON.items()}


def _answers() -> dict[str, Make]:
    found = {f"{kind}: {name}": make for kind in ANSWERS for name, make in JSON.items()}
    ring = [[10**400, 0], [1, 0], [1, 1], [0, 0]]
    area = {"type": "Polygon", "coordinates": [ring]}
    feature = {"properties": {"teryt": "3215011"}, "geometry": area}
    return found | {
        "boundaries: a number without end": lambda: json.dumps({"features": [feature]}).encode(),
        "boundaries: not a number": lambda: json.dumps(
            {
                "features": [
                    feature | {"geometry": area | {"coordinates": [[[float("nan")] * 2] * 4]}}
                ]
            }
        ).encode(),
        "explained: a number of another form": lambda: READERS["explained"].good.replace(
            b'"z": []', b'"z": ["b"]'
        ),
    }


def _budgets() -> dict[str, Make]:
    dbf = READERS["budget_dbf"].good
    return {
        "budget_zip: a bomb": lambda: with_told_size(bomb("rb28s.csv", 1 << 30), 1 << 30),
        "budget_zip: a bomb that lies of its size": lambda: with_told_size(
            bomb("rb28s.csv", 1 << 28), 100
        ),
        "budget_zip: a path out of the folder": lambda: zipped([("../../rb28s.csv", b"a")]),
        "budget_csv: a million columns": lambda: READERS["budget_csv"].good + b";" * MILLION,
        "budget_dbf: rows that are not there": lambda: dbf[:4] + b"\xff\xff\xff\xff" + dbf[8:],
        "budget_dbf: a head of no length": lambda: dbf[:8] + b"\x00\x00" + dbf[10:],
        "budget_dbf: a row of no length": lambda: dbf[:10] + b"\x00\x00" + dbf[12:],
    }


def _letterheads() -> dict[str, Make]:
    def with_body(text: str) -> bytes:
        body = text.encode()
        return zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body)])

    return {
        "letterhead: a bomb": lambda: bomb("word/document.xml", 1 << 29),
        "letterhead: a bomb that lies of its size": lambda: with_told_size(
            bomb("word/document.xml", 1 << 28), 100
        ),
        "letterhead: a billion laughs": lambda: with_body(LAUGHS + "<a>&m;</a>"),
        "letterhead: an entity from outside": lambda: with_body(OUTSIDE + "<a>&m;</a>"),
        "letterhead: elements in elements": lambda: with_body("<a>" * 200_000),
    }


CORPUS: dict[str, Make] = {
    **_tables(),
    **_declared(),
    **_workbooks(),
    **_answers(),
    **_notes(),
    "tidy: a million cells with new lines": lambda: (
        READERS["tidy"].good.splitlines(keepends=True)[0] + b'"\n",' * MILLION
    ),
    **_budgets(),
    **_letterheads(),
    "tidy: nothing but a mark of order": lambda: b"\xef\xbb\xbf",
    "tidy: a mark of order and a line": lambda: b"\xef\xbb\xbf\n",
    "tidy: UTF-32": lambda: shipped("statistics.csv", rows=3).decode().encode("utf-32"),
    "staff: a turned direction": lambda: READERS["staff"].good + "x\u202ey".encode(),
}
"""What the readers must refuse, by their kind and what is wrong, but for those in ``TAKEN``."""
TAKEN = {"pasted: words far apart", "pasted: rows of bad codes", *_notes()}
"""A row without a figure is a heading there, whatever it says."""
