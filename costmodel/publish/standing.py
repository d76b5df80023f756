"""The place of a gmina among similar ones: ranks with their range, and one measure of all."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.numbers import decimal
from costmodel.publish.indicator_cells import formatter_of
from costmodel.publish.material import Material
from costmodel.translation import translated

COLUMNS = ("indicator", "year", "place", "median", "rank", "range")
WEIGHT_COLUMNS = ("indicator", "year", "weight", "part")


def standing(material: Material) -> list[Block]:
    """Return ranks among the peers and the synthetic measure; nothing without peers."""
    pen, found = material.pen, material.comparison.standing
    if found is None or found.ranks.empty:
        return []
    blocks: list[Block] = [
        Heading(2, pen.say("standing.heading")),
        Paragraph(pen.say("standing.text")),
        Table(
            caption=pen.say("standing.table"),
            header=tuple(pen.say(f"standing.column_{name}") for name in COLUMNS),
            rows=tuple(_row(material, row) for row in found.ranks.to_dict("records")),
            align=("left", "left", "right", "right", "right", "right"),
            source=pen.say("source_bdl"),
            note=pen.say("standing.note"),
        ),
    ]
    return [*blocks, *_synthetic(material)]


def _row(material: Material, row: Mapping[Hashable, object]) -> tuple[str, ...]:
    pen, name = material.pen, str(row["indicator"])
    form = formatter_of(str(row["unit"]))
    stem = f"rank.{name}"
    keys = {"value": "value", "median": "peers_median"}
    cells = [pen.note(f"{stem}.{key}", form(float(str(row[c])))) for key, c in keys.items()]
    rank = pen.say("standing.rank", rank=pen.number(stem), number=pen.number(f"{stem}.of"))
    label = pen.say("diagnosis.indicator", name=str(row["name"]), unit=translated(str(row["unit"])))
    return (label, str(row["year"]), *cells, rank, pen.number_range(stem))


def _synthetic(material: Material) -> list[Block]:
    pen, found = material.pen, material.comparison.standing
    if found is None or found.synthetic is None:
        return []
    names = dict(zip(found.ranks["indicator"], found.ranks["name"], strict=True))
    measure = pen.quantity("synthetic.measure").value or 0.0
    text = pen.say(
        "standing.synthetic",
        measure=pen.note("synthetic.measure", decimal(measure, 2)),
        rank=pen.number("synthetic.rank"),
        number=pen.number("synthetic.of"),
    )
    rows = tuple(
        (
            str(names[name]),
            str(found.years[str(name)]),
            pen.full(f"synthetic.weight.{name}"),
            pen.full(f"synthetic.part.{name}"),
        )
        for name in found.synthetic.weights.index
    )
    return [
        Paragraph(text),
        Table(
            caption=pen.say("standing.weights"),
            header=tuple(pen.say(f"standing.column_{name}") for name in WEIGHT_COLUMNS),
            rows=rows,
            align=("left", "left", "right", "right"),
            source=pen.say("source_bdl"),
            note=pen.say("standing.weights_note"),
        ),
    ]
