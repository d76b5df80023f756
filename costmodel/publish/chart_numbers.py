"""Keep the numbers of a chart, and how its text alternative tells them, so that they are traced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from costmodel.annex.nbsp import HARD, typeset
from costmodel.publish.pen import Pen

NO_FORMS: Mapping[str, str] = {}


def recorded(
    pen: Pen,
    chart: str,
    alt: str,
    *,
    drawn: Iterable[str],
    told: Iterable[str],
    forms: Mapping[str, str] = NO_FORMS,
) -> str:
    """Return the text alternative of a chart, with its numbers kept by the pen.

    Parameters
    ----------
    pen : Pen
        Keeps the numbers.
    chart : str
        Name of the chart.
    alt : str
        What the chart says, in words.
    drawn, told : iterable of str
        Ids of the numbers that are drawn, and of those that ``alt`` tells.
    forms : mapping of str to str
        How ``alt`` tells a number, by id, where the pen would write it otherwise.
    """
    told = tuple(told)
    pen.draw(chart, (*drawn, *told))
    for id_ in told:
        ways = (forms[id_],) if id_ in forms else pen.forms(id_)
        for form in ways:
            if is_told(form, alt):
                pen.note(id_, form)
    return alt


def is_told(form: str, text: str) -> bool:
    """Return whether a text holds a written number whole, and not as the end of another.

    Examples
    --------
    >>> is_told("5 osób", "Razem 25 osób."), is_told("25 osób", "Razem 25 osób.")
    (False, True)
    >>> is_told("3 zł", "−3 zł"), is_told("0,5", "0,55")
    (False, False)
    """
    whole = re.escape(typeset(form))
    return bool(re.search(rf"(?<![\w,.−])(?<!\d{HARD}){whole}(?!\w|[,.]\d)", typeset(text)))
