"""All sheets of the workbook: sections of official forms, then what the model itself asks for."""

from __future__ import annotations

from functools import cache

from costmodel.intake.forms import Row, Section, fail_if_ambiguous, official_forms
from costmodel.problems.loader import shipped_problems
from costmodel.statistics.staff import staff_kinds

STOCKS_SHEET, LEVELS_SHEET, STAFF_SHEET = "Liczby do modelu", "Poziomy", "Kadra do modelu"
_BASE_OF_UNIT = {
    "osoba": "osoby",
    "dziecko": "osoby",
    "rodzina": "rodziny",
    "zespół": "zespoły",
    "etat": "etaty",
    "zł": "zł",
}


@cache
def workbook_sections() -> tuple[Section, ...]:
    """Return the sections in the order of the sheets; a figure stands in one of them only.

    Examples
    --------
    >>> [section.sheet for section in workbook_sections()][-3:]
    ['Liczby do modelu', 'Poziomy', 'Kadra do modelu']
    """
    official = [section for form in official_forms() for section in form.section]
    taken = frozenset(t for section in official for row in section.rows for t in row.targets)
    sections = [*official, stocks_section(taken), levels_section(), staff_section(taken)]
    fail_if_ambiguous(sections)
    return tuple(sections)


def source_of(section: Section) -> str:
    """Return what stands as the source of a figure until the office writes its own.

    Examples
    --------
    >>> source_of(workbook_sections()[0])
    'OZPS, dział 2: dane demograficzne i rynek pracy'
    """
    return "" if section.layout == "own" else section.title


def stocks_section(taken: frozenset[str]) -> Section:
    """Return a row for the stock of each problem that no official row gives."""
    rows = [
        _row(f"{problem.label} – {problem.stock_label}", problem.unit, target)
        for problem in shipped_problems().values()
        if (target := f"statistics:{problem.stock_variable}") not in taken
    ]
    return Section(
        id="stocks",
        sheet=STOCKS_SHEET,
        title="Liczba osób lub rodzin z każdym problemem, jak liczy ją model",
        layout="own",
        note="Tych liczb żaden formularz nie podaje w tym znaczeniu. Weź je z rejestru ośrodka.",
        rows=rows,
    )


def levels_section() -> Section:
    """Return a row for each severity level of each problem."""
    rows = [
        _row(
            f"{problem.label}: {level.label}",
            problem.unit,
            f"levels:{problem.id}.{level.id}",
            note=level.definition,
        )
        for problem in shipped_problems().values()
        for level in problem.level
    ]
    return Section(
        id="levels",
        sheet=LEVELS_SHEET,
        title="Liczba osób lub rodzin na poziomach nasilenia",
        layout="own",
        note="W jednym roku wypełnij wszystkie poziomy problemu albo żaden. Każdą osobę licz raz.",
        rows=rows,
    )


def staff_section(taken: frozenset[str]) -> Section:
    """Return a row for each thing of staff.csv that no official row gives."""
    rows = [
        _row(kind.label, kind.unit, target)
        for kind in staff_kinds().values()
        if (target := f"staff:{kind.id}") not in taken
    ]
    return Section(
        id="staff",
        sheet=STAFF_SHEET,
        title="Kadra i osoby, z którymi pracuje",
        layout="own",
        rows=rows,
    )


def _row(label: str, unit: str, target: str, *, note: str = "") -> Row:
    return Row(label=label, unit=unit, base=_BASE_OF_UNIT[unit], targets=[target], note=note)
