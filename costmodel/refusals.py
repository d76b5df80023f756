"""Why the computer refuses a file, in Polish and with what to do about it."""

from __future__ import annotations

import errno

_HELD_BY_ANOTHER = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows."""
_CLOSE = "Zamknij plik w programie Excel, Word lub innym, w którym jest otwarty"
_FULL = ("brak miejsca na dysku", "Zwolnij miejsce albo wskaż inny dysk")
_HELD = ("plik jest otwarty w innym programie", _CLOSE)
_FORBIDDEN = (
    "brak prawa do pliku albo jest on otwarty w innym programie",
    f"{_CLOSE}. Jeśli nie jest otwarty, sprawdź prawo do niego albo wybierz inny folder",
)
_READ_ONLY = ("miejsce tylko do odczytu", "Wybierz folder, do którego wolno pisać")
_LONG = ("za długa nazwa pliku lub ścieżka", "Wybierz folder o krótszej ścieżce, np. C:\\aneks")
_BROKEN = ("błąd dysku albo sieci", "Sprawdź dysk lub połączenie z dyskiem sieciowym")
_BLOCKED = (
    "na drodze stoi plik albo folder o tej nazwie",
    "Zmień jego nazwę albo wybierz inny folder",
)
_ABSENT = ("nie ma takiego pliku ani folderu", "Sprawdź nazwę i to, czy dysk jest podłączony")
_OTHER = ("system odmówił", "Wybierz folder, do którego wolno pisać, albo zamknij plik")
_KNOWN = {
    errno.ENOSPC: _FULL,
    errno.EFBIG: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EBUSY: _HELD,
    getattr(errno, "ETXTBSY", errno.EBUSY): _HELD,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _READ_ONLY,
    errno.ENAMETOOLONG: _LONG,
    errno.EIO: _BROKEN,
    errno.EEXIST: _BLOCKED,
    errno.ENOTEMPTY: _BLOCKED,
    errno.ENOTDIR: _BLOCKED,
    errno.EISDIR: _BLOCKED,
    errno.ENOENT: _ABSENT,
}


def reason_of(error: OSError) -> str:
    """Return why a file was refused, with the system's own words for who can use them.

    Examples
    --------
    >>> reason_of(OSError(errno.ENOSPC, "No space left on device"))
    'brak miejsca na dysku; system: No space left on device'
    """
    reason, _ = _told(error)
    return f"{reason}; system: {error.strerror}" if error.strerror else f"{reason}; {error}"


def cure_of(error: OSError) -> str:
    """Return what to do about it, as a sentence.

    Examples
    --------
    >>> cure_of(OSError(errno.EROFS, "Read-only file system"))
    'Wybierz folder, do którego wolno pisać.'
    """
    _, cure = _told(error)
    return f"{cure}."


def refusal_of(error: OSError, *, file: str) -> str:
    """Return the whole message about a file that could not be written.

    Examples
    --------
    >>> refusal_of(OSError(errno.EIO, "I/O error"), file="wyniki.csv")  # doctest: +ELLIPSIS
    'wyniki.csv: nie można zapisać pliku (błąd dysku albo sieci; system: I/O error). Sprawdź ...'
    """
    return f"{file}: nie można zapisać pliku ({reason_of(error)}). {cure_of(error)}"


def _told(error: OSError) -> tuple[str, str]:
    if getattr(error, "winerror", None) in _HELD_BY_ANOTHER:
        return _HELD
    return _KNOWN.get(error.errno or 0, _OTHER)
