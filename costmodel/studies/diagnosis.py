"""A gmina among its peers: the indicators of all, and three ways to choose whom to compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from costmodel.indicators.compute import compute_indicators
from costmodel.indicators.peer_choices import named_peers, peers_by_size
from costmodel.indicators.peers import peer_features, peer_group
from costmodel.statistics.panel import Panel, load_panel, panel_observations
from costmodel.statistics.place import Place
from costmodel.studies.small_counts import with_small_counts_hidden
from costmodel.teryt import GMINA_KINDS, POLAND, kind_of, powiat_of

LIKENESS, SIZE, NAMED, POWIAT = "likeness", "size", "named", "powiat"
"""Near in age structure and size, near in size alone, named by the user, of the same powiat."""


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """The indicators of a gmina and of all it is compared with.

    Parameters
    ----------
    place : Place
    table : DataFrame
        As :func:`costmodel.indicators.compute.compute_indicators` returns it.
    groups : mapping of str to tuple of str
        Codes of peers by the way they were chosen; a way that found nobody is left out.
    names : mapping of str to str
        Name of each area, by code.
    """

    place: Place
    table: pd.DataFrame
    groups: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]

    @property
    def peers(self) -> tuple[str, ...]:
        """The gminas most like this one; none where the panel does not know it."""
        return self.groups.get(LIKENESS, ())

    def of(self, indicator: str, year: int, codes: Sequence[str]) -> pd.DataFrame:
        """Return the rows of one indicator and year for the areas given."""
        chosen = (self.table["indicator"] == indicator) & (self.table["year"] == year)
        return self.table[chosen & self.table["teryt"].isin(list(codes))]


def diagnose(place: Place, *, named: Sequence[str] = (), panel: Panel | None = None) -> Diagnosis:
    """Return the indicators of a gmina, of the areas around it and of three groups of peers.

    Parameters
    ----------
    place : Place
        Its own figures go before those of the panel. Small counts of people are hidden.
    named : sequence of str
        TERYT codes of peers of one's own choice; none: the other gminas of the powiat.
    panel : Panel, optional
        By default the one shipped.

    Raises
    ------
    InputError
        With every named code that is the gmina's own, unknown or given twice.

    Examples
    --------
    >>> from costmodel.statistics.place import load_place
    >>> {name: len(codes) for name, codes in diagnose(load_place("3215011")).groups.items()}
    {'likeness': 20, 'size': 20, 'powiat': 5}
    """
    panel, place = panel or load_panel(), with_small_counts_hidden(place)
    groups = _groups(place, named, panel)
    others = sorted({code for codes in groups.values() for code in codes})
    around = [c for c in (place.powiat, place.voivodeship, POLAND) if c != place.teryt]
    own, theirs = place.observations, panel_observations(panel, [*around, *others])
    keys = ["teryt", "variable", "year"]
    fresh = ~theirs.set_index(keys).index.isin(own.set_index(keys).index)
    values = compute_indicators(pd.concat([own, theirs[fresh]], ignore_index=True))
    names = dict(zip(panel.areas["teryt"], panel.areas["name"], strict=True))
    return Diagnosis(place, values, groups, names | {place.teryt: place.name})


def _groups(place: Place, named: Sequence[str], panel: Panel) -> dict[str, tuple[str, ...]]:
    codes = [str(code) for code in panel.areas["teryt"] if kind_of(str(code)) in GMINA_KINDS]
    found: dict[str, tuple[str, ...]] = {}
    if place.teryt in panel.population_age.index:
        kinds = panel.areas.set_index("teryt")["kind"]
        features = peer_features(panel.population_age)
        found[LIKENESS] = tuple(peer_group(features, kinds, teryt=place.teryt)["teryt"])
        found[SIZE] = tuple(peers_by_size(features, kinds, teryt=place.teryt)["teryt"])
    if named:
        found[NAMED] = named_peers(named, teryt=place.teryt, known=set(codes))
    else:
        near = (c for c in codes if powiat_of(c) == place.powiat and c != place.teryt)
        found[POWIAT] = tuple(near)
    return {name: members for name, members in found.items() if members}
