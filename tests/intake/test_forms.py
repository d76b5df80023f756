from __future__ import annotations

import pytest
from pydantic import ValidationError

from costmodel.errors import ModelError
from costmodel.intake.forms import Row, Section, fail_if_ambiguous, official_rows
from costmodel.intake.layout import LEADING_HEADS
from costmodel.intake.sections import workbook_sections
from costmodel.problems.loader import shipped_problems
from costmodel.statistics.levels import level_ids
from costmodel.statistics.staff import staff_kinds

ROW = {"label": "x", "unit": "osoba", "base": "osoby", "targets": ["statistics:x"]}


def test_each_figure_has_one_row_in_the_whole_workbook() -> None:
    targets = [t for s in workbook_sections() for row in s.rows for t in row.targets]
    assert len(targets) == len(set(targets))


def test_each_problem_gets_its_stock_and_each_look_alike_is_told() -> None:
    rows = [row for section in workbook_sections() for row in section.rows]
    targets = {target for row in rows for target in row.targets}
    stocks = {p.stock_variable for p in shipped_problems().values()}
    assert {f"statistics:{stock}" for stock in stocks} <= targets
    look_alike = {row.unlike for row in rows if row.unlike} - {"population_total"}
    same = {"poverty_persons_in_families"}
    assert look_alike <= stocks
    assert stocks - look_alike <= same | {"unemployed_registered"}


def test_every_target_exists_where_it_is_to_go() -> None:
    rows = [row for section in workbook_sections() for row in section.rows]
    told = [target.partition(":")[::2] for row in rows for target in row.targets]
    assert {name for table, name in told if table == "staff"} == set(staff_kinds())
    levels = {name for table, name in told if table == "levels"}
    assert levels == {name for name in level_ids() if "." in name}


def test_families_and_persons_never_share_a_base() -> None:
    for _, _, row in official_rows():
        if row.label.endswith("– rodziny"):
            assert (row.unit, row.base) == ("rodzina", "rodziny")
        if row.label.endswith("osoby w rodzinach"):
            assert (row.unit, row.base) == ("osoba", "osoby")


def test_only_rows_read_in_a_document_pass_without_the_mark() -> None:
    read = {section.id for _, section, _ in official_rows() if section.layout == "read"}
    assert read == {"ozps_2", "mrips03_1"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"unit": "rodzina"}, "zgodna z podstawą"),
        ({"targets": ["liczby:x"]}, "targets w postaci"),
        ({"targets": []}, "targets w postaci"),
        ({"unlike": "homeless_persons"}, "czym wiersz różni się"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Row.model_validate(ROW | change)


def test_a_figure_with_two_rows_is_refused() -> None:
    section = Section(
        id="a", sheet="A", title="A", layout="own", rows=[Row.model_validate(ROW)] * 2
    )
    with pytest.raises(ModelError, match="only once"):
        fail_if_ambiguous([section])


def test_a_sheet_name_that_a_spreadsheet_cuts_is_refused() -> None:
    section = Section(id="a", sheet="A" * 32, title="A", layout="own", rows=[])
    with pytest.raises(ModelError, match="at most 31"):
        fail_if_ambiguous([section])


def test_the_key_stands_first() -> None:
    assert LEADING_HEADS[0] == "klucz"
