from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.live import dbf
from costmodel.live.dbf import dbf_blocks
from tests.live.sample_budget import COLUMNS, DBF_ROWS, dbf_report

TEXTS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=5)


def rows_of(raw: bytes) -> list[tuple[str, ...]]:
    blocks = np.concatenate(list(dbf_blocks(io.BytesIO(raw), file="t.dbf")))
    names = [name for name in blocks.dtype.names or () if name != dbf.FLAG]
    return [tuple(row[name].decode().strip() for name in names) for row in blocks]


def test_rows_are_read_as_they_were_written() -> None:
    assert rows_of(dbf_report()) == [tuple(row) for row in DBF_ROWS]


def test_a_deleted_row_is_left_out() -> None:
    assert rows_of(dbf_report(deleted=frozenset({0, 3}))) == [DBF_ROWS[1], DBF_ROWS[2], DBF_ROWS[4]]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=9), st.integers(1, 4))
def test_any_rows_come_back_whatever_the_size_of_blocks(
    rows: list[tuple[str, str]], at_once: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dbf, "_ROWS_AT_ONCE", at_once)
        assert rows_of(dbf_report(rows, columns=(("A", 5), ("B", 5)))) == rows


def test_an_empty_table_still_tells_its_columns() -> None:
    (block,) = dbf_blocks(io.BytesIO(dbf_report(())), file="t.dbf")
    assert block.dtype.names == (dbf.FLAG, *(name for name, _ in COLUMNS))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "plik pusty albo urwany"),
        (dbf_report()[:-20], "brak wierszy: ostatnich 5 z 5"),
        (dbf_report()[:40], "opis kolumn bez końca"),
        (dbf_report()[:10] + b"\x05\x00" + dbf_report()[12:], "wiersz ma 5 bajtów, a kolumny 27"),
    ],
)
def test_a_damaged_table_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        rows_of(raw)
