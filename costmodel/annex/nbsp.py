"""Hard spaces where Polish typography wants them: „w 2026 r.” never breaks at the wrong place."""

from __future__ import annotations

import re

from costmodel.language import SOURCE, current

HARD = "\u00a0"
FOLD = "\u200b"

_SPACES = re.compile(r"[ \t\r\n]+")
_UNITS = (
    r"zł|gr|tys\.|mln|mld|pkt|proc\.|%|‰|os\.|osoba|osoby|osób|osobę|etat\w*|godz\.|mies\.|lat|lata"
    r"|rok|roku|r\.|km|m²|ha|szt\.|EUR|PLN"
)
_BEFORE = (
    r"art\.|ust\.|poz\.|pkt|lit\.|nr|Nr|str\.|rozdz\.|t\.j\.|Dz\.U\.|Dz\. U\.|§|tab\.|rys\.|ok\."
)
_ONE_LETTER = re.compile(r"(?<![\w’'-])([aiouwzAIOUWZ]) (?=\S)")
_NUMBER_NUMBER = re.compile(r"(?<![\d,.])(\d{1,3}) (?=\d{3}(?!\d))")
_NUMBER_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))")
_UNIT_UNIT = re.compile(r"\b(tys\.|mln|mld|pkt) (?=(?:zł|proc\.|osób)(?!\w))")
_MARK_NUMBER = re.compile(rf"(?<!\w)({_BEFORE}) (?=[\dA-Za-z])")
_DAY_MONTH = re.compile(
    r"(?<=\d) (?=(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września"
    r"|października|listopada|grudnia)\b)"
)
_ENGLISH = (
    re.compile(
        r"(?<=\d) (?=(?:million|billion|thousand|people|persons?|famil(?:y|ies)|child(?:ren)?"
        r"|posts?|years?|months?|hours?|draws?|January|February|March|April|May|June|July|August"
        r"|September|October|November|December)\b)"
    ),
    re.compile(r"(?<=\bPLN) (?=[\d−])"),
)
"""Beside the Polish rules, for the names of laws and sources in an English text are Polish."""
_FOLD_EVERY = 20
_OVERLONG = re.compile(r"[^ ]{40,}")
_BEFORE_DASH = re.compile(r"(?<=[^ ]) (?=– )")


def typeset(text: str) -> str:
    """Return ``text`` on one line, with hard spaces where a line must not end.

    Doing it twice changes nothing more.

    Parameters
    ----------
    text : str
        Plain text; runs of spaces, tabs and line ends count as one space.

    Examples
    --------
    >>> typeset("W 2026 r. zapłacimy 1 250 000 zł z art. 16b").replace("\\u00a0", "~")
    'W~2026~r. zapłacimy 1~250~000~zł z~art.~16b'
    >>> typeset("ok. 5 tys. osób i w domu").replace("\\u00a0", "~")
    'ok.~5~tys.~osób i~w~domu'
    """
    line = _SPACES.sub(" ", text).strip(" ")
    for rule in (_NUMBER_UNIT, _DAY_MONTH, _BEFORE_DASH):
        line = rule.sub(HARD, line)
    for rule in () if current() == SOURCE else _ENGLISH:
        line = rule.sub(HARD, line)
    for rule in (_NUMBER_NUMBER, _UNIT_UNIT, _MARK_NUMBER, _ONE_LETTER):
        line = rule.sub(rf"\1{HARD}", line)
    return line


def foldable(text: str) -> str:
    """Return ``text`` as set, with places to fold words that no line could hold.

    Addresses are left alone: whoever sets the page breaks them at their own signs.

    Examples
    --------
    >>> foldable("x" * 45).split(FOLD) == ["x" * 20, "x" * 20, "x" * 5]
    True
    """
    return _OVERLONG.sub(_folded, typeset(text))


def _folded(found: re.Match[str]) -> str:
    word = found[0]
    if "://" in word:
        return word
    pieces = [word[start : start + _FOLD_EVERY] for start in range(0, len(word), _FOLD_EVERY)]
    return FOLD.join(pieces)
