"""Files that the library itself wrote, and that anybody may have changed since."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from costmodel.batch.batch import _gather
from costmodel.batch.measures import COLUMNS
from costmodel.batch.parts import Part, failures_of, parts_of
from costmodel.errors import OutputError
from costmodel.intake.pseudonyms import _salt
from costmodel.live import fetched
from costmodel.live.budget_files import _noted
from costmodel.live.quota import Quota
from costmodel.live.snapshot import FOLDER, MANIFEST, read_snapshot
from costmodel.publish import exchange
from costmodel.statistics.whole_sets import JOURNAL, PREFIX, restore
from tests.hostile.reading import Reader

NOW = 1_790_000_000.0
FIGURES = (
    ",".join(fetched.COLUMNS)
    + "\n"
    + "3215011,live_births,2023,240,osoba,observed,GUS,1,bdl,59,2025-05-01,2026-03-31\n"
)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _manifest(content: bytes) -> bytes:
    """Return what stands beside a file of fetched figures."""
    digest = _sha256(content)
    taken = datetime(2026, 3, 31, tzinfo=UTC).isoformat()
    return (
        f'taken = {taken}\ncomplete = true\n\n[[file]]\nname = "fetched-{digest[:12]}.csv"\n'
        f'sha256 = "{digest}"\nrows = 1\n'
    ).encode()


def _by_manifest(path: Path) -> object:
    content = FIGURES.encode()
    path.with_name(f"fetched-{_sha256(content)[:12]}.csv").write_bytes(content)
    return read_snapshot(path.parent.parent)


def _by_figures(path: Path) -> object:
    """Read figures whose checksum is right: somebody made both files anew."""
    content = path.read_bytes()
    path.with_name(f"fetched-{_sha256(content)[:12]}.csv").write_bytes(content)
    path.with_name(MANIFEST).write_bytes(_manifest(content))
    return read_snapshot(path.parent.parent)


def _part(folder: Path) -> Part:
    return parts_of(["3215011"], folder, size=1)[0]


def _results(path: Path) -> object:
    """Gather a part whose checksum is right, whatever its results hold."""
    part = _part(path.parent)
    note = {"sha256": _sha256(path.read_bytes()), "failures": []}
    part.failures.write_text(json.dumps(note), encoding="utf-8")
    assert part.is_done
    _gather([part], path.parent / "wyniki.parquet")
    return None


def _failures(path: Path) -> object:
    """Read a note of failures as a batch that goes on does: only where the part is done."""
    part = _part(path.parent)
    part.results.write_bytes(b"")
    return failures_of([part]) if part.is_done else None


def _table() -> bytes:
    made = io.BytesIO()
    texts, numbers = dict.fromkeys(COLUMNS[:7], "a"), dict.fromkeys(COLUMNS[7:], 1.0)
    pd.DataFrame([texts | numbers]).to_parquet(made, index=False)
    return made.getvalue()


def _restored(path: Path) -> object:
    """Give back what a journal says; a refusal tells the folder and keeps what is in it."""
    refused = None
    try:
        restore(path.parent.parent)
    except OutputError as error:
        refused = str(error)
    assert path.is_file() == (refused is not None)
    assert refused is None or str(path.parent) in refused
    return refused


def _spent(path: Path) -> object:
    quota = Quota(path, ((60, 1_000_000),), lambda: NOW, lambda _: None)
    quota.spend()
    return path


OWN_FILES: dict[str, Reader] = {
    "snapshot": Reader(_by_manifest, f"{FOLDER}/{MANIFEST}", _manifest(FIGURES.encode())),
    "fetched": Reader(_by_figures, f"{FOLDER}/figures.csv", FIGURES.encode()),
    "batch_results": Reader(_results, "czesc-00000.parquet", _table()),
    "batch_note": Reader(
        _failures,
        "czesc-00000.nieudane.json",
        json.dumps(
            {
                "sha256": _sha256(b""),
                "failures": [{"teryt": "3215011", "name": "Szczecinek", "reason": "brak"}],
            }
        ).encode(),
    ),
    "journal": Reader(
        _restored,
        f"{PREFIX}1/{JOURNAL}",
        b'{"absent": ["aneks.pdf"], "folders": ["wykresy"]}',
    ),
    "annex_manifest": Reader(
        lambda path: exchange._stale(path.parent, {}),
        exchange.MANIFEST,
        b'{"pliki_wynikowe": [{"plik": "wykresy/a.png", "sha256": "0"}]}',
    ),
    "budget_note": Reader(
        _noted,
        "rb28s.zip.json",
        b'{"title": "Rb-28S", "url": "https://dane.example", "taken": "2026-03-31", "sha256": "0"}',
    ),
    "quota": Reader(_spent, "quota-bdl.txt", f"{NOW - 5!r}\n{NOW - 4!r}\n".encode()),
    "salt": Reader(_salt, "klucz.txt", f"{'0f' * 32}\n".encode()),
}
