"""One broken file for each mistake, and what the library says about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.statistics.bdl_crel import read_bdl_crel
from costmodel.statistics.bdl_ctab import read_bdl_ctab
from costmodel.statistics.levels import read_levels
from costmodel.statistics.staff import read_staff
from costmodel.statistics.tidy import read_tidy

BAD = Path(__file__).resolve().parents[1] / "bad" / "statistics"
READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "ctab": read_bdl_ctab,
    "crel": read_bdl_crel,
    "tidy": read_tidy,
    "levels": read_levels,
    "staff": read_staff,
}
LOST_ZERO = (
    r"Kod ma 6 cyfr: arkusz zgubił zero na początku; pobierz plik jeszcze raz i nie zapisuj go "
    r"w Excelu"
)
SAYS = {
    "ctab_utf16": "UTF-16",
    "ctab_latin2": r"wiersz 5: jest „Ľ”.*ISO-8859-2",
    "ctab_read_as_wrong_encoding": "wiersz 1: .*złym kodowaniu",
    "ctab_with_nul": "znak NUL",
    "ctab_undecodable": "0x81",
    "ctab_empty": "plik pusty",
    "ctab_lost_leading_zeros": r"wiersz 2 \(i 2 dalszych\).*Kod ma 1 cyfrę: arkusz zgubił zero",
    "ctab_lost_quotes": "Arkusz usunął cudzysłowy",
    "ctab_lost_year_and_unit": r"(?s)podaj rok \(year=…\).*podaj jednostkę \(unit=…\)",
    "ctab_unknown_voivodeship": "wiersz 4, kolumna Kod: jest „9901011”",
    "ctab_repeated_code": "wiersze 2, 4: jest „0201011”.*każdy kod raz",
    "ctab_repeated_year": "ogółem, 2019.*każda cecha i rok raz",
    "ctab_text_in_number": "wiersz 2, kolumna ogółem, 2019: jest „ok. 11”",
    "ctab_decimal_point_with_semicolon": "„1.234”, a powinno być: liczba z przecinkiem",
    "ctab_negative_count": "„-11”, a powinno być: liczba nieujemna",
    "ctab_short_row": "wiersz 2: jest „liczba pól: 4”, a powinno być: liczba pól: 5",
    "ctab_no_rows": "brak wierszy z danymi",
    "ctab_missing_column": "nagłówek eksportu BDL: „Kod”",
    "crel_missing_column": "kolumna „Jednostka miary”",
    "crel_repeated_year": "wiersze 2, 3: .*każdy kod, cecha i rok raz",
    "crel_secret_flag_with_value": "11 z atrybutem #",
    "crel_unavailable_flag_with_value": "11 z atrybutem n",
    "crel_unknown_flag": "jest „q”, a powinno być: atrybut BDL",
    "crel_year_is_text": "kolumna Rok: jest „rok 2020”",
    "tidy_lost_leading_zero": LOST_ZERO,
    "tidy_text_in_number": "wiersz 2, kolumna value: jest „11 osób”",
    "tidy_ambiguous_number": "„1.234”.*znak dziesiętny: przecinek",
    "tidy_negative_count": "„-11”, a powinno być: liczba nieujemna",
    "tidy_repeated_year": "wiersze 2, 3: jest „0201011, unemployed_registered, 2020”",
    "tidy_secret_with_value": "11 ze statusem tajemnica",
    "tidy_value_missing_but_observed": "ze statusem wartość",
    "tidy_missing_column": "kolumna „source”",
    "tidy_unknown_column": "jest „uwagi”",
    "tidy_no_source": "kolumna source.*źródło liczby",
    "tidy_no_unit": "kolumna unit",
    "tidy_year_out_of_range": "kolumna year: jest „20”",
    "tidy_unknown_status": "kolumna status: jest „chyba”",
    "tidy_too_many_fields": "wiersz 2: jest „liczba pól: 8”",
    "levels_unknown_level": "jest „over_2_years”.*under_12_months",
    "levels_negative_count": "kolumna persons: jest „-11”",
    "levels_repeated": "każdy poziom i rok raz",
    "levels_no_source": "kolumna source",
    "staff_unknown_kind": "kolumna kind: jest „social_workers”.*social_worker_posts",
    "staff_negative_count": "kolumna value: jest „-11”, a powinno być: liczba nieujemna",
    "staff_decimal_point_with_semicolon": "jest „11.5”.*znak dziesiętny: przecinek",
    "staff_part_of_a_family": "jest „11,5”, a powinno być: liczba całkowita",
    "staff_year_of_two_digits": "kolumna year: jest „24”",
    "staff_repeated": "social_worker_posts, 2024.*każda nazwa i rok raz",
    "staff_no_source": "kolumna source.*źródło liczby",
    "staff_missing_column": r"(?s)kolumna „value”.*jest „posts”",
}
LISTED_TOGETHER = {"ctab_lost_year_and_unit", "staff_missing_column"}


@pytest.mark.parametrize("name", SAYS)
def test_a_mistake_is_named_where_it_stands(name: str) -> None:
    with pytest.raises(InputError, match=SAYS[name]) as caught:
        READERS[name.split("_")[0]](BAD / f"{name}.csv")
    assert len(caught.value.problems) == (2 if name in LISTED_TOGETHER else 1)


def test_every_broken_file_has_its_message() -> None:
    assert {path.stem for path in BAD.iterdir()} == set(SAYS)


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "statistics.csv"
    path.write_text(
        "teryt;variable;year;value;unit;source\n"
        "201011;unemployed;2020;ok. 5;osoba;PUP\n"
        "0201011;Unemployed;20;5;;\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_tidy(path)
    told = [(p.place.split(",")[0], p.place.split()[-1]) for p in caught.value.problems]
    assert sorted(told) == [
        ("wiersz 2", "teryt"),
        ("wiersz 2", "value"),
        ("wiersz 3", "source"),
        ("wiersz 3", "unit"),
        ("wiersz 3", "variable"),
        ("wiersz 3", "year"),
    ]


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path) -> bytes:
        raise PermissionError(13, "odmowa dostępu", str(path))

    (tmp_path / "dane.csv").write_text("x", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(InputError, match=r"dane\.csv: jest „.*odmowa dostępu”.*Zamknij plik"):
        read_tidy(tmp_path / "dane.csv")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape("dane.csv: jest „brak pliku”")):
        read_bdl_ctab(tmp_path / "dane.csv")
