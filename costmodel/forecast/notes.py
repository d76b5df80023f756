"""What a reader must be told beside a forecast, in Polish."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from costmodel.forecast.breaks import SeriesBreak
from costmodel.forecast.candidates import NAIVE
from costmodel.forecast.coverage import measured_coverage
from costmodel.forecast.settings import default_settings
from costmodel.units import PERCENT


def method_remarks(method: str, n_years: int, *, tried: bool, slope: float) -> list[str]:
    """Return why this method stands here, and what it goes on from.

    Parameters
    ----------
    method : str
        Name of the chosen candidate.
    n_years : int
        Length of the history. [years]
    tried : bool
        Whether there was a back-test.
    slope : float
        Change of the median over the years forecast. [log units]
    """
    if not tried:
        return [
            f"Szereg jest krótki (lat z danymi: {n_years}): przyjęto prognozę naiwną z szerokim "
            "przedziałem (założenie, rozrzut z panelu gmin)."
        ]
    if method == NAIVE:
        return [
            "Żaden model nie był w próbie wstecznej na tej serii lepszy od powtórzenia ostatniej "
            "wartości, dlatego prognoza jest naiwna."
        ]
    if slope < 0:
        return [
            "Prognoza przedłuża dotychczasowy spadek: jeśli spadek ustanie, wartości będą wyższe."
        ]
    return ["Prognoza przedłuża dotychczasowy wzrost."] if slope > 0 else []


def history_remarks(
    published: pd.Series[float], *, n_given: int, breaks: Sequence[SeriesBreak]
) -> list[str]:
    """Return what was done to the history before the fit.

    Parameters
    ----------
    published : Series of float, index of int years
        The figures used. [unit of series]
    n_given : int
        Years given, unknown ones included.
    breaks : sequence of SeriesBreak
    """
    remarks = []
    if (published == 0).any():
        remarks.append("Szereg zawiera zera: model działa na logarytmie liczby powiększonej o 1.")
    if len(published) < n_given:
        remarks.append("Pominięto lata bez danych na początku lub na końcu szeregu.")
    for known in breaks:
        if known.kind == "event":
            continue
        year = known.first_year
        if year > published.index[-1]:
            remarks.append(f"Prognoza jest w ujęciu sprzed przerwy w {year} r.: {known.label}")
        elif year > published.index[0]:
            remarks.append(
                f"Lata przed {year} r. sprowadzono do poziomu po przerwie: zmianę w roku przerwy "
                f"{_second_year(known)}zastąpiono medianą pozostałych rocznych zmian (założenie)."
            )
    return remarks


def _second_year(known: SeriesBreak) -> str:
    """Return the further year that a break within a year touches."""
    return f"i w {known.last_touched} r. " if known.last_touched > known.first_year else ""


def coverage_remarks(interval: float) -> list[str]:
    """Return how often such intervals held in the past, where that was measured.

    Examples
    --------
    >>> coverage_remarks(0.5)
    []
    """
    if interval != default_settings().coverage_interval:
        return []
    measured = measured_coverage()
    overall = measured.of("all")["coverage"].iloc[0]
    by_origin = measured.of("origin")["coverage"]
    worst, best = str(by_origin.idxmin()), str(by_origin.idxmax())
    return [
        f"Sprawdzian przedziału {round(PERCENT * interval)}% na liczbie bezrobotnych w "
        f"{measured.n_series} gminach (prognozy z lat {by_origin.index[0]}–{by_origin.index[-1]}, "
        f"do 5 lat naprzód): objął {round(PERCENT * overall)}% wyników, od "
        f"{round(PERCENT * by_origin[worst])}% w prognozach z {worst} r. do "
        f"{round(PERCENT * by_origin[best])}% w prognozach z {best} r. Zwrotu wspólnego dla całego "
        "kraju żadna z tych metod nie przewiduje."
    ]
