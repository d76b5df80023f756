"""The sections on today and tomorrow: diagnosis, levels, forecast."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.annex.plural import count
from costmodel.annex.signs import cell
from costmodel.publish.indicator_cells import formatter_of
from costmodel.publish.material import Material
from costmodel.tables import Status

AREAS = ("place", "powiat", "voivodeship", "poland", "peer_median")
PEERS_NAMED = 20


def diagnosis(material: Material) -> list[Block]:
    """Return the diagnosis: the trend, the comparison, the age structure, the levels."""
    pen = material.pen
    history = material.study.inputs.forecast.history
    first, last = int(history.index[0]), int(history.index[-1])
    blocks: list[Block] = [
        Heading(1, pen.say("diagnosis.heading")),
        Paragraph(
            pen.say(
                "diagnosis.trend",
                first_year=str(first),
                last_year=str(last),
                first=pen.full(f"unemployed.{first}"),
                last=pen.full(f"unemployed.{last}"),
            ),
            "lead",
        ),
        *_compared(material),
    ]
    blocks += [material.figures[name] for name in ("peers", "age") if name in material.figures]
    return [*blocks, *_levels(material)]


def forecast(material: Material) -> list[Block]:
    """Return the forecast with its method, error, interval and breaks."""
    pen, found = material.pen, material.study.inputs.forecast
    last = found.years[-1]
    if pen.quantity("forecast.error").value is None:
        method = pen.say("forecast.method_untested", method=found.label)
    else:
        method = pen.say(
            "forecast.method",
            method=found.label,
            error=pen.full("forecast.error"),
            naive=pen.full("forecast.naive_error"),
        )
    blocks: list[Block] = [
        Heading(1, pen.say("forecast.heading")),
        Paragraph(
            pen.say(
                "forecast.text",
                last_year=str(last),
                range=pen.range(f"forecast.{last}"),
                value=pen.full(f"forecast.{last}"),
            ),
            "lead",
        ),
        material.figures["forecast"],
        Paragraph(method),
        Paragraph(pen.say("forecast.meaning")),
        _forecast_table(material),
    ]
    if found.note:
        blocks.append(Paragraph(found.note, "note"))
    if found.breaks:
        told = " ".join(str(b) for b in found.breaks)
        blocks.append(Paragraph(pen.say("forecast.breaks", breaks=told.rstrip(".")), "note"))
    blocks.append(Paragraph(pen.say("forecast.change"), "note"))
    if material.study.inputs.inflow.unmet_share > 0:
        share = pen.full("settings.unmet")
        blocks.append(Paragraph(pen.say("forecast.unmet", share=share), "note"))
    return blocks


def _compared(material: Material) -> list[Block]:
    pen, comparison = material.pen, material.comparison
    if comparison.table.empty:
        return []
    rows = tuple(_indicator_row(material, row) for row in comparison.table.to_dict("records"))
    blocks: list[Block] = []
    if comparison.peers:
        n_peers = pen.note("peers.number", count(len(comparison.peers), "gmina"))
        names = ", ".join(name for _, name in comparison.peers[:PEERS_NAMED])
        blocks.append(Paragraph(pen.say("diagnosis.compared", n_peers=n_peers)))
        blocks.append(Paragraph(pen.say("diagnosis.peers", names=names), "note"))
    blocks.append(
        Table(
            caption=pen.say("diagnosis.table"),
            header=tuple(
                pen.say(f"diagnosis.column_{name}")
                for name in (
                    "indicator",
                    "year",
                    "place",
                    "powiat",
                    "voivodeship",
                    "poland",
                    "peers",
                )
            ),
            rows=rows,
            align=("left", "left", "right", "right", "right", "right", "right"),
            source=pen.say("source_bdl"),
            note=pen.say("diagnosis.missing"),
        )
    )
    traps = tuple(
        f"{row['name']}: {row['trap']}"
        for row in comparison.table.to_dict("records")
        if row["trap"]
    )
    if traps:
        blocks += [Heading(2, pen.say("diagnosis.traps")), Bullets(traps)]
    return blocks


def _indicator_row(material: Material, row: Mapping[Hashable, object]) -> tuple[str, ...]:
    form = formatter_of(str(row["unit"]))
    values = []
    for area in AREAS:
        id_ = f"indicator.{row['indicator']}.{area}"
        quantity = material.pen.quantity(id_)
        text = cell(quantity.value, quantity.note or Status.OBSERVED, form)
        values.append(material.pen.note(id_, text))
    named = material.pen.say("diagnosis.indicator", name=str(row["name"]), unit=str(row["unit"]))
    return (named, str(row["year"]), *values)


def _levels(material: Material) -> list[Block]:
    pen, base = material.pen, material.base_year
    rows = tuple(
        (
            level.label,
            level.definition,
            pen.number(f"people.inaction.{level.id}.{base}"),
            pen.number_range(f"people.inaction.{level.id}.{base}"),
        )
        for level in material.study.inputs.problem.level
    )
    split = "split_local" if material.study.inputs.split_is_local else "split_national"
    return [
        Heading(2, pen.say("diagnosis.levels")),
        Paragraph(pen.say("diagnosis.levels_text")),
        Table(
            caption=pen.say("diagnosis.levels_table", year=str(base)),
            header=tuple(
                pen.say(f"diagnosis.column_{name}")
                for name in ("level", "definition", "people", "range")
            ),
            rows=rows,
            align=("left", "left", "right", "right"),
            source=material.own_source,
            note=f"{pen.say(f'summary.{split}')} {pen.say('note_interval')}",
        ),
    ]


def _forecast_table(material: Material) -> Table:
    pen, found = material.pen, material.study.inputs.forecast
    return Table(
        caption=pen.say("forecast.table"),
        header=tuple(pen.say(f"forecast.column_{n}") for n in ("year", "value", "range")),
        rows=tuple(
            (
                str(year),
                pen.number(f"forecast.{year}"),
                pen.number_range(f"forecast.{year}"),
            )
            for year in found.years
        ),
        align=("left", "right", "right"),
        source=material.own_source,
    )
