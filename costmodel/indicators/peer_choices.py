"""Other ways to choose peers: by size, by indicators of one's own choice, or by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import pandas as pd

from costmodel.errors import InputError, ModelError, Problem
from costmodel.indicators.peers import peer_group


def peers_by_size(
    features: pd.DataFrame, kinds: pd.Series[str], *, teryt: str, size: int = 20
) -> pd.DataFrame:
    """Return the gminas of the same kind nearest in population alone.

    Parameters
    ----------
    features : DataFrame, index teryt
        With ``log_population``, as :func:`costmodel.indicators.peers.peer_features` returns it.
    kinds : Series of str, index teryt
        Kind of each gmina: 1 urban, 2 rural, 3 urban-rural.
    teryt : str
        The gmina; never among its peers.
    size : int
        Peers wanted.

    Returns
    -------
    DataFrame
        ``teryt``, ``distance`` [standard deviations of log population], nearest first.

    Raises
    ------
    ModelError
        If the gmina is unknown, has no population, or too few gminas are of its kind.
    """
    return peer_group(features[["log_population"]], kinds, teryt=teryt, size=size)


def features_of(values: pd.DataFrame, indicators: Sequence[str], *, year: int) -> pd.DataFrame:
    """Return indicators of one year as features by which gminas can be compared.

    Parameters
    ----------
    values : DataFrame
        As :func:`costmodel.indicators.compute.compute_indicators` returns it.
    indicators : sequence of str
        The stated set of features.
    year : int
        Of all features.

    Returns
    -------
    DataFrame, index teryt, one column per indicator
        NaN where there is no value. [unit of each indicator]

    Raises
    ------
    ModelError
        If an indicator has no value at all in that year.
    """
    chosen = values[(values["year"] == year) & values["indicator"].isin(list(indicators))]
    known = chosen.dropna(subset=["value"])
    absent = [id_ for id_ in indicators if id_ not in set(known["indicator"])]
    if absent:
        raise ModelError(
            f"{', '.join(absent)} has no value in {year}: every feature must be known in that "
            "year. Choose another year or other features."
        )
    wide = known.pivot_table(index="teryt", columns="indicator", values="value", aggfunc="first")
    return wide.reindex(columns=list(indicators)).rename_axis(columns=None)


def named_peers(
    codes: Sequence[str], *, teryt: str, known: Collection[str], file: str = "place.toml"
) -> tuple[str, ...]:
    """Return the peers that a user named, checked.

    Parameters
    ----------
    codes : sequence of str
        TERYT codes of gminas.
    teryt : str
        The gmina itself.
    known : collection of str
        Codes of all gminas with figures.
    file : str
        Where the codes stand, for the messages.

    Returns
    -------
    tuple of str
        ``codes``, in their order.

    Raises
    ------
    InputError
        With every code that is the gmina's own, unknown or given twice; if there is none.

    Examples
    --------
    >>> named_peers(["3215011"], teryt="3215022", known={"3215011", "3215022"})
    ('3215011',)
    """
    place = "klucz peers"
    problems = [
        Problem(file, place, code, "kod innej gminy", "Usuń kod własnej gminy.")
        for code in codes
        if code == teryt
    ]
    problems += [
        Problem(
            file, place, code, "kod TERYT gminy z danych (7 cyfr, razem z rodzajem)", "Popraw kod."
        )
        for code in codes
        if code not in known and code != teryt
    ]
    problems += [
        Problem(file, place, code, "każdy kod raz", "Usuń powtórzenie.")
        for code, times in Counter(codes).items()
        if times > 1
    ]
    if not codes:
        problems.append(Problem(file, place, "brak", "kody gmin do porównania", "Wpisz kody."))
    if problems:
        raise InputError(problems)
    return tuple(codes)
