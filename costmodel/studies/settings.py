"""What the user may set for a run, with the defaults."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.errors import ModelError

SWITCHES = ("deadweight", "attribution", "drop_off", "haircut")
"""Steps between what was measured and what is claimed; each can be left out, and is then told."""
KKZ_HORIZON = 7
"""Horizon of the Kalkulator Kosztów Zaniechania, in years (MCPS 2014, definition)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Horizon in years, number of draws, seed, real discount rate.

    ``switched_off`` names steps from gross to attributable effects that are left out: of
    ``deadweight``, ``attribution``, ``drop_off``, ``haircut``. ``discount_rate`` ``None`` means
    the rate of ``data/statutes/discount_rate_financial_eu.toml``.

    Examples
    --------
    >>> Settings(horizon=10).horizon
    10
    """

    horizon: int = KKZ_HORIZON
    n_draws: int = 10_000
    seed: int = 1
    discount_rate: float | None = None
    switched_off: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        faults = []
        if not 1 <= self.horizon <= 40:
            faults.append(f"horyzont wynosi {self.horizon}: podaj od 1 do 40 lat")
        if not 100 <= self.n_draws <= 1_000_000:
            faults.append(f"liczba losowań wynosi {self.n_draws}: podaj od 100 do 1 000 000")
        if self.seed < 0:
            faults.append(f"ziarno wynosi {self.seed}: podaj liczbę całkowitą od 0")
        if self.discount_rate is not None and not 0 <= self.discount_rate < 0.5:
            faults.append(
                f"stopa dyskontowa wynosi {self.discount_rate:g}: podaj ułamek od 0 do 0,5, "
                "na przykład 0.04"
            )
        unknown = sorted(set(self.switched_off) - set(SWITCHES))
        if unknown:
            faults.append(f"nie ma kroku „{unknown[0]}”: podaj jedno z {', '.join(SWITCHES)}")
        if faults:
            raise ModelError("; ".join(faults) + ".")
