"""Where each publisher answers, how often it may be asked, and with which key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Annotated, TypeAlias

from pydantic import Field

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import ModelError
from costmodel.resources import data_path

Windows: TypeAlias = tuple[tuple[int, int], ...]
"""Pairs of length [s] and number of requests; all hold at once."""

_Declared = Annotated[
    tuple[Annotated[tuple[int, int], Field(strict=False)], ...], Field(strict=False, min_length=1)
]


class _Entry(Declared):
    id: str
    name: str
    base: str
    key_variable: str
    first_page: int
    page_size: int
    expiry_days: int
    windows_anonymous: _Declared
    windows_registered: _Declared
    checked: bool
    source: DeclaredSource


class _Form(Declared):
    publisher: Annotated[list[_Entry], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher as it is to be asked.

    Parameters
    ----------
    base : str
        Address before the paths, without a slash at its end.
    key : str
        Sent as ``X-ClientId``; empty means anonymous.
    expiry : timedelta
        Age after which a kept answer is asked for again.
    windows : tuple of (int, int)
        Limits that hold for this key.
    checked : bool
        Whether the description was tried on the live service.
    """

    id: str
    name: str
    base: str
    key: str
    first_page: int
    page_size: int
    expiry: timedelta
    windows: Windows
    checked: bool = False


@cache
def _entries() -> dict[str, _Entry]:
    form = read_declared(data_path("live", "publishers.toml"), _Form)
    return {entry.id: entry for entry in form.publisher}


def publisher(
    identifier: str, *, environment: Mapping[str, str], key: str = "", base: str = ""
) -> Publisher:
    """Return a publisher with the key that stands in the environment.

    Parameters
    ----------
    identifier : str
        ``bdl``, ``smup`` or ``dane``.
    environment : mapping of str to str
        Usually ``os.environ``; looked into for the publisher's own key.
    key, base : str
        In place of the key of the environment and of the shipped address.

    Examples
    --------
    >>> bdl = publisher("bdl", environment={"COSTMODEL_BDL_KEY": "k"})
    >>> bdl.key, bdl.windows[1]
    ('k', (900, 500))
    """
    known = _entries()
    if identifier not in known:
        raise ModelError(f"publisher {identifier} is unknown: it must be one of {', '.join(known)}")
    entry = known[identifier]
    own = key or (environment.get(entry.key_variable, "") if entry.key_variable else "")
    return Publisher(
        id=entry.id,
        name=entry.name,
        base=(base or entry.base).rstrip("/"),
        key=own.strip(),
        first_page=entry.first_page,
        page_size=entry.page_size,
        expiry=timedelta(days=entry.expiry_days),
        windows=entry.windows_registered if own.strip() else entry.windows_anonymous,
        checked=entry.checked,
    )
