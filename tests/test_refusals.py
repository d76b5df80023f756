from __future__ import annotations

import errno

import pytest

from costmodel.refusals import cure_of, reason_of, refusal_of


@pytest.mark.parametrize(
    ("number", "says", "cure"),
    [
        (errno.ENOSPC, "brak miejsca", "Zwolnij"),
        (errno.EFBIG, "brak miejsca", "Zwolnij"),
        (errno.EACCES, "otwarty w innym programie", "Zamknij plik w programie Excel"),
        (errno.EBUSY, "otwarty w innym programie", "Zamknij plik w programie Excel"),
        (errno.EROFS, "tylko do odczytu", "Wybierz folder"),
        (errno.ENAMETOOLONG, "za długa", "krótszej ścieżce"),
        (errno.EIO, "błąd dysku", "Sprawdź dysk"),
        (errno.EEXIST, "stoi plik albo folder", "Zmień jego nazwę"),
        (errno.ENOENT, "nie ma takiego", "Sprawdź nazwę"),
        (errno.EDOM, "system odmówił", "Wybierz folder"),
    ],
)
def test_each_refusal_has_its_reason_and_its_cure(number: int, says: str, cure: str) -> None:
    error = OSError(number, "in English")
    assert says in reason_of(error)
    assert reason_of(error).endswith("system: in English")
    assert cure in cure_of(error)


class SharingViolationError(PermissionError):
    """What Windows raises where Excel holds a file: a refusal with a number of its own."""

    winerror = 32


def test_a_file_held_by_excel_is_told_as_such() -> None:
    told = refusal_of(SharingViolationError(13, "Plik jest używany"), file="statistics.csv")
    assert told.startswith("statistics.csv: nie można zapisać pliku (plik jest otwarty w innym")
    assert "Zamknij plik w programie Excel" in told
    assert "folder" not in told


def test_an_error_without_words_is_told_too() -> None:
    assert reason_of(OSError("no number")) == "system odmówił; no number"
