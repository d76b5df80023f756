"""What axe-core finds wrong with a page, in a headless Chromium."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from tests.publish.browser import Page

PACKAGE = "axe_playwright_python"
"""Brings axe.min.js; its driver of browsers is not used, nor loaded."""


def axe_script() -> Path | None:
    """Return where axe.min.js stands; None where the package is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).with_name("axe.min.js")


def violations(page: Page) -> list[str]:
    """Return what breaks WCAG 2.0 to 2.2, A and AA, or good practice: rule, help and places."""
    script = axe_script()
    assert script is not None
    page.ask(script.read_text(encoding="utf-8") + ";'ready'")
    told = page.ask("axe.run(document, {resultTypes: ['violations']}).then(JSON.stringify)")
    found = json.loads(told)
    return [
        f"{rule['id']} ({rule['help']}) {node['target']}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
