"""Find the areas of a workspace among the units of BDL, under all their codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from costmodel.errors import Problem
from costmodel.live.bdl_units import units_below, units_of_level
from costmodel.live.code_changes import borders_notes, other_codes
from costmodel.live.session import Session
from costmodel.live.unit_ids import POLAND_UNIT, Unit, same_gmina
from costmodel.teryt import POLAND, powiat_of, voivodeship_of

VOIVODESHIPS, POWIATS = 2, 5
"""Levels of the BDL interface."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area to be asked for.

    Parameters
    ----------
    teryt : str
        The code under which its figures are written down.
    level : str
        ``gmina``, ``powiat``, ``voivodeship`` or ``country``.
    units : tuple of Unit
        Where BDL has its figures; the first is the area's present unit.
    """

    teryt: str
    level: str
    units: tuple[Unit, ...]


def areas_of_workspace(
    session: Session, teryt: str
) -> tuple[tuple[Area, ...], tuple[Problem, ...]]:
    """Return a gmina and the areas around it, with what could not be found.

    Parameters
    ----------
    teryt : str
        Code of the gmina, of any year.
    """
    powiats = _by_code(units_of_level(session, POWIATS))
    voivodeships = _by_code(units_of_level(session, VOIVODESHIPS))
    codes = (teryt, *other_codes(teryt))
    inside = [
        unit
        for powiat in dict.fromkeys(powiat_of(code) for code in codes)
        for parent in powiats.get(powiat, ())
        for unit in units_below(session, parent)
    ]
    gmina = dict.fromkeys(unit for code in codes for unit in same_gmina(inside, code))
    found = (
        Area(teryt, "gmina", tuple(gmina)),
        Area(powiat_of(teryt), "powiat", powiats.get(powiat_of(teryt), ())),
        Area(voivodeship_of(teryt), "voivodeship", voivodeships.get(voivodeship_of(teryt), ())),
        Area(POLAND, "country", (Unit(POLAND_UNIT, "POLSKA"),)),
    )
    missing = tuple(_not_found(area) for area in found if not area.units)
    return tuple(area for area in found if area.units), missing


def _by_code(units: Sequence[Unit]) -> Mapping[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in units:
        found[unit.teryt] = (*found.get(unit.teryt, ()), unit)
    return found


def _not_found(area: Area) -> Problem:
    note = borders_notes().get(area.teryt, "")
    mend = f"{note} Znajdź obszar w BDL i dopisz jego dane ręcznie, ze źródłem.".strip()
    return Problem(
        "GUS, Bank Danych Lokalnych (API)", area.teryt, "brak obszaru", "kod w BDL", mend
    )
