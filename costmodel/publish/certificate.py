"""The certificate: what was checked before the annex was written, and what came out."""

from __future__ import annotations

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.annex.plural import count
from costmodel.publish.material import Material
from costmodel.verification.catalogue import told_checks

CHECK = "sprawdzenie"


def certificate(material: Material) -> list[Block]:
    """Return the verdicts of all checks, and what those mean that failed."""
    pen, found = material.pen, material.certificate
    checks = told_checks()
    blocks: list[Block] = [
        Heading(1, pen.say("certificate.heading")),
        Paragraph(pen.say("certificate.text", checks=_counted(material, "checks"))),
        Paragraph(
            pen.say(
                "certificate.result",
                passed=_counted(material, "passed"),
                failed=_counted(material, "failed"),
                not_applicable=_counted(material, "not_applicable"),
            ),
            "lead",
        ),
    ]
    if found.despite:
        blocks.append(Paragraph(pen.say("certificate.despite", reason=found.despite), "caution"))
    if found.of("failed"):
        blocks.append(Bullets(tuple(_failed(material))))
    return [
        *blocks,
        Table(
            caption=pen.say("certificate.table"),
            header=tuple(pen.say(f"certificate.column_{c}") for c in ("id", "check", "verdict")),
            rows=tuple(
                (check.id, checks[check.id].name, pen.say(f"certificate.{check.verdict}"))
                for check in found.checks
            ),
            align=("left", "left", "left"),
            source=material.own_source,
            note=pen.say("certificate.note"),
            widths=(1.0, 8.0, 2.0),
        ),
    ]


def _failed(material: Material) -> list[str]:
    checks = told_checks()
    return [
        material.pen.say(
            "certificate.failed_item",
            id=check.id,
            name=checks[check.id].name,
            where=check.where or material.pen.say("certificate.everywhere"),
            meaning=checks[check.id].meaning,
        )
        for check in material.certificate.of("failed")
    ]


def _counted(material: Material, name: str) -> str:
    id_ = f"certificate.{name}"
    return material.pen.note(id_, count(material.pen.quantity(id_).value or 0, CHECK))
