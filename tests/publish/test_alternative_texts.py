"""Every number that a text alternative tells, and every one that a chart draws, can be traced."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pikepdf
import pytest

from costmodel.publish.write import AnnexFiles
from costmodel.studies.municipality import Study
from costmodel.studies.population import VARIABLES
from costmodel.studies.population_pyramid import age_shown
from tests.publish.reading import described_in, plain, quantities, record
from tests.publish.test_traceability import ANNEXES, untraced

AGES = tuple(sorted(map(age_shown, VARIABLES), key=len, reverse=True))
"""Names of groups; a number before them is no part of them."""
CHARTS = 13
"""Charts of the annex of the example."""
Reader = Callable[[AnnexFiles], list[str]]


def _in_word(annex: AnnexFiles) -> list[str]:
    return described_in(annex.docx)


def _on_slides(annex: AnnexFiles) -> list[str]:
    assert annex.slides is not None
    return described_in(annex.slides)


def _in_page(annex: AnnexFiles) -> list[str]:
    page = annex.html.read_text(encoding="utf-8")
    return [_plain(text) for text in re.findall(r'<img[^>]*\salt="([^"]+)"', page)]


def _in_pdf(annex: AnnexFiles) -> list[str]:
    with pikepdf.open(annex.pdf) as pdf:
        tagged = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        return [_plain(str(element["/Alt"])) for element in tagged]


def _plain(text: str) -> str:
    return plain(html.unescape(text))


def _without_ages(text: str) -> str:
    names = "|".join(map(re.escape, AGES))
    return re.sub(rf"(?<![\d–])(?:{names}):", "…:", text)


@pytest.mark.parametrize("made", ["study", "several"])
@pytest.mark.parametrize("read", [_in_word, _in_page, _in_pdf, _on_slides])
def test_every_number_of_a_text_alternative_has_an_origin(
    made: str, read: Reader, request: pytest.FixtureRequest
) -> None:
    study: Study = request.getfixturevalue(made)
    annex: AnnexFiles = request.getfixturevalue(ANNEXES[made])
    told = [_without_ages(text) for text in read(annex)]
    assert len(told) >= 10
    assert not untraced(study, annex, told)


def test_all_papers_tell_the_same_of_each_chart(annex: AnnexFiles) -> None:
    assert len(set(_in_page(annex))) == CHARTS == len(record(annex.results)["wykresy"])
    assert set(_in_word(annex)) == set(_in_page(annex)) == set(_in_pdf(annex))


def test_a_number_typed_into_a_text_alternative_would_be_found(
    study: Study, annex: AnnexFiles
) -> None:
    wrong = _without_ages("Według grup: 0–4: 1 577 osób; 5–9: 987 654 osoby.")
    assert list(untraced(study, annex, [wrong]).values()) == [{"987654"}]


@pytest.mark.parametrize("made", ["annex", "several_annex"])
def test_what_a_chart_draws_is_among_the_numbers(made: str, request: pytest.FixtureRequest) -> None:
    annex: AnnexFiles = request.getfixturevalue(made)
    rows, charts = quantities(annex.results), record(annex.results)["wykresy"]
    assert all(charts.values())
    assert {id_ for ids in charts.values() for id_ in ids} <= set(rows)
    drawn = {id_ for ids in charts.values() for id_ in ids}
    assert {id_ for id_ in rows if id_.startswith("chart.")} <= drawn | {
        id_ for id_ in rows if id_.startswith("chart.forecast.")
    }


def test_a_number_that_is_drawn_and_told_keeps_how_it_is_told(annex: AnnexFiles) -> None:
    """The first year stands in the text of the chart, the second on the axis alone."""
    rows, ids = quantities(annex.results), record(annex.results)["wykresy"]["yearly_cost"]
    (alt,) = [text for text in _in_page(annex) if text.startswith("Wykres słupkowy kosztu")]
    first, second = (
        [plain(t) for t in rows[id_]["w_tekscie"] if "zł" in t and plain(t) in alt]
        for id_ in ids[:2]
    )
    assert len(first) == 2
    assert not second
