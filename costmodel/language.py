"""The language of what users read: one for all that runs in a context, Polish by default."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from costmodel.errors import InputError, Problem

SOURCE = "pl"
"""The language in which data and code say what users read."""
_TAGS = {"pl": "pl-PL", "en": "en-GB"}
LANGUAGES = tuple(_TAGS)
"""Languages that a set of documents can be written in."""

_current: ContextVar[str] = ContextVar("language", default=SOURCE)
P = ParamSpec("P")
T = TypeVar("T")


def current() -> str:
    """Return the language of the context.

    Examples
    --------
    >>> current()
    'pl'
    """
    return _current.get()


@contextmanager
def using(lang: str) -> Iterator[None]:
    """Let everything inside be read and written in ``lang``.

    Whoever makes an annex reads the place inside too, so that names from data files are those
    of the language.

    Raises
    ------
    InputError
        If the library does not speak the language.

    Examples
    --------
    >>> with using("en"):
    ...     current(), tag()
    ('en', 'en-GB')
    """
    if lang not in LANGUAGES:
        wanted = f"jeden z języków: {', '.join(LANGUAGES)}"
        raise InputError([Problem("", "język", lang, wanted, "Wybierz inny język.")])
    before = _current.set(lang)
    try:
        yield
    finally:
        _current.reset(before)


def tag(lang: str | None = None) -> str:
    """Return the code of a language with its country, as documents state it; of the current one.

    Examples
    --------
    >>> tag(), tag("en")
    ('pl-PL', 'en-GB')
    """
    return _TAGS[lang or current()]


def locale_of(lang: str | None = None) -> str:
    """Return the Babel locale of a language, by default of the current one.

    Examples
    --------
    >>> locale_of(), locale_of("en")
    ('pl_PL', 'en_GB')
    """
    return tag(lang).replace("-", "_")


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function remember what it returned, apart for each language.

    Examples
    --------
    >>> @remembered
    ... def language() -> str:
    ...     return current()
    >>> with using("en"):
    ...     english = language()
    >>> language(), english
    ('pl', 'en')
    """

    memory: dict[Hashable, T] = {}

    @wraps(function)
    def recalled(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (current(), args, tuple(sorted(kwargs.items())))
        if key not in memory:
            memory[key] = function(*args, **kwargs)
        return memory[key]

    return recalled
