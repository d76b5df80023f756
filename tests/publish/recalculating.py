"""Change inputs of a workbook and let LibreOffice reckon it anew, many files in one call."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from costmodel.publish.pen import Pen
from costmodel.publish.workbook_headline import twin_quantities
from costmodel.publish.workbook_inputs import cell_name
from costmodel.publish.workbook_twin import twin_of
from costmodel.studies.inputs import Inputs

SOFFICE = shutil.which("soffice")
HAS_CALC = SOFFICE is not None and (Path(SOFFICE).resolve().parent / "libsclo.so").exists()
needs_office = pytest.mark.skipif(not HAS_CALC, reason="LibreOffice Calc is not installed")
PATIENCE = 180
"""How long LibreOffice may take. [s]"""
INPUT_SHEET = "xl/worksheets/sheet2.xml"
Results = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Input:
    """Where an input stands, its value and what is told of it."""

    place: str
    value: float
    told: Sequence[str]


def pen_of(inputs: Inputs) -> Pen:
    """Return a pen that knows what the workbook needs."""
    return Pen({q.id: q for q in twin_quantities(twin_of(inputs))})


def results_of(path: Path) -> Results:
    """Return the present value by payer and what, as the first sheet tells it."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Wynik").to_python()
    head = next(i for i, row in enumerate(rows) if row[0] == "Płatnik")
    column = rows[head].index("Wartość bieżąca")
    return {
        (str(row[0]), str(row[1])): float(str(row[column]))
        for row in rows[head + 1 :]
        if row[0] != "Kontrola"
    }


def most_covered_in(path: Path) -> float:
    """Return the largest share of a group that the plan covers, as the first sheet tells it."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Wynik").to_python()
    (row,) = (row for row in rows if row[0] == "Kontrola")
    return float(str(row[2]))


def inputs_of(path: Path) -> dict[str, Input]:
    """Return the inputs by the names of their cells."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Dane")
    rows = sheet.to_python(skip_empty_area=False)
    return {
        str(row[6]): Input(f"B{i + 1}", float(str(row[1])), [str(cell) for cell in row[2:6]])
        for i, row in enumerate(rows[3:], start=3)
    }


def cells_like(path: Path, ids: Collection[str]) -> dict[str, float]:
    """Return name and value of the inputs with these ids; one that ends in * stands for many."""
    known, found = inputs_of(path), dict[str, float]()
    for id_ in ids:
        stem = cell_name(id_.rstrip("*"))
        names = [n for n in known if n == stem or (id_.endswith("*") and n.startswith(stem))]
        assert names, id_
        found |= {name: known[name].value for name in names}
    return found


def with_inputs(path: Path, target: Path, values: Mapping[str, float]) -> None:
    """Change numbers of the sheet of inputs, and forget all results that were stored."""
    places = {known.place: name for name, known in inputs_of(path).items()}
    changed = []

    def number(found: re.Match[str]) -> str:
        name = places.get(found[2], "")
        if name not in values:
            return found[0]
        changed.append(name)
        return f"{found[1]}{values[name]!r}"

    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.namelist():
            text = old.read(item)
            if item.startswith("xl/worksheets/sheet"):
                sheet = text.decode()
                if item == INPUT_SHEET:
                    sheet = re.sub(r'(<c r="(B\d+)"[^>]*><v>)[^<]*', number, sheet)
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", sheet).encode()
            new.writestr(item, text)
    assert sorted(changed) == sorted(values)


def recalculated(paths: Sequence[Path], folder: Path) -> list[Results]:
    """Return what LibreOffice makes of each file."""
    assert SOFFICE is not None
    out = folder / "out"
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [results_of(out / path.name) for path in paths]
