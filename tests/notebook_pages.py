"""Write an executed notebook as a page in Polish: words, tables and charts, and no code."""

from __future__ import annotations

import html
import re
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Tag

FOLDER = "html"
STYLE = """
body { font: 1rem/1.5 "DejaVu Sans", Verdana, sans-serif; color: #111; background: #fff;
       max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2 { line-height: 1.25; }
figure { margin: 0.75rem 0; }
figcaption { font-size: 0.875rem; }
img { max-width: 100%; height: auto; }
.output_area { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; font-size: 0.875rem; }
caption { text-align: left; font-weight: bold; padding: 0.3rem 0; }
th, td { border: 1px solid #767676; padding: 0.3rem 0.5rem; vertical-align: top; }
td { text-align: right; }
thead th { background: #eee; }
thead th { text-align: right; }
tbody th, .words { text-align: left; }
thead .words, thead th:first-child { text-align: left; }
pre { white-space: pre-wrap; font: inherit; }
"""
PAGE = """<!DOCTYPE html>
<html lang="pl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
QUOTED = re.compile(r"^(['\"])(.*)\1$", re.S)
"""A text as Python writes it, where it is the last value of a cell."""
LONG = 30
"""A cell of more letters holds words rather than numbers, and starts at the left."""


def page_of(notebook: Any) -> str:
    """Return the page of an executed notebook; its title is the first heading.

    Nothing on it asks the network. Pictures carry the text alternative that the cell gave, and a
    picture without one is an error: nobody would know what it shows.

    Raises
    ------
    ValueError
        If a picture has no text alternative, or the notebook no first heading.
    """
    nbconvert: Any = import_module("nbconvert")  # without types
    exporter = nbconvert.HTMLExporter(
        template_name="basic",
        exclude_input=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
        language_code="pl",
    )
    body = BeautifulSoup(exporter.from_notebook_node(notebook)[0], "html.parser")
    heading = body.find("h1")
    if heading is None:
        raise ValueError("a notebook has no heading of the first level: its page has no title.")
    unnamed = [img for img in body.find_all("img") if not _is_described(img)]
    if unnamed:
        raise ValueError(f"{len(unnamed)} pictures of the notebook have no text alternative.")
    _caption(body, notebook)
    for style in body.find_all("style"):
        style.decompose()
    for words in body.find_all("pre"):
        words.string = QUOTED.sub(r"\2", words.get_text().strip())
    for table in body.find_all("table"):
        _tell_heads(table)
    return PAGE.format(title=html.escape(heading.get_text().strip()), style=STYLE, body=body)


def write_page(pair: Path) -> Path:
    """Write the page of a pair into the folder of pages beside it, whole or not at all."""
    page = page_of(jupytext.read(pair))
    folder = pair.parent / FOLDER
    folder.mkdir(exist_ok=True)
    unfinished = folder / f".{pair.stem}.html"
    unfinished.write_text(page, encoding="utf-8")
    return unfinished.replace(folder / f"{pair.stem}.html")


def _is_described(picture: Tag) -> bool:
    text = str(picture.get("alt") or "")
    return bool(text) and not text.startswith("No description")


def _caption(body: BeautifulSoup, notebook: Any) -> None:
    """Write under each picture its caption and source, where the cell gave them."""
    drawn = [
        output["metadata"].get("image/png", {})
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    for about, picture in zip(drawn, body.find_all("img"), strict=True):
        told = about.get("caption", "")
        if about.get("source"):
            told = f"{told.rstrip('.')}. Źródło: {about['source']}"
        if told:
            figure, caption = body.new_tag("figure"), body.new_tag("figcaption")
            caption.string = f"{told.rstrip('.')}."
            picture.wrap(figure)
            figure.append(caption)


def _tell_heads(table: Tag) -> None:
    """Say which heads are of columns and of rows; the names of an index join the columns."""
    del table["border"]
    head = table.find("thead")
    heads = head.find_all("tr") if isinstance(head, Tag) else []
    if len(heads) > 1:
        _join_names(heads[-2], heads[-1])
    for cell in table.find_all("th"):
        if cell.get_text(strip=True):
            above = "colgroup" if cell.get("colspan") else "col"
            cell["scope"] = above if cell.find_parent("thead") else "row"
        else:
            cell.name = "td"
    rows = [row.find_all(["td", "th"])[::-1] for row in table.find_all("tr")]
    for column in zip_longest(*rows):  # from the right, where no heads of groups stand
        cells = [cell for cell in column if cell is not None]
        if any(len(cell.get_text()) > LONG for cell in cells if cell.find_parent("tbody")):
            for one in cells:
                one["class"] = "words"


def _join_names(heads: Tag, names: Tag) -> None:
    """Move the names of an index, which pandas writes in a row of their own, beside the heads."""
    pairs = list(zip(heads.find_all("th"), names.find_all("th"), strict=False))
    if any(head.get_text(strip=True) and name.get_text(strip=True) for head, name in pairs):
        return
    for head, name in pairs:
        if name.get_text(strip=True):
            head.string = name.get_text()
    names.decompose()
