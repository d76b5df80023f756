"""The document of a study, without drawing or setting it."""

from __future__ import annotations

from pathlib import Path

from costmodel.annex.document import Document, Figure, Paragraph, Table
from costmodel.publish.annex_document import annex_document
from costmodel.publish.findings import evidence_of
from costmodel.publish.known import known_quantities
from costmodel.publish.material import Material
from costmodel.publish.pen import Pen
from costmodel.studies.comparison import compare_place
from costmodel.studies.inputs import served_problems
from costmodel.studies.municipality import Study
from costmodel.studies.targets import targets_of
from costmodel.verification.certificate import certify
from costmodel.verification.quantities import certificate_quantities
from tests.publish.reading import plain

CHARTS = {
    *("yearly_cost", "pathways", "cumulative", "payers", "waterfall", "tornado"),
    *("break_even", "acceptability", "age", "pyramid", "peers"),
}
"""The charts of every annex, whatever its problems."""


def chart_names(study: Study) -> set[str]:
    """Return the names of the charts that an annex of a study has."""
    served = served_problems(study.inputs)
    own = {p.id for p in served if study.inputs.stocks[p.id].forecast is not None}
    return CHARTS | {f"people.{p.id}" for p in served} | {f"forecast.{name}" for name in own}


def material_of(study: Study) -> Material:
    """Return what the sections of a study are written from, its charts named and not drawn."""
    comparison = compare_place(study.inputs.place)
    targets = targets_of(study, comparison)
    known = known_quantities(study, comparison, targets, evidence_of(study.inputs).findings)
    certificate = certify(study, despite="zmieniono na potrzeby testu")
    known |= {q.id: q for q in certificate_quantities(certificate)}
    figures = {
        n: Figure(Path(f"{n}.png"), Path(f"{n}.svg"), n, f"opis: {n}", "GUS")
        for n in chart_names(study)
    }
    return Material(study, comparison, Pen(known), figures, "0", targets, certificate)


def composed(study: Study) -> Document:
    """Return the document of a study, its charts named and not drawn."""
    return annex_document(material_of(study), evidence_of(study.inputs).findings)


def told_by(document: Document) -> str:
    """Return every word of paragraphs, notes and cells."""
    words: list[str] = []
    for block in document.blocks:
        match block:
            case Paragraph():
                words.append(block.text)
            case Table():
                words += [block.note, *(cell for row in block.rows for cell in row)]
            case _:
                words.append(str(block))
    return plain(" ".join(words))


def table_of(document: Document, caption: str) -> Table:
    """Return the only table whose caption holds a text."""
    (table,) = (b for b in document.blocks if isinstance(b, Table) and caption in plain(b.caption))
    return table
