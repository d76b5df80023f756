"""Forecast the population of a gmina by age and sex from what is published of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize

from costmodel.errors import InputError, Problem
from costmodel.forecast.cohort_component import Rates, projected, yearly
from costmodel.forecast.demography import N_AGES, STEP, Demography, default_demography
from costmodel.forecast.survival import person_years, survival
from costmodel.translation import translated

Floats = NDArray[np.float64]
AGES = (*(f"{low}-{low + STEP - 1}" for low in range(0, STEP * (N_AGES - 1), STEP)), "85+")
FERTILE = slice(3, 10)
"""Ages 15-19 … 45-49."""


@dataclass(frozen=True, slots=True, eq=False)
class PopulationOutlook:
    """A population year by year, and what it rests on.

    Parameters
    ----------
    table : DataFrame
        ``year``, ``sex`` (men, women), ``age``, ``persons``.
    fertility : float
        Total fertility taken for the gmina. [children per woman]
    weight_of_nation : float
        Part of the fertility that was borrowed from the national mean. [share]
    note : str
        Polish remarks to print beside the table.
    """

    table: pd.DataFrame
    fertility: float
    weight_of_nation: float
    note: str


def population_outlook(
    by_age: Floats,
    *,
    men: float,
    women: float,
    base_year: int,
    last_year: int,
    net_migration_per_1000: float,
    children_per_woman: float,
    demography: Demography | None = None,
) -> PopulationOutlook:
    r"""Return the forecast of a population by age and sex.

    Parameters
    ----------
    by_age : ndarray of shape (18,)
        Both sexes on 31 December of ``base_year``, ages as in :data:`AGES`. [persons]
    men, women : float
        Totals by sex. [persons]
    base_year, last_year : int
    net_migration_per_1000 : float
        Yearly net migration, 0 where none is assumed. [persons per 1000 and year]
    children_per_woman : float
        National ratio of children aged 0-4 to women aged 15-49, of the same edition of data.
    demography : Demography, optional
        By default the shipped rates.

    Raises
    ------
    InputError
        If a number is missing, negative, the sexes do not add to the ages, or the years make no
        sense.

    Notes
    -----
    Where only ages and only sexes are published, the women of an age are taken in proportion to a
    stationary population, and the proportion is moved (one factor on the odds) until all women
    add up. Fertility is the national total times the shrunk ratio of own to expected children

    .. math:: (C + k) / (E + k), \qquad E = \text{women 15-49} \times \text{national ratio}

    with k the memory of the settings; the same relative migration holds in all steps.
    """
    rates_of = demography or default_demography()
    _fail_if_unusable(by_age, men, women, base_year, last_year, net_migration_per_1000)
    lived = np.stack([person_years(row) for row in rates_of.life_expectancy])
    start = by_sex(by_age, women=women, lived=lived, boys_per_girl=rates_of.boys_per_girl)
    expected = float(start[1, FERTILE].sum()) * children_per_woman
    memory = rates_of.fertility_memory
    relative = (float(by_age[0]) + memory) / (expected + memory)
    fertility = rates_of.total_fertility * relative
    alive = [survival(row) for row in lived]
    boys = rates_of.boys_per_girl / (1 + rates_of.boys_per_girl)
    rates = Rates(
        np.stack([of_ages for of_ages, _ in alive]),
        np.array([births for _, births in alive]),
        fertility * rates_of.fertility_by_age / STEP,
        boys,
        _migration(by_age, net_migration_per_1000, rates_of.migration_by_age),
    )
    n_steps = -(-(last_year - base_year) // STEP)
    people = yearly(projected(start, rates, n_steps=n_steps))[: last_year - base_year + 1]
    weight = memory / (expected + memory)
    return PopulationOutlook(_table(people, base_year), fertility, weight, _note(weight))


def by_sex(by_age: Floats, *, women: float, lived: Floats, boys_per_girl: float) -> Floats:
    """Return ages split into men and women, so that the women add up.

    Parameters
    ----------
    by_age : ndarray of shape (18,)
        Both sexes. [persons]
    women : float
        All women. [persons]
    lived : ndarray of shape (2, 19)
        Years lived in each age, men and women.
    boys_per_girl : float

    Returns
    -------
    ndarray of shape (2, 18)
        Adds to ``by_age``. [persons]
    """
    lived = np.concatenate([lived[:, : N_AGES - 1], lived[:, N_AGES - 1 :].sum(1)[:, None]], 1)
    odds = lived[1] / (lived[0] * boys_per_girl)

    def share(log_factor: float) -> Floats:
        moved = odds * np.exp(log_factor)
        return np.asarray(moved / (1 + moved))

    factor = optimize.brentq(lambda x: float(share(x) @ by_age) - women, -20, 20)
    return np.stack([by_age * (1 - share(factor)), by_age * share(factor)])


def _migration(by_age: Floats, per_1000: float, intensity: Floats) -> Floats:
    """Return the net gain of each age in five years, the same for both sexes. [share]"""
    normed = intensity * by_age.sum() / float(intensity @ by_age)
    return np.tile(STEP * per_1000 / 1000 * normed, (2, 1))


def _table(people: Floats, base_year: int) -> pd.DataFrame:
    years = range(base_year, base_year + len(people))
    index = pd.MultiIndex.from_product([years, ("men", "women"), AGES])
    persons = pd.Series(people.ravel(), index=index, name="persons")
    return persons.rename_axis(["year", "sex", "age"]).reset_index()


def _note(weight: float) -> str:
    return translated(
        "Prognoza ludności metodą składnikową, krokami pięcioletnimi, lata pomiędzy w linii "
        "prostej. Umieralność: krajowa, z 2023 r., bez poprawy. Dzietność: krajowa z 2024 r., "
        f"poprawiona o dzieci w gminie (waga przeciętnej krajowej: {round(100 * weight)}%). "
        "Migracje według wieku i podział na płeć w grupach wieku: założenie (ocena E). "
        "Przedziału nie podano: nie został zmierzony."
    )


def _fail_if_unusable(
    by_age: Floats, men: float, women: float, base_year: int, last_year: int, per_1000: float
) -> None:
    problems = []

    def tell(place: str, value: str, expected: str, mend: str) -> None:
        problems.append(Problem("ludność gminy", place, value, expected, mend))

    if by_age.shape != (N_AGES,):
        tell("wiek", f"{by_age.size} grup", f"{N_AGES} grup", "Podaj grupy od 0-4 do 85 i więcej.")
    elif not np.isfinite(by_age).all() or (by_age < 0).any():
        wrong = [age for age, n in zip(AGES, by_age, strict=True) if not n >= 0]
        mend = "Braku nie zastępuj zerem: weź inną edycję danych."
        tell(f"wiek {', '.join(wrong)}", "brak lub liczba ujemna", "liczba osób", mend)
    elif not np.isclose(by_age.sum(), men + women, rtol=1e-3) or min(men, women) <= 0:
        mend = "Weź obie tabele z tej samej edycji danych."
        tell("płeć", f"{men + women:g}", f"suma grup wieku, {by_age.sum():g}", mend)
    if not base_year < last_year:
        tell("ostatni rok", str(last_year), f"rok po {base_year}", "Podaj późniejszy rok.")
    if not np.isfinite(per_1000):
        mend = "Podaj saldo z danych albo 0 jako założenie."
        tell("saldo migracji", "brak", "liczba na 1000 osób rocznie", mend)
    if problems:
        raise InputError(problems)
