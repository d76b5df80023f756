"""Numbers of a place's own in the place of declared ones: values.toml of its folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import RootModel, ValidationError

from costmodel.declared import DeclaredSource, read_declared
from costmodel.errors import InputError, Problem
from costmodel.problems.uncertain import DistributionRecord, Origin, UncertainRecord
from costmodel.statistics.place import Place

FILE = "values.toml"
OWN_GRADE = "D"
"""A number of the office itself: better than none, not compared with anything."""


class OwnValue(DistributionRecord):
    """One number of the place's own: its distribution and where it comes from."""

    source: DeclaredSource
    note: str = ""


class OwnValues(RootModel[dict[str, dict[str, OwnValue]]]):
    """The whole of values.toml: [owner.name], owner a problem, an instrument or common."""


def with_own_values(
    place: Place, records: Mapping[str, Mapping[str, UncertainRecord]]
) -> dict[str, dict[str, UncertainRecord]]:
    """Return the records of a study with those that the place tells itself.

    Label and unit stay; kind becomes ``own``, so that it is printed as the place's.

    Raises
    ------
    InputError
        If a name is of no record, or a distribution cannot be.
    """
    changed = {owner: dict(values) for owner, values in records.items()}
    path = place.folder / FILE
    if not path.exists():
        return changed
    faults: list[Problem] = []
    for owner, own in read_declared(path, OwnValues).root.items():
        for name, value in own.items():
            place_in_file = f"[{owner}.{name}]"
            if name not in changed.get(owner, {}):
                known = ", ".join(changed.get(owner, changed))
                mend = "Popraw nazwę albo usuń tę tabelę: ta liczba nie jest używana."
                faults.append(Problem(FILE, place_in_file, name, f"jedno z: {known}", mend))
                continue
            try:
                changed[owner][name] = _replaced(changed[owner][name], value)
            except ValidationError as error:
                told = str(error.errors()[0].get("ctx", {}).get("error", error.errors()[0]["msg"]))
                mend = "Popraw liczby rozkładu."
                faults.append(Problem(FILE, place_in_file, value.shape, told, mend))
    if faults:
        raise InputError(faults)
    return changed


def _replaced(record: UncertainRecord, own: OwnValue) -> UncertainRecord:
    told: dict[str, Any] = own.model_dump(exclude_none=True)
    kept = {"label": record.label, "unit": record.unit}
    return UncertainRecord.model_validate({**told, **kept, "kind": Origin.OWN, "grade": OWN_GRADE})
