"""The section on today: what the numbers rest on, the comparison with others, the levels."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from costmodel.annex.document import Block, Heading, Paragraph, Role, Table
from costmodel.annex.numbers import percent
from costmodel.annex.plural import count
from costmodel.annex.signs import cell
from costmodel.problems.problem import SocialProblem
from costmodel.publish.cited import once, seen_note
from costmodel.publish.hidden import sign_note
from costmodel.publish.indicator_cells import formatter_of
from costmodel.publish.material import Material, people_note
from costmodel.publish.names import capital, counted_label, of_state
from costmodel.publish.rests_on import basis_of, latest, stock_sentence
from costmodel.tables import Status
from costmodel.translation import translated

AREAS = ("place", "powiat", "voivodeship", "poland", "peer_median")
INDICATOR_COLUMNS = ("indicator", "year", "place", "powiat", "voivodeship", "poland", "peers")
PEERS_NAMED = 20


def diagnosis(material: Material) -> list[Block]:
    """Return the diagnosis: the trend, the comparison, the age structure, the levels."""
    pen = material.pen
    blocks: list[Block] = [
        Heading(1, pen.say("diagnosis.heading")),
        *_served(material),
        *_basis_table(material),
        *_compared(material),
    ]
    blocks += [material.figures[name] for name in ("peers", "age") if name in material.figures]
    return [*blocks, *_levels(material)]


def _served(material: Material) -> list[Block]:
    """Return the problems of the plan in one sentence each; one alone leads the section."""
    role: Role = "lead" if len(material.served) == 1 else "body"
    return once(
        [
            Paragraph(stock_sentence(material, p), role, notes=(seen_note(material, p),))
            for p in material.served
        ]
    )


def _basis_table(material: Material) -> list[Block]:
    """Return what the number of each problem rests on; nothing where there is one problem."""
    if material.is_single:
        return []
    pen = material.pen
    columns = ("problem", "people", "range", "basis")
    return [
        Heading(2, pen.say("diagnosis.basis")),
        Table(
            caption=pen.say("diagnosis.basis_table"),
            header=tuple(pen.say(f"diagnosis.column_{name}") for name in columns),
            rows=tuple(
                (counted_label(p), *latest(material, p), basis_of(material, p))
                for p in material.problems
            ),
            align=("left", "right", "right", "left"),
            source=_stock_sources(material),
            note=f"{people_note(material)} {sign_note(material)}".strip(),
        ),
    ]


def _stock_sources(material: Material) -> str:
    """Return the sources of the numbers that the problems start from."""
    pen, found = material.pen, []
    for name, stock in material.study.inputs.stocks.items():
        ahead = stock.forecast
        year = None if ahead is None else ahead.history.index[-1]
        id_ = f"stock.{name}.base" if year is None else f"stock.{name}.{year}"
        found.append(pen.quantity(id_).source)
    return "; ".join(dict.fromkeys([*found, pen.say("own_work")]))


def _compared(material: Material) -> list[Block]:
    pen, comparison = material.pen, material.comparison
    if comparison.table.empty:
        return []
    blocks: list[Block] = []
    if not material.is_single:
        blocks.append(Heading(2, pen.say("diagnosis.comparison")))
    if comparison.peers:
        n_peers = pen.note("peers.number", count(len(comparison.peers), "gmina"))
        names = ", ".join(name for _, name in comparison.peers[:PEERS_NAMED])
        blocks.append(Paragraph(pen.say("diagnosis.compared", n_peers=n_peers)))
        blocks.append(Paragraph(pen.say("diagnosis.peers", names=names), "note"))
    rows = comparison.table.to_dict("records")
    blocks.append(
        Table(
            caption=pen.say("diagnosis.table"),
            header=tuple(pen.say(f"diagnosis.column_{name}") for name in INDICATOR_COLUMNS),
            rows=tuple(_indicator_row(material, row) for row in rows),
            align=("left", "left", "right", "right", "right", "right", "right"),
            source=pen.say("source_bdl"),
            note=_signs_note(material),
        )
    )
    return [*blocks, Paragraph(pen.say("definitions.pointer"), "note")]


def _signs_note(material: Material) -> str:
    """Return what the signs of the table say, and its intervals where there are any."""
    pen = material.pen
    rows = material.comparison.table.to_dict("records")
    own = [pen.quantity(f"indicator.{row['indicator']}.place") for row in rows]
    levels = {one.interval for one in own if one.interval is not None}
    told = [pen.say("diagnosis.chance", level=percent(level, 0)) for level in sorted(levels)]
    return " ".join([pen.say("diagnosis.missing"), *told])


def _indicator_row(material: Material, row: Mapping[Hashable, object]) -> tuple[str, ...]:
    form = formatter_of(str(row["unit"]))
    values = []
    for area in AREAS:
        id_ = f"indicator.{row['indicator']}.{area}"
        quantity = material.pen.quantity(id_)
        text = cell(quantity.value, quantity.note or Status.OBSERVED, form)
        if quantity.low is not None and quantity.high is not None:
            ends = f"{form(quantity.low)}– {form(quantity.high)}"
            text = material.pen.say("spread", value=text, range=ends)
        values.append(material.pen.note(id_, text))
    named = material.pen.say(
        "diagnosis.indicator", name=str(row["name"]), unit=translated(str(row["unit"]))
    )
    return (named, str(row["year"]), *values)


def _levels(material: Material) -> list[Block]:
    pen = material.pen
    return [
        Heading(2, pen.say("diagnosis.levels")),
        Paragraph(pen.say("diagnosis.levels_text")),
        *(_level_table(material, problem) for problem in material.served),
        *_other_levels(material),
    ]


def split_note(material: Material, problem: SocialProblem) -> str:
    """Return whether the split into levels is the municipality's own."""
    is_local = material.study.inputs.splits[problem.id].is_local
    return material.pen.say(f"summary.split_{'local' if is_local else 'national'}")


def _level_table(material: Material, problem: SocialProblem) -> Table:
    pen, base = material.pen, material.base_year
    stem = f"people.inaction.{problem.id}"
    return Table(
        caption=pen.say(
            "diagnosis.levels_table", year=str(base), problem=capital(counted_label(problem))
        ),
        header=tuple(
            pen.say(f"diagnosis.column_{name}")
            for name in ("level", "definition", "people", "range")
        ),
        rows=tuple(
            (
                level.label,
                level.definition,
                pen.number(f"{stem}.{level.id}.{base}"),
                pen.number_range(f"{stem}.{level.id}.{base}"),
            )
            for level in problem.level
        ),
        align=("left", "left", "right", "right"),
        source=material.own_source,
        note=f"{split_note(material, problem)} {pen.say('note_interval')}",
    )


def _other_levels(material: Material) -> list[Block]:
    """Return the levels of the problems that the plan does not serve, in one table."""
    if not material.others:
        return []
    pen, base, inputs = material.pen, material.base_year, material.study.inputs
    rows = []
    for problem in material.others:
        for level in problem.level:
            id_ = f"people.inaction.{problem.id}.{level.id}.{base}"
            told = of_state(inputs, f"{problem.id}.{level.id}")
            rows.append((counted_label(problem), told, pen.number(id_), pen.number_range(id_)))
    own = [p.label for p in material.others if inputs.splits[p.id].is_local]
    split = pen.say("diagnosis.split_own", problems=", ".join(own)) if own else ""
    if len(own) < len(material.others):
        split = f"{split} {pen.say('diagnosis.split_rest')}".strip()
    return [
        Table(
            caption=pen.say("diagnosis.other_levels_table", year=str(base)),
            header=tuple(
                pen.say(f"diagnosis.column_{name}")
                for name in ("problem", "level", "people", "range")
            ),
            rows=tuple(rows),
            align=("left", "left", "right", "right"),
            source=material.own_source,
            note=f"{split} {people_note(material)}",
        )
    ]
