"""Every number that a reader meets can be traced to a named result or to a data text."""

from __future__ import annotations

import re

import pytest

import costmodel.version as release
from costmodel.evidence.loader import load_findings
from costmodel.indicators.catalogue import default_catalogue
from costmodel.problems.loader import shipped_instruments
from costmodel.publish.write import AnnexFiles
from costmodel.resources import data_path
from costmodel.studies.comparison import compare_place
from costmodel.studies.municipality import Study
from costmodel.uncertainty.summary import INTERVAL
from tests.publish.reading import Text, numbers_in, plain, quantities, texts

NAMES_WITH_NUMBERS = (
    r"https?://\S+",
    r"\b[\w-]+\.(?:csv|xlsx|toml|json)\b",
    r"\b\d{1,2} (?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września"
    r"|października|listopada|grudnia) \d{4}",
    r"\b\d{1,2} [XVI]+\b",
    r"\b(?:19|20)\d\d\b",
    r"(?i:\bart\.) \d+\w*",
    r"\b(?:Tabela|Wykres|Rysunek) \d+",
)
"""Years, dates, articles, captions, files and addresses are names and no results."""
YEAR = len("2026")
"""A year alone is a name by itself; taken out of a date it would leave the day behind."""
CONSTANTS = {f"{INTERVAL:.0%}".removesuffix("%"): "poziom przedziału", "0": "baza nowego wskaźnika"}


def _data_texts(study: Study) -> set[str]:
    """Return the texts that the data files hold: their numbers are traced by the file."""
    inputs = study.inputs
    problem, instruments = inputs.problem, shipped_instruments().values()
    records = [*problem.value.values(), *(v for i in instruments for v in i.value.values())]
    findings = load_findings(data_path("evidence", "unemployment.toml")).values()
    indicators = default_catalogue().indicators
    found = {
        *problem.limits,
        *(text for level in problem.level for text in (level.label, level.definition)),
        *(t for i in instruments for t in (i.label, i.description, i.legal_basis, *i.limits)),
        *(i.effect.caution for i in instruments),
        *(text for r in records for text in (r.label, r.note, str(r.origin()), r.unit)),
        *(t for f in findings for t in (f.label, f.caution, str(f.source))),
        *(text for i in indicators for text in (i.name, i.unit, i.trap)),
        *compare_place(inputs.place).table[["name", "unit"]].to_numpy().ravel(),
        *(str(source) for source in inputs.place.observations["source"].unique()),
        *(str(b) for b in inputs.forecast.breaks),
        inputs.forecast.label,
        inputs.forecast.note,
        f"{release.VERSION}, ziarno losowe {inputs.settings.seed}",
    }
    return {plain(str(text)).rstrip(".") for text in found} - {""}


def _sources(annex: AnnexFiles) -> set[str]:
    rows = quantities(annex.results).values()
    return {plain(str(row[key])) for row in rows for key in ("opis", "zrodlo", "jednostka")} - {""}


@pytest.fixture(scope="module")
def untraced(study: Study, annex: AnnexFiles) -> dict[str, set[str]]:
    """The numbers without an origin, by the text in which they stand."""
    known = {
        number
        for row in quantities(annex.results).values()
        for shown in row["w_tekscie"]
        for number in numbers_in(shown)
    }
    told = sorted(
        (t for t in _data_texts(study) | _sources(annex) if re.search(r"\d", t) and len(t) > YEAR),
        key=len,
        reverse=True,
    )
    found = {}
    for item in texts(annex.docx):
        missing = numbers_in(_bare(item, told)) - known - set(CONSTANTS)
        if missing:
            found[item.text] = missing
    return found


def _bare(item: Text, told: list[str]) -> str:
    text = item.text
    for known in told:
        text = text.replace(known, " … ")
    for pattern in NAMES_WITH_NUMBERS:
        text = re.sub(pattern, " … ", text)
    return text


def test_every_number_of_the_word_file_has_an_origin(untraced: dict[str, set[str]]) -> None:
    assert not untraced


def test_a_number_typed_into_the_prose_would_be_found() -> None:
    assert numbers_in(_bare(Text("Normal", "W 2026 r. to 1 234,5 zł."), [])) == {"1234,5"}


def test_every_printed_form_of_a_result_stands_in_the_word_file(annex: AnnexFiles) -> None:
    whole = "\n".join(item.text for item in texts(annex.docx))
    absent = {
        row["id"]: shown
        for row in quantities(annex.results).values()
        for shown in row["w_tekscie"]
        if plain(shown) not in whole
    }
    assert not absent
