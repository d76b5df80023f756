"""Boundaries of areas from a GeoJSON file that the user gives (for example of the PRG)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from costmodel.characters import odd_character
from costmodel.declared import shortened
from costmodel.errors import InputError, Problem
from costmodel.limits import read_limited

CODE_KEYS = ("teryt", "JPT_KOD_JE", "kod")
NAME_KEYS = ("nazwa", "JPT_NAZWA_", "name")
_LEAST_POINTS = 4  # a ring is closed: its first point is its last
_CODE_LENGTH = 7
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """One area: its code, name and polygons.

    Parameters
    ----------
    teryt, name : str
        Code of 7 digits, and name.
    polygons : tuple of tuple of ndarray of shape (n_points, 2)
        For each polygon its outer ring, then its holes. [degrees east and north, or metres]
    """

    teryt: str
    name: str
    polygons: tuple[tuple[NDArray[np.float64], ...], ...]


def read_boundaries(path: Path, *, within: str = "") -> tuple[Area, ...]:
    """Return the areas of a GeoJSON file, in order of codes.

    Parameters
    ----------
    path : Path
        A FeatureCollection of Polygons and MultiPolygons. The code stands in the property
        ``teryt`` (or ``JPT_KOD_JE`` of the PRG, or ``kod``), the name in ``nazwa``.
    within : str
        Code of a powiat or voivodeship: only its areas are kept. Empty: all.

    Raises
    ------
    InputError
        If the file is no GeoJSON of areas with codes, with every feature that is wrong at once;
        if no area lies ``within``.
    """
    features = _features(path)
    areas, problems = [], []
    for number, feature in enumerate(features, start=1):
        got = _area(feature)
        if isinstance(got, Area):
            areas.append(got)
        else:
            value, expected = got
            mend = "Pobierz granice gmin z PRG (GUGiK) i zapisz jako GeoJSON."
            problems.append(Problem(path.name, f"obszar nr {number}", value, expected, mend))
    problems += [
        Problem(path.name, "kody", code, "każdy kod raz", "Usuń powtórzony obszar.")
        for code, times in Counter(area.teryt for area in areas).items()
        if times > 1
    ]
    kept = [area for area in areas if area.teryt.startswith(_prefix(within))]
    if not kept and not problems:
        expected = f"obszary o kodach zaczynających się od {_prefix(within)}"
        mend = "Pobierz plik z granicami tego powiatu albo województwa."
        problems.append(Problem(path.name, "kody", f"{len(areas)} innych", expected, mend))
    if problems:
        raise InputError(problems)
    return tuple(sorted(kept, key=lambda area: area.teryt))


def _prefix(within: str) -> str:
    """Return what the codes of parts of an area begin with: ``3215`` for ``3215000``."""
    if within.endswith("00000"):
        return within[:2]
    return within[:4] if within.endswith("000") else within


def _features(path: Path) -> list[Any]:
    try:
        content = json.loads(read_limited(path).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        told = error.strerror if isinstance(error, OSError) else "to nie jest JSON w UTF-8"
        expected, mend = "plik GeoJSON", "Sprawdź plik z granicami."
        raise InputError([Problem(path.name, "", str(told), expected, mend)]) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        expected, mend = "FeatureCollection z listą obszarów", "Zapisz granice jako GeoJSON."
        raise InputError([Problem(path.name, "klucz features", "brak", expected, mend)])
    return features


def _area(feature: object) -> Area | tuple[str, str]:
    """Return the area, or what stands there and what should."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        return "obszar bez właściwości albo granic", "properties i geometry"
    code = next((properties[key] for key in CODE_KEYS if key in properties), None)
    if (
        not isinstance(code, str)
        or len(code) != _CODE_LENGTH
        or not (code.isascii() and code.isdigit())
    ):
        return shortened(code), f"kod TERYT jako tekst z 7 cyfr w polu {' albo '.join(CODE_KEYS)}"
    name = next((str(properties[key]) for key in NAME_KEYS if properties.get(key)), code)
    if odd_character(name) or len(name) > _LONGEST_NAME:
        return f"{code}: nazwa {shortened(name)}", f"nazwa do {_LONGEST_NAME} zwykłych znaków"
    kind: object = geometry.get("type")
    coordinates: Any = geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        return f"{code}: {shortened(kind)}", "Polygon albo MultiPolygon"
    try:
        polygons = tuple(_rings([coordinates] if kind == "Polygon" else coordinates))
    except (IndexError, TypeError, ValueError, OverflowError):
        return f"{code}: granice nie do odczytania", "współrzędne jako pary liczb"
    return Area(code, name, polygons) if polygons else (f"{code}: bez granic", "wielokąty")


def _rings(polygons: Sequence[Any]) -> Iterator[tuple[NDArray[np.float64], ...]]:
    for polygon in polygons:
        rings = tuple(np.asarray(ring, dtype=np.float64)[:, :2] for ring in polygon)
        if not rings or any(len(r) < _LEAST_POINTS or not np.isfinite(r).all() for r in rings):
            raise ValueError("a ring has too few points, or one that is no number")
        yield rings
