"""Where a number comes from, and how far it has been checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from costmodel.errors import CostModelError


class Verified(StrEnum):
    """How a figure was checked against its source."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    COMPUTED = "computed"
    NO = "no"
    ASSUMED = "assumed"


class Grade(StrEnum):
    """Strength of evidence, from a randomised trial (A) to an assumption (E)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class SourceError(CostModelError):
    """A value came without a source."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publication and the place in it.

    Parameters
    ----------
    title : str
        Act, table or paper. Never empty.
    locator : str
        Article, table, page or export name within it.
    url : str
        Address, or an empty string where none is known.

    Examples
    --------
    >>> str(Source("Ustawa o pomocy społecznej", "art. 8 ust. 1"))
    'Ustawa o pomocy społecznej, art. 8 ust. 1'
    """

    title: str
    locator: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise SourceError(
                "A source has an empty title: it must name the act, table or paper. "
                "Add the title beside the value."
            )

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, self.locator, self.url) if part)
