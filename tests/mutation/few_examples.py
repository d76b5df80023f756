"""A plugin of pytest: few examples, always the same, found and not made smaller."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutation",
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)


def pytest_configure() -> None:
    """Choose the profile when pytest is told of this plugin, not when the file is read."""
    settings.load_profile("mutation")
