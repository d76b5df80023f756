from __future__ import annotations

from pathlib import Path

import pptx
import pytest

from costmodel.errors import InputError
from costmodel.publish.reading_council import asked, question_table, slide_table
from costmodel.publish.write import AnnexFiles
from tests.publish.reading import plain


def slides_of(annex: AnnexFiles) -> Path:
    assert annex.slides is not None
    return annex.slides


def test_every_slide_is_told_by_its_sentence(annex: AnnexFiles) -> None:
    shown = slide_table(slides_of(annex))
    deck = pptx.Presentation(str(annex.slides))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert shown["Zdanie na slajdzie"].tolist() == titles
    assert shown.index.tolist() == [str(n) for n in range(1, 11)]


def test_every_question_of_the_notes_has_its_answer(annex: AnnexFiles) -> None:
    shown = question_table(slides_of(annex))
    assert set(shown.index) == {str(n) for n in range(1, 11)}
    assert all(question.endswith("?") for question in shown["Pytanie"])
    assert all(shown["Odpowiedź z notatek"])
    deck = pptx.Presentation(str(annex.slides))
    frames = [slide.notes_slide.notes_text_frame for slide in deck.slides]
    notes = plain("\n".join("" if frame is None else frame.text for frame in frames))
    for question, answer in shown.itertuples(index=False):
        assert plain(f"{question} {answer}") in notes
    assert not shown["Odpowiedź z notatek"].str.contains("Źródło:").any()


def test_a_line_that_asks_nothing_goes_on_with_the_answer_before_it() -> None:
    assert asked(["Nikt nie pyta."]) == [("", "Nikt nie pyta.")]
    assert asked(["A? Tak.", "I jeszcze.", "B?"]) == [("A?", "Tak. I jeszcze."), ("B?", "")]


def test_slides_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"rada\.pptx.*python-pptx"):
        slide_table(tmp_path / "rada.pptx")
