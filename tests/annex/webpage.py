"""A web page as its tags and its visible texts, read by a parser and not by eye."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "img", "br", "input", "link"}
UNSEEN = ("script", "style", "title")
Attributes = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Element:
    """An element with the text in it, whatever stands between."""

    tag: str
    attributes: Attributes
    parents: tuple[str, ...]
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its words with single spaces."""
        return " ".join("".join(self.texts).split())


class WebPage(HTMLParser):
    """Keeps the elements of a page in order, its visible texts, and its data apart.

    Elements told in ``without``, as „tag” or „tag.class”, are left out with all that is in them.
    """

    def __init__(self, page: str, *, without: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.without = without
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self.data: dict[str, Any] = {}
        self.open: list[Element] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element and the names of those around it."""
        element = Element(tag, dict(attrs), tuple(each.tag for each in self.open))
        if not self._is_left_out(element):
            self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Fail where an element ends that is not the last one open."""
        last = self.open.pop()
        assert last.tag == tag, f"{tag} ends inside {last.tag} {last.attributes}"

    def handle_data(self, data: str) -> None:
        """Keep a text with all elements around it."""
        if any(self._is_left_out(element) for element in self.open):
            return
        around = self.open[-1] if self.open else None
        for element in self.open:
            element.texts.append(data)
        if around is not None and around.attributes.get("type") == "application/json":
            self.data = json.loads(data)
        elif around is not None and around.tag not in UNSEEN:
            self.texts.append(data)

    def _is_left_out(self, element: Element) -> bool:
        for each in (*self.open, element):
            names = str(each.attributes.get("class", "")).split()
            if {each.tag, *(f"{each.tag}.{name}" for name in names)} & set(self.without):
                return True
        return False

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of these names in order."""
        return [element for element in self.elements if element.tag in tags]

    def of_class(self, name: str) -> list[Element]:
        """Return the elements of a class in order."""
        return [e for e in self.elements if name in str(e.attributes.get("class", "")).split()]

    @property
    def ids(self) -> list[str]:
        """Return every id in order."""
        return [str(e.attributes["id"]) for e in self.elements if "id" in e.attributes]
