"""Polish names of everything that a line of the workbook is about."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.annex.wording import Wording
from costmodel.cohort.stack import SEPARATOR
from costmodel.cohort.states import INDEPENDENCE, LEFT
from costmodel.publish.names import group_label, of_state
from costmodel.scenario import ACTIVATION, INACTION, INFLOW
from costmodel.studies.inputs import Inputs
from costmodel.translation import translated


@dataclass(frozen=True, slots=True)
class Names:
    """Gives the words of the workbook, and the name of a problem, instrument or state by its id."""

    inputs: Inputs
    wording: Wording

    def say(self, key: str, **fields: str) -> str:
        """Return words of the workbook."""
        return self.wording.say(f"annex.workbook.{key}", **fields)

    def of(self, id_: str) -> str:
        """Return the name of a problem, an instrument, or of „problem.state”."""
        if id_ in self.inputs.problems:
            return self.inputs.problems[id_].label
        if id_ in self.inputs.instruments:
            return self.inputs.instruments[id_].label
        return group_label(self.inputs, id_)

    def state(self, id_: str) -> str:
        """Return the name of „problem.state” alone, where its problem is told already."""
        return of_state(self.inputs, id_)

    def payer(self, payer: str) -> str:
        """Return the name of a payer."""
        return self.wording.say(f"payer.{payer}")

    def scope(self, id_: str) -> str:
        """Return whom the id of a quantity tells of: pathway, problem, people, plan, payer."""
        told: dict[str, None] = {}
        parts = id_.split(SEPARATOR)
        for part, after in zip(parts, (*parts[1:], ""), strict=True):
            if part in (INACTION, ACTIVATION):
                told[self.say(f"line_{part}")] = None
            elif part in self.inputs.problems and self._is_state(part, after):
                told[self.of(f"{part}{SEPARATOR}{after}")] = None
            elif part in (*self.inputs.problems, *self.inputs.instruments):
                told[self.of(part)] = None
            elif self.wording.knows(f"payer.{part}"):
                told[self.payer(part)] = None
        return "; ".join(told)

    def _is_state(self, problem: str, place: str) -> bool:
        levels = self.inputs.problems[problem].levels
        return place in (*levels, *INDEPENDENCE, LEFT, INFLOW)

    def unit(self, unit: str) -> str:
        """Return the name of a unit of a file."""
        if "." not in unit and self.wording.knows(f"unit.{unit}"):
            return self.wording.say(f"unit.{unit}")
        return translated(unit)
