"""The slides of a council and the questions it may ask, as tables for the one who presents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from costmodel.annex.nbsp import HARD
from costmodel.annex.slides_chart import native
from costmodel.annex.wording import load_wording
from costmodel.errors import InputError, Problem
from costmodel.publish.reading_cells import table


def slide_table(slides: Path) -> pd.DataFrame:
    """Return the sentence of each slide, in their order.

    Parameters
    ----------
    slides : Path
        The file that an annex wrote.

    Raises
    ------
    InputError
        If there is no such file.
    MissingExtraError
        If python-pptx is not installed.
    """
    say = load_wording().say
    rows = [(str(number), title) for number, (title, _) in enumerate(_told(slides), start=1)]
    return table(rows, [say("reading.slide"), say("reading.sentence")])


def question_table(slides: Path) -> pd.DataFrame:
    """Return each question that may be asked, and the answer that the notes of its slide give.

    Parameters
    ----------
    slides : Path
        The file that an annex wrote.

    Raises
    ------
    InputError
        If there is no such file.
    MissingExtraError
        If python-pptx is not installed.
    """
    say = load_wording().say
    rows = [
        (str(number), question, answer)
        for number, (_, notes) in enumerate(_told(slides), start=1)
        for question, answer in asked(_answers(notes))
    ]
    return table(rows, [say(f"reading.{name}") for name in ("slide", "question", "answer")])


def _told(slides: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the title and the lines of the notes of each slide."""
    if not slides.is_file():
        mend = "Zapisz aneks (z pakietem python-pptx) i podaj plik rada.pptx z jego folderu."
        raise InputError([Problem(str(slides), "", "brak pliku", "plik slajdów", mend)])
    for slide in native("").Presentation(str(slides)).slides:
        title = slide.shapes.title
        notes = slide.notes_slide.notes_text_frame
        lines = [] if notes is None else [line.text for line in notes.paragraphs]
        yield "" if title is None else title.text, lines


def _answers(notes: Sequence[str]) -> list[str]:
    """Return the lines between the heading of questions and that of sources."""
    say = load_wording().say
    plain = [line.replace(HARD, " ") for line in notes]
    first, last = (plain.index(say(f"annex.slides.notes_{n}")) for n in ("questions", "sources"))
    return list(notes[first + 1 : last])


def asked(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return questions with their answers; a line that asks nothing goes on with the last answer.

    Examples
    --------
    >>> asked(["Czy to pewne? Nie.", "Ilu ich jest?", "Sto osób."])
    [('Czy to pewne?', 'Nie.'), ('Ilu ich jest?', 'Sto osób.')]
    """
    found: list[tuple[str, str]] = []
    for line in lines:
        before, mark, after = line.partition("?")
        if mark:
            found.append((f"{before}?", after.strip()))
        else:
            question, answer = found.pop() if found else ("", "")
            found.append((question, f"{answer} {line}".strip()))
    return found
