"""The sheet of inputs: each a named cell with its unit, grade and source, put in when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.annex.workbook import Limits
from costmodel.problems.common import COMMON
from costmodel.publish.formula import Formula
from costmodel.publish.pen import Pen
from costmodel.publish.workbook_names import Names
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_twin import Twin
from costmodel.studies.inputs import Inputs

Look = Callable[[str], Formula]
SHARES = ("udział", "prawdopodobieństwo na rok")
PARTS = "udział pozosta"
"""Units of files whose numbers lie between 0 and 1; the last begins several."""
SHARE, POSITIVE = Limits(0.0, 1.0), Limits(0.0, None)
_ODD = re.compile(r"[^A-Za-z0-9_]")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an input.

    ``known_as`` is the id under which the annex prints it; ``limits`` are those of its value.
    """

    label: str
    unit: str
    grade: str
    source: str
    known_as: str = ""
    limits: Limits | None = None


class InputCells:
    """Gives the named cell of an input, and writes it down the first time.

    Parameters
    ----------
    names : Names
        Words, and names of what the inputs are about.
    pen : Pen
        Keeps the inputs that the annex knows by an id.
    real_values : mapping of rule to ndarray of shape (n_years,)
        Real prices by rule of indexation. [ratio]
    """

    def __init__(
        self,
        inputs: Inputs,
        twin: Twin,
        *,
        names: Names,
        pen: Pen,
        real_values: Mapping[str, NDArray[np.float64]],
    ) -> None:
        self._inputs, self._twin, self._pen = inputs, twin, pen
        self._real_values = real_values
        self.names, self.say = names, names.say
        self.page = Page(
            self.say("sheet_inputs"),
            self.say("title_inputs"),
            labels=[self.say("head_input")],
            columns=[self.say("head_value")],
            notes=[self.say(f"head_{head}") for head in ("unit", "grade", "source", "id", "cell")],
        )
        self._known: dict[str, Formula] = {}

    def lookup(self, owner: str) -> Look:
        """Return how a file's names are looked up: own values, common ones, then the law."""

        def look(name: str) -> Formula:
            own = self._twin.values[owner]
            if name in own.drawn:
                return self._declared(owner, name, float(own.drawn[name][0]))
            if name in own.common:
                return self._declared(COMMON, name, float(own.common[name][0]))
            return self.statutory(name, float(own(name)))

        return look

    def statutory(self, name: str, value: float) -> Formula:
        """Return a parameter of law."""
        inputs = self._inputs
        parameter = inputs.book.parameter(name)
        source = str(parameter.enactment_at(inputs.price_day).source)
        unit = self.names.unit(parameter.unit)
        told = Told(parameter.label, unit, self.say("law"), source, f"parameter.{name}")
        return self.add(f"prawo.{name}", value, told)

    def add(self, id_: str, value: float, told: Told) -> Formula:
        """Return the cell of an input, written down the first time it is asked for."""
        if id_ not in self._known:
            name = cell_name(id_)
            known_as = told.known_as if self._pen.knows(told.known_as) else ""
            if known_as:
                self._pen.number(known_as)
            notes = (told.unit, told.grade, told.source, known_as, name)
            self.page.line(id_, told.label, notes=notes)
            self._known[id_] = self.page.add_input(id_, 0, value, name=name, limits=told.limits)
        return self._known[id_]

    def first_known(self, *ids: str) -> str:
        """Return the first of several ids that the annex knows, the last where it knows none."""
        return next((id_ for id_ in ids if self._pen.knows(id_)), ids[-1])

    def real_value(self, rule: str, t: int) -> Formula:
        """Return the real price of a year against the price year, by a rule of indexation."""
        year = str(self._twin.frame.years[t])
        label, source = self.say(f"index_{rule}", year=year), self.say("index_source")
        told = Told(label, self.say("ratio"), self.say("law"), source, limits=POSITIVE)
        return self.add(f"cena.{rule}.{year}", float(self._real_values[rule][t]), told)

    def _declared(self, owner: str, name: str, value: float) -> Formula:
        record = self._inputs.records[owner].get(name)
        id_ = f"{owner}.{name}"
        if record is None:
            return self.add(id_, value, Told(name, "", "", self.say("own_counts")))
        told = Told(
            self._label(owner, record.label),
            self.names.unit(record.unit),
            record.grade.value,
            str(record.origin()),
            f"value.{owner}.{name}",
            SHARE if record.unit in SHARES or record.unit.startswith(PARTS) else None,
        )
        return self.add(id_, value, told)

    def _label(self, owner: str, label: str) -> str:
        """Return the label of a value with the problem or instrument that it is of."""
        if owner == COMMON:
            return label
        return self.say("owned", owner=self.names.of(owner), label=label)


def cell_name(id_: str) -> str:
    """Return the name of the cell of an input.

    Examples
    --------
    >>> cell_name("debt.exit-rate")
    'x_debt_exit_rate'
    """
    return f"x_{_ODD.sub('_', id_)}"
