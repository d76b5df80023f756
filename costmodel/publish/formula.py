"""A formula of a spreadsheet that carries the number it gives."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """A piece of a formula in English with commas, and its value.

    Examples
    --------
    >>> price, people = Formula("price", 10.0), Formula("people", 3.0)
    >>> price * (people + 1)
    Formula(text='(price*(people+1))', value=40.0)
    """

    text: str
    value: float

    def __add__(self, other: Formula | float) -> Formula:
        return _joined(self, "+", other, self.value + number(other).value)

    def __sub__(self, other: Formula | float) -> Formula:
        return _joined(self, "-", other, self.value - number(other).value)

    def __mul__(self, other: Formula | float) -> Formula:
        return _joined(self, "*", other, self.value * number(other).value)

    def __truediv__(self, other: Formula | float) -> Formula:
        """Divide; by zero it carries no number, as a branch of ``IF`` that is not taken may."""
        below = number(other).value
        return _joined(self, "/", other, self.value / below if below else math.nan)

    def __pow__(self, other: Formula | float) -> Formula:
        return _joined(self, "^", other, self.value ** number(other).value)

    def __neg__(self) -> Formula:
        return number(0) - self

    def __rsub__(self, other: float) -> Formula:
        return number(other) - self


def number(value: Formula | float) -> Formula:
    """Return a number as a formula; a formula stays as it is.

    Examples
    --------
    >>> number(12)
    Formula(text='12', value=12.0)
    """
    if isinstance(value, Formula):
        return value
    text = repr(int(value)) if float(value).is_integer() else repr(float(value))
    return Formula(text if value >= 0 else f"({text})", float(value))


def total(parts: Iterable[Formula]) -> Formula:
    """Return the sum of all parts, 0 of none."""
    known = list(parts)
    if not known:
        return number(0)
    if len(known) == 1:
        return known[0]
    text = "+".join(part.text for part in known)
    return Formula(f"({text})", sum(part.value for part in known))


def product_of(parts: Iterable[Formula]) -> Formula:
    """Return the product of all parts, 1 of none."""
    result: Formula | None = None
    for part in parts:
        result = part if result is None else result * part
    return number(1) if result is None else result


def lowest(*parts: Formula | float) -> Formula:
    """Return the smallest of all.

    Examples
    --------
    >>> lowest(3, number(2))
    Formula(text='MIN(3,2)', value=2.0)
    """
    known = [number(part) for part in parts]
    text = ",".join(part.text for part in known)
    return Formula(f"MIN({text})", min(part.value for part in known))


def highest(*parts: Formula | float) -> Formula:
    """Return the largest of all."""
    known = [number(part) for part in parts]
    text = ",".join(part.text for part in known)
    return Formula(f"MAX({text})", max(part.value for part in known))


def if_above(first: Formula, second: Formula | float, then: Formula, other: Formula) -> Formula:
    """Return ``then`` where the first is above the second, else the other."""
    floor = number(second)
    text = f"IF({first.text}>{floor.text},{then.text},{other.text})"
    return Formula(text, then.value if first.value > floor.value else other.value)


def if_below(first: Formula, second: Formula | float, then: Formula, other: Formula) -> Formula:
    """Return ``then`` where the first is below the second, else the other."""
    ceiling = number(second)
    text = f"IF({first.text}<{ceiling.text},{then.text},{other.text})"
    return Formula(text, then.value if first.value < ceiling.value else other.value)


def if_zero(first: Formula, then: Formula, other: Formula) -> Formula:
    """Return ``then`` where the first is exactly 0, else the other."""
    return Formula(
        f"IF({first.text}=0,{then.text},{other.text})",
        then.value if first.value == 0 else other.value,
    )


def _joined(first: Formula, sign: str, second: Formula | float, value: float) -> Formula:
    return Formula(f"({first.text}{sign}{number(second).text})", value)
