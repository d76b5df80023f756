"""The two codes of an area: TERYT, and the unit id of the BDL interface."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from costmodel.errors import ModelError
from costmodel.teryt import GMINA_KINDS, POLAND

POLAND_UNIT = "000000000000"
_UNIT = re.compile(r"\d{12}")


@dataclass(frozen=True, slots=True)
class Unit:
    """An area as BDL names it.

    Parameters
    ----------
    id : str
        12 digits: macroregion 2, voivodeship 2, region 1, subregion 2, powiat 2, gmina 2, kind 1.
    name : str
        With BDL's additions, for example ``od 2013``: never join by it.
    """

    id: str
    name: str

    @property
    def teryt(self) -> str:
        """The TERYT code of 7 digits."""
        return teryt_of_unit(self.id)


def teryt_of_unit(unit: str) -> str:
    """Return the TERYT code in a BDL unit id.

    Raises
    ------
    ModelError
        If the id has not 12 digits.

    Notes
    -----
    Regions and macroregions have no TERYT code: they read as the voivodeship or as Poland, so
    ask for levels 0, 2, 5 and 6 only.

    Examples
    --------
    >>> teryt_of_unit("071412865000"), teryt_of_unit("011212001011")
    ('1465000', '1201011')
    """
    if not (_UNIT.fullmatch(unit) and unit.isascii()):
        raise ModelError(
            f"unit id {unit!r} has not 12 digits: BDL ids are texts with their leading zeros. "
            "Read them as text."
        )
    return unit[2:4] + unit[7:9] + unit[9:11] + unit[11]


def same_gmina(units: Iterable[Unit], teryt: str) -> tuple[Unit, ...]:
    """Return the units of a gmina: its own, and those of another kind with the same six digits.

    A gmina that became a town keeps its six digits and gets another kind; BDL keeps both units,
    each with its own years.

    Examples
    --------
    >>> village, town = Unit("030210021052", "Olszyna"), Unit("030210021053", "Olszyna")
    >>> [unit.id for unit in same_gmina([village, town], "0221053")]
    ['030210021053', '030210021052']
    """
    found = [
        unit
        for unit in units
        if unit.teryt[:6] == teryt[:6] and unit.teryt[-1] in GMINA_KINDS and not is_area_above(unit)
    ]
    return tuple(sorted(found, key=lambda unit: (unit.teryt != teryt, unit.id)))


def is_area_above(unit: Unit) -> bool:
    """Return whether a unit is a powiat or larger.

    Examples
    --------
    >>> is_area_above(Unit("071412865000", "Powiat m. st. Warszawa"))
    True
    """
    return unit.teryt.endswith("000") or unit.teryt == POLAND
