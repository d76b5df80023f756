"""A small budget report, as CSV and as the dBase table that the Ministry packs."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Mapping, Sequence

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

HEAD = "Nazwa;WK;PK;GK;GT;Rozdział;Wykonanie"
ROWS = (
    "Szczecinek;32;15;01;1;85202;2999999,99",
    "Szczecinek;32;15;1;1;85228;450 000,5",
    "Szczecinek;32;15;01;1;85508;0",
    "Szczecinek;32;15;01;1;60016;7,00",
    "Barwice;32;15;02;3;85202;7,00",
    "szczecinecki;32;15;00;0;85202;8,00",
    "Koszalin;32;61;00;0;85202;9,00",
)
SPENT = {"85202": 2999999.99, "85228": 450000.5, "85508": 0.0, "60016": 7.0}
COLUMNS = (("WK", 2), ("PK", 2), ("GK", 2), ("GT", 1), ("ROZDZIAL", 5), ("R4", 14))
DBF_ROWS = (
    ("32", "15", "01", "1", "85202", "2999999.99"),
    ("32", "15", "1", "1", "85228", "450000.50"),
    ("32", "15", "01", "1", "85508", "0.00"),
    ("32", "15", "01", "1", "60016", "7.00"),
    ("32", "15", "02", "3", "85202", "7.00"),
)


def csv_report(*rows: str, head: str = HEAD, encoding: str = "utf-8") -> bytes:
    return "\r\n".join((head, *(rows or ROWS))).encode(encoding)


def dbf_report(
    rows: Sequence[Sequence[str]] = DBF_ROWS,
    *,
    columns: Sequence[tuple[str, int]] = COLUMNS,
    deleted: frozenset[int] = frozenset(),
) -> bytes:
    """Return a dBase III table; amounts to the right, as dBase writes numbers."""
    described = b"".join(
        name.encode().ljust(11, b"\0") + b"C" + bytes(4) + bytes([width]) + bytes(15)
        for name, width in columns
    )
    head = struct.pack(
        "<B3xIHH20x",
        3,
        len(rows),
        32 + len(described) + 1,
        1 + sum(width for _, width in columns),
    )
    body = b"".join(
        (b"*" if place in deleted else b" ")
        + b"".join(
            text.rjust(width).encode() for text, (_, width) in zip(row, columns, strict=True)
        )
        for place, row in enumerate(rows)
    )
    return head + described + b"\r" + body + b"\x1a"


def packed(**members: bytes) -> bytes:
    """Return a ZIP; ``__`` in a name stands for its dot."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return made.getvalue()


def portal(server: HTTPServer, files: Mapping[str, bytes]) -> None:
    """Let the server list these files by title, as dane.gov.pl does, and hand them out."""
    rows = [
        {
            "id": str(number),
            "type": "resource",
            "attributes": {
                "title": title,
                "file_url": server.url_for(f"/files/{number}.{_ending(content)}"),
                "data_date": "2025-02-20",
                "format": "zip",
            },
            "relationships": {},
        }
        for number, (title, content) in enumerate(files.items())
    ]

    def listing(request: Request) -> Response:
        page, size = int(request.args["page"]), int(request.args["per_page"])
        body = {"data": rows[(page - 1) * size : page * size], "meta": {"count": len(rows)}}
        return Response(json.dumps(body), content_type="application/vnd.api+json")

    server.expect_request("/api/datasets/872/resources").respond_with_handler(listing)
    for number, content in enumerate(files.values()):
        path = f"/files/{number}.{_ending(content)}"
        server.expect_request(path).respond_with_data(content)


def _ending(content: bytes) -> str:
    return "zip" if content.startswith(b"PK") else "csv"
