"""The evidence of a plan as tables for a reader: what was measured, and what is claimed of it."""

from __future__ import annotations

import pandas as pd

from costmodel.annex.numbers import percent
from costmodel.annex.signs import SIGNS
from costmodel.annex.wording import load_wording
from costmodel.problems.common import COMMON
from costmodel.problems.instrument import Effect, Instrument
from costmodel.publish.effects import chance_label
from costmodel.publish.names import group_label
from costmodel.publish.reading_cells import Floats, of_draws, ratio, share, table
from costmodel.studies.effects import EffectSteps
from costmodel.studies.frame import drawn_values
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import Study
from costmodel.tables import Status

STEPS = ("base", "gross", "net", "attributed", "attributable")
"""From the chance without the instrument to the change that the model uses."""
SHARES = ("gross_success_rate", "risk_difference")
"""Measures that are shares; the others are ratios."""


def evidence_table(study: Study) -> pd.DataFrame:
    """Return what was measured of each instrument of the plan, how well, and by whom.

    Returns
    -------
    DataFrame
        All texts. Index instrument and the people it was measured on; measure and value, grade of
        evidence, caution, source. Effects on problems outside the study are left out.
    """
    inputs, say = study.inputs, load_wording().say
    rows = []
    for item in inputs.plan.items:
        for effect in item.instrument.effect:
            if effect.problem in inputs.problems:
                rows.append(_evidence_row(inputs, item.instrument, effect))
    columns = ("instrument", "whom", "measure", "measured", "grade", "caution", "source")
    return table(rows, [say(f"reading.{name}") for name in columns], keys=2)


def effect_table(study: Study) -> pd.DataFrame:
    """Return the steps from the effect as measured to the change that the model uses.

    Returns
    -------
    DataFrame
        All texts. One row for each chance that a planned instrument changes for those whom the
        plan reaches: the yearly chance without it, the gross and the net effect, the part of it
        that is due to the instrument, the haircut, and what is left. A gross effect is „x” where
        the study compared groups.
    """
    inputs, say = study.inputs, load_wording().say
    reached = {
        (reach.instrument, group)
        for reach in study.model.activation.reach
        for column, group in enumerate(reach.served)
        if reach.coverage[:, column].any()
    }
    rows = [_step_row(inputs, s) for s in inputs.steps if (s.instrument, s.source) in reached]
    columns = ("instrument", "whom", "chance", *STEPS[:-1], "haircut", STEPS[-1])
    return table(rows, [say(f"reading.{name}") for name in columns], keys=3)


def _evidence_row(inputs: Inputs, instrument: Instrument, effect: Effect) -> tuple[str, ...]:
    say = load_wording().say
    groups = [f"{effect.problem}.{level}" for level in effect.levels]
    record = inputs.records[instrument.id].get(effect.value)
    record = record or inputs.records[COMMON][effect.value]
    drawn = drawn_values(inputs)[instrument.id](effect.value)
    return (
        instrument.label,
        "; ".join(group_label(inputs, group) for group in groups),
        say(f"reading.kind.{effect.kind}"),
        of_draws(drawn, share) if effect.kind in SHARES else of_draws(drawn, ratio),
        effect.grade.value,
        effect.caution,
        record.source.title,
    )


def _step_row(inputs: Inputs, step: EffectSteps) -> tuple[str, ...]:
    cells = {name: _step(getattr(step, name)) for name in STEPS}
    last = cells.pop(STEPS[-1])
    labels = (
        inputs.instruments[step.instrument].label,
        group_label(inputs, step.source),
        chance_label(inputs, step),
    )
    return (*labels, *cells.values(), percent(step.haircut, 0), last)


def _step(draws: Floats | None) -> str:
    return SIGNS[Status.NOT_APPLICABLE] if draws is None else of_draws(draws, share)
