"""Fill the self-contained page of sliders: one file that asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from costmodel.errors import ModelError

_TEMPLATE, _STYLE, _SCRIPT = "symulator.html", "symulator.css", "symulator.js"
_PLACE = re.compile(r"\{\{(\w+)\}\}")


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
    folder = files("costmodel.annex")
    template, style, script = (
        (folder / name).read_text(encoding="utf-8") for name in (_TEMPLATE, _STYLE, _SCRIPT)
    )
    filled = {key: html.escape(text) for key, text in texts.items()} | {
        "style": style,
        "style_hash": _digest(style),
        "script": script,
        "script_hash": _digest(script),
        "sliders": "\n".join(_slider(slider) for slider in sliders),
        "table_head": _head(columns),
        "table_rows": "\n".join(_row(row) for row in rows),
        "data": as_script_data(data),
    }
    missing = sorted(set(_PLACE.findall(template)) - set(filled))
    if missing:
        raise ModelError(f"the page has no texts for {missing}: give them.")
    return _PLACE.sub(lambda place: filled[place.group(1)], template).encode("utf-8")


def as_script_data(data: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in.

    Examples
    --------
    >>> as_script_data({"a": "</script>"})
    '{"a":"\\\\u003c/script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def _slider(slider: Slider) -> str:
    name, shown = slider.name, html.escape(slider.shown)
    return (
        f'<div class="slider"><label for="{name}">{html.escape(slider.label)}</label>'
        f'<output id="{name}-value" for="{name}" aria-live="off">{shown}</output>'
        f'<input type="range" id="{name}" min="{slider.low}" max="{slider.high}" '
        f'step="{slider.step}" value="{slider.start}" aria-valuetext="{shown}"></div>'
    )


def _head(columns: Sequence[str]) -> str:
    cells = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in columns)
    return f"<tr>{cells}</tr>"


def _row(row: Row) -> str:
    cells = "".join(f'<td id="{id_}">{html.escape(text)}</td>' for id_, text in row.cells)
    return f'<tr><th scope="row">{html.escape(row.label)}</th>{cells}</tr>'
