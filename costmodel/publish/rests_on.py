"""What the number of a problem rests on: the place's own figures, or a national frequency."""

from __future__ import annotations

from costmodel.problems.problem import SocialProblem
from costmodel.publish.material import Material
from costmodel.publish.names import capital


def stock_sentence(material: Material, problem: SocialProblem) -> str:
    """Return how many there are, as a sentence that says where the number comes from."""
    pen, stock = material.pen, material.study.inputs.stocks[problem.id]
    label = capital(problem.label)
    if stock.forecast is None:
        id_ = f"stock.{problem.id}"
        return pen.say(
            "diagnosis.by_prevalence",
            problem=label,
            range=pen.range(id_),
            value=pen.full(id_),
            basis=base_told(material, problem),
        )
    history = stock.forecast.history
    first, last = int(history.index[0]), int(history.index[-1])
    value = pen.full(f"stock.{problem.id}.{last}")
    if first == last:
        return pen.say("diagnosis.seen_once", problem=label, year=str(last), value=value)
    return pen.say(
        "diagnosis.trend",
        problem=label,
        first_year=str(first),
        last_year=str(last),
        first=pen.full(f"stock.{problem.id}.{first}"),
        last=value,
    )


def latest(material: Material, problem: SocialProblem) -> tuple[str, str]:
    """Return the last number known and its interval, for two columns."""
    pen, stock = material.pen, material.study.inputs.stocks[problem.id]
    if stock.forecast is None:
        id_ = f"stock.{problem.id}"
        return pen.number(id_), pen.number_range(id_)
    year = int(stock.forecast.history.index[-1])
    number = pen.number(f"stock.{problem.id}.{year}")
    return f"{number} ({year})", pen.say("diagnosis.counted")


def basis_of(material: Material, problem: SocialProblem) -> str:
    """Return, for a cell, what the number of a problem rests on."""
    pen, stock = material.pen, material.study.inputs.stocks[problem.id]
    if stock.forecast is None:
        return pen.say("diagnosis.basis_prevalence", basis=base_told(material, problem))
    years = stock.forecast.history.index
    return pen.say("diagnosis.basis_own", first=str(years[0]), last=str(years[-1]))


def base_told(material: Material, problem: SocialProblem) -> str:
    """Return „ludność gminy 37 250 (2024 r.)”: what the frequency is multiplied by."""
    pen, stock = material.pen, material.study.inputs.stocks[problem.id]
    per = "" if problem.prevalence is None else problem.prevalence.per
    keys = [f"annex.base_name.{per}", f"table.variable_name.{per}"]
    known = [pen.wording.say(key) for key in keys if pen.wording.knows(key)]
    return pen.say(
        "diagnosis.base",
        number=pen.number(f"stock.{problem.id}.base"),
        name=known[0] if known else per,
        year=str(stock.base_year),
    )
