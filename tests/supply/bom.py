"""Write the bill of materials (CycloneDX) of everything in the lock, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.utils import canonicalize_name

from tests.supply.licences import FOLDER, Row, kept_list
from tests.supply.lock import LOCK, PROJECT, Entry, entries, scopes

BOM = FOLDER / "costmodel.cdx.json"
SCOPE = {
    "run": ComponentScope.REQUIRED,
    "extra": ComponentScope.OPTIONAL,
    "test": ComponentScope.EXCLUDED,
}
"""What the words of the lock are called in CycloneDX."""


def bill(lock: str, licences: Sequence[Row], project: Path = PROJECT) -> Bom:
    """Return the package with all that its lock holds, and which of it requires which.

    The hashes of every file stand in the lock, which goes with the source archive; the bill
    names the lock by its own hash.
    """
    found = entries(lock)
    licence_of = {(row.name, row.version): row.licence for row in licences}
    scope = scopes(found, project)
    table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    root = _root(table, lock)
    parts: dict[str, list[Component]] = {canonicalize_name(table["name"]): [root]}
    for entry in found:
        licence = licence_of[(entry.name, entry.version or "")]
        parts.setdefault(entry.name, []).append(_component(entry, scope[entry.name], licence))
    bom = Bom(components=[c for name in dict.fromkeys(e.name for e in found) for c in parts[name]])
    bom.metadata.component = root
    for name in dict.fromkeys(entry.name for entry in found):
        parents = dict.fromkeys(p for e in found if e.name == name for p in e.needed_by)
        for parent in (c for p in parents for c in parts[p]):
            bom.register_dependency(parent, parts[name])
    return bom


def _root(table: dict[str, str], lock: str) -> Component:
    digest = hashlib.sha256(lock.encode()).hexdigest()
    return Component(
        name=table["name"],
        version=table["version"],
        type=ComponentType.LIBRARY,
        bom_ref=table["name"],
        purl=PackageURL("pypi", name=table["name"], version=table["version"]),
        licenses=[LicenseFactory().make_from_string(table["license"])],
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.BUILD_META,
                url=XsUri(LOCK.name),
                hashes=[HashTypeFactory().from_hashlib_alg("sha256", digest)],
            )
        ],
    )


def _component(entry: Entry, scope: str, licence: str) -> Component:
    marker = entry.requirement.marker
    return Component(
        name=entry.name,
        version=entry.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{entry.name}=={entry.version}",
        purl=PackageURL("pypi", name=entry.name, version=entry.version),
        scope=SCOPE[scope],
        licenses=[LicenseFactory().make_from_string(licence)],
        properties=[Property(name="costmodel:marker", value=str(marker))] if marker else [],
    )


def as_json(bom: Bom) -> str:
    """Return the bill as text with neither time nor serial number, which differ in each run.

    Raises
    ------
    ValueError
        If the text is not what the schema of CycloneDX asks for.
    """
    content = json.loads(JsonV1Dot6(bom).output_as_string())
    del content["serialNumber"], content["metadata"]["timestamp"]
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise ValueError(f"the bill of materials does not keep to CycloneDX 1.6: {fault}")
    return text


if __name__ == "__main__":
    made = as_json(bill(LOCK.read_text(encoding="utf-8"), kept_list()))
    BOM.write_text(made, encoding="utf-8")
