"""Polish names of everything that a line of the workbook is about."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.annex.wording import Wording
from costmodel.publish.names import group_label
from costmodel.studies.inputs import Inputs


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

    def payer(self, payer: str) -> str:
        """Return the name of a payer."""
        return self.wording.say(f"payer.{payer}")

    def unit(self, unit: str) -> str:
        """Return the Polish name of a unit of a file; one in Polish stays as it is."""
        if "." not in unit and self.wording.knows(f"unit.{unit}"):
            return self.wording.say(f"unit.{unit}")
        return unit
