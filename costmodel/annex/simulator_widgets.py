"""Sliders in a notebook that rewrite a table of results as they move: Jupyter, ipywidgets."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from costmodel.annex.simulator_page import Row, Slider

PACKAGE = "ipywidgets"
WIDTH, LABEL_WIDTH = "48em", "28em"
LEFT = 'style="text-align: left"'
Positions = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands beside the sliders at one position, all in words: no number is left to format.

    ``values`` has the text of each slider, by name.
    """

    values: Mapping[str, str]
    headline: str
    news: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, eq=False)
class SliderBox:
    """The sliders and what they rewrite; Jupyter shows it as the last value of a cell.

    Where no widget can be shown, in a printed or exported notebook, the table stands alone.

    Parameters
    ----------
    box : ipywidgets.VBox
        All of it, as shown.
    sliders : mapping of str to ipywidgets.IntSlider
        By name.
    values : mapping of str to ipywidgets.Label
        What each slider stands at, in words.
    reset : ipywidgets.Button
    result : ipywidgets.HTML
        The table and the sentences.
    at_start : str
        HTML of the result before a slider moves.
    words : str
        The same in one sentence.
    """

    box: Any
    sliders: Mapping[str, Any]
    values: Mapping[str, Any]
    reset: Any
    result: Any
    at_start: str
    words: str

    def _repr_mimebundle_(self, **bundle_kw: Any) -> dict[str, Any]:
        shown: dict[str, Any] = self.box._repr_mimebundle_()
        return shown | {"text/html": self.at_start, "text/plain": self.words}


def widgets_are_possible() -> bool:
    """Return whether the package of widgets is installed."""
    return find_spec(PACKAGE) is not None


def simulator_widgets(
    sliders: Sequence[Slider],
    read: Callable[[Positions], Shown],
    *,
    texts: Mapping[str, str],
    columns: Sequence[str],
) -> SliderBox:
    """Return sliders that rewrite their results.

    Parameters
    ----------
    sliders : sequence of Slider
        As on the page, with their whole positions.
    read : callable
        Takes the position of each slider, and returns what to show.
    texts : mapping of str to str
        ``headline_label``, ``caution``, ``table_caption``, ``reset``, ``static`` and ``limits``.
    columns : sequence of str
        Heads of the table.
    """
    ipywidgets = _package()
    made = {slider.name: _widget(slider) for slider in sliders}
    values = {slider.name: ipywidgets.Label(slider.shown) for slider in sliders}
    starts = {slider.name: slider.start for slider in sliders}
    result, reset = ipywidgets.HTML(), ipywidgets.Button(description=texts["reset"])
    reset.layout.width = "auto"

    def update(_: object = None) -> None:
        shown = read({name: int(slider.value) for name, slider in made.items()})
        for name, text in shown.values.items():
            values[name].value = text
        result.value = result_html(shown, texts=texts, columns=columns)

    def restore(_: object = None) -> None:
        for name, start in starts.items():
            made[name].value = start

    for slider in made.values():
        slider.observe(update, names="value")
    reset.on_click(restore)
    update()
    first = read(starts)
    rows = [ipywidgets.HBox([made[name], values[name]]) for name in made]
    static = f"{result.value}<p>{html.escape(texts['static'])}</p>"
    words = f"{texts['headline_label']} {first.headline}. {first.news}"
    return SliderBox(
        ipywidgets.VBox([*rows, reset, result]), made, values, reset, result, static, words
    )


def result_html(shown: Shown, *, texts: Mapping[str, str], columns: Sequence[str]) -> str:
    """Return the sentences and the table at one position, every text escaped.

    Parameters
    ----------
    shown : Shown
    texts, columns
        As in :func:`simulator_widgets`.
    """
    said = {key: html.escape(text) for key, text in texts.items()}
    head = "".join(f'<th scope="col" {LEFT}>{html.escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row" {LEFT}>{html.escape(row.label)}</th>'
        + "".join(f"<td>{html.escape(text)}</td>" for _, text in row.cells)
        + "</tr>"
        for row in shown.rows
    )
    return (
        f"<p>{said['headline_label']} <strong>{html.escape(shown.headline)}</strong></p>"
        f"<p>{said['caution']}</p><p>{html.escape(shown.news)}</p>"
        f"<table {LEFT}><caption {LEFT}>{said['table_caption']}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{said['limits']}</p>"
    )


def _widget(slider: Slider) -> Any:
    """Return a native slider of Jupyter; its position is told in words beside it."""
    return _package().IntSlider(
        value=slider.start,
        min=slider.low,
        max=slider.high,
        step=slider.step,
        description=slider.label,
        readout=False,
        style={"description_width": LABEL_WIDTH},
        layout={"width": WIDTH},
    )


def _package() -> Any:
    """Return the package of widgets, which tells no types."""
    return import_module(PACKAGE)
