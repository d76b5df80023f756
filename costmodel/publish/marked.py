"""The document of an annex once more, each number of its texts marked with its id."""

from __future__ import annotations

from dataclasses import replace

from costmodel.annex.document import Document
from costmodel.evidence.finding import Finding
from costmodel.publish.annex_document import annex_document
from costmodel.publish.material import Material


def marked_document(material: Material, findings: dict[str, Finding]) -> Document:
    """Return what :func:`annex_document` returns, its numbers marked for a page of links.

    The pen of ``material`` keeps nothing of it: what is printed is told by the document itself.
    """
    return annex_document(replace(material, pen=material.pen.marking()), findings)
