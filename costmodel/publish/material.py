"""What the sections of an annex are written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from costmodel.annex.dates import year_range
from costmodel.annex.document import Figure
from costmodel.annex.plural import count
from costmodel.publish.pen import Pen
from costmodel.studies.comparison import Comparison
from costmodel.studies.municipality import Study


@dataclass(frozen=True, slots=True)
class Material:
    """A study, its comparison with other places, its figures, and the pen to write with."""

    study: Study
    comparison: Comparison
    pen: Pen
    figures: Mapping[str, Figure]
    version: str

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
