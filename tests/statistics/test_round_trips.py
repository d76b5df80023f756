"""What a publisher or the library writes comes back the same, in every form."""

from __future__ import annotations

import pandas as pd
import pytest
import xlsxwriter  # type: ignore[import-untyped] # the package has no types
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.statistics.bdl_crel import read_bdl_crel
from costmodel.statistics.bdl_ctab import read_bdl_ctab
from costmodel.statistics.bdl_xlsx import read_bdl_xpiv, read_bdl_xtab
from costmodel.statistics.observations import COLUMNS
from costmodel.statistics.tidy import read_tidy, write_for_users, write_shipped
from costmodel.tables import OBSERVATIONS

Cells = dict[tuple[str, int], float | None]
CODES = ("0000000", "0201011", "0201022", "3215011")
cells = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.integers(2003, 2024)),
    st.none() | st.integers(0, 10**7).map(lambda n: n / 100),
    min_size=1,
    max_size=12,
)
few = settings(max_examples=15, deadline=None)


def wide(found: Cells) -> tuple[list[str], list[int]]:
    return sorted({code for code, _ in found}), sorted({year for _, year in found})


def text(value: float | None, mark: str) -> str:
    return "" if value is None else f"{value:.2f}".replace(".", mark)


def read_back(table: pd.DataFrame) -> Cells:
    """The cells of a tidy table; ``None`` where there is no value."""
    columns = (table[name].tolist() for name in ("teryt", "year", "value", "status"))
    return {
        (str(teryt), int(year)): None if status == "missing" else float(value)
        for teryt, year, value, status in zip(*columns, strict=True)
    }


@few
@given(cells, st.sampled_from(";,"), st.sampled_from(["utf-8", "utf-8-sig", "cp1250"]))
def test_ctab(
    tmp_path_factory: pytest.TempPathFactory, found: Cells, mark: str, encoding: str
) -> None:
    codes, years = wide(found)
    decimal = {";": ",", ",": "."}[mark]
    lines = [["Kod", '"Nazwa"', *(f'"świadczenia{mark}{year}{mark}[zł]"' for year in years)]]
    for code in codes:
        row = [text(found.get((code, year)), decimal) for year in years]
        lines.append([code, '"Łódź – miasto"', *row])
    path = tmp_path_factory.mktemp("ctab") / "x.csv"
    path.write_bytes("".join(mark.join(line) + mark + "\r\n" for line in lines).encode(encoding))
    whole = {(code, year): found.get((code, year)) for code in codes for year in years}
    table = read_bdl_ctab(path)
    assert read_back(table) == whole
    assert set(table["label"]) == {"świadczenia"}


@few
@given(cells, st.sampled_from(["utf-8", "cp1250"]))
def test_crel(tmp_path_factory: pytest.TempPathFactory, found: Cells, encoding: str) -> None:
    lines = ['"Kod";"Nazwa";"Płeć";"Rok";"Wartosc";"Jednostka miary";"Atrybut";']
    for (code, year), value in found.items():
        flag = "n" if value is None else ""
        lines.append(f'{code};"Łódź";"ogółem";"{year}";{text(value, ",")};"zł";"{flag}";')
    path = tmp_path_factory.mktemp("crel") / "x.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    assert read_back(read_bdl_crel(path)) == found


@few
@given(cells)
def test_xpiv_and_xtab(tmp_path_factory: pytest.TempPathFactory, found: Cells) -> None:
    folder = tmp_path_factory.mktemp("xlsx")
    with xlsxwriter.Workbook(str(folder / "xpiv.xlsx")) as book:
        book.add_worksheet("OPIS").write_string(0, 0, "Kategoria:")
        sheet = book.add_worksheet("DANE")
        head = ("Kod", "Nazwa", "Płeć", "Rok", "Wartosc", "Jednostka miary", "Atrybut")
        sheet.write_row(0, 0, head)
        for line, ((code, year), value) in enumerate(found.items(), start=1):
            sheet.write_string(line, 0, code)
            sheet.write_row(line, 1, ("Łódź", "ogółem", str(year), value, "zł", " "))
        book.add_worksheet("TABLICA")
    assert read_back(read_bdl_xpiv(folder / "xpiv.xlsx")) == found
    codes, years = wide(found)
    with xlsxwriter.Workbook(str(folder / "xtab.xlsx")) as book:
        book.add_worksheet("OPIS").write_string(0, 0, "Kategoria:")
        sheet = book.add_worksheet("TABLICA")
        sheet.write_row(0, 0, ("Kod", "Nazwa", "ogółem"))
        for place, year in enumerate(years, start=2):
            sheet.write_string(1, place, str(year))
            sheet.write_string(2, place, "[zł]")
        for line, code in enumerate(codes, start=3):
            sheet.write_string(line, 0, code)
            sheet.write_string(line, 1, "Łódź")
            for place, year in enumerate(years, start=2):
                value = found.get((code, year))
                sheet.write(line, place, "-" if value is None else value)
    whole = {(code, year): found.get((code, year)) for code in codes for year in years}
    assert read_back(read_bdl_xtab(folder / "xtab.xlsx")) == whole


@few
@given(
    cells,
    st.sampled_from(["osoba", "zł", "%", "-"]),
    st.sampled_from(["missing", "secret", "not_applicable"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
)
def test_our_own_form(
    tmp_path_factory: pytest.TempPathFactory, found: Cells, unit: str, absent: str, source: str
) -> None:
    rows = [
        (
            code,
            "births",
            year,
            float("nan") if value is None else value,
            unit,
            absent if value is None else "observed",
            f"GUS; {source}",
        )
        for (code, year), value in found.items()
    ]
    texts = dict.fromkeys(("teryt", "variable", "unit", "status", "source"), "str")
    table = OBSERVATIONS.validate(
        pd.DataFrame(rows, columns=list(COLUMNS)).astype(texts | {"year": int, "value": float})
    )
    folder = tmp_path_factory.mktemp("tidy")
    for write in (write_for_users, write_shipped):
        pd.testing.assert_frame_equal(read_tidy(write(table, folder / "x.csv")), table)
