"""Tell the SPDX licence of an installed distribution from what its metadata declare."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageMetadata

from cyclonedx.spdx import fixup_id, is_expression

OF_CLASSIFIER = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Classifiers that mean one licence. "BSD License" means several, so its text is read."""
OF_TEXT = (
    (r"Apache License\s+Version 2\.0", "Apache-2.0"),
    (r"Redistribution and use in source and binary forms[\s\S]*Neither the name", "BSD-3-Clause"),
    (r"Redistribution and use in source and binary forms", "BSD-2-Clause"),
    (r"Permission is hereby granted, free of charge, to any person obtaining a copy", "MIT"),
)
LICENCE_FILE = re.compile(r"\.dist-info/(.*/)?(licen[cs]e|copying)[^/]*$", re.IGNORECASE)


def declared_licence(distribution: Distribution) -> str | None:
    """Return the SPDX expression, or nothing where the metadata do not settle it.

    The first of these that says it: the field ``License-Expression``, the field ``License``
    where it is an SPDX expression, a classifier that means one licence, the text of a licence
    file that is there once.
    """
    metadata = distribution.metadata
    return (
        _field(metadata, "License-Expression")
        or spdx(_field(metadata, "License"))
        or _of_classifiers(metadata)
        or of_text(_texts(distribution))
    )


def _field(metadata: PackageMetadata, name: str) -> str:
    """Return a field, empty where it is absent: the backport of importlib raises an error there."""
    return (metadata[name] or "") if name in metadata else ""


def spdx(said: str) -> str | None:
    """Return the SPDX spelling of a short name of a licence, where it has one."""
    said = said.strip()
    return fixup_id(said) or (said if " " in said and is_expression(said) else None)


def _of_classifiers(metadata: PackageMetadata) -> str | None:
    said = [c.split(" :: ")[-1] for c in metadata.get_all("Classifier") or [] if "License ::" in c]
    known = {OF_CLASSIFIER.get(name) for name in said}
    return known.pop() if len(known) == 1 else None


def _texts(distribution: Distribution) -> list[str]:
    files = [f for f in distribution.files or () if LICENCE_FILE.search(f.as_posix())]
    said = _field(distribution.metadata, "License")
    return [said if "\n" in said else "", *(f.read_text(encoding="utf-8-sig") for f in files)]


def of_text(texts: Iterable[str]) -> str | None:
    """Return the licence that all recognised texts name, or nothing where they differ."""
    known = {
        next((licence for pattern, licence in OF_TEXT if re.search(pattern, text)), None)
        for text in texts
        if text.strip()
    }
    return known.pop() if len(known) == 1 else None
