"""Small tables of made-up numbers that the tests of charts and alt texts share."""

from __future__ import annotations

import pandas as pd

YEARS = [2026, 2027, 2028]

HISTORY = pd.DataFrame(
    {"year": [2020, 2021, 2023, 2024], "value": [4512.0, 4000.0, 3000.0, 2655.0]}
)
FORECAST = pd.DataFrame(
    {
        "year": [2025, 2026],
        "median": [2600.0, 2503.0],
        "low": [2400.0, 2100.0],
        "high": [2800.0, 3001.0],
    }
)
FAN = FORECAST.assign(inner_low=[2500.0, 2300.0], inner_high=[2700.0, 2800.0])
PEOPLE = pd.DataFrame(
    {
        "scenario": ["inaction"] * 2 + ["activation"] * 2,
        "year": [2026, 2027] * 2,
        "median": [100.0, 122.0, 100.0, 61.0],
        "low": [100.0, 108.0, 100.0, 43.0],
        "high": [100.0, 136.0, 100.0, 82.0],
    }
)
COST = pd.DataFrame(
    {
        "year": YEARS,
        "median": [-250_000.0, 1_250_000.0, 3_100_000.0],
        "low": [-600_000.0, 900_000.0, 2_000_000.0],
        "high": [100_000.0, 1_600_000.0, 4_200_000.0],
    }
)
PAYERS = pd.DataFrame(
    {
        "payer": ["gmina", "public", "state", "powiat", "eu"],
        "median": [-1_300_000.0, 1_000_000.0, 2_400_000.0, 0.0, -100_000.0],
        "low": [-2_000_000.0, 0.0, 1_000_000.0, 0.0, -200_000.0],
        "high": [-500_000.0, 2_000_000.0, 3_000_000.0, 0.0, 0.0],
    }
)
PEERS = pd.DataFrame(
    {
        "label": ["Polska", "Miasto A", "gminy podobne"],
        "value": [4.1, 5.6, 5.25],
        "highlighted": [False, True, False],
    }
)
AGES = pd.DataFrame({"group": ["0–17 lat", "18 i więcej lat"], "persons": [6501.0, 32_000.0]})
