"""The sheet of inputs: each a named cell with its unit, grade and source, put in when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from costmodel.annex.wording import Wording
from costmodel.problems.common import COMMON
from costmodel.publish.formula import Formula
from costmodel.publish.workbook_page import Page
from costmodel.publish.workbook_twin import Twin
from costmodel.studies.inputs import Inputs

Look = Callable[[str], Formula]
_ODD = re.compile(r"[^A-Za-z0-9_]")


class InputCells:
    """Gives the named cell of an input, and writes it down the first time."""

    def __init__(
        self,
        inputs: Inputs,
        twin: Twin,
        wording: Wording,
        *,
        real_values: Mapping[str, NDArray[np.float64]],
    ) -> None:
        self._inputs, self._twin, self._wording = inputs, twin, wording
        self._real_values = real_values
        heads = ("input", "unit", "grade", "source", "cell")
        self.page = Page(
            self.say("sheet_inputs"),
            self.say("title_inputs"),
            labels=[self.say(f"head_{head}") for head in heads],
            columns=[self.say("head_value")],
        )
        self._known: dict[str, Formula] = {}

    def say(self, key: str, **fields: str) -> str:
        """Return words of the workbook."""
        return self._wording.say(f"annex.workbook.{key}", **fields)

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
        unit = self._unit(parameter.unit)
        return self.add(f"prawo.{name}", value, parameter.label, unit, self.say("law"), source)

    def add(
        self, id_: str, value: float, label: str, unit: str, grade: str, source: str
    ) -> Formula:
        """Return the cell of an input, written down the first time it is asked for."""
        if id_ not in self._known:
            name = cell_name(id_)
            self.page.line(id_, label, unit, grade, source, name)
            self._known[id_] = self.page.add_input(id_, 0, value, name=name)
        return self._known[id_]

    def payer(self, payer: str) -> str:
        """Return the Polish name of a payer."""
        return self._wording.say(f"payer.{payer}")

    def real_value(self, rule: str, t: int) -> Formula:
        """Return the real price of a year against the price year, by a rule of indexation."""
        year = str(self._twin.frame.years[t])
        return self.add(
            f"cena.{rule}.{year}",
            float(self._real_values[rule][t]),
            self.say(f"index_{rule}", year=year),
            self.say("ratio"),
            self.say("law"),
            self.say("index_source"),
        )

    def _declared(self, owner: str, name: str, value: float) -> Formula:
        record = self._inputs.records[owner].get(name)
        id_ = f"{owner}.{name}"
        if record is None:
            own = self.say("own_counts")
            return self.add(id_, value, name, "", "", own)
        source, grade = str(record.origin()), record.grade.value
        return self.add(id_, value, record.label, self._unit(record.unit), grade, source)

    def _unit(self, unit: str) -> str:
        units = self._wording
        return units.say(f"unit.{unit}") if _has(units, unit) else unit


def cell_name(id_: str) -> str:
    """Return the name of the cell of an input.

    Examples
    --------
    >>> cell_name("debt.exit-rate")
    'x_debt_exit_rate'
    """
    return f"x_{_ODD.sub('_', id_)}"


def _has(wording: Wording, unit: str) -> bool:
    return "." not in unit and wording.knows(f"unit.{unit}")
