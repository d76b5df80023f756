"""The sheet of people in the making: what stands in each line, year by year, in Polish words."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.cohort.stack import Stack
from costmodel.publish.formula import Formula
from costmodel.publish.workbook_names import Names
from costmodel.publish.workbook_page import Page
from costmodel.scenario import INFLOW

Line = dict[str, Formula]
About = str | tuple[str, ...]
COUNTED = (INFLOW, "people", "moved", "new", "wanted", "taking")
"""Lines that count people; the others hold shares and chances."""


@dataclass(frozen=True, slots=True)
class Years:
    """What both walks share: the sheet, its words, and the stack of states."""

    page: Page
    stack: Stack
    names: Names

    def put(self, scenario: str, what: str, about: About, t: int, formula: Formula) -> Formula:
        """Put a formula of a year into the line of its own; year 0 is the base year.

        Parameters
        ----------
        about : str or tuple of str
            Ids of the state, the instrument, the two ends of a move …
        """
        ids = about if isinstance(about, tuple) else (about,)
        key = (scenario, what, ids)
        told = " → ".join(self.names.of(id_) for id_ in ids)
        self.page.line(
            key, self.names.say(f"line_{scenario}"), self.names.say(f"line_{what}"), told
        )
        return self.page.put(key, t, formula, look="people" if what in COUNTED else "factor")
