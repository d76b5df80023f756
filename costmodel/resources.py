"""Find the data files that come with the library, in a checkout or an installed wheel."""

from __future__ import annotations

from pathlib import Path

from costmodel.errors import CostModelError

_PACKAGE = Path(__file__).resolve().parent


class MissingDataError(CostModelError):
    """A data file of the library is not where it should be."""


def data_path(*parts: str) -> Path:
    """Return the path of a shipped data file or folder.

    Parameters
    ----------
    *parts : str
        Names below ``data/``, for example ``data_path("statutes", "cpi.toml")``.

    Raises
    ------
    MissingDataError
        If nothing stands there.

    Examples
    --------
    >>> data_path("statutes").is_dir()
    True
    """
    roots = (_PACKAGE / "_data", _PACKAGE.parent / "data")
    for root in roots:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise MissingDataError(
        f"data file {'/'.join(parts)} was looked for in {' and '.join(str(r) for r in roots)} and "
        "is not there: it must come with the library. Install the library again."
    )
