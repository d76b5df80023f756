"""Settings of a Word file that the office brings: footnotes are told, a template is let go."""

from __future__ import annotations

from costmodel.annex.opc import Parts, parsed, relations_of, serialized
from costmodel.annex.word_styles import W
from costmodel.annex.wordml import element

_AFTER_FOOTNOTES = frozenset(
    f"{W}{name}"
    for name in [
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "schemaLibrary",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
    ]
)
_SEPARATORS = (-1, 0)
_OURS = {b'"pl-PL"': b'"en-GB"', b'decimalSymbol w:val=","': b'decimalSymbol w:val="."',
         b'listSeparator w:val=";"': b'listSeparator w:val=","'}  # fmt: skip
"""What our own parts say in Polish, and in English."""


def spoken(part: bytes, lang: str) -> bytes:
    """Return a part of our own template in a language of documents.

    Examples
    --------
    >>> spoken(b'<w:themeFontLang w:val="pl-PL"/>', "en-GB")
    b'<w:themeFontLang w:val="en-GB"/>'
    """
    if lang == "en-GB":
        for polish, english in _OURS.items():
            part = part.replace(polish, english)
    return part


def with_separators(settings: bytes) -> bytes:
    """Return the settings with the two lines that part footnotes from the text, unless told."""
    root = parsed(settings)
    if root.find(f"{W}footnotePr") is None:
        lines = (element("footnote", id=id_) for id_ in _SEPARATORS)
        after = [
            child for child in root if child.tag in _AFTER_FOOTNOTES or W not in str(child.tag)
        ]
        place = root.index(after[0]) if after else len(root)
        root.insert(place, element("footnotePr", *lines))
    return serialized(root)


def without_template(parts: Parts, settings: str) -> dict[str, bytes]:
    """Return the package without a template of another machine that Word would go and fetch."""
    relations = relations_of(settings)
    root = parsed(parts[settings])
    for attached in list(root.iterfind(f"{W}attachedTemplate")):
        root.remove(attached)
    made = {**parts, settings: serialized(root)}
    if relations in parts:
        told = parsed(parts[relations])
        for relation in list(told):
            if (relation.get("Type") or "").endswith("/attachedTemplate"):
                told.remove(relation)
        made[relations] = serialized(told)
    return made
