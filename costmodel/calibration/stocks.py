"""Weigh prior draws by how well the stocks they walk to agree with the published ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import logsumexp

from costmodel.calibration.settings import calibration_settings
from costmodel.errors import InputError, ModelError, Problem
from costmodel.units import PERCENT

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Reweighting:
    """What yearly stocks say of prior draws.

    Parameters
    ----------
    weights : ndarray of shape (n_draws,)
        Sum to 1.
    effective : float
        Effective number of draws, 1 / Σ w². [draws]
    years : tuple of int
        Years whose stocks were used.
    spread : float
        Standard deviation of the log of a published stock that was assumed. [log units]
    """

    weights: Floats
    effective: float
    years: tuple[int, ...]
    spread: float

    @property
    def effective_share(self) -> float:
        """Return the effective draws as a share of all."""
        return self.effective / len(self.weights)

    def told(self) -> str:
        """Return what was done, in Polish."""
        return (
            f"Kalibracja na stanach z lat {self.years[0]}–{self.years[-1]} (liczba lat: "
            f"{len(self.years)}), błąd stanu {round(PERCENT * self.spread)}% (założenie). "
            f"Efektywna liczba losowań: {self.effective:.0f} z {len(self.weights)}."
        )


def reweighted(
    walked: Floats,
    observed: pd.Series[float],
    *,
    spread: float | None = None,
    least_share: float | None = None,
    file: str = "statistics.csv",
) -> Reweighting:
    r"""Return the weights of prior draws given yearly stocks.

    Parameters
    ----------
    walked : ndarray of shape (n_draws, n_years)
        Stocks that each draw walks to, in the years of ``observed``; see
        :func:`costmodel.calibration.walked.walked_stocks`. [persons]
    observed : Series of shape (n_years,), index of int years
        Published stocks; NaN where none is. [persons]
    spread : float, optional
        Standard deviation of the log of a published stock; by default that of the settings.
    least_share : float, optional
        Effective share below which the answer is refused; by default that of the settings.
    file : str
        Name told in errors.

    Raises
    ------
    InputError
        If no stock is known, one is not above 0, or the weights collapse: no draw of the prior
        comes near what was published.
    ModelError
        If the shapes do not fit or a walked stock is not above 0.

    Notes
    -----
    .. math::
        \log w_d = -\frac{1}{2\sigma^2} \sum_t (\log y_t - \log s_{dt})^2 + \text{const},
        \qquad n_{\mathrm{eff}} = 1 / \sum_d w_d^2

    The first year counts as any other: where the walk starts at the published stock itself, leave
    that year out of ``observed``, or it is used twice.

    References
    ----------
    .. [1] Kong, Liu, Wong (1994), JASA 89, p. 278 (effective sample size).
    .. [2] Menzies et al. (2017), PharmacoEconomics 35, p. 613 (importance resampling in
       calibration of health models).

    Examples
    --------
    >>> draws = np.array([[100.0, 90.0], [100.0, 60.0]])
    >>> found = reweighted(draws, pd.Series({2023: 100.0, 2024: 90.0}))
    >>> found.weights.round(3).tolist()
    [1.0, 0.0]
    """
    settings = calibration_settings()
    sigma = settings.stock_spread if spread is None else spread
    least = settings.least_effective_share if least_share is None else least_share
    _fail_if_unfit(walked, observed, sigma, file)
    known = observed.notna().to_numpy()
    stocks = observed.to_numpy(dtype=np.float64)[known]
    gaps = (np.log(stocks) - np.log(walked[:, known])) / sigma
    found = weighed(
        -0.5 * (gaps**2).sum(axis=1),
        years=tuple(int(year) for year in observed.index[known]),
        spread=sigma,
    )
    if found.effective_share < least:
        raise InputError([_collapse(found, least, file)])
    return found


def weighed(logs: Floats, *, years: tuple[int, ...], spread: float) -> Reweighting:
    """Return the weights of draws from the logs of their likelihoods, shape (n_draws,).

    Examples
    --------
    >>> weighed(np.log([1.0, 3.0]), years=(2024,), spread=0.1).weights.round(2).tolist()
    [0.25, 0.75]
    """
    weights = np.exp(logs - logsumexp(logs))
    return Reweighting(np.asarray(weights), float(1 / (weights**2).sum()), years, spread)


def resampled(found: Reweighting, rng: np.random.Generator, *, n_draws: int) -> NDArray[np.intp]:
    r"""Return the places of draws to keep, by systematic resampling.

    Parameters
    ----------
    found : Reweighting
    rng : Generator
        One uniform is drawn from it.
    n_draws : int
        Draws wanted.

    Returns
    -------
    ndarray of int, shape (n_draws,)
        In rising order; a draw of weight w comes ⌊n w⌋ or ⌈n w⌉ times.

    References
    ----------
    .. [1] Douc, Cappé, Moulines (2005), ISPA, p. 64, sec. 2.4 (systematic resampling).

    Examples
    --------
    >>> half = Reweighting(np.array([0.5, 0.0, 0.5]), 2.0, (2024,), 0.1)
    >>> resampled(half, np.random.default_rng(1), n_draws=4).tolist()
    [0, 0, 2, 2]
    """
    points = (rng.random() + np.arange(n_draws)) / n_draws
    edges = np.cumsum(found.weights)
    return np.minimum(np.searchsorted(edges / edges[-1], points), len(edges) - 1)


def kept_in_place(places: NDArray[np.intp], rng: np.random.Generator) -> NDArray[np.intp]:
    """Return resampled places in an order in which every draw that is kept stays where it was.

    What is drawn elsewhere, and correlated with these draws, then still stands beside them;
    further copies fill, in an order of chance, the places of draws that were dropped.

    Parameters
    ----------
    places : ndarray of int, shape (n_draws,)
        As :func:`resampled` returns them, for as many draws as there were.
    rng : Generator
        Orders the further copies.

    Examples
    --------
    >>> kept_in_place(np.array([0, 0, 2]), np.random.default_rng(1)).tolist()
    [0, 0, 2]
    >>> kept_in_place(np.array([1, 2, 2]), np.random.default_rng(1)).tolist()
    [2, 1, 2]
    """
    times = np.bincount(places, minlength=len(places))
    everyone = np.arange(len(places))
    copies = np.repeat(everyone, np.maximum(times - 1, 0))
    found = everyone.copy()
    found[times == 0] = rng.permutation(copies)
    return found


def _collapse(found: Reweighting, least: float, file: str) -> Problem:
    return Problem(
        file,
        f"stany z lat {found.years[0]}–{found.years[-1]}",
        f"efektywna liczba losowań {found.effective:.1f} z {len(found.weights)}",
        f"co najmniej {PERCENT * least:g}% losowań",
        "Prawie żadne losowanie założeń nie daje takich liczb. Sprawdź stany i przerwy w szeregu, "
        "podaj większy błąd stanu albo inne przedziały założeń.",
    )


def _fail_if_unfit(walked: Floats, observed: pd.Series[float], sigma: float, file: str) -> None:
    if walked.ndim != 2 or walked.shape[1] != len(observed):
        raise ModelError(
            f"walked has shape {walked.shape}: it must be (n_draws, {len(observed)}), a column for "
            "each year observed."
        )
    if not (np.isfinite(walked).all() and (walked > 0).all() and sigma > 0):
        raise ModelError("walked stocks and the spread must be finite and above 0.")
    wrong = observed[observed.notna() & ~(observed > 0)]
    problems = [
        Problem(file, f"rok {year}", f"{value:g}", "stan większy od 0", "Popraw albo pomiń rok.")
        for year, value in wrong.items()
    ]
    if observed.notna().sum() == 0:
        problems.append(Problem(file, "", "brak stanów", "stan z co najmniej roku", "Dopisz dane."))
    if problems:
        raise InputError(problems)
