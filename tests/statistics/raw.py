"""The raw exports that the shipped tables were made from, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
EXPORTS = SHARED / "bdl"
SAMPLES = SHARED / "formats"
needs_exports = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason="the raw GUS exports are not kept in the repository"
)
