"""The numbers of the rules that hold for many values at once: correlation and indexation."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.problems.correlations import CorrelatedGroup, load_correlations
from costmodel.quantities import Kind, Quantity
from costmodel.statutes.price_rules import load_price_rules
from costmodel.studies.inputs import Inputs

KINDS = {"assumption": Kind.ASSUMPTION, "published": Kind.PUBLISHED}
TOGETHER = 2
"""Values that it takes to rise and fall together."""


def rule_quantities(inputs: Inputs) -> Iterator[Quantity]:
    """Yield the rank correlation of each group of the study, and what prices follow."""
    for group in groups_of(inputs):
        source, kind = str(group.source.as_source()), KINDS[group.kind]
        label = f"korelacja rang (Spearmana): {group.label}"
        yield Quantity(correlation_id(group), label, group.spearman, "korelacja", kind, source)
    rules = load_price_rules()
    wages, criterion = rules.wages, rules.income_criterion
    yield Quantity(
        "indexation.wages",
        "realny wzrost płac w roku",
        wages.real_growth,
        "udział",
        KINDS[wages.kind],
        str(wages.source.as_source()),
    )
    yield Quantity(
        "indexation.income_criterion",
        "co ile lat zmieniają się kryteria dochodowe",
        float(criterion.every_years),
        "rok",
        KINDS[criterion.kind],
        str(criterion.source.as_source()),
        year=criterion.in_force_since,
    )


def groups_of(inputs: Inputs) -> tuple[CorrelatedGroup, ...]:
    """Return the groups of which the study uses several values: one alone moves with nothing."""
    used = {f"{owner}.{name}" for owner, own in inputs.records.items() for name in own}
    return tuple(g for g in load_correlations() if len(used & set(g.names)) >= TOGETHER)


def correlation_id(group: CorrelatedGroup) -> str:
    """Return the id under which the correlation of a group is told."""
    return f"correlation.{group.id}"
