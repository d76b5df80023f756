"""Write the annex of a study: documents, charts and records, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import costmodel.version as release
from costmodel.annex.docx import write_docx
from costmodel.annex.html import write_html
from costmodel.annex.pdf import write_pdf
from costmodel.annex.slides_pptx import slides_are_possible, write_slides
from costmodel.evidence.finding import Finding
from costmodel.language import using
from costmodel.publish.annex_document import whole_document
from costmodel.publish.charts import draw_charts
from costmodel.publish.exchange import CHARTS, MANIFEST, move, workshop
from costmodel.publish.findings import evidence_of
from costmodel.publish.hidden import fail_if_as_read
from costmodel.publish.known import known_quantities
from costmodel.publish.marked import marked_document
from costmodel.publish.material import Material
from costmodel.publish.origin_notes import origin_notes
from costmodel.publish.part_files import PARTS, write_parts
from costmodel.publish.parts import Part, parts_of
from costmodel.publish.pen import Pen
from costmodel.publish.record import as_json, manifest_record, results_record
from costmodel.publish.simulator import simulator_html
from costmodel.publish.slides import council_deck
from costmodel.publish.trace_record import TRACE, trace_record
from costmodel.publish.workbook import write_model
from costmodel.publish.workbook_headline import twin_quantities
from costmodel.publish.workbook_twin import twin_of
from costmodel.quantities import Quantity
from costmodel.statistics.letterhead import letterhead_bytes
from costmodel.studies.comparison import Comparison, compare_place
from costmodel.studies.municipality import PERSPECTIVES, Study, silent
from costmodel.studies.quantities_of_simulator import simulator_quantities
from costmodel.studies.simulator import error_of, simulator_of
from costmodel.studies.targets import targets_of
from costmodel.verification.certificate import Certificate, certify
from costmodel.verification.quantities import certificate_quantities

Progress = Callable[[str], None]
SLIDES = "rada.pptx"
MODEL = "model.xlsx"
DOCX, PDF, HTML = "aneks.docx", "aneks.pdf", "aneks.html"
RESULTS = "wyniki.json"
SIMULATOR = "symulator.html"


@dataclass(frozen=True, slots=True)
class AnnexFiles:
    """Where an annex was written; ``slides`` is None where python-pptx is not installed."""

    folder: Path
    docx: Path
    pdf: Path
    html: Path
    results: Path
    manifest: Path
    simulator: Path
    charts: tuple[Path, ...]
    workbook: Path
    slides: Path | None = None
    parts: tuple[Path, ...] = ()


def write_annex(
    study: Study,
    folder: Path,
    *,
    separate: bool = False,
    despite: str = "",
    progress: Progress = silent,
) -> AnnexFiles:
    """Write all files of an annex into ``folder``.

    Parameters
    ----------
    study : Study
        What to write about, in the language in which it was made
        (:func:`costmodel.language.using`).
    folder : Path
        Made if it is not there. Files of an earlier annex are replaced; others stay.
    separate : bool
        Whether each part (Z1 to Z10 and the rest) is also a file of its own, in ``zalaczniki``.
    despite : str
        Why the annex is to be written although a check of the study failed; it is printed.
    progress : callable, optional
        Told the Polish name of each step as it begins.

    Raises
    ------
    InputError
        If a check of the study fails and no reason is given: then nothing is written.
    OutputError
        If the folder cannot be written: then nothing in it has changed.
    """
    fail_if_as_read(study.inputs.place)
    with using(study.lang):
        progress("sprawdzenie")
        certificate = certify(study, despite=despite)
        with workshop(folder) as made:
            progress("porównanie")
            comparison = compare_place(study.inputs.place)
            outputs = _make(study, comparison, certificate, made, progress, separate=separate)
            progress("zapis")
            move(made, outputs, folder)
    charts = sorted(name for name in outputs if name.startswith(CHARTS))
    return AnnexFiles(
        folder,
        folder / DOCX,
        folder / PDF,
        folder / HTML,
        folder / RESULTS,
        folder / MANIFEST,
        folder / SIMULATOR,
        tuple(folder / name for name in charts),
        folder / MODEL,
        folder / SLIDES if SLIDES in outputs else None,
        tuple(folder / name for name in sorted(outputs) if name.startswith(PARTS)),
    )


def _make(
    study: Study,
    comparison: Comparison,
    certificate: Certificate,
    made: Path,
    progress: Progress,
    *,
    separate: bool,
) -> dict[str, Path]:
    evidence = evidence_of(study.inputs)
    targets = targets_of(study, comparison)
    known = known_quantities(study, comparison, targets, evidence.findings)
    progress("symulator")
    simulator = simulator_of(study.model, PERSPECTIVES)
    error = error_of(simulator, study.model)
    known |= {q.id: q for q in simulator_quantities(simulator, error)}
    known |= {q.id: q for q in twin_quantities(twin_of(study.inputs))}
    known |= {q.id: q for q in certificate_quantities(certificate)}
    pen = Pen(known)
    progress("wykresy")
    (made / CHARTS).mkdir()
    own_source = pen.say(
        "source_model", version=release.VERSION, seed=str(study.inputs.settings.seed)
    )
    figures = draw_charts(study, comparison, pen, made / CHARTS, own_source=own_source)
    material = Material(study, comparison, pen, figures, release.VERSION, targets, certificate)
    parts = parts_of(material, evidence.findings)
    _write_documents(material, parts, made, progress, separate=separate)
    page = simulator_html(simulator, pen, inputs=study.inputs, own_source=own_source)
    (made / SIMULATOR).write_bytes(page)
    progress("strona")
    _write_traced(material, evidence.findings, made, known)
    return _with_manifest(study, made, evidence=evidence.files, certificate=certificate)


def _with_manifest(
    study: Study, made: Path, *, evidence: Iterable[str], certificate: Certificate
) -> dict[str, Path]:
    """Write what everything was made from, and return all that has been written."""
    outputs = {
        path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()
    }
    record = manifest_record(
        study,
        version=release.VERSION,
        evidence=evidence,
        outputs=outputs,
        certificate=certificate,
    )
    (made / MANIFEST).write_bytes(as_json(record))
    return outputs | {MANIFEST: made / MANIFEST}


def _write_documents(
    material: Material,
    parts: tuple[Part, ...],
    made: Path,
    progress: Progress,
    *,
    separate: bool,
) -> None:
    """Write the annex on paper, the slides for the council and the workbook of the model."""
    document = whole_document(material, parts)
    deck = council_deck(material)
    progress("dokument Word")
    letterhead = letterhead_bytes(material.study.inputs.place.letterhead)
    write_docx(document, made / DOCX, letterhead=letterhead)
    progress("dokument PDF")
    write_pdf(document, made / PDF)
    if separate:
        progress("załączniki")
        write_parts(material, parts, made / PARTS, letterhead=letterhead)
    if slides_are_possible():
        progress("slajdy")
        write_slides(deck, made / SLIDES)
    progress("skoroszyt")
    write_model(material.study.inputs, made / MODEL, pen=material.pen, version=release.VERSION)


def _write_traced(
    material: Material, findings: dict[str, Finding], made: Path, known: Mapping[str, Quantity]
) -> None:
    """Write what tells of all numbers printed so far: the page of links and the two records."""
    pen, study = material.pen, material.study
    traced = trace_record(pen, study, known)
    origins = origin_notes(traced["liczby"], pen.wording)
    write_html(marked_document(material, findings), made / HTML, origins=origins)
    (made / RESULTS).write_bytes(as_json(results_record(pen, study)))
    (made / TRACE).write_bytes(as_json(traced))
