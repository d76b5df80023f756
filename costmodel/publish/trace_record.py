"""The record that lets every printed number be walked back: pochodzenie.json."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from costmodel.language import current
from costmodel.publish.explanations import Explanation, by_first_part, load_explanations
from costmodel.publish.origins import Whereabouts, origins_of
from costmodel.publish.pen import Pen
from costmodel.quantities import Quantity
from costmodel.studies.municipality import Study
from costmodel.translation import translated

TRACE = "pochodzenie.json"
NOWHERE, NOT_TOLD = Whereabouts(()), Explanation("", (), "")


def trace_record(pen: Pen, study: Study, known: Mapping[str, Quantity]) -> dict[str, Any]:
    """Return pochodzenie.json: printed numbers and all that they are made from, by id.

    Parameters
    ----------
    known : mapping of str to Quantity
        Every number of the study, printed or not.

    Notes
    -----
    ``z`` holds the ids of the numbers from which a number is made, ``gdzie`` the places in which
    a given number stands. Each id of ``z`` is itself in the record.
    """
    explanations, origins = load_explanations(), origins_of(study.inputs, known)
    ids = by_first_part(known)
    rows: dict[str, dict[str, Any]] = {}
    waiting = sorted(pen.printed)
    while waiting:
        id_ = waiting.pop()
        if id_ in rows:
            continue
        # a number of no family still has its source; a test keeps the families whole
        has_family = bool(explanations.families_of(id_))
        family = explanations.explain(id_, ids) if has_family else NOT_TOLD
        place = origins.get(id_, NOWHERE)
        inputs = list(dict.fromkeys((*family.inputs, *(i for i in place.rests_on if i in known))))
        where = [*map(translated, place.lines), *([family.where] if family.where else [])]
        rows[id_] = {
            **_numbers(pen.quantity(id_), pen.remark(id_)),
            "wzor": family.formula,
            "z": inputs,
            "gdzie": where,
            "w_tekscie": pen.printed.get(id_, []),
        }
        waiting += inputs
    place_ = study.inputs.place
    return {
        "teryt": place_.teryt,
        "nazwa": place_.name,
        "jezyk": current(),
        "data": place_.annex_date.isoformat(),
        "liczby": dict(sorted(rows.items())),
    }


def _numbers(quantity: Quantity, remark: str) -> dict[str, Any]:
    return {
        "opis": quantity.label,
        "wartosc": quantity.value,
        "dolna": quantity.low,
        "gorna": quantity.high,
        "poziom_przedzialu": quantity.interval,
        "jednostka": translated(quantity.unit),
        "rok": quantity.year,
        "rodzaj": quantity.kind.value,
        "zrodlo": quantity.source,
        "uwaga": remark,
    }
