"""The parts of an annex by name: Z1 to Z10, the diagnosis, the plan, the assumptions."""

from __future__ import annotations

from collections.abc import Mapping

from costmodel.publish.material import Material

NAMES: Mapping[str, str] = {
    "z9": "Z9-streszczenie-dla-radnych",
    "z6": "Z6-mapa-zgodnosci",
    "diagnosis": "diagnoza",
    "z3": "Z3-prognoza-zmian",
    "z5": "Z5-szacunek-kosztow-zaniechania",
    "plan": "plan-i-karty-strategiczne",
    "z4": "Z4-ramy-finansowe",
    "z2": "Z2-wartosci-bazowe-i-docelowe",
    "z7": "Z7-wzor-sprawozdania-rocznego",
    "z1": "Z1-karta-wskaznikow",
    "basis": "zalozenia",
    "z8": "Z8-zrodla-i-luki",
    "z10": "Z10-slownik-pojec",
    "certificate": "swiadectwo-sprawdzenia",
}
"""Parts in their order, with the names of their files."""


def part_title(material: Material, key: str) -> str:
    """Return „Prognoza zmian (załącznik Z3)”, or the name of a part without a number."""
    pen = material.pen
    title = pen.say(f"set.{key}")
    return pen.say("set.titled", title=title, code=key.upper()) if is_numbered(key) else title


def is_numbered(key: str) -> bool:
    """Return whether a part is one of Z1 to Z10.

    Examples
    --------
    >>> is_numbered("z10"), is_numbered("plan")
    (True, False)
    """
    return key[1:].isdigit()
