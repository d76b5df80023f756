"""Fill the template of a web page: every text is escaped, styles and script go by their digest."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, UndefinedError
from markupsafe import Markup

from costmodel.annex.html_text import anchor_of, as_html, as_plain
from costmodel.errors import ModelError


def filled_page(template: str, /, *, style: str, script: str = "", **fields: object) -> bytes:
    """Return a page as bytes; the same fields give the same bytes.

    Parameters
    ----------
    template, style, script : str
        Names of files of this folder. The page may use no other style and no other script.
    **fields : object
        What the template shows. Texts are escaped where they stand.

    Raises
    ------
    ModelError
        If the template shows something that is not given.

    Notes
    -----
    In a template ``| told`` shows a text as typeset, its numbers and addresses as links, and
    ``| plain`` the same without links, for an attribute or a title.
    """
    styles, scripts = _text_of(style), _text_of(script) if script else ""
    try:
        page = (
            _templates()
            .get_template(template)
            .render(
                style=Markup(styles),
                style_digest=digest(styles),
                script=Markup(scripts),
                script_digest=digest(scripts),
                **fields,
            )
        )
    except UndefinedError as error:
        raise ModelError(f"{template}: {error.message}. Give it to filled_page.") from error
    return page.encode("utf-8")


def digest(text: str) -> str:
    """Return the digest by which a content-security policy knows a style or a script.

    Examples
    --------
    >>> digest("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FunctionLoader(_text_of),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"told": as_html, "plain": as_plain, "anchor": anchor_of}
    return templates


@cache
def _text_of(name: str) -> str:
    return (files("costmodel.annex") / name).read_text(encoding="utf-8")
