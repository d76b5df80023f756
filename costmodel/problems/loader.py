"""Read the files of problems and instruments, telling everything wrong at once."""

from __future__ import annotations

from pathlib import Path

from costmodel.declared import read_declared
from costmodel.errors import InputError, Problem
from costmodel.language import remembered
from costmodel.problems.instrument import Instrument
from costmodel.problems.problem import SocialProblem
from costmodel.resources import data_path


def load_problem(path: Path) -> SocialProblem:
    """Return the social problem of a file.

    Raises
    ------
    InputError
        If the file is not UTF-8 or TOML, a key is missing, unknown or of the wrong type, a
        number stands without a source, or a name is used that the file does not declare.
    """
    problem = read_declared(path, SocialProblem)
    _fail_if_misnamed(path, problem.id)
    return problem


def load_instrument(path: Path) -> Instrument:
    """Return the instrument of a file; raises as :func:`load_problem` does."""
    instrument = read_declared(path, Instrument)
    _fail_if_misnamed(path, instrument.id)
    return instrument


def shipped_problem(name: str) -> SocialProblem:
    """Return a problem that comes with the library.

    Examples
    --------
    >>> shipped_problem("unemployment").label
    'bezrobocie'
    """
    return load_problem(data_path("problems", f"{name}.toml"))


@remembered
def shipped_problems() -> dict[str, SocialProblem]:
    """Return all problems that come with the library, by id; they are read once.

    Examples
    --------
    >>> "unemployment" in shipped_problems()
    True
    """
    paths = sorted(data_path("problems").glob("*.toml"))
    return {problem.id: problem for problem in map(load_problem, paths)}


@remembered
def shipped_instruments() -> dict[str, Instrument]:
    """Return all instruments that come with the library, by id; they are read once.

    Examples
    --------
    >>> "cis" in shipped_instruments()
    True
    """
    paths = sorted(data_path("instruments").glob("*.toml"))
    return {instrument.id: instrument for instrument in map(load_instrument, paths)}


def _fail_if_misnamed(path: Path, name: str) -> None:
    if name != path.stem:
        mend = "Nazwij plik tak jak id albo popraw id."
        raise InputError([Problem(path.name, "id", name, path.stem, mend)])
