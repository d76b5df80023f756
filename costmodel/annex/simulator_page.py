"""Fill the self-contained page of sliders: one file that asks nothing of the network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from costmodel.annex.page_template import filled_page
from costmodel.language import current

_TEMPLATE, _STYLE, _SCRIPT = "symulator.html", "symulator.css", "symulator.js"


@dataclass(frozen=True, slots=True)
class Slider:
    """A native slider: its name in the script, its label, whole positions and the text of one."""

    name: str
    label: str
    low: int
    high: int
    step: int
    start: int
    shown: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of results: its label and, by column, the id of the cell and what it shows."""

    label: str
    cells: tuple[tuple[str, str], ...]


def simulator_page(
    texts: Mapping[str, str],
    *,
    sliders: Sequence[Slider],
    columns: Sequence[str],
    rows: Sequence[Row],
    data: Mapping[str, Any],
) -> bytes:
    """Return the page. All texts are escaped; styles and script are allowed by their digest.

    Raises
    ------
    ModelError
        If the template has a place for which there is no text.
    """
    return filled_page(
        _TEMPLATE,
        style=_STYLE,
        script=_SCRIPT,
        lang=current(),
        texts=texts,
        sliders=sliders,
        columns=columns,
        rows=rows,
        data=Markup(as_script_data(data)),
    )


def as_script_data(data: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in.

    Examples
    --------
    >>> as_script_data({"a": "</script>"})
    '{"a":"\\\\u003c/script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")
