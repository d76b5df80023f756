"""What is wrong with a text of a document: it is empty, or no file can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from costmodel.errors import Problem

_UNFIT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def empty_problems(file: str, place: str, text: str, mend: str) -> Iterator[Problem]:
    """Yield that a text is empty.

    Examples
    --------
    >>> [problem.place for problem in empty_problems("dokument", "tytuł", " ", "Podaj go.")]
    ['tytuł']
    """
    if not text.strip():
        yield Problem(file, place, text, "tekst, który nie jest pusty", mend)


def character_problems(file: str, texts: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield each character that no file can hold, with the place where it stands.

    Examples
    --------
    >>> [p.value for p in character_problems("dokument", [("tytuł", "Aneks" + chr(7))])]
    ['znak U+0007']
    """
    for place, text in texts:
        for character in dict.fromkeys(_UNFIT.findall(text)):
            yield Problem(
                file,
                place,
                f"znak U+{ord(character):04X}",
                "znaki, które mieszczą się w pliku (bez znaków sterujących)",
                f"Usuń go z tekstu „{_UNFIT.sub('□', text)[:60]}”.",
            )
