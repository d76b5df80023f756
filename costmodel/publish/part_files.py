"""Write each part of an annex as a Word file and a PDF of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from costmodel.annex.docx import write_docx
from costmodel.annex.pdf import write_pdf
from costmodel.publish.annex_document import part_document
from costmodel.publish.material import Material
from costmodel.publish.parts import Part

PARTS = "zalaczniki"
"""The folder of the parts."""


def write_parts(
    material: Material, parts: Iterable[Part], folder: Path, *, letterhead: bytes = b""
) -> None:
    """Write the parts into a new folder: two files each, named after the part.

    ``letterhead`` is the Word file of the office in which each begins.
    """
    folder.mkdir()
    for part in parts:
        document = part_document(material, part)
        write_docx(document, folder / f"{part.file}.docx", letterhead=letterhead)
        write_pdf(document, folder / f"{part.file}.pdf")
