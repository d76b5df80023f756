"""The areas and the units of measure that the Local Data Bank (BDL) knows."""

from __future__ import annotations

from collections.abc import Mapping

from costmodel.live.bdl_pages import Measures, NamedUnits, rows_of_answer
from costmodel.live.session import Session
from costmodel.live.unit_ids import Unit


def measures(session: Session) -> dict[int, str]:
    """Return the names of BDL's units of measure by their ids."""
    found = rows_of_answer(
        session, "measures", {}, form=Measures, rows_of=lambda page, _: page.results
    )
    return {one.id: one.name.strip() for one in found}


def units_of_level(session: Session, level: int) -> tuple[Unit, ...]:
    """Return all areas of a level: 0 Poland, 2 voivodeships, 5 powiats, 6 gminas."""
    return _units(session, {"level": level})


def units_below(session: Session, parent: Unit) -> tuple[Unit, ...]:
    """Return the areas right below one, for example the gminas of a powiat with their parts."""
    return _units(session, {"parent-id": parent.id})


def _units(session: Session, parameters: Mapping[str, str | int]) -> tuple[Unit, ...]:
    found = rows_of_answer(
        session, "units", parameters, form=NamedUnits, rows_of=lambda page, _: page.results
    )
    return tuple(Unit(one.id, one.name) for one in found)
