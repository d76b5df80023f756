"""Any gmina by its code: a shipped example, a folder, or what the national panel knows of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from costmodel.statistics.levels import no_levels
from costmodel.statistics.panel import Panel, areas_around, load_panel, panel_observations
from costmodel.statistics.place import Place, example_folders, load_place
from costmodel.statistics.staff import no_staff
from costmodel.studies.small_counts import with_small_counts_hidden
from costmodel.teryt import GMINA_KINDS, kind_of


def any_place(place: str | Path, *, annex_date: date, panel: Panel | None = None) -> Place:
    """Return a gmina with the figures known of it that may be shown.

    Parameters
    ----------
    place : str or Path
        TERYT code of 7 digits, or a folder with place.toml.
    annex_date : date
        For a gmina that is known from the panel alone; a folder tells its own.
    panel : Panel, optional
        By default the one shipped.

    Raises
    ------
    InputError
        If it is no gmina of the panel, no shipped example and no folder.

    Examples
    --------
    >>> any_place("0201011", annex_date=date(2026, 3, 31)).name
    'Bolesławiec'
    """
    code = str(place)
    known = panel or load_panel()
    names = dict(zip(known.areas["teryt"], known.areas["name"], strict=True))
    in_panel = code in names and kind_of(code) in GMINA_KINDS
    if code in example_folders() or not in_panel:
        return with_small_counts_hidden(load_place(place))
    teryt, powiat, voivodeship, _ = areas_around(code)
    found = Place(
        teryt=teryt,
        name=str(names[teryt]),
        kind=kind_of(teryt),
        powiat=powiat,
        voivodeship=voivodeship,
        annex_date=annex_date,
        observations=panel_observations(known, list(areas_around(code))),
        levels=no_levels(),
        staff=no_staff(),
        plan_path=None,
        folder=Path(),
        files=(),
    )
    return with_small_counts_hidden(found)
