"""The document of a study, without drawing or setting it."""

from __future__ import annotations

from pathlib import Path

from costmodel.annex.document import Document, Figure, Paragraph, Table
from costmodel.evidence.loader import load_findings
from costmodel.publish.annex_document import annex_document
from costmodel.publish.material import Material
from costmodel.publish.pen import Pen
from costmodel.resources import data_path
from costmodel.studies.comparison import compare_place, indicator_quantities
from costmodel.studies.municipality import Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.quantities_of_inputs import finding_quantities
from tests.publish.reading import plain

FINDINGS = load_findings(data_path("evidence", "unemployment.toml"))


def composed(study: Study) -> Document:
    """Return the document of a study, its charts named and not drawn."""
    comparison = compare_place(study.inputs.place)
    known = quantities_of(study) | {q.id: q for q in indicator_quantities(comparison)}
    known |= {q.id: q for q in finding_quantities(study.inputs, FINDINGS)}
    names = (
        "forecast",
        "people",
        "yearly_cost",
        "cumulative",
        "payers",
        "age",
        "peers",
        "waterfall",
        "tornado",
    )
    figures = {n: Figure(Path(f"{n}.png"), Path(f"{n}.svg"), n, f"opis: {n}", "GUS") for n in names}
    return annex_document(Material(study, comparison, Pen(known), figures, "0"), FINDINGS)


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
