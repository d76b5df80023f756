"""How many spoiled contents are tried: a few, always the same, unless more are asked for."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

MANY = "COSTMODEL_FUZZ_EXAMPLES"
"""How many of each kind are tried, other ones each time; few where it is not set."""
EXAMPLES = int(os.environ.get(MANY, "25"))


def tries(*, dear: int = 1) -> settings:
    """Return settings for what takes so many times longer than other kinds."""
    return settings(
        max_examples=max(EXAMPLES // dear, 5),
        deadline=None,
        derandomize=MANY not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
