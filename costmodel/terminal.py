"""What a person at a terminal sees: errors without a traceback, and a bar of steps."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from tqdm import tqdm

from costmodel.errors import CostModelError
from costmodel.refusals import cure_of, reason_of

UNUSABLE = 2
"""With which a command leaves that cannot use what it was given."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Tell an error of ours, or a refusal of the system, and leave with :data:`UNUSABLE`."""
    try:
        yield
    except CostModelError as error:
        click.echo(str(error), err=True)
        sys.exit(UNUSABLE)
    except BrokenPipeError:  # whoever reads the lines has had enough: click leaves quietly
        raise
    except OSError as error:
        file = f"{error.filename}: " if isinstance(error.filename, str) else ""
        click.echo(f"{file}{reason_of(error)}. {cure_of(error)}", err=True)
        sys.exit(UNUSABLE)


@contextmanager
def bar(steps: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar while so many steps go by, each told by its Polish name."""
    form = "{l_bar}{bar}| {desc}"
    with tqdm(total=steps, file=sys.stderr, bar_format=form, leave=False) as line:

        def step(name: str) -> None:
            line.set_description_str(name)
            line.update(1)

        yield step
