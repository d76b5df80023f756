"""Caseloads: how many families or children one post serves, beside the limit of the law."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from costmodel.declared import Declared, read_declared
from costmodel.errors import ModelError
from costmodel.resources import data_path
from costmodel.statutes.book import ParameterBook


class CaseloadRecord(Declared):
    """A ``[[caseload]]`` table: which posts serve which clients, under which limit."""

    id: str
    label: str
    posts: str
    clients: str
    limit: str


class CaseloadsRecord(Declared):
    """The whole of caseloads.toml."""

    caseload: list[CaseloadRecord]


@dataclass(frozen=True, slots=True)
class Caseload:
    """Posts, clients and the clients of one post; ``None`` where a figure is not known.

    Parameters
    ----------
    posts : float or None
        [posts]
    clients : float or None
        Families, families and single persons, or children, as ``label`` says.
    per_post : float or None
        ``clients / posts``; ``None`` also where nobody is employed.
    limit : float
        Most clients of a post that the law allows.
    """

    id: str
    label: str
    posts: float | None
    clients: float | None
    per_post: float | None
    limit: float
    limit_name: str

    @property
    def over_limit(self) -> bool:
        """Whether a post serves more than the law allows, or clients have no post at all."""
        if self.per_post is None:
            return self.posts == 0 and bool(self.clients)
        return self.per_post > self.limit


def caseload_records() -> tuple[CaseloadRecord, ...]:
    """Return the pairs of posts and clients for which the law sets a limit.

    Examples
    --------
    >>> [record.id for record in caseload_records()][:2]
    ['social_worker', 'family_assistant']
    """
    path = data_path("capacity", "caseloads.toml")
    return tuple(read_declared(path, CaseloadsRecord).caseload)


def clients_per_post(clients: float, *, posts: float) -> float | None:
    """Return the clients of one post, or ``None`` where there is no post.

    Examples
    --------
    >>> clients_per_post(45, posts=2.5), clients_per_post(45, posts=0)
    (18.0, None)
    """
    for number in (clients, posts):
        if not (math.isfinite(number) and number >= 0):
            raise ModelError(f"{number:g} must be a finite number from 0 up. Mend the input.")
    return clients / posts if posts else None


def caseloads(
    figures: Mapping[str, float], *, book: ParameterBook, day: date
) -> tuple[Caseload, ...]:
    """Return the caseloads of which posts or clients are known.

    Parameters
    ----------
    figures : mapping of str to float
        Number by kind of data/capacity/kinds.toml.
    book : ParameterBook
        Where the limits stand.
    day : date
        Day whose law is asked for.
    """
    found = []
    for record in caseload_records():
        posts, clients = figures.get(record.posts), figures.get(record.clients)
        if posts is None and clients is None:
            continue
        both = posts is not None and clients is not None
        per_post = clients_per_post(clients or 0.0, posts=posts or 0.0) if both else None
        limit = book.at(record.limit, day)
        found.append(
            Caseload(record.id, record.label, posts, clients, per_post, limit, record.limit)
        )
    return tuple(found)
