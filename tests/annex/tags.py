"""The structure tree of a tagged PDF, as a screen reader walks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of the structure tree, as a screen reader meets it."""

    kind: str
    node: pikepdf.Dictionary
    parents: tuple[str, ...]

    def attribute(self, name: str) -> str:
        """Return an attribute, or an empty text."""
        attributes = list(self.node.get("/A", pikepdf.Array()))
        return next((str(each[name]) for each in attributes if name in each), "")


def walk(node: pikepdf.Object, parents: tuple[str, ...] = ()) -> Iterator[Tag]:
    """Yield the elements under ``node`` in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from walk(child, parents)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        kind = str(node.S)
        yield Tag(kind, node, parents)
        yield from walk(node.get("/K", pikepdf.Array()), (*parents, kind))


def kinds(tags: list[Tag], *wanted: str) -> list[Tag]:
    """Return the elements of some kinds."""
    return [tag for tag in tags if tag.kind in wanted]
