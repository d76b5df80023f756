"""The section on where the moves are from: registers, own and of peers, own numbers, or a file."""

from __future__ import annotations

from costmodel.annex.dates import year_list, year_range
from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.numbers import percent
from costmodel.annex.plural import count
from costmodel.cohort.states import INDEPENDENCE
from costmodel.problems.problem import SocialProblem
from costmodel.publish.material import Material
from costmodel.publish.names import capital, group_label
from costmodel.publish.pen import NO_NUMBER
from costmodel.studies.calibration import Calibration
from costmodel.studies.own_moves import OwnRow

CHANCES = ("leave", "independent")
"""What is told of the people at a level: that they leave it for good, or for independence."""


def transitions_told(material: Material) -> list[Block]:
    """Return on what the moves of each problem rest, level by level where it is not one file."""
    pen, known = material.pen, material.study.inputs.calibrations
    blocks: list[Block] = [
        Heading(1, pen.say("transitions.heading")),
        Paragraph(pen.say("transitions.text")),
    ]
    if not any(found.counted or found.stocks for found in known.values()):
        return [*blocks, Paragraph(pen.say("transitions.none"))]
    blocks += [
        Paragraph(_weighed(material, problem))
        for problem in material.problems
        if known[problem.id].stocks is not None
    ]
    if any(found.rows for found in known.values()):
        blocks.append(Paragraph(pen.say("transitions.fixed")))
    if any(found.borrows for found in known.values()):
        blocks.append(Paragraph(pen.say("transitions.borrowed_text")))
    return [*blocks, _table(material)]


def _weighed(material: Material, problem: SocialProblem) -> str:
    """Say how many draws are left that agree with the place's own numbers."""
    pen = material.pen
    return pen.say(
        "transitions.weighed",
        problem=capital(problem.label),
        years=_years(material.study.inputs.calibrations[problem.id]),
        effective=pen.number(f"transition.{problem.id}.effective"),
        draws=pen.number("settings.draws"),
    )


def _years(known: Calibration) -> str:
    """Return the years of the numbers used; the walk begins in the year before the first."""
    years = () if known.stocks is None else known.stocks.years
    return year_range(years[0] - 1, years[-1])


def _table(material: Material) -> Table:
    pen = material.pen
    columns = ("level", "basis", "leave", "independent")
    found = material.study.inputs.calibrations.values()
    few = any(row.chances is None for known in found for row in known.counted.values())
    notes = [pen.say("transitions.note"), pen.say("note_interval")]
    if few:
        notes.append(pen.say("transitions.few_note", least=pen.full("transition.least")))
    return Table(
        caption=pen.say("transitions.table"),
        header=tuple(pen.say(f"transitions.column_{name}") for name in columns),
        rows=tuple(row for problem in material.problems for row in _rows(material, problem)),
        align=("left", "left", "right", "right"),
        source=material.own_source,
        note=" ".join(notes),
    )


def _rows(material: Material, problem: SocialProblem) -> list[tuple[str, ...]]:
    """Return a row for each level, or one where all of a problem is from its file."""
    pen, inputs = material.pen, material.study.inputs
    known = inputs.calibrations[problem.id]
    if not known.counted and known.stocks is None:
        name = pen.say("transitions.whole", problem=problem.label)
        return [(name, pen.say("transitions.declared"), NO_NUMBER, NO_NUMBER)]
    stages = [state for state in INDEPENDENCE if state in known.counted]
    return [
        (
            group_label(inputs, f"{problem.id}.{state}"),
            _basis(material, problem, state),
            *(_chance(material, f"transition.{problem.id}.{state}.{k}") for k in CHANCES),
        )
        for state in (*problem.levels, *stages)
    ]


def _chance(material: Material, id_: str) -> str:
    pen = material.pen
    return pen.spread(id_) if pen.knows(id_) else NO_NUMBER


def _basis(material: Material, problem: SocialProblem, state: str) -> str:
    """Say on what the moves of a state rest."""
    pen, known = material.pen, material.study.inputs.calibrations[problem.id]
    row = known.counted.get(state)
    if row is not None and row.peers is not None:
        basis = _borrowed(material, problem, state, row)
        if known.stocks is None:
            return basis
        return pen.say("transitions.borrowed_by_stocks", basis=basis, years=_years(known))
    if row is not None and row.chances is not None:
        return _own(material, problem, state, row)
    basis = pen.say("transitions.declared")
    if known.stocks is not None:
        basis = pen.say("transitions.by_stocks", years=_years(known))
    return basis if row is None else pen.say("transitions.too_few", basis=basis)


def _own(material: Material, problem: SocialProblem, state: str, row: OwnRow) -> str:
    """Say how many the place counted; few of them are not told exactly."""
    pen = material.pen
    if not row.teaches_alone:
        least = int(pen.quantity("transition.least").value or 0)
        told = pen.note("transition.least", count(least, problem.unit))
        return pen.say("transitions.own_few", least=told)
    people = pen.full(f"transition.{problem.id}.{state}.people")
    return pen.say("transitions.own", people=people, years=year_list(row.years))


def _borrowed(material: Material, problem: SocialProblem, state: str, row: OwnRow) -> str:
    """Say what a row rests on, and how much of it is the place's own."""
    pen, stem = material.pen, f"transition.{problem.id}.{state}"

    def weight(name: str) -> str:
        id_ = f"{stem}.{name}"
        return pen.note(id_, percent(pen.quantity(id_).value or 0.0, 0))

    number = pen.quantity(f"{stem}.peers").value or 0.0
    gminas = pen.note(f"{stem}.peers", count(int(number), "gmina"))
    people = pen.full(f"{stem}.peer_people")
    if not row.people:
        return pen.say("transitions.peers_alone", people=people, gminas=gminas)
    return pen.say(
        "transitions.borrowed",
        own=_own(material, problem, state, row),
        own_weight=weight("own_weight"),
        peers_weight=weight("peers_weight"),
        gminas=gminas,
        people=people,
    )
