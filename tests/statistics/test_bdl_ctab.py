from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.statistics.bdl_ctab import ctab_table, read_bdl_ctab
from tests.statistics.raw import EXPORTS, SAMPLES, needs_exports

SEMICOLON = (
    '"Kod";"Nazwa";"ogółem;kobiety;2019;[osoba]";"saldo;2020;[osoba]";"wskaźnik;2020;[-]";\r\n'
    '0201011;"Bolesławiec; miasto (1)";1 011;-5;0,25;\r\n'
    '0201022;"Bolesławiec (2)";0;;-;\r\n'
)
COMMA = (
    '"Kod","Nazwa","rolnictwo, leśnictwo,ogółem,2019,[osoba]",\r\n'
    '0201011,"Bolesławiec (1)",12.5,\r\n'
)


def test_the_semicolon_form_is_read_by_hand() -> None:
    table = ctab_table(SEMICOLON, file="x.csv")
    assert table["label"].unique().tolist() == ["ogółem | kobiety", "saldo", "wskaźnik"]
    first = table[table["teryt"] == "0201011"]
    assert first["name"].unique().tolist() == ["Bolesławiec; miasto (1)"]
    assert first["value"].tolist() == [1011, -5, 0.25]
    assert first["year"].tolist() == [2019, 2020, 2020]
    assert first["unit"].tolist() == ["osoba", "osoba", "-"]


def test_zero_empty_and_dash_stay_different() -> None:
    second = ctab_table(SEMICOLON, file="x.csv").query("teryt == '0201022'")
    assert second["status"].tolist() == ["observed", "missing", "missing"]
    assert second["value"].tolist()[0] == 0
    assert second["value"].isna().tolist() == [False, True, True]


def test_a_comma_inside_a_name_does_not_part_dimensions() -> None:
    table = ctab_table(COMMA, file="x.csv")
    assert table["label"].tolist() == ["rolnictwo, leśnictwo | ogółem"]
    assert table["value"].tolist() == [12.5]


def test_a_lost_year_and_unit_are_taken_from_the_caller() -> None:
    text = '"Kod";"Nazwa";"ogółem";\n0201011;"A (1)";5;\n'
    table = ctab_table(text, file="x.csv", year=2020, unit="osoba")
    assert (table["year"].tolist(), table["unit"].tolist()) == ([2020], ["osoba"])


def test_a_year_that_contradicts_the_header_is_refused() -> None:
    with pytest.raises(InputError, match="jest „2019”, a powinno być: rok 2021"):
        ctab_table(COMMA, file="x.csv", year=2021)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | st.integers(0, 10**7), min_size=1, max_size=5), st.sampled_from(";,"))
def test_what_bdl_writes_is_read_back(values: list[int | None], mark: str) -> None:
    head = mark.join(f'"ogółem{mark}{2000 + n}{mark}[osoba]"' for n in range(len(values)))
    cells = mark.join("" if value is None else str(value) for value in values)
    text = f'"Kod"{mark}"Nazwa"{mark}{head}{mark}\r\n0201011{mark}"A (1)"{mark}{cells}{mark}\r\n'
    table = ctab_table(text, file="x.csv")
    read = [
        None if status == "missing" else value
        for value, status in zip(table["value"], table["status"], strict=True)
    ]
    assert read == values


@needs_exports
def test_the_samples_of_each_shape_are_read_or_refused_with_the_cure() -> None:
    names = {path.name: path for path in SAMPLES.glob("CTAB*.csv")}
    refused = {name for name in names if not _readable(names[name])}
    assert refused == {name for name in names if "edited" in name or "excel" in name}


def _readable(path: Path) -> bool:
    try:
        return len(read_bdl_ctab(path)) > 0
    except InputError:
        return False


@needs_exports
def test_the_unemployment_export_adds_up_in_every_year() -> None:
    table = read_bdl_ctab(EXPORTS / "RYNE_1944_CTAB_20250616184618.csv")
    wide = table.pivot_table(index="teryt", columns="year", values="value", dropna=False)
    kind, code = wide.index.str[-1], wide.index.str
    poland = wide.loc["0000000"]
    gminas = wide[kind.isin(["1", "2", "3"])]
    powiats = wide[code.endswith("000") & ~code.endswith("00000")]
    voivodeships = wide[code.endswith("00000") & (wide.index != "0000000")]
    assert (len(powiats), len(voivodeships), wide.shape[1]) == (380, 16, 22)
    for level in (gminas, powiats, voivodeships):
        np.testing.assert_array_equal(level.sum(), poland)
    of_powiats = gminas.groupby(gminas.index.str[:4]).sum(min_count=1)
    np.testing.assert_array_equal(of_powiats.to_numpy(), powiats.to_numpy())
    of_voivodeships = gminas.groupby(gminas.index.str[:2]).sum()
    np.testing.assert_array_equal(of_voivodeships.to_numpy(), voivodeships.to_numpy())


@needs_exports
def test_an_urban_rural_gmina_is_the_sum_of_its_parts() -> None:
    table = read_bdl_ctab(EXPORTS / "LUDN_2137_CTAB_20200327110716.csv").set_index("teryt")["value"]
    whole = table[table.index.str.endswith("3")]
    towns = whole.index.str[:6] + "4"
    rural = whole.index.str[:6] + "5"
    assert len(whole) > 600
    assert (table.loc[towns].to_numpy() + table.loc[rural].to_numpy() == whole.to_numpy()).all()
