"""Polish names of problems, of people at their levels, and of what links them."""

from __future__ import annotations

from costmodel.annex.plural import form
from costmodel.annex.wording import load_wording
from costmodel.cohort.states import INDEPENDENCE, LEFT
from costmodel.problems.problem import SocialProblem
from costmodel.scenario import INFLOW
from costmodel.studies.inputs import Inputs

PERSON = "osoba"
"""The unit that goes without saying."""
FEW = 2


def group_label(inputs: Inputs, group: str) -> str:
    """Return who „problem.level” is, with the name of the problem before it if there are several.

    Stages of independence, ``left`` and ``inflow`` (those whom the problem threatens) have names.
    """
    if len(inputs.problems) == 1:
        return of_state(inputs, group)
    label = inputs.problems[group.partition(".")[0]].label
    return load_wording().say("table.group", problem=label, group=of_state(inputs, group))


def of_state(inputs: Inputs, group: str) -> str:
    """Return who „problem.level” is, without the name of the problem."""
    problem, _, place = group.partition(".")
    if place in (*INDEPENDENCE, LEFT, INFLOW):
        return load_wording().say(f"table.state_name.{place}")
    return next(level.label for level in inputs.problems[problem].level if level.id == place)


def is_known(inputs: Inputs, group: str) -> bool:
    """Return whether the problem of „problem.level” is in the study."""
    return group.partition(".")[0] in inputs.problems


def counted_label(problem: SocialProblem) -> str:
    """Return the name of a problem, with what is counted where that is not persons."""
    if problem.unit == PERSON:
        return problem.label
    units = form(FEW, problem.unit)
    return load_wording().say("table.counted", problem=problem.label, units=units)


def capital(text: str) -> str:
    """Return a text that begins a heading or a sentence.

    Examples
    --------
    >>> capital("bezrobocie"), capital("PFRON")
    ('Bezrobocie', 'PFRON')
    """
    return text[:1].upper() + text[1:]
