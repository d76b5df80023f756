"""Charts as files: SVG for print, PNG for Word, the same bytes each time, never half a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from costmodel.annex.figure_style import house_style
from costmodel.errors import OutputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 200


def save_figure(figure: Figure, stem: Path) -> tuple[Path, Path]:
    """Write a figure as ``<stem>.svg`` and ``<stem>.png``.

    Both are drawn to temporary names in the same folder first, and moved when both are whole.

    Parameters
    ----------
    figure : Figure
        What to write; it is not changed but for its layout.
    stem : Path
        Folder and name without an ending.

    Returns
    -------
    tuple of Path
        The SVG and the PNG.

    Raises
    ------
    OutputError
        If the folder cannot be written to.
    """
    ways: dict[str, dict[str, Any]] = {
        "svg": {"metadata": {"Date": None, "Creator": "costmodel"}},
        "png": {"metadata": {"Software": None}, "dpi": DOTS_PER_INCH},
    }
    paths = {kind: stem.with_name(f"{stem.name}.{kind}") for kind in ways}
    parts = {kind: stem.with_name(f".{stem.name}.{kind}.part") for kind in ways}
    try:
        with house_style():
            _settle(figure)
            for kind, how in ways.items():
                figure.savefig(parts[kind], format=kind, **how)
        for kind, path in paths.items():
            parts[kind].replace(path)
    except OSError as error:
        raise OutputError(
            f"Nie można zapisać rysunku {stem.name} w folderze {stem.parent}: {error.strerror}. "
            "Sprawdź, czy folder istnieje i czy wolno w nim pisać."
        ) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return paths["svg"], paths["png"]


def _settle(figure: Figure) -> None:
    """Let the layout come to rest once, so that a second save draws the same picture."""
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
