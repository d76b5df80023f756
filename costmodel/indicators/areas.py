"""What a TERYT code says of an area: its level, and the powiat in which it lies."""

from __future__ import annotations

GMINA_KINDS = frozenset("123")
COUNTRY = "0000000"


def level_of(teryt: str) -> str:
    """Return ``country``, ``voivodeship``, ``powiat``, ``gmina`` or ``part`` (of a gmina).

    Examples
    --------
    >>> [level_of(code) for code in ("0000000", "3200000", "3215000", "3215011", "3215034")]
    ['country', 'voivodeship', 'powiat', 'gmina', 'part']
    """
    if teryt == COUNTRY:
        return "country"
    if teryt[2:] == "00000":
        return "voivodeship"
    if teryt[4:] == "000":
        return "powiat"
    return "gmina" if teryt[-1] in GMINA_KINDS else "part"


def powiat_of(teryt: str) -> str:
    """Return the code of the powiat of a gmina.

    Examples
    --------
    >>> powiat_of("3215011")
    '3215000'
    """
    return teryt[:4] + "000"
