"""The rules of the model itself: what moves together, how prices go on, when money counts."""

from __future__ import annotations

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.annex.plural import count
from costmodel.publish.material import Material
from costmodel.publish.names import capital
from costmodel.statutes.price_rules import load_price_rules
from costmodel.studies.quantities_of_rules import correlation_id, groups_of

FOLLOWED = ("wages", "income_criterion", "none")
"""Rules whose services are named; all others follow the prices of the economy."""
TIMING = ("stays", "participants", "discounting", "one_off")


def rules(material: Material) -> list[Block]:
    """Return the rules that hold for many numbers at once, each with where it is from."""
    pen = material.pen
    timing = [pen.say(f"rules.{name}") for name in TIMING]
    plan = material.study.inputs.plan
    if len(plan.items) > 1:
        timing.append(pen.say(f"plan.overlap_{plan.overlap}"))
    return [
        Heading(2, pen.say("rules.heading")),
        Paragraph(pen.say("rules.text")),
        Bullets(tuple(timing)),
        _indexation(material),
        *_correlations(material),
    ]


def _indexation(material: Material) -> Table:
    pen, told = material.pen, load_price_rules()
    sources = {
        "wages": str(told.wages.source.as_source()),
        "income_criterion": str(told.income_criterion.source.as_source()),
    }
    rows = [
        (_rule(material, rule), "; ".join(labels), sources.get(rule, pen.say("own_work")))
        for rule, labels in followers(material).items()
    ]
    others = pen.say("rules.others" if rows else "rules.everything")
    rows.append((pen.say("rules.rule_cpi"), others, pen.say("own_work")))
    return Table(
        caption=pen.say("rules.indexation_table"),
        header=tuple(pen.say(f"rules.column_{name}") for name in ("rule", "what", "source")),
        rows=tuple(rows),
        align=("left", "left", "left"),
        source=pen.say("own_work"),
        note=pen.say("rules.indexation_note"),
    )


def followers(material: Material) -> dict[str, list[str]]:
    """Return what follows each rule but that of prices in the economy, by rule, each once.

    A service whose rule is not the same in every problem stands with its problem.
    """
    lines = [(s.index, s.label, p.label) for p in material.problems for s in p.service]
    costs = material.study.inputs.instruments.values()
    lines += [(line.index, f"{i.label}: {line.label}", "") for i in costs for line in i.cost]
    of_label: dict[str, set[str]] = {}
    for rule, label, _ in lines:
        of_label.setdefault(label, set()).add(rule)
    found: dict[str, list[str]] = {}
    for followed in FOLLOWED:
        told = [
            label if len(of_label[label]) == 1 else f"{label} ({problem})"
            for index, label, problem in lines
            if index == followed
        ]
        if told:
            found[followed] = list(dict.fromkeys(told))
    return found


def _rule(material: Material, rule: str) -> str:
    pen, id_ = material.pen, f"indexation.{rule}"
    if rule == "wages":
        return pen.say("rules.rule_wages", growth=pen.full(id_))
    if rule == "income_criterion":
        years = pen.note(id_, count(int(pen.quantity(id_).value or 0), "rok"))
        return pen.say("rules.rule_income_criterion", years=years)
    return pen.say(f"rules.rule_{rule}")


def _correlations(material: Material) -> list[Block]:
    """Return which values rise and fall together; nothing where none do."""
    pen = material.pen
    rows = tuple(
        (
            capital(group.label),
            pen.number(correlation_id(group)),
            pen.say(
                "assumptions.assumption" if group.kind == "assumption" else "assumptions.published"
            ),
            str(group.source.as_source()),
        )
        for group in groups_of(material.study.inputs)
    )
    if not rows:
        return []
    columns = ("together", "spearman", "kind", "source")
    return [
        Table(
            caption=pen.say("rules.correlation_table"),
            header=tuple(pen.say(f"rules.column_{name}") for name in columns),
            rows=rows,
            align=("left", "right", "left", "left"),
            source=pen.say("own_work"),
            note=pen.say("rules.correlation_note"),
        )
    ]
