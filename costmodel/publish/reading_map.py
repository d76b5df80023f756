"""A map of one indicator from boundaries that the user gives, as a picture of a notebook."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from costmodel.annex.boundaries import read_boundaries
from costmodel.annex.figures_map import alt_map, draw_map
from costmodel.annex.wording import load_wording
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.classes import value_classes
from costmodel.publish.indicator_cells import formatter_of
from costmodel.publish.pictures import Picture, picture
from costmodel.studies.diagnosis import Diagnosis

CLASSES = 4


def indicator_map(found: Diagnosis, path: Path, indicator: str) -> Picture:
    """Return the map of the powiat of a gmina in its last year with values.

    Parameters
    ----------
    found : Diagnosis
        Values of areas that it does not hold are shown as unknown.
    path : Path
        GeoJSON of gminas.
    indicator : str
        Id of the catalogue.

    Raises
    ------
    InputError
        If the boundaries cannot be used.
    ModelError
        If no area drawn has a value.
    """
    areas = read_boundaries(path, within=found.place.powiat)
    codes = [area.teryt for area in areas]
    mine = found.table[(found.table["indicator"] == indicator) & found.table["value"].notna()]
    years = mine[mine["teryt"].isin(codes)]["year"]
    year = int(years.max()) if len(years) else 0
    values = found.of(indicator, year, codes).set_index("teryt")["value"]
    table, edges = value_classes(values, number=CLASSES)
    declared = default_catalogue()[indicator]
    write = formatter_of(declared.unit)
    say = load_wording().say
    ends = [(write(low), write(high)) for low, high in pairwise(edges)]
    classes = [say("diagnosis.map_class", low=low, high=high) for low, high in ends]
    label = say("diagnosis.map_label", indicator=declared.name, year=str(year))
    own = found.place.teryt
    alt = alt_map(areas, table, classes=classes, label=label, own=own)
    return picture(
        lambda ax: draw_map(areas, table, ax, classes=classes, label=label, own=own), alt=alt
    )
