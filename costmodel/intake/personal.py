"""Tell what looks like the data of a person, so that it is refused and never repeated."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[\s.\-/()+]")
_LETTER = "A-ZĄĆĘŁŃÓŚŹŻ"
_SMALL = "a-ząćęłńóśźż"
_PESEL_DIGITS = 11
_PHONE = re.compile(r"(\+?48)?\d{9}")
_EMAIL = re.compile(r"\S@\S")
_POSTCODE = re.compile(r"\b\d{2}-\d{3}\b")
_STREET = re.compile(r"\b(ul|al|os|pl)\.\s*\w|\b(ulica|aleja|osiedle|plac)\s+\w", re.I)
_HOUSE = re.compile(rf"[{_LETTER}][{_SMALL}]+\s+\d+[a-z]?(\s*/\s*\d+)?")
_NAME = re.compile(
    rf"([{_LETTER}][{_SMALL}]+|[{_LETTER}]{{2,}}|[{_LETTER}]\.)"
    rf"([\s\-]+([{_LETTER}][{_SMALL}]+|[{_LETTER}]{{2,}}|[{_LETTER}]\.))+"
)
_DOCUMENT = re.compile(r"[A-Z]{3}\s?\d{6}")


def personal_kind(text: str) -> str | None:
    """Return in Polish what kind of personal data a text looks like, or ``None``.

    Parameters
    ----------
    text : str
        A cell of a table.

    Notes
    -----
    A rule of thumb that refuses too much rather than too little; whoever uses it must not
    take ``None`` for a proof. Tables of cases are besides checked against closed lists.

    Examples
    --------
    >>> [personal_kind(text) for text in ("44051401359", "Anna Nowak-Lis", "602 100 100")]
    ['PESEL', 'imię i nazwisko', 'telefon']
    >>> [personal_kind(text) for text in ("ul. Polna 3", "78-400 Szczecinek", "a@b.pl")]
    ['adres', 'adres', 'adres e-mail']
    >>> personal_kind("unemployment"), personal_kind("2024-03-01")
    (None, None)
    """
    stripped = text.strip()
    bare = _DIGITS.sub("", stripped)
    if bare.isdigit() and len(bare) == _PESEL_DIGITS and not stripped.startswith("+"):
        return "PESEL"
    if _EMAIL.search(stripped):
        return "adres e-mail"
    if _PHONE.fullmatch(bare):
        return "telefon"
    if _STREET.search(stripped) or _POSTCODE.search(stripped) or _HOUSE.fullmatch(stripped):
        return "adres"
    if _DOCUMENT.fullmatch(stripped):
        return "numer dokumentu"
    return "imię i nazwisko" if _NAME.fullmatch(stripped) else None
