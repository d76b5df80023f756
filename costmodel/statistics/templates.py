"""The texts that a new workspace begins with."""

from __future__ import annotations

from datetime import date

from costmodel.resources import data_path
from costmodel.statistics.place import PLAN_FILE

README_FILE = "CZYTAJ.txt"


def place_text(teryt: str, name: str, annex_date: date, *, author: str = "") -> str:
    """Return the text of place.toml.

    Examples
    --------
    >>> print(place_text("3215011", "Szczecinek", date(2026, 3, 31)).splitlines()[1])
    teryt = "3215011"
    """
    return (
        "# Gmina, dla której powstaje aneks. Data decyduje o przepisach i cenach.\n"
        f'teryt = "{teryt}"\n'
        f'name = "{name}"\n'
        f"annex_date = {annex_date.isoformat()}\n"
        f'author = "{author}"\n'
        '# template = "papier.docx"  # papier firmowy urzędu, od którego zacznie się aneks\n'
    )


def plan_text(*, first_year: int) -> str:
    """Return the text of the plan every workspace begins with."""
    return _template(PLAN_FILE).replace("{first_year}", str(first_year))


def guide_text(teryt: str, name: str) -> str:
    """Return the Polish guide that lies in the workspace, with line ends for Windows."""
    guide = _template(README_FILE).replace("{name}", name).replace("{teryt}", teryt)
    return guide.replace("\n", "\r\n")


def _template(name: str) -> str:
    return data_path("workspace", name).read_text(encoding="utf-8")
