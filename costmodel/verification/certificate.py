"""Check a study, and refuse to go on with one that fails unless a reason is given."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.errors import InputError, Problem
from costmodel.studies.municipality import Study
from costmodel.verification.catalogue import told_checks
from costmodel.verification.checked import Checked, Verdict
from costmodel.verification.draws import draw_checks
from costmodel.verification.money import money_checks
from costmodel.verification.origins import origin_checks
from costmodel.verification.people import people_checks
from costmodel.verification.plans import plan_checks


@dataclass(frozen=True, slots=True)
class Certificate:
    """What all checks found in one study.

    ``despite`` is the reason given for going on in spite of a failed check; empty where none
    was needed or given.
    """

    checks: tuple[Checked, ...]
    despite: str = ""

    def of(self, verdict: Verdict) -> tuple[Checked, ...]:
        """Return the checks with one verdict."""
        return tuple(check for check in self.checks if check.verdict == verdict)


def certify(study: Study, *, despite: str = "") -> Certificate:
    """Run the checks that apply to the user's own model, data and plan, in all draws.

    Parameters
    ----------
    study : Study
        Model, outcome, break-even and sensitivity of one municipality.
    despite : str
        Why a study that fails is to be used all the same; left out where none fails.

    Raises
    ------
    InputError
        With one problem for each check that failed, if no reason is given.

    References
    ----------
    .. [1] Büyükkaramikli et al. (2019), TECH-VER: a verification checklist to reduce errors in
       models and improve their credibility.
    """
    model, outcome = study.model, study.outcome
    checks = (
        *people_checks(model, outcome),
        *plan_checks(model, outcome, study.break_even),
        *money_checks(model, outcome),
        *draw_checks(model, outcome, study.sensitivity),
        *origin_checks(study.inputs),
    )
    failed = Certificate(checks).of("failed")
    reason = despite.strip()
    if failed and not reason:
        raise InputError([_problem(check) for check in failed])
    return Certificate(checks, reason if failed else "")


def _problem(check: Checked) -> Problem:
    told = told_checks()[check.id]
    return Problem(
        "sprawdzenie modelu",
        f"{check.id} „{told.name}”",
        f"nie przeszło{f' ({check.where})' if check.where else ''}",
        told.meaning.rstrip("."),
        f"{told.mend} Jeżeli aneks ma mimo to powstać, podaj powód w --despite: stanie w aneksie.",
    )
