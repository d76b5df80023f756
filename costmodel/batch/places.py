"""Municipalities of the national panel as places, without a folder for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from costmodel.errors import InputError, OutputError, Problem
from costmodel.limits import read_limited
from costmodel.refusals import refusal_of
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.levels import no_levels
from costmodel.statistics.panel import Panel, areas_around, load_panel, panel_observations
from costmodel.statistics.place import PLAN_FILE, Place
from costmodel.statistics.staff import no_staff
from costmodel.statistics.templates import plan_text
from costmodel.teryt import GMINA_KINDS, POLAND, kind_of, powiat_of, voivodeship_of

COUNTRY = "PL"
CODE_DIGITS, AREA_DIGITS = 7, (2, 4)


@dataclass(frozen=True, slots=True)
class Request:
    """What is the same for every place: day of law and prices, plan, problems.

    ``plan`` is the path of a plan.toml; ``problems`` are ids, none meaning the library's choice.
    """

    annex_date: date
    plan: Path
    problems: tuple[str, ...] = ()


def request_of(
    folder: Path, *, annex_date: date, plan: Path | None = None, problems: Sequence[str] = ()
) -> Request:
    """Return a request; without a plan it is that of a new workspace, written into ``folder``."""
    if plan is None:
        plan = folder / PLAN_FILE
        text = plan_text(first_year=annex_date.year + 1)
        _fail_if_another_plan(plan, text)
        if not plan.is_file():
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(refusal_of(error, file=str(folder))) from error
            write_whole(plan, text)
    return Request(annex_date, plan.resolve(), tuple(problems))


def _fail_if_another_plan(plan: Path, text: str) -> None:
    """A plan that stands there is somebody's: it is neither lost nor passed over."""
    if plan.exists() and read_limited(plan) != text.encode("utf-8"):
        mend = f"Aby go użyć, dopisz: --plan „{plan}”. Inaczej podaj w --out nowy folder."
        raise InputError([Problem(str(plan), "", "inny plan", "brak pliku", mend)])


def codes_of(areas: Sequence[str], *, panel: Panel | None = None) -> tuple[str, ...]:
    """Return the gminas of areas, each once, in order of code.

    Parameters
    ----------
    areas : sequence of str
        TERYT codes of gminas (7 digits), powiats (4) or voivodeships (2), or ``PL``.

    Raises
    ------
    InputError
        With every area that the panel does not know.

    Examples
    --------
    >>> len(codes_of(["32"])), codes_of(["3215011"])
    (113, ('3215011',))
    """
    found, problems = set(), []
    known = _gminas(panel or _panel())
    for area in areas:
        mine = [code for code in known if area in (COUNTRY, POLAND) or code.startswith(area)]
        fits = area == COUNTRY or (area.isdigit() and len(area) in (*AREA_DIGITS, CODE_DIGITS))
        if mine and fits:
            found.update(mine)
        else:
            expected = "kod TERYT gminy (7 cyfr), powiatu (4), województwa (2) albo PL"
            mend = "Popraw kod: spis gmin pochodzi z 2020 r."
            problems.append(Problem("lista gmin", "", area, expected, mend))
    if problems or not found:
        raise InputError(problems or [Problem("lista gmin", "", "brak", "kod", "Podaj kod.")])
    return tuple(sorted(found))


def place_in_panel(teryt: str, request: Request) -> Place:
    """Return a gmina of the panel as a place, with the figures that the panel has of it."""
    panel = _panel()
    return Place(
        teryt=teryt,
        name=str(panel.areas.set_index("teryt").loc[teryt, "name"]),
        kind=kind_of(teryt),
        powiat=powiat_of(teryt),
        voivodeship=voivodeship_of(teryt),
        annex_date=request.annex_date,
        observations=panel_observations(panel, [areas_around(teryt)[0]]),
        levels=no_levels(),
        staff=no_staff(),
        plan_path=request.plan,
        folder=request.plan.parent,
        files=(request.plan,),
        problems=request.problems,
    )


def _gminas(panel: Panel) -> list[str]:
    return [str(code) for code in panel.areas["teryt"] if kind_of(str(code)) in GMINA_KINDS]


@cache
def _panel() -> Panel:
    return load_panel()
