"""What a gmina spent in a year, by budget division and chapter, as the catalogue names it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from costmodel.errors import InputError, Problem
from costmodel.indicators.catalogue import default_catalogue
from costmodel.live.rb28s_layout import WIDTHS, layout
from costmodel.live.rb28s_rows import rows_of_budget
from costmodel.statistics.figures import number
from costmodel.teryt import has_powiat_rights, powiat_of

TOTAL = "spending_total"
_DIVISION_DIGITS = 3


def spent_by_chapter(path: Path, *, teryt: str) -> dict[str, float]:
    """Return the spending of one gmina by chapter; empty where the file has no row of it.

    Parameters
    ----------
    path : Path
        The report of the fourth quarter: a CSV file or a dBase table, packed or not.
    teryt : str
        Code of 7 digits. A city with the rights of a powiat is also looked for under the code
        of its powiat, which no other budget has.

    Returns
    -------
    dict of str to float
        Chapter (5 digits) → what was spent. [zł]

    Raises
    ------
    InputError
        If the file is damaged, columns are missing, or an amount is no number.
    """
    codes = (teryt, powiat_of(teryt)) if has_powiat_rights(teryt) else (teryt,)
    spent: dict[str, float] = defaultdict(float)
    problems = []
    for row in rows_of_budget(path, codes=codes):
        value = number(row.spent.strip(), decimal=row.decimal) if row.spent.strip() else None
        if value is None:
            place, mend = f"wiersz {row.line}, wydatki wykonane", "Popraw kwotę w pliku."
            problems.append(Problem(path.name, place, row.spent, "kwota w zł", mend))
        else:
            spent[row.chapter.strip().zfill(WIDTHS["chapter"])] += value
    if problems:
        raise InputError(problems)
    return dict(spent)


def spending_variables(spent: Mapping[str, float], *, year: int) -> dict[str, float]:
    """Return the spending under the ids that the catalogue of indicators uses.

    Parameters
    ----------
    spent : mapping of str to float
        Chapter → what was spent in the whole year. [zł]

    Returns
    -------
    dict of str to float
        ``spending_total``, ``spending_852``, ``spending_85219`` … [zł]

    Notes
    -----
    The report names every chapter in which something was planned or spent. From the year in
    which the chapters of the catalogue got their numbers, one without a row is a true zero.

    Examples
    --------
    >>> found = spending_variables({"85219": 5.0, "85202": 2.0, "60016": 1.0}, year=2024)
    >>> found["spending_total"], found["spending_852"], found["spending_85508"]
    (8.0, 7.0, 0.0)
    >>> "spending_60016" in found, "spending_85508" in spending_variables({"85219": 5.0}, year=2016)
    (False, False)
    """
    known = layout()
    found: dict[str, float] = defaultdict(float)
    for chapter, value in sorted(spent.items()):
        division = chapter[:_DIVISION_DIGITS]
        found[TOTAL] += value
        if division in known.divisions:
            found[f"spending_{division}"] += value
            found[f"spending_{chapter}"] += value
    if year >= known.complete_since:
        chapters = {f"spending_{division}" for division in known.divisions} | _chapters()
        for name in sorted(chapters - set(found)):
            found[name] = 0.0
    return dict(found)


def _chapters() -> set[str]:
    """Return the variables of the catalogue that are the spending of one chapter."""
    chapter = re.compile(rf"spending_\d{{{WIDTHS['chapter']}}}")
    return {name for name in default_catalogue().declared if chapter.fullmatch(name)}
