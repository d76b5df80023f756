"""The workbook: sheets that print, inputs that tell their source, text that stays text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook

from costmodel.annex.workbook import Cell, Limits, Sheet, write_workbook
from costmodel.cohort.overlap import Overlap
from costmodel.cohort.states import INDEPENDENCE, LEFT
from costmodel.publish import workbook_page
from costmodel.publish.pen import Pen
from costmodel.publish.workbook import model_sheets, write_model
from costmodel.publish.write import AnnexFiles
from costmodel.scenario import INFLOW
from costmodel.studies.municipality import Study
from costmodel.studies.quantities import quantities_of
from tests.publish.recalculating import inputs_of, most_covered_in, pen_of

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
LONGEST_WIDTH = 255


@pytest.fixture(scope="module")
def pen(study: Study) -> Pen:
    return Pen({**quantities_of(study), **pen_of(study.inputs).known})


@pytest.fixture(scope="module")
def sheets(study: Study, pen: Pen) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in model_sheets(study.inputs, pen=pen, version="0")}


@pytest.fixture(scope="module")
def model_file(study: Study, pen: Pen, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "model.xlsx"
    write_model(study.inputs, path, pen=pen, version="0")
    return path


def pages_of(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                yield name, book.read(name).decode()


def texts_of(sheet: Sheet) -> list[str]:
    return [
        cell.content
        for row in sheet.rows
        for cell in row
        if cell is not None and isinstance(cell.content, str)
    ]


def test_text_of_users_never_becomes_a_formula_or_a_link(study: Study, tmp_path: Path) -> None:
    nasty = '=HYPERLINK("http://example.org","x")'
    inputs = study.inputs
    problem = inputs.problems["unemployment"]
    levels = tuple(level.model_copy(update={"label": nasty}) for level in problem.level)
    changed = {"stock_label": nasty, "label": nasty, "level": levels}
    inputs = replace(
        inputs,
        place=replace(inputs.place, name=nasty),
        problems={"unemployment": problem.model_copy(update=changed)},
        instruments={
            id_: instrument.model_copy(update={"label": nasty})
            for id_, instrument in inputs.instruments.items()
        },
    )
    path = tmp_path / "model.xlsx"
    write_model(inputs, path, pen=pen_of(study.inputs), version="0")
    with zipfile.ZipFile(path) as book:
        for item in book.namelist():
            text = book.read(item).decode("utf-8", errors="replace")
            formulas = re.findall(r"<f>([^<]*)</f>", text)
            assert not [f for f in formulas if "HYPERLINK" in f]
            assert "<hyperlink" not in text
        assert "HYPERLINK" in book.read("xl/sharedStrings.xml").decode()


def test_a_text_that_looks_like_a_number_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "text.xlsx"
    sheet = Sheet("A", [[Cell("=1+1"), Cell("12"), Cell("http://example.org")]], (0, 0))
    write_workbook([sheet], path, title="t", author="a", day=date(2026, 1, 1))
    assert CalamineWorkbook.from_path(path).get_sheet_by_name("A").to_python() == [
        ["=1+1", "12", "http://example.org"]
    ]


def test_only_inputs_are_unlocked_and_every_sheet_is_protected(model_file: Path) -> None:
    with zipfile.ZipFile(model_file) as book:
        styles = ET.fromstring(book.read("xl/styles.xml"))
    formats = styles.findall("m:cellXfs/m:xf", SPACE)
    unlocked = {
        str(i)
        for i, form in enumerate(formats)
        if form.find("m:protection[@locked='0']", SPACE) is not None
    }
    is_open: list[tuple[str, str]] = []
    for name, text in pages_of(model_file):
        assert "<sheetProtection" in text
        for cell in ET.fromstring(text).iter(f"{{{SPACE['m']}}}c"):
            if cell.get("s") in unlocked:
                is_open.append((name, str(cell.get("r"))))
                assert cell.find("m:f", SPACE) is None
    places = {known.place for known in inputs_of(model_file).values()}
    assert is_open
    assert {name for name, _ in is_open} == {"xl/worksheets/sheet2.xml"}
    assert {place for _, place in is_open} == places


def test_every_sheet_prints_on_pages_one_wide_with_its_heads(model_file: Path) -> None:
    with zipfile.ZipFile(model_file) as book:
        names = book.read("xl/workbook.xml").decode()
    for _, text in pages_of(model_file):
        assert 'state="frozen"' in text
        assert 'orientation="landscape"' in text
        assert 'fitToHeight="0"' in text
        assert "<oddFooter>" in text
    for told in ("Print_Area", "Print_Titles"):
        assert names.count(f"_xlnm.{told}") == len(list(pages_of(model_file)))


def test_every_input_has_a_name_a_unit_and_a_source(model_file: Path) -> None:
    known = inputs_of(model_file)
    assert len({name.lower() for name in known}) == len(known) > 100
    for name, told in known.items():
        unit, _grade, source, _id = told.told
        assert unit, name
        assert source, name


def test_a_share_takes_only_what_lies_between_none_and_all(model_file: Path) -> None:
    (page,) = [text for name, text in pages_of(model_file) if name.endswith("sheet2.xml")]
    rules = ET.fromstring(page).findall("m:dataValidations/m:dataValidation", SPACE)
    limits = {
        place: (rule.get("operator"), *(str(part.text) for part in rule))
        for rule in rules
        for place in str(rule.get("sqref")).split()
    }
    place = inputs_of(model_file)["x_unemployment_exit_over_24"].place
    assert limits[place] == (None, "0.0", "1.0")  # „between” is what the format leaves out
    stock = inputs_of(model_file)["x_unemployment_liczba_2026"].place
    assert limits[stock] == ("greaterThanOrEqual", "0.0")


def test_no_id_of_a_file_is_shown_but_in_the_columns_of_ids(
    study: Study, sheets: dict[str, Sheet]
) -> None:
    inputs = study.inputs
    states = [*INDEPENDENCE, LEFT, INFLOW]
    states += [level for problem in inputs.problems.values() for level in problem.levels]
    ids = {f"{problem}.{state}" for problem in inputs.problems for state in states}
    ids |= {*states, *inputs.problems, *inputs.instruments, "moves", "emergence"}
    for sheet in sheets.values():
        shown = set(texts_of(sheet))
        assert not ids & shown, sheet.name
        assert not [t for t in shown if any(f"({i})" in t or f" {i} " in t for i in ids)]


def test_values_stand_beside_ids_that_the_pen_has_written(
    sheets: dict[str, Sheet], pen: Pen
) -> None:
    for name in ("Wynik", "Przedziały"):
        for row in sheets[name].rows[3:]:
            first, cell = row[0], row[-1]
            assert first is not None
            if first.content != "Kontrola":
                assert cell is not None
                assert cell.content in pen.printed
    given = [row[5] for row in sheets["Dane"].rows[3:]]
    known = [str(cell.content) for cell in given if cell is not None and cell.content]
    assert len(known) > 50
    assert set(known) <= set(pen.printed)


def test_the_annex_can_explain_the_numbers_of_its_workbook(annex: AnnexFiles) -> None:
    trace = (annex.folder / "pochodzenie.json").read_text(encoding="utf-8")
    rows = CalamineWorkbook.from_path(annex.workbook).get_sheet_by_name("Przedziały").to_python()
    for row in rows[3:]:
        assert f'"{row[8]}": {{' in trace
    assert '"workbook.net.public": {' in trace


def test_a_formula_that_no_cell_can_hold_is_a_number_and_the_first_sheet_says_so(
    study: Study, pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> tuple[str, int]:
        made = {s.name: s for s in model_sheets(study.inputs, pen=pen, version="0")}
        note = made["Wynik"].rows[1][0]
        assert note is not None
        cells = [cell for row in made["Ludzie"].rows[3:] for cell in row if cell is not None]
        plain = [c for c in cells if isinstance(c.content, float) and not c.formula]
        return str(note.content), len(plain)

    note, plain = told()
    assert "dłuższy, niż przyjmuje arkusz" not in note
    assert plain == 0
    monkeypatch.setattr(workbook_page, "MOST_LETTERS", 150)
    note, plain = told()
    assert "dłuższy, niż przyjmuje arkusz" in note
    assert plain > 0


def test_the_first_sheet_tells_the_rule_for_people_reached_twice(study: Study, pen: Pen) -> None:
    notes = set()
    for rule in ("exclusive", "independent", "nested"):
        plan = replace(study.inputs.plan, overlap=rule)
        inputs = replace(study.inputs, plan=plan)
        cell = model_sheets(inputs, pen=pen, version="0")[0].rows[1][0]
        assert cell is not None
        assert "Reguła nakładania: " in str(cell.content)
        notes.add(cell.content)
    assert len(notes) == 3


def test_the_same_sheets_give_the_same_bytes(
    study: Study, pen: Pen, model_file: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.xlsx"
    write_model(study.inputs, again, pen=pen, version="0")
    assert again.read_bytes() == model_file.read_bytes()


def test_the_first_sheet_tells_how_much_of_a_group_the_plan_covers(
    study: Study, pen: Pen, tmp_path: Path
) -> None:
    # of those long without work, the contract takes 20 % and the centre 10 %
    shares: dict[Overlap, float] = {"exclusive": 0.3, "nested": 0.2}
    for rule, share in shares.items():
        path = tmp_path / f"{rule}.xlsx"
        inputs = replace(study.inputs, plan=replace(study.inputs.plan, overlap=rule))
        write_model(inputs, path, pen=pen, version="0")
        assert most_covered_in(path) == pytest.approx(share)
        first = next(text for name, text in pages_of(path) if name.endswith("sheet1.xml"))
        assert ">1+1e-09<" in first.replace("&gt;", ">")


def test_intervals_say_whom_they_are_about(sheets: dict[str, Sheet]) -> None:
    told = {}
    for row in sheets["Przedziały"].rows[3:]:
        scope, id_ = row[1], row[-1]
        assert scope is not None
        assert id_ is not None
        told[id_.content] = scope.content
    level = "w rejestrze dłużej niż 2 lata"
    assert told["people.activation.unemployment.over_24_months.2030"] == f"z planem; {level}"
    assert told["people.inaction.unemployment.2030"] == "bez planu; bezrobocie"
    assert told["net.gmina.2030"] == "gmina"
    assert told["participants.cis.2030"] == "centrum integracji społecznej (CIS)"


def test_people_and_money_of_intervals_show_no_parts(sheets: dict[str, Sheet]) -> None:
    looks: dict[str, set[str]] = {}
    for row in sheets["Przedziały"].rows[3:]:
        unit, middle = row[2], row[4]
        assert unit is not None
        assert middle is not None
        looks.setdefault(str(unit.content), set()).add(middle.look)
    assert looks["osoba"] == looks["zł"] == {"whole"}
    assert looks["udział"] == {"factor"}


def test_limits_without_an_end_allow_all_above(tmp_path: Path) -> None:
    path = tmp_path / "limits.xlsx"
    sheet = Sheet("A", [[Cell(1.0, "input", limits=Limits(0.0, None))]], (0, 0))
    write_workbook([sheet], path, title="t", author="a", day=date(2026, 1, 1))
    ((_, text),) = pages_of(path)
    assert 'operator="greaterThanOrEqual"' in text
