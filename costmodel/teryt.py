"""What a TERYT code says of an area: its level, its kind, and the areas in which it lies."""

from __future__ import annotations

POLAND = "0000000"
GMINA_KINDS = ("1", "2", "3")
"""Urban, rural, urban-rural."""
PART_KINDS = ("4", "5")
"""The town and the rural part of an urban-rural gmina."""
FICTIONAL_GMINA = "9910013"
"""The gmina of the exercises: no voivodeship has the number 99, so it can never be a real one."""
FICTIONAL_PEERS = ("9910022", "9910032", "9910042", "9910052")
"""Gminas of the same made-up powiat, whose counts the gmina of the exercises borrows."""
_FIRST_POWIAT_NUMBER_OF_A_CITY = 61


def powiat_of(teryt: str) -> str:
    """Return the code of the powiat; a city with powiat rights lies in its own.

    Examples
    --------
    >>> powiat_of("3215011"), powiat_of("3262011")
    ('3215000', '3262000')
    """
    return teryt[:4] + "000"


def voivodeship_of(teryt: str) -> str:
    """Return the code of the voivodeship.

    Examples
    --------
    >>> voivodeship_of("3215011")
    '3200000'
    """
    return teryt[:2] + "00000"


def kind_of(teryt: str) -> str:
    """Return ``country``, ``voivodeship``, ``powiat`` or the last digit of a gmina's code.

    Examples
    --------
    >>> [kind_of(code) for code in ("0000000", "3200000", "3215000", "3215011")]
    ['country', 'voivodeship', 'powiat', '1']
    """
    if teryt == POLAND:
        return "country"
    if teryt.endswith("00000"):
        return "voivodeship"
    return "powiat" if teryt.endswith("000") else teryt[-1]


def level_of(teryt: str) -> str:
    """Return ``country``, ``voivodeship``, ``powiat``, ``gmina`` or ``part`` (of a gmina).

    Examples
    --------
    >>> [level_of(code) for code in ("0000000", "3200000", "3215000", "3215011", "3215034")]
    ['country', 'voivodeship', 'powiat', 'gmina', 'part']
    """
    kind = kind_of(teryt)
    if kind in GMINA_KINDS:
        return "gmina"
    return "part" if kind.isdigit() else kind


def has_powiat_rights(teryt: str) -> bool:
    """Return whether the code is of a city with the rights of a powiat.

    Notes
    -----
    Within a voivodeship the numbers of such cities begin at 61.

    Examples
    --------
    >>> has_powiat_rights("3262011"), has_powiat_rights("3215011")
    (True, False)
    """
    return int(teryt[2:4]) >= _FIRST_POWIAT_NUMBER_OF_A_CITY


def is_fictional(teryt: str) -> bool:
    """Return whether the code is of a fictional gmina, or of the powiat or voivodeship of one.

    Examples
    --------
    >>> is_fictional("9910013"), is_fictional("9910000"), is_fictional("9910023")
    (True, True, False)
    """
    around = (FICTIONAL_GMINA, powiat_of(FICTIONAL_GMINA), voivodeship_of(FICTIONAL_GMINA))
    return teryt in around or teryt in FICTIONAL_PEERS
