"""Words that users read are data: sentences with named gaps, kept in one file per language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from costmodel.annex.nouns import Noun, read_nouns
from costmodel.errors import InputError, Problem
from costmodel.language import current
from costmodel.resources import MissingDataError, data_path

_DEFAULT_TABLE = "text"
_NOUNS = "noun"


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything one language says: sentences by key, nouns by name.

    Keys are those of the file: ``figure.year`` stands in ``[figure]``. A key without
    a dot is looked for in ``[text]``.
    """

    lang: str
    file: str
    texts: Mapping[str, str]
    nouns: Mapping[str, Noun]

    def say(self, key: str, /, **fields: str) -> str:
        """Return the sentence of ``key`` with its gaps filled.

        Parameters
        ----------
        key : str
            ``"table.key"``, or ``"key"`` alone for one of ``[text]``.
        **fields : str
            One text for each gap of the sentence. Numbers come as texts, already formatted.

        Raises
        ------
        InputError
            If the key is not there, a gap is not filled, a field is not used, or a field is
            no text. All problems are told at once.

        Examples
        --------
        >>> load_wording("pl").say("number.interval", low="1,2", high="3,4 mln zł")
        'od 1,2 do 3,4 mln zł'
        """
        full = self._full(key)
        if full not in self.texts:
            raise InputError([_no_such_key(self.file, full)])
        template = self.texts[full]
        problems = list(_misfits(self.file, full, _gaps(template), fields))
        if problems:
            raise InputError(problems)
        return template.format(**fields)

    def knows(self, key: str) -> bool:
        """Return whether there is a sentence of ``key``."""
        return self._full(key) in self.texts

    @staticmethod
    def _full(key: str) -> str:
        return key if "." in key else f"{_DEFAULT_TABLE}.{key}"


def load_wording(lang: str | None = None) -> Wording:
    """Return the words of ``lang`` that come with the library; of the current language without it.

    Raises
    ------
    InputError
        If there is no file of that language, or the file has mistakes.

    Examples
    --------
    >>> load_wording().say("payer.labour_fund")
    'Fundusz Pracy'
    """
    return _shipped(current() if lang is None else lang)


@cache
def _shipped(lang: str) -> Wording:
    name = f"data/wording/{lang}.toml"
    try:
        path = data_path("wording", f"{lang}.toml") if lang.isalpha() else None
    except MissingDataError:
        path = None
    if path is None:
        raise InputError(
            [
                Problem(
                    name,
                    "język",
                    lang,
                    "język, którego plik słów jest w bibliotece, na przykład „pl”",
                    "Wybierz inny język albo dodaj ten plik.",
                )
            ]
        )
    return read_wording(path, lang=lang, name=name)


def read_wording(path: Path, *, lang: str, name: str | None = None) -> Wording:
    """Read a file of words; every mistake in it is reported at once.

    Parameters
    ----------
    path : Path
        A TOML file: tables of sentences, and ``[noun.*]``.
    lang : str
        Language of the file, as a Babel locale.
    name : str, optional
        How the file is called in messages; its file name by default.

    Raises
    ------
    InputError
        If the file is no TOML, a value is no text, a gap is not a plain ``{name}``, or
        a noun is not whole.
    """
    file = name or path.name
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mend = "Popraw zapis pliku i zapisz go w UTF-8."
        raise InputError([Problem(file, "", str(error), "poprawny plik TOML", mend)]) from error
    nouns, problems = read_nouns(content.pop(_NOUNS, {}), file=file, lang=lang)
    texts: dict[str, str] = {}
    for key, value in _leaves(content):
        if isinstance(value, str) and _is_plain(value):
            texts[key] = value
        else:
            problems.append(_bad_template(file, key, value))
    if problems:
        raise InputError(problems)
    return Wording(lang, file, MappingProxyType(texts), MappingProxyType(nouns))


def _leaves(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _is_plain(template: str) -> bool:
    """Return whether every gap is a ``{name}`` and nothing more."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return False
    gaps = [part for part in parts if part[1] is not None]
    return all(
        (name or "").isidentifier() and not spec and not turn for _, name, spec, turn in gaps
    )


def _misfits(
    file: str, key: str, gaps: set[str], fields: Mapping[str, object]
) -> Iterator[Problem]:
    wanted = ", ".join(sorted(gaps)) or "żadne"
    place = f"klucz {key}"
    for name in sorted(gaps - set(fields)):
        yield Problem(
            file,
            place,
            f"pole {{{name}}} bez wartości",
            f"wartość każdego pola ({wanted})",
            f"Podaj {name} albo usuń to pole ze zdania.",
        )
    for name in sorted(set(fields) - gaps):
        yield Problem(
            file,
            place,
            f"wartość {name}, której zdanie nie używa",
            f"tylko pola zdania: {wanted}",
            f"Dodaj {{{name}}} do zdania albo nie podawaj tej wartości.",
        )
    for name in sorted(gaps & set(fields)):
        if not isinstance(fields[name], str):
            yield Problem(
                file,
                f"{place}, pole {name}",
                repr(fields[name]),
                "tekst, czyli liczba już zapisana po polsku",
                "Zapisz liczbę funkcją z costmodel.annex.numbers.",
            )


def _no_such_key(file: str, key: str) -> Problem:
    return Problem(
        file, f"klucz {key}", "brak", "zdanie pod tym kluczem", "Dopisz ten klucz do pliku."
    )


def _bad_template(file: str, key: str, value: object) -> Problem:
    return Problem(
        file,
        f"klucz {key}",
        str(value),
        "tekst, a w nim pola tylko w postaci {nazwa}",
        "Popraw nawiasy klamrowe; klamrę w zdaniu zapisz podwójnie: {{ }}.",
    )
