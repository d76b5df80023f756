from __future__ import annotations

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from costmodel.errors import ModelError
from costmodel.intake.layout import APPROXIMATE, HEAD_ROW
from costmodel.intake.locked import with_locked_structure
from costmodel.intake.sections import workbook_sections
from costmodel.intake.workbook import guide_lines, workbook_bytes
from tests.intake.filling import NAME, TERYT, YEARS, empty, where


def parts() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(empty())) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def sheet_parts() -> list[str]:
    return [text for name, text in sorted(parts().items()) if name.startswith("xl/worksheets/s")]


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert workbook_bytes(TERYT, NAME, years=YEARS) == empty()


def test_another_gmina_gives_another_workbook() -> None:
    assert workbook_bytes("2411062", "Nędza", years=YEARS) != empty()


def test_there_is_one_sheet_for_each_section_after_the_guide() -> None:
    names = CalamineWorkbook.from_filelike(io.BytesIO(empty())).sheet_names
    assert names == ["Instrukcja", *(section.sheet for section in workbook_sections())]


def test_years_stand_in_columns_between_what_is_counted_and_the_source() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(empty()))
    head = book.get_sheet_by_name("MRiPS-03 powody").to_python(skip_empty_area=False)[HEAD_ROW]
    assert head[4:9] == ["podstawa", *YEARS, "źródło"]


def test_only_sections_that_were_not_compared_carry_the_mark() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(empty()))
    for section in workbook_sections():
        marked = book.get_sheet_by_name(section.sheet).to_python(skip_empty_area=False)[1][0]
        assert (marked == APPROXIMATE) == (section.layout == "approximate")


def test_the_structure_and_every_sheet_are_locked_and_printable() -> None:
    assert '<workbookProtection lockStructure="1"/><bookViews>' in parts()["xl/workbook.xml"]
    for text in sheet_parts():
        assert "<sheetProtection" in text
        assert 'orientation="landscape"' in text
        assert 'fitToHeight="0"' in text
    assert parts()["xl/workbook.xml"].count("_xlnm.Print_Titles") == len(workbook_sections())


def test_heads_stay_in_sight() -> None:
    frozen = [text for text in sheet_parts() if 'state="frozen"' in text]
    assert len(frozen) == len(workbook_sections())


def test_only_cells_for_figures_and_sources_are_open() -> None:
    styles = parts()["xl/styles.xml"]
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1])
    opened = {str(i) for i, xf in enumerate(formats) if 'locked="0"' in xf}
    assert len(opened) == 3
    sheet, cell = where("statistics:spending_85202", 2024)
    at = 1 + [section.sheet for section in workbook_sections()].index(sheet)
    text = parts()[f"xl/worksheets/sheet{at + 1}.xml"]
    styles_of = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', text))
    assert styles_of[cell] in opened
    assert all(styles_of[f"{column}6"] not in opened for column in "ABCDE")


def test_each_row_has_its_condition() -> None:
    conditions = sum(text.count("<dataValidation ") for text in sheet_parts())
    assert conditions == sum(len(section.rows) for section in workbook_sections())


def test_nothing_in_it_is_a_formula_or_a_link() -> None:
    assert not any("<f>" in text or "<hyperlink" in text for text in sheet_parts())


def test_a_workbook_without_a_place_for_the_lock_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ModelError, match="no single"):
        with_locked_structure(made.getvalue())


def test_the_guide_names_every_sheet_that_was_compared_and_every_one_that_was_not() -> None:
    text = "\n".join(guide_lines())
    before, after = text.split("Układ przybliżony")
    for section in workbook_sections():
        told = f"– {section.sheet}"
        assert (told in before) == (section.layout == "read")
        assert (told in after) == (section.layout == "approximate")
