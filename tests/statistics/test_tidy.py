from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import OutputError
from costmodel.statistics.observations import COLUMNS
from costmodel.statistics.tidy import read_tidy, write_for_users, write_shipped
from costmodel.tables import OBSERVATIONS

NUMBERS = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
CELLS = st.one_of(
    NUMBERS.map(lambda value: (value, "observed")),
    st.sampled_from(["missing", "secret", "not_applicable"]).map(lambda s: (float("nan"), s)),
)
SOURCES = st.text(alphabet='abcąęł;,"= 019', min_size=1, max_size=12).filter(
    lambda text: text == text.strip() and not text.startswith("=")
)


def table(cells: list[tuple[float, str]], source: str = "PUP") -> pd.DataFrame:
    rows = [
        ("0201011", "migration_balance", 2000 + n, value, "osoba", status, source)
        for n, (value, status) in enumerate(cells)
    ]
    made = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": float, "year": int})
    texts = ("teryt", "variable", "unit", "status", "source")
    return made.astype(dict.fromkeys(texts, "str"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(CELLS, min_size=1, max_size=6),
    SOURCES,
    st.sampled_from([write_shipped, write_for_users]),
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    cells: list[tuple[float, str]],
    source: str,
    write: Callable[[pd.DataFrame, Path], Path],
) -> None:
    before = table(cells, source)
    path = write(before, tmp_path_factory.mktemp("tidy") / "statistics.csv")
    pd.testing.assert_frame_equal(read_tidy(path), before)


@pytest.mark.parametrize(
    ("sign", "status", "value"),
    [
        ("–", "observed", 0.0),  # did not occur: a true zero
        ("-", "observed", 0.0),
        ("0", "observed", 0.0),
        (".", "missing", None),
        ("", "missing", None),
        ("x", "not_applicable", None),
        ("#", "secret", None),
    ],
)
def test_signs_of_gus_keep_their_meaning(
    tmp_path: Path, sign: str, status: str, value: float | None
) -> None:
    path = tmp_path / "statistics.csv"
    path.write_text(
        "teryt;variable;year;value;unit;source\n"
        f"0201011;unemployed_registered;2020;{sign};osoba;PUP\n",
        encoding="cp1250",
    )
    row = read_tidy(path).iloc[0]
    assert row["status"] == status
    assert row["value"] == value if value is not None else pd.isna(row["value"])


def test_order_of_columns_blank_rows_and_trailing_separators_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "statistics.csv"
    path.write_text(
        "Source;Value;Unit;Year;Variable;Teryt;\nPUP;1 234,5;zł;2020;income;0201011;\n;;;;;;\n",
        encoding="utf-8-sig",
    )
    assert read_tidy(path)["value"].tolist() == [1234.5]


def test_a_user_file_opens_in_a_spreadsheet_and_runs_nothing(tmp_path: Path) -> None:
    path = write_for_users(table([(1.5, "observed")], "=HYPERLINK(A1)"), tmp_path / "s.csv")
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"2000;1,5;osoba;" in raw
    assert b";'=HYPERLINK" in raw


def test_nothing_is_left_behind_when_the_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(OutputError, match="nie można zapisać pliku"):
        write_shipped(table([(1, "observed")]), tmp_path / "folder" / "statistics.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_the_library_reads_what_its_schema_accepts(tmp_path: Path) -> None:
    path = write_shipped(table([(0, "observed"), (float("nan"), "secret")]), tmp_path / "s.csv")
    read = read_tidy(path)
    assert OBSERVATIONS.validate(read).equals(read)
    assert list(read["status"]) == ["observed", "secret"]
