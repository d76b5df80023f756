"""What click says by itself, in Polish: help, and faults of what was typed."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import Any

import click

_DOMAIN = "messages"
"""Where click looks for its texts: it names no domain of its own."""
_LANGUAGE = "LANGUAGE"
_KINDS = {
    **dict.fromkeys(("integer", "integer range"), "LICZBA"),
    **dict.fromkeys(("float", "float range"), "UŁAMEK"),
    **{"text": "TEKST", "path": "ŚCIEŻKA"},
}
"""What stands for a value in help, by click's name of its type."""


class Command(click.Command):
    """A command whose help is in Polish."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"options_metavar": "[OPCJE]", **named})
        for option in self.params:
            if isinstance(option, click.Option) and not option.is_flag:
                option.metavar = option.metavar or _KINDS.get(option.type.name)


class Group(click.Group):
    """Commands that speak Polish, whatever language the computer is set to."""

    command_class = Command

    def __init__(self, *given: Any, **named: Any) -> None:
        metavars = {"options_metavar": "[OPCJE]", "subcommand_metavar": "POLECENIE [ARGUMENTY]..."}
        super().__init__(*given, **{**metavars, **named})

    def main(self, *given: Any, **named: Any) -> Any:
        """Run what was typed."""
        with speaking_polish():
            return super().main(*given, **named)


@contextmanager
def speaking_polish() -> Iterator[None]:
    """Give click its Polish texts; afterwards the settings stand as they were."""
    before = os.environ.get(_LANGUAGE), gettext.bindtextdomain(_DOMAIN)
    with as_file(files("costmodel") / "locale") as folder:
        gettext.bindtextdomain(_DOMAIN, str(folder))
        os.environ[_LANGUAGE] = "pl"
        try:
            yield
        finally:
            gettext.bindtextdomain(_DOMAIN, before[1])
            if before[0] is None:
                del os.environ[_LANGUAGE]
            else:
                os.environ[_LANGUAGE] = before[0]
