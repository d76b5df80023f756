from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from costmodel.annex.document import Document
from costmodel.annex.docx import write_docx
from costmodel.annex.files import packed, repacked, write_whole
from costmodel.annex.pdf import write_pdf
from costmodel.annex.typeface import font_folder, unprintable, width_of
from costmodel.errors import OutputError
from tests.annex.sample import sample


def test_an_archive_knows_no_day_and_begins_with_its_types(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    target.write_bytes(packed({"b": b"2", "_rels/.rels": b"1", "[Content_Types].xml": b"0"}))
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "b"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert repacked(target.read_bytes()) == target.read_bytes()


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_whole(target, b"long old text")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("write", [write_docx, write_pdf])
@pytest.mark.parametrize("gone", ["first.png", "first.svg"])
def test_a_missing_chart_is_named_by_the_writer_that_needs_it(
    write: Callable[[Document, Path], None], gone: str, tmp_path: Path
) -> None:
    document = sample(tmp_path)
    (tmp_path / gone).unlink()
    target = tmp_path / "out"
    if gone.endswith("png") == (write is write_docx):
        with pytest.raises(OutputError, match=f"Brakuje plików wykresów: .*{gone}"):
            write(document, target)
        assert not target.exists()
    else:
        write(replace(document, blocks=document.blocks[:10]), target)
        assert target.exists()


def test_the_typeface_prints_polish_and_the_signs_of_the_annex() -> None:
    assert (font_folder() / "DejaVuSans-Bold.ttf").is_file()
    assert unprintable("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ–−„”…·²§×≤≥•\u00a0\u202f") == ()


def test_bold_runs_wider_and_width_grows_with_size() -> None:
    assert width_of("2026", size=10.0, bold=True) > width_of("2026", size=10.0) > 0
    assert width_of("ab", size=20.0) == pytest.approx(2 * width_of("ab", size=10.0))
