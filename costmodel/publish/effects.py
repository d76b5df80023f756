"""From what studies measured to the effect that is used: which chance, and each step."""

from __future__ import annotations

from costmodel.annex.document import Block, Heading, Paragraph, Table
from costmodel.annex.plural import count
from costmodel.annex.wording import load_wording
from costmodel.cohort.states import INDEPENDENCE
from costmodel.publish.cited import caution_note, effect_sources
from costmodel.publish.material import Material
from costmodel.publish.names import group_label, of_state
from costmodel.studies.effects import EffectSteps
from costmodel.studies.inputs import Inputs
from costmodel.studies.quantities_of_inputs import effect_id

STEPS = ("base", "gross", "net", "attributed", "attributable")


def effects(material: Material) -> list[Block]:
    """Return the steps from gross success to the effect that is used."""
    pen = material.pen
    header = ("instrument", "chance", "base", "gross_effect", "net_effect", "attributed")
    return [
        Heading(2, pen.say("inaction.effects")),
        Paragraph(pen.say("inaction.effects_text"), notes=(caution_note(),)),
        *effect_sources(material),
        *switched_off(material),
        Table(
            caption=pen.say("inaction.effects_table"),
            header=tuple(pen.say(f"inaction.column_{n}") for n in (*header, "attributable")),
            rows=tuple(_row(material, step) for step in planned_steps(material)),
            align=("left", "left", *("right",) * 5),
            source=material.own_source,
            note=pen.say("inaction.effects_note"),
        ),
        *_timing(material),
    ]


def planned_steps(material: Material) -> list[EffectSteps]:
    """Return the effects on those whom the plan reaches."""
    pen = material.pen
    return [
        step
        for step in material.study.inputs.steps
        if pen.knows(f"coverage.{step.instrument}.{step.source}")
    ]


def switched_off(material: Material) -> list[Block]:
    """Say which steps this run leaves out; nothing where it leaves out none."""
    told = left_out(material)
    return [Paragraph(told, "caution")] if told else []


def left_out(material: Material) -> str:
    """Return the departure from the default steps as a sentence, or nothing."""
    pen, names = material.pen, material.study.inputs.settings.switched_off
    if not names:
        return ""
    steps = ", ".join(pen.say(f"switches.{name}") for name in names)
    return pen.say("switches.told", steps=steps)


def chance_label(inputs: Inputs, step: EffectSteps) -> str:
    """Return which chance an effect changes: „wyjście z problemu”, „napływ nowych osób” …"""
    said = load_wording().say
    if step.field == "inflow":
        return said("annex.chance.inflow")
    if step.field == "emergence":
        return said("annex.chance.emergence", to=group_label(inputs, step.target))
    if step.source.partition(".")[2] in INDEPENDENCE:
        return said("annex.chance.relapse")
    if step.target.partition(".")[2] in INDEPENDENCE:
        return said("annex.chance.exit")
    return said("annex.chance.migration", to=of_state(inputs, step.target))


def _row(material: Material, step: EffectSteps) -> tuple[str, ...]:
    pen, inputs = material.pen, material.study.inputs
    ids = [f"{effect_id(step)}.{name}" for name in STEPS]
    label = inputs.instruments[step.instrument].label
    return (
        f"{label}; {group_label(inputs, step.source)}",
        chance_label(inputs, step),
        *(pen.number(i) if pen.knows(i) else pen.say("inaction.not_gross") for i in ids),
    )


def _timing(material: Material) -> list[Block]:
    """Say which effects come late, and which fade with the years."""
    pen, told = material.pen, []
    fading = {s.instrument: s for s in planned_steps(material) if s.lost_yearly is not None}
    for item in material.study.inputs.plan.items:
        instrument = item.instrument
        if instrument.timing.delay_years:
            id_ = f"delay.{instrument.id}"
            years = pen.note(id_, count(instrument.timing.delay_years, "rok", case="locative"))
            told.append(pen.say("inaction.delay", instrument=instrument.label, years=years))
        if instrument.id in fading:
            share = pen.full(f"{effect_id(fading[instrument.id])}.lost_yearly")
            told.append(pen.say("inaction.fading", instrument=instrument.label, share=share))
    return [Paragraph(" ".join(told))] if told else []
