"""Every number that a reader meets can be traced to a named result or to a data text."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable, Iterable

import pytest

import costmodel.version as release
from costmodel.annex.nbsp import HARD
from costmodel.annex.wording import load_wording
from costmodel.evidence.haircuts import haircut_source
from costmodel.forecast.breaks import breaks_table
from costmodel.forecast.coverage import measured_coverage
from costmodel.indicators.catalogue import default_catalogue
from costmodel.publish.budget_chapters import shipped_chapters
from costmodel.publish.cheers import cheers_sheet
from costmodel.publish.findings import evidence_of
from costmodel.publish.write import AnnexFiles
from costmodel.statistics.gaps import gaps_of
from costmodel.studies.comparison import compare_place
from costmodel.studies.municipality import Study
from costmodel.studies.population import BANDS
from costmodel.studies.quantities_of_links import CASES
from costmodel.studies.targets import targets_of
from costmodel.uncertainty.summary import INTERVAL
from costmodel.verification.catalogue import told_checks
from tests.annex.pdf_text import BREAK, texts_of_tags
from tests.annex.webpage import WebPage
from tests.publish.reading import described_in, numbers_in, plain, quantities, texts

NAMES_WITH_NUMBERS = (
    r"https?://\S+",
    r"\b[\w-]+\.(?:csv|xlsx|toml|json)\b",
    r"\b\d{1,2} (?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września"
    r"|października|listopada|grudnia) \d{4}",
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \d{4}",
    r"\b\d{1,2} [XVI]+\b",
    r"\b(?:19|20)\d\d\b",
    r"(?i:\bart\.) \d+\w*",
    r"\b(?:Tabela|Wykres|Rysunek|Table|Chart) \d+",
)
"""Years, dates, articles, captions, files and addresses are names and no results."""
YEAR = len("2026")
"""A year alone is a name by itself; taken out of a date it would leave the day behind."""
END = "¶"
"""Between the texts of a PDF."""
LISTS = ("nav", "header", "footer")
"""Parts of a page that repeat what stands elsewhere."""
ANNEXES = {"study": "annex", "several": "several_annex"}
Reader = Callable[[AnnexFiles], list[str]]
CONSTANTS = {
    f"{CASES}": "na tyle przypadków podajemy powiązania",
    f"{INTERVAL:.0%}".removesuffix("%"): "poziom przedziału",
    "0": "baza nowego wskaźnika",
}


def _data_texts(study: Study) -> set[str]:
    """Return the texts that the data files hold: their numbers are traced by the file."""
    inputs, compared = study.inputs, compare_place(study.inputs.place)
    problems, instruments = inputs.problems.values(), inputs.instruments.values()
    records = [record for owned in inputs.records.values() for record in owned.values()]
    findings = evidence_of(inputs).findings.values()
    ahead = [s.forecast for s in inputs.stocks.values() if s.forecast is not None]
    found = {
        *(text for p in problems for text in (p.label, *p.limits)),
        *(t for p in problems for level in p.level for t in (level.label, level.definition)),
        *(t for i in instruments for t in (i.label, i.description, i.legal_basis, *i.limits)),
        *(effect.caution for i in instruments for effect in i.effect),
        *(t for r in records for t in (r.label, r.note, str(r.origin()), r.source.title, r.unit)),
        *(t for f in findings for t in (f.label, f.caution, str(f.source))),
        *(text for i in default_catalogue().indicators for text in (i.name, i.unit, i.trap)),
        *(t for i in default_catalogue().indicators for t in (i.scope or "", i.base, i.source)),
        *(problem.stock_label for problem in problems),
        *(
            f"dział {c.division}, rozdział {c.code}: {c.name}"
            for c in shipped_chapters().of.values()
        ),
        shipped_chapters().source,
        cheers_sheet().source,
        *(f"{item.number}. {item.name}" for item in cheers_sheet().item),
        *(f"{id_}. {told.name}" for id_, told in told_checks().items()),
        *(told.name for told in told_checks().values()),
        *compared.table[["name", "unit"]].to_numpy().ravel(),
        *targets_of(study, compared).table[["faults", "cautions"]].to_numpy().ravel(),
        *(t for gap in gaps_of(inputs.place) for t in (gap.expected, gap.place, gap.mend)),
        *(str(source) for source in inputs.place.observations["source"].unique()),
        *(str(e.source) for p in inputs.book.parameters.values() for e in p.enactments),
        str(haircut_source()),
        *(str(b) for found in ahead for b in found.breaks),
        *breaks_table(list(inputs.place.observations["variable"].unique()))["label"],
        *breaks_table(list(inputs.place.observations["variable"].unique()))["source"],
        measured_coverage().method,
        *load_wording().say("annex.trust.table").split(": "),
        *(load_wording().say(f"annex.population.column_{band}") for band in BANDS),
        *(text for found in ahead for text in (found.label, found.note)),
        f"{release.VERSION}, ziarno losowe {inputs.settings.seed}",
    }
    return {plain(str(text)).rstrip(".") for text in found} - {""}


def _sources(annex: AnnexFiles) -> set[str]:
    rows = quantities(annex.results).values()
    return {plain(str(row[key])) for row in rows for key in ("opis", "zrodlo", "jednostka")} - {""}


def untraced(study: Study, annex: AnnexFiles, items: Iterable[str]) -> dict[str, set[str]]:
    """Return the numbers without an origin, by the text in which they stand."""
    known = {
        number
        for row in quantities(annex.results).values()
        for shown in row["w_tekscie"]
        for number in numbers_in(shown)
    }
    told = _told(study, annex)
    found = {}
    for item in items:
        missing = numbers_in(_bare(item, told)) - known - set(CONSTANTS)
        if missing:
            found[item] = missing
    return found


def _told(study: Study, annex: AnnexFiles) -> list[str]:
    """Return the texts that hold numbers of their own, the longest first."""
    texts_ = _data_texts(study) | _sources(annex)
    return sorted(
        (t for t in texts_ if re.search(r"\d", t) and len(t) > YEAR), key=len, reverse=True
    )


def _bare(text: str, told: list[str]) -> str:
    for known in told:
        text = text.replace(known, " … ")
    return _without_names(text)


def _without_names(text: str) -> str:
    for pattern in NAMES_WITH_NUMBERS:
        text = re.sub(pattern, " … ", text)
    return text


def _in_word(annex: AnnexFiles) -> list[str]:
    return [item.text for item in texts(annex.docx)]


def _in_page(annex: AnnexFiles) -> list[str]:
    """The texts of the web page, without its list of origins and the marks of footnotes."""
    page = WebPage(annex.html.read_text(encoding="utf-8"), without=("section.origins", "sup"))
    leaves = page.all("h1", "h2", "h3", "h4", "p", "li", "caption", "figcaption", "th", "td")
    told = [re.sub(r"^(?:\d+\.)+ ", "", e.text) for e in leaves if not set(LISTS) & set(e.parents)]
    return [text for text in map(plain, told) if text]


@pytest.mark.parametrize("made", ["study", "several"])
@pytest.mark.parametrize("read", [_in_word, _in_page])
def test_every_number_of_a_document_has_an_origin(
    made: str, read: Reader, request: pytest.FixtureRequest
) -> None:
    study: Study = request.getfixturevalue(made)
    annex: AnnexFiles = request.getfixturevalue(ANNEXES[made])
    assert not untraced(study, annex, read(annex))


@pytest.mark.parametrize("made", ["study", "several"])
def test_every_number_of_the_pdf_has_an_origin(made: str, request: pytest.FixtureRequest) -> None:
    study: Study = request.getfixturevalue(made)
    annex: AnnexFiles = request.getfixturevalue(ANNEXES[made])
    bare = _without_names(_blanked(END.join(_in_pdf(annex)), _told(study, annex)))
    assert not untraced(study, annex, bare.split(END))


def _in_pdf(annex: AnnexFiles) -> list[str]:
    """The texts of the PDF by its tags, without the numbers of its headings."""
    found = [text.replace(HARD, " ") for text in texts_of_tags(annex.pdf)]
    return [re.sub(rf"^(?:\d+\.)+{BREAK}", "", text) for text in found]


def _blanked(text: str, told: list[str]) -> str:
    """Return a text without those told, wherever its lines break.

    Hyphens do not count: where a line ends with one, Polish repeats it on the next.
    """
    places = [n for n, sign in enumerate(text) if plain(sign) and sign not in (BREAK, "-")]
    squeezed, gone = "".join(text[n] for n in places), set[int]()
    for known in told:
        pattern = re.escape("".join(known.replace("-", "").split()))
        for found in re.finditer(pattern, squeezed):
            gone |= set(places[found.start() : found.end()])
    return "".join("…" if n in gone else sign for n, sign in enumerate(text))


def test_a_number_typed_into_the_prose_would_be_found() -> None:
    assert numbers_in(_bare("W 2026 r. to 1 234,5 zł.", [])) == {"1234,5"}


def test_a_number_typed_into_a_line_of_the_pdf_would_be_found() -> None:
    text = END.join([f"Wskaźnik na 1000 {BREAK}osób: 1 195", "742"])
    bare = _blanked(text, ["Wskaźnik na 1000 osób"])
    assert [numbers_in(piece) for piece in bare.split(END)] == [{"1195"}, {"742"}]


@pytest.mark.parametrize("made", ["annex", "several_annex"])
def test_every_printed_form_of_a_result_stands_in_a_file_of_the_annex(
    made: str, request: pytest.FixtureRequest
) -> None:
    annex: AnnexFiles = request.getfixturevalue(made)
    told = [*(item.text for item in texts(annex.docx)), *described_in(annex.docx)]
    whole = "\n".join(told) + _on_slides(annex)
    whole += plain(html.unescape(annex.simulator.read_text(encoding="utf-8")))
    absent = {
        row["id"]: shown
        for row in quantities(annex.results).values()
        for shown in row["w_tekscie"]
        if plain(shown) not in whole
    }
    drawn, named = _drawn_on_slides(annex), _named_in_workbook(annex)
    lost = {id_: shown for id_, shown in absent.items() if not _amounts(shown) <= drawn}
    assert not set(lost) - named


def _named_in_workbook(annex: AnnexFiles) -> set[str]:
    """The ids beside the values of the workbook, which holds them as numbers in cells."""
    with zipfile.ZipFile(annex.workbook) as book:
        strings = book.read("xl/sharedStrings.xml").decode("utf-8")
    return set(re.findall(r"<t[^>]*>([^<]+)</t>", strings))


def _on_slides(annex: AnnexFiles) -> str:
    """All text of the slides, their notes, charts and text alternatives."""
    assert annex.slides is not None
    with zipfile.ZipFile(annex.slides) as deck:
        parts = [deck.read(name).decode("utf-8") for name in deck.namelist() if name[-4:] == ".xml"]
    described = described_in(annex.slides)
    told = [re.sub(r"<[^>]+>", "", part.replace("</a:p>", "\n")) for part in parts]
    return plain(html.unescape("\n".join([*told, *described])))


def _drawn_on_slides(annex: AnnexFiles) -> set[float]:
    """The values that the charts of the slides hold."""
    assert annex.slides is not None
    with zipfile.ZipFile(annex.slides) as deck:
        charts = [
            deck.read(name).decode("utf-8")
            for name in deck.namelist()
            if "/charts/" in name and name.endswith(".xml")
        ]
    told = [text for chart in charts for text in re.findall(r"<c:v>([^<]*)</c:v>", chart)]
    return {float(text) for text in told if re.fullmatch(r"-?[0-9.]+(?:[eE][-+]?[0-9]+)?", text)}


def _amounts(shown: str) -> set[float]:
    """The numbers of a printed form: 650 and 1490 of „650 – 1 490”."""
    found = re.findall(r"\d+(?: \d{3})*(?:,\d+)?", plain(shown))
    return {float(text.replace(" ", "").replace(",", ".")) for text in found}
