"""Ask the Local Data Bank (BDL) for the figures of an area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from costmodel.errors import Problem
from costmodel.live.bdl_attributes import is_known, reading
from costmodel.live.bdl_pages import OfUnit, Series, Value, rows_of_answer
from costmodel.live.bdl_units import measures
from costmodel.live.failures import PublisherError
from costmodel.live.fetched import Fetched, Figure, negative_count, table_of
from costmodel.live.session import Parameters, Reply, Session
from costmodel.live.unit_ids import Unit
from costmodel.live.wanted import Wanted

VARIABLES_AT_ONCE = 20
"""How many variables one question names: our caution, BDL states no limit."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a series comes from: its variable, its unit of measure and its moments."""

    wanted: Wanted
    measure: str
    known: frozenset[str]
    last_update: str
    moment: datetime

    @property
    def source(self) -> str:
        updated = f", aktualizacja {self.last_update[:10]}" if self.last_update else ""
        return (
            f"GUS, Bank Danych Lokalnych (API), zmienna {self.wanted.external_id}{updated}, "
            f"pobrano {self.moment:%Y-%m-%d}"
        )


def figures_of_unit(
    session: Session, unit: Unit, *, wanted: Sequence[Wanted], teryt: str = ""
) -> Fetched:
    """Return all years of several variables of one area.

    Parameters
    ----------
    wanted : sequence of Wanted
        Variables whose publisher is BDL.
    teryt : str
        The code to write down, where the area had another one then.

    Raises
    ------
    PublisherError
        If the answer is of another area, or not of the form described.
    """
    named = measures(session)
    known = frozenset(named.values())
    figures: list[Figure] = []
    notices: list[Problem] = []

    def rows_of(page: OfUnit, reply: Reply) -> list[tuple[Series, Reply]]:
        _fail_if_other(page.unit_id, unit.id, reply.address)
        return [(series, reply) for series in page.results]

    for start in range(0, len(wanted), VARIABLES_AT_ONCE):
        part = {one.external_id: one for one in wanted[start : start + VARIABLES_AT_ONCE]}
        parameters: Parameters = {"var-id": list(part)}
        path = f"data/by-unit/{unit.id}"
        for series, reply in rows_of_answer(
            session, path, parameters, form=OfUnit, rows_of=rows_of
        ):
            one = part.get(str(series.id))
            if one is None:
                _fail_if_other(str(series.id), ", ".join(part), reply.address)
            else:
                measure = named.get(series.measure_unit_id, "")
                origin = _Origin(one, measure, known, series.last_update, reply.moment)
                figures += _figures(unit, series.values, origin, notices=notices, teryt=teryt)
    return Fetched(table_of(figures), tuple(dict.fromkeys(notices)))


def _figures(
    unit: Unit,
    values: Sequence[Value],
    origin: _Origin,
    *,
    notices: list[Problem],
    teryt: str = "",
) -> list[Figure]:
    """Return the figures of one area and variable; what is left out goes to ``notices``."""
    wanted = origin.wanted
    if problem := _measure_problem(origin):
        notices.append(problem)
        return []
    code = teryt or unit.teryt
    under = f", pod kodem {unit.teryt}" if code != unit.teryt else ""
    found = []
    for one in values:
        read = reading(one.val, one.attr_id)
        note = f" ({read.note})" if read.note else ""
        figure = Figure(
            teryt=code,
            variable=wanted.variable,
            year=int(one.year),
            value=read.value,
            unit=wanted.unit or origin.measure,
            status=read.status,
            source=f"{origin.source}{under}{note}",
            attribute=str(one.attr_id),
            publisher="bdl",
            external_id=wanted.external_id,
            last_update=origin.last_update[:10],
            asked_on=f"{origin.moment:%Y-%m-%d}",
        )
        problem = _unknown_attribute(figure, one) or negative_count(figure)
        if problem:
            notices.append(problem)
        else:
            found.append(figure)
    return found


def _unknown_attribute(figure: Figure, value: Value) -> Problem | None:
    if is_known(value.attr_id):
        return None
    place = f"{figure.teryt}, {figure.variable}, {figure.year}"
    mend = "Tej liczby nie wpisano: sprawdź w serwisie BDL, co znaczy ten atrybut."
    return Problem(figure.source, place, f"atrybut {value.attr_id}", "znany atrybut BDL", mend)


def _measure_problem(origin: _Origin) -> Problem | None:
    """Return what is wrong with the unit of measure: the id may mean something else by now.

    A rate that we name more fully (``osoba na 1000``) than BDL does cannot be checked so.
    """
    wanted, measure = origin.wanted, origin.measure
    ours_is_fuller = wanted.unit not in ("", *origin.known)
    if measure and (wanted.unit in ("", measure) or ours_is_fuller):
        return None
    expected = f"jednostka „{wanted.unit}”" if wanted.unit else "jednostka z listy BDL"
    mend = f"Sprawdź w BDL, czy {wanted.external_id} to nadal „{wanted.name}”. Danych nie wpisano."
    return Problem(origin.source, wanted.variable, measure or "brak", expected, mend)


def _fail_if_other(got: str, asked: str, address: str) -> None:
    if got != asked:
        mend = "Odpowiedź dotyczy czego innego: spróbuj jeszcze raz, potem zgłoś to."
        raise PublisherError([Problem(address, "", got, asked, mend)])
