from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.statistics.bdl_crel import read_bdl_crel
from costmodel.statistics.signs import BDL_NO_VALUE_ATTRIBUTES, BDL_VALUE_ATTRIBUTES
from tests.statistics.raw import EXPORTS, SAMPLES, needs_exports

HEADER = '"Kod";"Nazwa";"Wiek";"Płeć";"Rok";"Wartosc";"Jednostka miary";"Atrybut";\r\n'


def written(folder: Path, *rows: str) -> Path:
    path = folder / "crel.csv"
    path.write_text(HEADER + "".join(f"{row}\r\n" for row in rows), encoding="utf-8", newline="")
    return path


def test_dimensions_unit_and_flag_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, '0201011;"A (1)";"ogółem";"kobiety";"2020";20,5;"-";"s";')
    assert read_bdl_crel(path).to_dict("records") == [
        {
            "teryt": "0201011",
            "name": "A (1)",
            "label": "ogółem | kobiety",
            "year": 2020,
            "value": 20.5,
            "unit": "-",
            "status": "observed",
            "attribute": "s",
        }
    ]


@pytest.mark.parametrize("flag", sorted(BDL_NO_VALUE_ATTRIBUTES))
@pytest.mark.parametrize("cell", ["0", "", "-"])
def test_a_zero_with_a_flag_of_no_value_is_not_a_zero(tmp_path: Path, flag: str, cell: str) -> None:
    path = written(tmp_path, f'0201011;"A (1)";"a";"b";"2020";{cell};"osoba";"{flag}";')
    table = read_bdl_crel(path)
    assert table["value"].isna().all()
    assert table["status"].tolist() == [BDL_NO_VALUE_ATTRIBUTES[flag].value]


@pytest.mark.parametrize("flag", sorted(BDL_VALUE_ATTRIBUTES))
def test_a_true_zero_stays_an_observed_zero(tmp_path: Path, flag: str) -> None:
    path = written(tmp_path, f'0201011;"A (1)";"a";"b";"2020";0;"osoba";"{flag}";')
    table = read_bdl_crel(path)
    assert (table["value"].tolist(), table["status"].tolist()) == ([0.0], ["observed"])


@needs_exports
def test_the_samples_are_read() -> None:
    sizes = {path.name: len(read_bdl_crel(path)) for path in SAMPLES.glob("CREL*.csv")}
    assert len(sizes) == 3
    assert min(sizes.values()) > 0


@needs_exports
def test_men_and_women_add_up_in_every_gmina() -> None:
    table = read_bdl_crel(EXPORTS / "LUDN_2137_CREL_20220407210714.csv")
    wide = table.pivot_table(index="teryt", columns="label", values="value")
    assert len(wide) == 2477
    total = wide["ogółem | mężczyźni"] + wide["ogółem | kobiety"]
    assert (total == wide["ogółem | ogółem"]).all()


def test_a_file_of_a_header_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="wiersz 2: jest „brak wierszy z danymi”"):
        read_bdl_crel(written(tmp_path))


def test_a_short_row_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="wiersz 3: jest „liczba pól: 2”"):
        read_bdl_crel(
            written(tmp_path, '0201011;"A (1)";"a";"b";"2020";1;"osoba";"";', "0201022;B")
        )


def test_a_header_without_values_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crel.csv"
    path.write_text(HEADER.replace("Wartosc", "Ile") + "0201011;A;a;b;2020;1;osoba;;\r\n", "utf-8")
    with pytest.raises(InputError, match="kolumna „Wartosc”"):
        read_bdl_crel(path)
