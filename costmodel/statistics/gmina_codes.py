"""Whether a typed code is of a gmina of the panel, or else which one may be meant."""

from __future__ import annotations

from difflib import get_close_matches

from costmodel.errors import Problem
from costmodel.statistics.panel import Panel
from costmodel.statistics.place_record import part_problem
from costmodel.statistics.teryt import is_teryt
from costmodel.teryt import GMINA_KINDS

_SHOWN = 5


def code_problems_in_panel(teryt: str, panel: Panel) -> list[Problem]:
    """Return what is wrong with a code typed by a user, with codes or names like it."""
    gminas = panel.areas[panel.areas["kind"].isin(GMINA_KINDS)]
    if teryt in set(gminas["teryt"]):
        return []
    expected = "kod gminy z panelu (2477 gmin, kody z 2020 r.)"
    if f"0{teryt}" in set(gminas["teryt"]):
        mend = f"Brakuje zera na początku: wpisz 0{teryt}."
        return [Problem("--teryt", "", teryt, expected, mend)]
    if is_teryt(teryt) and (part := part_problem(teryt, file="--teryt", place="")):
        return [part]
    labels = {f"{row.teryt}": f"{row.teryt} {row.name}" for row in gminas.itertuples(index=False)}
    same = [label for code, label in labels.items() if is_teryt(teryt) and code[:6] == teryt[:6]]
    close = _close(teryt, labels)
    if same:  # the kind of the gmina changed, for example it became a town
        hint = f"W 2020 r. ta gmina miała kod {same[0]}: użyj go, a nowsze dane dopisz."
    elif close:
        hint = f"Podobne: {'; '.join(close)}."
    else:
        hint = "Znajdź kod w rejestrze TERYT (2020 r.)."
    return [Problem("--teryt", "", teryt, expected, hint)]


def _close(asked: str, labels: dict[str, str]) -> list[str]:
    """Return labels of gminas whose code or name is like the one asked for."""
    if asked.isdigit():
        same_powiat = [code for code in labels if code[:4] == asked[:4]]
        found = get_close_matches(asked, same_powiat or list(labels), n=_SHOWN, cutoff=0.5)
        return [labels[code] for code in found]
    by_name: dict[str, list[str]] = {}
    for label in labels.values():
        by_name.setdefault(label[8:].lower(), []).append(label)
    names = get_close_matches(asked.lower(), list(by_name), n=_SHOWN, cutoff=0.6)
    return [label for name in names for label in by_name[name]][:_SHOWN]
