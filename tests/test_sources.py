"""A source says at least what it is."""

from __future__ import annotations

import pytest

from costmodel.sources import Source, SourceError


@pytest.mark.parametrize("title", ["", "  "])
def test_a_source_without_a_title_is_refused(title: str) -> None:
    with pytest.raises(SourceError, match="must name the act, table or paper"):
        Source(title, "art. 8")


def test_a_source_tells_only_what_is_known() -> None:
    assert str(Source("Ustawa")) == "Ustawa"
    assert str(Source("Ustawa", "", "https://isap.example")) == "Ustawa, https://isap.example"
