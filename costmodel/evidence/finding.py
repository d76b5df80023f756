"""One published finding on effectiveness, cost or prevalence, with its grade and its caution."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.sources import Grade, Source


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as it was read at the source.

    Parameters
    ----------
    id, label : str
        Stable id, and the Polish name that readers see.
    problem, instrument : str
        What it is about; ``instrument`` is empty where it concerns no instrument.
    value, low, high : float or None
        Central figure and published bounds in ``unit``. All ``None``: a qualitative finding.
    unit : str
        Unit or effect measure: ``share``, ``risk_difference``, ``hazard_ratio``, ``PLN/person`` …
    year : str
        Year or period of the data, or of publication.
    population, measured_after : str
        Whom it was measured on, and how long after the measure ended.
    kind : str
        ``stated``, ``derived``, ``assumed`` or ``expert``.
    design : str
        How it was found: audit, randomised trial, administrative count …
    grade : Grade
        Strength of evidence. Findings of grades C to E are gross.
    source : Source
        Where it stands.
    verified : str
        ``yes``, ``partly`` or ``no``; anything but ``yes`` must be shown as unchecked.
    caution : str
        What a user of the figure must know.
    """

    id: str
    problem: str
    instrument: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    year: str
    population: str
    measured_after: str
    kind: str
    design: str
    grade: Grade
    source: Source
    verified: str
    caution: str
