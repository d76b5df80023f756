"""Maps of areas by class: boundaries and classes in, the Axes or the words out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from costmodel.annex.boundaries import Area
from costmodel.annex.figure_axes import title_axis, typeset_lines
from costmodel.annex.figure_style import INK, SMALL, house_style
from costmodel.annex.figure_tables import checked
from costmodel.annex.label_points import roomy_point, turned
from costmodel.annex.nbsp import typeset
from costmodel.annex.wording import Wording, load_wording
from costmodel.errors import ModelError
from costmodel.teryt import GMINA_KINDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FEW_AREAS = 30  # so many carry the number of their class, and are named one by one
_NAMED_OF_MANY = 5
_DARK = 0.5  # of luminance: below it numbers are written in white
_MOST_DEGREES = 360  # coordinates beyond are metres
_LIGHTEST = 0.95


def draw_map(
    areas: Sequence[Area],
    table: pd.DataFrame,
    ax: Axes,
    *,
    classes: Sequence[str],
    label: str,
    own: str = "",
    lang: str | None = None,
) -> Axes:
    """Draw areas in the colours of their classes; the darker, the lower the class.

    Few areas also carry the number of their class, so that colour is not the only sign; an
    area without a class is white and hatched.

    Parameters
    ----------
    areas : sequence of Area
        What is drawn.
    table : DataFrame
        Columns ``teryt`` and ``class``: 0 for the first of ``classes``, NaN for none.
    ax : Axes
        Where to draw.
    classes : sequence of str
        Name of each class, from the lowest.
    label : str
        What is shown: indicator, unit, year.
    own : str
        Code of the area that is outlined; empty for none.

    Raises
    ------
    ModelError
        If a class is not among ``classes``, a code stands twice, or there is no area.
    """
    wording = load_wording(lang)
    of_area = _classes(areas, table, classes)
    colours = _colours(len(classes))
    with house_style():
        for area in areas:
            number = of_area[area.teryt]
            _draw_area(ax, area, None if number is None else colours[number], own == area.teryt)
            if number is not None and len(areas) <= _FEW_AREAS:
                _write_number(ax, area, number + 1, colours[number])
        _keys(ax, classes, colours, wording, missing=None in of_area.values())
        ax.set_aspect(_aspect(areas))
        ax.set_axis_off()
        names = _names(areas, wording)
        key = "figure.map.title" if own in names else "figure.map.title_plain"
        fields = {"label": label} | ({"place": names[own]} if own in names else {})
        title_axis(ax, wording.say(key, **fields))
    return ax


def alt_map(
    areas: Sequence[Area],
    table: pd.DataFrame,
    *,
    classes: Sequence[str],
    label: str,
    own: str = "",
    lang: str | None = None,
) -> str:
    """Describe the map of :func:`draw_map`: which areas are in which class.

    Parameters
    ----------
    areas, table, classes, label, own
        What the map was drawn from.
    """
    wording = load_wording(lang)
    of_area, names = _classes(areas, table, classes), _names(areas, wording)
    said = [wording.say("figure.alt.map", label=label, number=str(len(areas)))]
    for number, name in enumerate(classes):
        inside = [names[code] for code, found in of_area.items() if found == number]
        if inside:
            told = _named(inside, len(areas), wording)
            said.append(wording.say("figure.alt.map_class", **{"class": name}, areas=told))
    without = [names[code] for code, found in of_area.items() if found is None]
    if without:
        told = _named(without, len(areas), wording)
        said.append(wording.say("figure.alt.map_no_value", areas=told))
    if own in of_area:
        number_ = of_area[own]
        if number_ is None:
            said.append(wording.say("figure.alt.map_own_no_value", place=names[own]))
        else:
            fields = {"place": names[own], "class": classes[number_]}
            said.append(wording.say("figure.alt.map_own", **fields))
    return typeset(" ".join(said))


def _names(areas: Sequence[Area], wording: Wording) -> dict[str, str]:
    """Return the names of areas; two of one name are told apart by their kind."""
    times = Counter(area.name for area in areas)
    return {
        area.teryt: wording.say(f"figure.map.kind_{area.teryt[-1]}", name=area.name)
        if times[area.name] > 1 and area.teryt[-1] in GMINA_KINDS
        else area.name
        for area in areas
    }


def _named(names: Sequence[str], n_areas: int, wording: Wording) -> str:
    if n_areas <= _FEW_AREAS or len(names) <= _NAMED_OF_MANY:
        return ", ".join(names)
    some = ", ".join(names[:_NAMED_OF_MANY])
    return wording.say("figure.alt.map_many", number=str(len(names)), some=some)


def _classes(
    areas: Sequence[Area], table: pd.DataFrame, classes: Sequence[str]
) -> Mapping[str, int | None]:
    """Return the class of each area; one that the table does not hold has none."""
    rows = checked(table, "teryt", "class", numbers=())
    given = dict(zip(rows["teryt"], rows["class"].astype(float), strict=True))
    if not areas or len(given) < len(rows):
        raise ModelError(
            f"a map of {len(areas)} areas has {len(rows)} rows of {len(given)} codes: it needs an "
            "area, and each code once."
        )
    known = [number for number in given.values() if not math.isnan(number)]
    off = [number for number in known if number not in range(len(classes))]
    if off:
        raise ModelError(
            f"class {off[0]:g} is not among the {len(classes)} classes of the map: it must be a "
            f"whole number from 0 to {len(classes) - 1}."
        )
    found = {area.teryt: given.get(area.teryt, float("nan")) for area in areas}
    return {code: None if math.isnan(n) else int(n) for code, n in found.items()}


def _colours(number: int) -> list[tuple[float, float, float, float]]:
    import matplotlib as mpl

    shades = np.linspace(0, _LIGHTEST, max(number, 2))[:number]
    return [mpl.colormaps["cividis"](float(shade)) for shade in shades]


def _draw_area(
    ax: Axes, area: Area, colour: tuple[float, float, float, float] | None, own: bool
) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    rings = [
        turned(ring, outer=not i) for polygon in area.polygons for i, ring in enumerate(polygon)
    ]
    shape = Path.make_compound_path(*[Path(ring, closed=True) for ring in rings])
    look = PathPatch(
        shape,
        facecolor="white" if colour is None else colour,
        edgecolor=INK,
        linewidth=2.4 if own else 0.5,
        hatch="////" if colour is None else None,
        zorder=3 if own else 2,
    )
    ax.add_patch(look)
    ax.autoscale_view()


def _write_number(
    ax: Axes, area: Area, number: int, colour: tuple[float, float, float, float]
) -> None:
    red, green, blue, _ = colour
    dark = 0.2126 * red + 0.7152 * green + 0.0722 * blue < _DARK
    x, y = roomy_point(area)
    shade = "white" if dark else INK
    ax.text(x, y, str(number), ha="center", va="center", fontsize=SMALL, color=shade, zorder=4)


def _keys(
    ax: Axes,
    classes: Sequence[str],
    colours: Sequence[tuple[float, float, float, float]],
    wording: Wording,
    *,
    missing: bool,
) -> None:
    from matplotlib.patches import Patch

    marks = [
        Patch(
            facecolor=colour,
            edgecolor=INK,
            linewidth=0.5,
            label=typeset_lines(wording.say("figure.map.class", number=str(number), label=name)),
        )
        for number, (name, colour) in enumerate(zip(classes, colours, strict=True), start=1)
    ]
    if missing:
        text = typeset_lines(wording.say("figure.map.no_value"))
        marks.append(
            Patch(facecolor="white", edgecolor=INK, linewidth=0.5, hatch="////", label=text)
        )
    ax.legend(handles=marks, loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)


def _aspect(areas: Sequence[Area]) -> float:
    """Return how much longer a unit to the north is drawn than one to the east."""
    points = np.concatenate(
        [ring for area in areas for polygon in area.polygons for ring in polygon]
    )
    if np.abs(points).max() > _MOST_DEGREES:
        return 1.0
    return 1 / math.cos(math.radians(float(points[:, 1].mean())))
