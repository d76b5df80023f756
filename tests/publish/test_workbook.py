"""The workbook gives what the engine gives, as written and after its inputs are changed."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from costmodel.annex.wording import load_wording
from costmodel.annex.workbook import Cell, Sheet, write_workbook
from costmodel.model import Model, run
from costmodel.outcome import PUBLIC
from costmodel.publish.workbook import has_formulas, model_sheets, write_model
from costmodel.publish.workbook_inputs import cell_name
from costmodel.publish.workbook_twin import Twin, twin_of
from costmodel.studies.municipality import Study

SOFFICE = shutil.which("soffice")
HAS_CALC = SOFFICE is not None and (Path(SOFFICE).resolve().parent / "libsclo.so").exists()
needs_office = pytest.mark.skipif(not HAS_CALC, reason="LibreOffice Calc is not installed")
PUBLIC_LABEL = "finanse publiczne razem"
Edit = tuple[str, float, Callable[[Twin, float], Model]]
OWNER, LEVEL = "unemployment", "unemployment.over_24_months"
FACTOR = 1.1


def values_times(owner: str, name: str) -> Callable[[Twin, float], Model]:
    def changed(twin: Twin, value: float) -> Model:
        own = twin.values[owner]
        drawn = {**own.drawn, name: np.array([value])}
        values = {**twin.values, owner: replace(own, drawn=drawn)}
        return replace(twin, values=values).model()

    return changed


def with_coverage(twin: Twin, value: float) -> Model:
    model = twin.model()
    reach = next(r for r in model.activation.reach if r.instrument == "cis")
    coverage = reach.coverage.copy()
    coverage[1, reach.served.index(LEVEL)] = value
    others = tuple(
        replace(r, coverage=coverage) if r.instrument == "cis" else r
        for r in model.activation.reach
    )
    return replace(model, activation=replace(model.activation, reach=others))


def with_discount(twin: Twin, value: float) -> Model:
    return replace(twin, frame=replace(twin.frame, discount_rate=value)).model()


def with_stock(twin: Twin, value: float) -> Model:
    stock = twin.stocks[OWNER].copy()
    stock[0] = value
    return replace(twin, stocks={**twin.stocks, OWNER: stock}).model()


@pytest.fixture(scope="module")
def model_file(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "model.xlsx"
    write_model(study, path, quantities={}, version="0")
    return path


def results_of(path: Path) -> dict[tuple[str, str], float]:
    """Return the present value by payer and what, as the first sheet tells it."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Wynik").to_python()
    head = next(i for i, row in enumerate(rows) if row[0] == "Płatnik")
    column = rows[head].index("Wartość bieżąca")
    return {(str(row[0]), str(row[1])): float(str(row[column])) for row in rows[head + 1 :]}


def inputs_of(path: Path) -> dict[str, tuple[int, float]]:
    """Return row (from 1) and value of each named input."""
    rows = (
        CalamineWorkbook.from_path(path).get_sheet_by_name("Dane").to_python(skip_empty_area=False)
    )
    return {str(row[4]): (i + 1, float(str(row[5]))) for i, row in enumerate(rows[3:], start=3)}


def with_inputs(path: Path, target: Path, values: dict[str, float]) -> None:
    """Change numbers of the sheet of inputs, and forget all results that were stored."""
    known = inputs_of(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.namelist():
            text = old.read(item)
            if item.startswith("xl/worksheets/sheet"):
                sheet = text.decode()
                if item.endswith("sheet2.xml"):
                    for name, value in values.items():
                        sheet, count = re.subn(
                            rf'(<c r="F{known[name][0]}"[^>]*><v>)[^<]*', rf"\g<1>{value!r}", sheet
                        )
                        assert count == 1, name
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", sheet).encode()
            new.writestr(item, text)


def recalculated(path: Path, folder: Path) -> dict[tuple[str, str], float]:
    assert SOFFICE is not None
    out = folder / "out"
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return results_of(out / path.name)


def assert_same(found: dict[tuple[str, str], float], model: Model) -> None:
    outcome = run(model)
    factors = (1 + model.discount_rate) ** -np.arange(1.0, model.n_years + 1)
    for payer in (*outcome.ledger.payers, PUBLIC):
        label = load_wording().say(f"payer.{payer}")
        wanted = {
            "koszt zaniechania": outcome.cost_of_inaction(payer)[0] @ factors,
            "koszt planu": outcome.programme_cost(payer)[0] @ factors,
            "wynik netto": outcome.net_present_value(payer)[0],
        }
        for what, value in wanted.items():
            assert found[label, what] == pytest.approx(value, rel=1e-6, abs=1e-3), (payer, what)


def test_every_amount_agrees_with_the_engine(study: Study, model_file: Path) -> None:
    assert_same(results_of(model_file), twin_of(study.inputs).model())


def edits(study: Study) -> dict[str, Edit]:
    """Return inputs of every kind: name of the cell, factor, and the engine with it changed."""
    problem = study.inputs.problems[OWNER]
    exit_ = next(m.exit for m in problem.move if f"{OWNER}.{m.level}" == LEVEL)
    cis = study.inputs.instruments["cis"]
    price = next(name for line in cis.cost for name in line.price if name in cis.value)
    effect = cis.effect[0].value
    years = study.inputs.base_year
    return {
        "price": (f"cis.{price}", FACTOR, values_times("cis", price)),
        "exit": (f"{OWNER}.{exit_}", FACTOR, values_times(OWNER, exit_)),
        "effect": (f"cis.{effect}", FACTOR, values_times("cis", effect)),
        "coverage": (f"plan.cis.{LEVEL}.{years + 2}", 0.5, with_coverage),
        "discount": ("stopa_dyskontowa", FACTOR, with_discount),
        "stock": (f"{OWNER}.liczba.{years}", FACTOR, with_stock),
    }


@needs_office
@pytest.mark.parametrize("kind", ["price", "exit", "effect", "coverage", "discount", "stock"])
def test_a_changed_input_gives_what_the_engine_gives(
    kind: str, study: Study, model_file: Path, tmp_path: Path
) -> None:
    id_, factor, engine = edits(study)[kind]
    name = cell_name(id_)
    value = inputs_of(model_file)[name][1] * factor
    changed = tmp_path / "model.xlsx"
    with_inputs(model_file, changed, {name: value})
    found = recalculated(changed, tmp_path)
    assert_same(found, engine(twin_of(study.inputs), value))
    before = results_of(model_file)[PUBLIC_LABEL, "wynik netto"]
    assert found[PUBLIC_LABEL, "wynik netto"] != pytest.approx(before, rel=1e-6)


def test_text_of_users_never_becomes_a_formula_or_a_link(study: Study, tmp_path: Path) -> None:
    nasty = '=HYPERLINK("http://example.org","x")'
    place = replace(study.inputs.place, name=nasty)
    problem = study.inputs.problems[OWNER]
    renamed = problem.model_copy(update={"stock_label": nasty})
    inputs = replace(study.inputs, place=place, problems={OWNER: renamed})
    path = tmp_path / "model.xlsx"
    write_model(replace(study, inputs=inputs), path, quantities={}, version="0")
    with zipfile.ZipFile(path) as book:
        for item in book.namelist():
            text = book.read(item).decode("utf-8", errors="replace")
            formulas = re.findall(r"<f>([^<]*)</f>", text)
            assert not [f for f in formulas if "HYPERLINK" in f]
            assert "<hyperlink" not in text
        assert "HYPERLINK" in book.read("xl/sharedStrings.xml").decode()


def test_only_inputs_are_unlocked_and_every_sheet_is_protected(model_file: Path) -> None:
    with zipfile.ZipFile(model_file) as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 8
        for name in sheets:
            text = book.read(name).decode()
            assert "<sheetProtection" in text
            assert 'state="frozen"' in text
            assert 'orientation="landscape"' in text
        styles = ET.fromstring(book.read("xl/styles.xml"))
        space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
        formats = styles.findall("m:cellXfs/m:xf", space)
        unlocked = {
            str(i)
            for i, f in enumerate(formats)
            if f.find("m:protection[@locked='0']", space) is not None
        }
        for name in sheets:
            for cell in ET.fromstring(book.read(name)).iter(f"{{{space['m']}}}c"):
                is_input = name.endswith("sheet2.xml") and str(cell.get("r")).startswith("F")
                is_open = cell.get("s") in unlocked
                if is_open:
                    assert is_input
                    assert cell.find("m:f", space) is None


def test_every_input_has_a_name_a_unit_and_a_source(study: Study) -> None:
    inputs = next(
        s for s in model_sheets(study.inputs, quantities={}, version="0") if s.name == "Dane"
    )
    names = []
    for row in inputs.rows[3:]:
        told = [cell.content for cell in row if cell is not None]
        assert len(told) == 6
        assert told[0]
        assert told[1]
        assert told[3]
        value = row[-1]
        assert value is not None
        assert value.name == told[4]
        names.append(str(value.name).lower())
    assert len(set(names)) == len(names)


def test_the_same_sheets_give_the_same_bytes(
    study: Study, model_file: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.xlsx"
    write_model(study, again, quantities={}, version="0")
    assert again.read_bytes() == model_file.read_bytes()


def test_a_text_that_looks_like_a_number_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "text.xlsx"
    sheet = Sheet("A", [[Cell("=1+1"), Cell("12"), Cell("http://example.org")]], (0, 0))
    write_workbook([sheet], path, title="t", author="a", day=date(2026, 1, 1))
    assert CalamineWorkbook.from_path(path).get_sheet_by_name("A").to_python() == [
        ["=1+1", "12", "http://example.org"]
    ]


def test_a_plan_that_reaches_people_twice_has_no_workbook(study: Study) -> None:
    inputs = study.inputs
    assert has_formulas(inputs)
    assert not has_formulas(replace(inputs, plan=replace(inputs.plan, overlap="nested")))
