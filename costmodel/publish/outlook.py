"""The section on tomorrow: how many there will be if today's practice goes on."""

from __future__ import annotations

from collections.abc import Set

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.numbers import decimal, percent
from costmodel.annex.plural import count
from costmodel.forecast.breaks import SeriesBreak
from costmodel.forecast.forecast import Forecast
from costmodel.problems.problem import SocialProblem
from costmodel.publish.hidden import sign_note
from costmodel.publish.material import Material, people_note
from costmodel.publish.names import capital, counted_label
from costmodel.publish.rests_on import latest
from costmodel.studies.quantities_of_coverage import held_id

SMALL = "do 199"
"""The band of the gminas whose forecasts borrow from similar ones."""


def forecast(material: Material) -> list[Block]:
    """Return the forecasts with method, error, interval and breaks."""
    pen, stocks = material.pen, material.study.inputs.stocks
    reading: list[Block] = [
        Paragraph(pen.say("forecast.meaning")),
        *_unmet(material),
        Paragraph(pen.say("forecast.change"), "note"),
    ]
    blocks: list[Block] = [Heading(1, pen.say("forecast.heading"))]
    if not material.is_single:
        blocks += reading
    above: set[SeriesBreak] = set()
    for problem in material.served:
        found = stocks[problem.id].forecast
        if found is None:
            continue
        if not material.is_single:
            blocks.append(Heading(2, capital(problem.label)))
        blocks += _of_problem(material, problem, found)
        blocks += breaks_told(material, found, above)
        above |= set(found.breaks)
    others = [p for p in material.others if stocks[p.id].forecast is not None]
    if others:
        blocks += [Heading(2, pen.say("forecast.others")), _short_table(material, others)]
    still = [p for p in material.problems if stocks[p.id].forecast is None]
    if still:
        named = ", ".join(p.label for p in still)
        blocks += [
            Heading(2, pen.say("forecast.still")),
            Paragraph(pen.say("forecast.by_prevalence", problems=named)),
        ]
    return [*blocks, *reading] if material.is_single else blocks


def _of_problem(material: Material, problem: SocialProblem, found: Forecast) -> list[Block]:
    pen, last = material.pen, found.years[-1]
    id_ = f"forecast.{problem.id}.{last}"
    text = pen.say(
        "forecast.text",
        problem=capital(problem.label),
        last_year=str(last),
        range=pen.range(id_),
        value=pen.full(id_),
    )
    chart = material.figures.get(f"forecast.{problem.id}")
    blocks: list[Block] = [
        Paragraph(text, "lead"),
        *([] if chart is None else [chart]),
        Paragraph(_method(material, problem, found)),
        *_borrowed(material, problem, found),
        _table(material, problem, found),
    ]
    if found.note:
        blocks.append(Paragraph(found.note, "note"))
    return blocks


def breaks_told(material: Material, found: Forecast, above: Set[SeriesBreak]) -> list[Block]:
    """Return the breaks of a series; those told ``above`` only by year and name."""
    pen, told = material.pen, []
    new = [b for b in found.breaks if b not in above]
    if new:
        whole = " ".join(str(b) for b in new)
        told.append(pen.say("forecast.breaks", breaks=whole.rstrip(".")))
    known = [b for b in found.breaks if b in above]
    if known:
        names = (
            pen.say("forecast.break_name", year=str(b.first_year), name=b.short) for b in known
        )
        told.append(pen.say("forecast.breaks_above", breaks=", ".join(names)))
    return [Paragraph(" ".join(told), "note")] if told else []


def _method(material: Material, problem: SocialProblem, found: Forecast) -> str:
    pen, stem = material.pen, f"forecast.{problem.id}"
    if pen.quantity(f"{stem}.error").value is None:
        return pen.say("forecast.method_untested", method=found.label)
    return pen.say(
        "forecast.method",
        method=found.label,
        error=pen.full(f"{stem}.error"),
        naive=pen.full(f"{stem}.naive_error"),
    )


def _borrowed(material: Material, problem: SocialProblem, found: Forecast) -> list[Block]:
    """Say how much of the change is that of similar gminas; nothing where none is."""
    if not found.n_peers:
        return []
    pen, stem = material.pen, f"forecast.{problem.id}"

    def weight(name: str) -> str:
        id_ = f"{stem}.{name}"
        return pen.note(id_, percent(pen.quantity(id_).value or 0.0, 0))

    text = pen.say(
        "forecast.borrowed",
        own=weight("own_weight"),
        peers=weight("peers_weight"),
        gminas=pen.note(f"{stem}.peers", count(found.n_peers, "gmina", case="genitive")),
        error=_log_error(material, "error"),
        alone=_log_error(material, "alone_error"),
        flat=_log_error(material, "flat_error"),
    )
    return [Paragraph(text, "note")]


def _log_error(material: Material, measure: str) -> str:
    """Return an error measured in gminas as small as those that borrow."""
    id_ = held_id("size", SMALL, measure)
    value = material.pen.quantity(id_).value or 0.0
    return material.pen.note(id_, decimal(value, 3))


def _unmet(material: Material) -> list[Block]:
    """Say where a number falls faster than people can leave; nothing where it never does."""
    pen, shares = material.pen, material.study.inputs.inflow.unmet_share
    told = [
        pen.say("forecast.unmet_of", problem=p.label, share=pen.full(f"settings.unmet.{p.id}"))
        for p in material.problems
        if shares[p.id] > 0
    ]
    if not told:
        return []
    return [Paragraph(pen.say("forecast.unmet", problems=", ".join(told)), "note")]


def _table(material: Material, problem: SocialProblem, found: Forecast) -> Table:
    pen, stem = material.pen, f"forecast.{problem.id}"
    return Table(
        caption=pen.say("forecast.table", problem=capital(counted_label(problem))),
        header=tuple(pen.say(f"forecast.column_{n}") for n in ("year", "value", "range")),
        rows=tuple(
            (str(year), pen.number(f"{stem}.{year}"), pen.number_range(f"{stem}.{year}"))
            for year in found.years
        ),
        align=("left", "right", "right"),
        source=material.own_source,
    )


def _short_table(material: Material, problems: list[SocialProblem]) -> Table:
    """Return problems that the plan does not serve: the last number, and the end."""
    pen, last = material.pen, material.last_year
    rows = []
    for problem in problems:
        found = material.study.inputs.stocks[problem.id].forecast
        id_ = f"forecast.{problem.id}.{last}"
        now, _ = latest(material, problem)
        method = "" if found is None else found.label
        rows.append((counted_label(problem), now, pen.number(id_), pen.number_range(id_), method))
    columns = ("problem", "now", "end", "range", "how")
    return Table(
        caption=pen.say("forecast.others_table"),
        header=tuple(pen.say(f"forecast.column_{name}") for name in columns),
        rows=tuple(rows),
        align=("left", "right", "right", "right", "left"),
        source=material.own_source,
        note=f"{people_note(material)} {sign_note(material)}".strip(),
    )
