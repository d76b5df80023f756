"""An instrument as the text of its file, which reads back as the same instrument."""

from __future__ import annotations

import re
from contextlib import suppress
from enum import Enum
from pathlib import Path

from costmodel.characters import named, odd_character
from costmodel.errors import ModelError, OutputError
from costmodel.problems.instrument import Instrument
from costmodel.refusals import refusal_of

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CONTROL = re.compile(r'["\\\n\t\r]')


def instrument_text(instrument: Instrument) -> str:
    """Return the file of an instrument, in TOML.

    Notes
    -----
    Keys that hold their default are left out, as in files written by hand. Texts are written on
    one line: a line break within one becomes the two signs ``\\n``.

    References
    ----------
    .. [1] TOML 1.0.0, "String", "Table", "Array of Tables". https://toml.io/en/v1.0.0

    Examples
    --------
    >>> from costmodel.problems.loader import shipped_instruments
    >>> print(instrument_text(shipped_instruments()["cis"]).splitlines()[1])
    id = "cis"
    """
    content = instrument.model_dump(exclude_defaults=True, exclude_none=True)
    values = content.pop("value")
    tables = {key: item for key, item in content.items() if isinstance(item, dict)}
    lists = {key: item for key, item in content.items() if _is_list_of_tables(item)}
    plain = {key: item for key, item in content.items() if key not in {*tables, *lists}}
    parts = [
        f"# {_one_line(instrument.label)}\n{_pairs(plain)}",
        *(f"[[{key}]]\n{_pairs(item)}" for key, items in lists.items() for item in items),
        *(f"[{key}]\n{_pairs(item)}" for key, item in tables.items()),
        *(f"[value.{_key(name)}]\n{_pairs(item)}" for name, item in values.items()),
    ]
    return "\n\n".join(parts) + "\n"


def write_instrument(instrument: Instrument, path: Path) -> Path:
    """Write an instrument to a file, whole or not at all, and return its path.

    Raises
    ------
    ModelError
        If the file is not named after the instrument: it would not load.
    OutputError
        If the folder cannot be written to. Nothing is left behind.
    """
    if path.name != f"{instrument.id}.toml":
        raise ModelError(
            f"{path.name} is no name for the file of {instrument.id}: a file is named after its "
            f"instrument. Write to {instrument.id}.toml."
        )
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(instrument_text(instrument).encode("utf-8"))
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):  # what cannot be removed was not written either
            temporary.unlink(missing_ok=True)
        raise OutputError(refusal_of(error, file=str(path))) from error
    return path


def _is_list_of_tables(item: object) -> bool:
    return isinstance(item, list | tuple) and bool(item) and isinstance(item[0], dict)


def _pairs(table: dict[str, object]) -> str:
    return "\n".join(f"{_key(key)} = {_value(item)}" for key, item in table.items())


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def _value(item: object) -> str:
    if isinstance(item, Enum):
        return _string(str(item.value))
    if isinstance(item, str):
        return _string(item)
    if isinstance(item, dict):
        inside = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in item.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(item, list | tuple):
        return f"[{', '.join(_value(one) for one in item)}]"
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int | float):
        return repr(item)
    raise ModelError(f"{item!r} has no form in the file of an instrument: give text or a number.")


def _string(text: str) -> str:
    odd = odd_character(text)
    if odd:
        raise ModelError(
            f"a text holds {named(odd)}, which no file may: leave it out, for it cannot be seen."
        )

    def escaped(found: re.Match[str]) -> str:
        sign = found.group()
        return _ESCAPES[sign]

    return f'"{_CONTROL.sub(escaped, text)}"'


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
