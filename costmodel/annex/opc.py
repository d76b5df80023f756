"""The parts of an Office package: which part is which, and how one more is put in."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

Parts = Mapping[str, bytes]
"""The files of a package by name."""
CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE_RELATIONS = "_rels/.rels"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parsed(content: bytes) -> Element:
    """Return the root of a part."""
    from docx.oxml.parser import parse_xml

    return parse_xml(content)


def serialized(root: Element) -> bytes:
    """Return a part as bytes."""
    from docx.opc.oxml import serialize_part_xml

    return serialize_part_xml(root)


def main_part(parts: Parts) -> str:
    """Return the name of the part that holds the text of the document."""
    found = _targets(parts, _PACKAGE_RELATIONS, "", "officeDocument")
    return found[0]


def related(parts: Parts, source: str, kind: str) -> str:
    """Return the name of the part of a kind (``styles``, ``footnotes`` …); empty where none is."""
    found = _targets(parts, relations_of(source), posixpath.dirname(source), kind)
    return found[0] if found and found[0] in parts else ""


def with_part(
    parts: Parts, source: str, kind: str, *, name: str, content: bytes, content_type: str
) -> tuple[dict[str, bytes], str]:
    """Return the package with one more part, related to ``source``, and the id of the relation.

    Parameters
    ----------
    parts : mapping of str to bytes
        The package.
    source : str
        The part that refers to the new one.
    kind : str
        Last word of the type of the relation.
    name : str
        Wanted name of the new part, beside ``source``; another one where it is taken.
    content : bytes
        What stands in the new part.
    content_type : str
        Its content type.
    """
    folder = posixpath.dirname(source)
    free = posixpath.join(folder, name)
    while free in parts:
        free = free.replace(".xml", "x.xml")
    path = relations_of(source)
    empty = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    relations = parsed(parts.get(path, empty))
    id_ = f"rIdAneks{len(relations) + 1}"
    target = posixpath.relpath(free, folder or ".")
    relation = relations.makeelement(
        f"{{{_RELATIONS}}}Relationship", {"Id": id_, "Type": f"{_OFFICE}/{kind}", "Target": target}
    )
    relations.append(relation)
    types = parsed(parts[CONTENT_TYPES])
    override = {"PartName": f"/{free}", "ContentType": content_type}
    types.append(types.makeelement(f"{{{_TYPES}}}Override", override))
    more = {path: serialized(relations), CONTENT_TYPES: serialized(types), free: content}
    return {**parts, **more}, id_


def relations_of(source: str) -> str:
    """Return the name of the part that tells what ``source`` refers to."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _targets(parts: Parts, relations: str, folder: str, kind: str) -> list[str]:
    if relations not in parts:
        return []
    return [
        _resolved(folder, relation.get("Target") or "")
        for relation in parsed(parts[relations])
        if (relation.get("Type") or "").rpartition("/")[2] == kind
        and relation.get("TargetMode") != "External"
    ]


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
