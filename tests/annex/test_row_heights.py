"""A row is as high as its longest text needs."""

from __future__ import annotations

import pytest

from costmodel.annex.row_heights import LINE, row_height


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        ([], 1),  # a row of numbers
        ([("gmina", 20.0, False)], 1),
        ([("gmina " * 20, 20.0, False)], 10),  # two words on a line
        ([("x" * 100, 20.0, False)], 6),  # a name without spaces is broken
        ([("gmina", 20.0, False), ("gmina gmina", 8.0, False)], 2),  # the longest one counts
    ],
)
def test_lines_of_text(texts: list[tuple[str, float, bool]], lines: int) -> None:
    assert row_height(texts) == pytest.approx(LINE * lines)


def test_bold_letters_need_more_room() -> None:
    text = "Wartość bieżąca z programu"
    assert row_height([(text, 29.0, True)]) > row_height([(text, 29.0, False)])
