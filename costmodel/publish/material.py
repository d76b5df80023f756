"""What the sections of an annex are written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from costmodel.annex.dates import year_range
from costmodel.annex.document import Figure
from costmodel.annex.plural import count
from costmodel.problems.problem import SocialProblem
from costmodel.publish.pen import Pen
from costmodel.studies.comparison import Comparison
from costmodel.studies.inputs import served_problems
from costmodel.studies.municipality import Study
from costmodel.studies.related_links import reached_from
from costmodel.studies.targets import StrategyTargets
from costmodel.verification.certificate import Certificate


@dataclass(frozen=True, slots=True)
class Material:
    """A study, its comparison with other places, targets, figures and certificate, and a pen."""

    study: Study
    comparison: Comparison
    pen: Pen
    figures: Mapping[str, Figure]
    version: str
    targets: StrategyTargets
    certificate: Certificate

    @property
    def served(self) -> tuple[SocialProblem, ...]:
        """The problems whose people the plan reaches; they are told in full."""
        return served_problems(self.study.inputs)

    @property
    def others(self) -> tuple[SocialProblem, ...]:
        """The problems that the plan does not reach; they are told in short."""
        served = self.served
        return tuple(p for p in self.study.inputs.problems.values() if p not in served)

    @property
    def problems(self) -> tuple[SocialProblem, ...]:
        """All problems of the study, those of the plan first."""
        return (*self.served, *self.others)

    @property
    def untouched(self) -> tuple[SocialProblem, ...]:
        """The problems that the plan reaches neither itself nor through related problems."""
        known = self.study.inputs.problems
        reached = reached_from(known, [problem.id for problem in self.served])
        return tuple(problem for problem in self.others if problem.id not in reached)

    @property
    def is_single(self) -> bool:
        """Whether the study holds one problem alone."""
        return len(self.study.inputs.problems) == 1

    @property
    def years(self) -> str:
        """The horizon as „2027–2033”."""
        return year_range(self.study.outcome.years[0], self.study.outcome.years[-1])

    @property
    def horizon(self) -> str:
        """The horizon as „7 lat”."""
        text = count(self.study.inputs.settings.horizon, "rok")
        return self.pen.note("settings.horizon", text)

    @property
    def first_year(self) -> int:
        """First year with money."""
        return self.study.outcome.years[0]

    @property
    def last_year(self) -> int:
        """Last year of the horizon."""
        return self.study.outcome.years[-1]

    @property
    def base_year(self) -> int:
        """Year 0."""
        return self.study.outcome.base_year

    @property
    def price_year(self) -> int:
        """The year of prices."""
        return self.study.inputs.price_year

    @property
    def own_source(self) -> str:
        """The source line of what the model computed."""
        return self.pen.say(
            "source_model", version=self.version, seed=str(self.study.inputs.settings.seed)
        )


def money_note(material: Material) -> str:
    """Return the note under every table of real money."""
    pen = material.pen
    return " ".join(
        (
            pen.say("note_thousand"),
            pen.say("note_real", year=str(material.price_year)),
            pen.say("note_interval"),
        )
    )


def people_note(material: Material) -> str:
    """Return the note under a table that counts people in several problems."""
    pen = material.pen
    notes = [pen.say("note_interval")]
    if not material.is_single:
        notes.insert(0, pen.say("note_not_added"))
    return " ".join(notes)
