"""The frame of a study, told from its inputs."""

from __future__ import annotations

from costmodel.studies.assembly import Frame
from costmodel.studies.inputs import Inputs


def frame_of(inputs: Inputs) -> Frame:
    """Return what is the same in every draw of a study."""
    return Frame(
        inputs.place.teryt,
        inputs.problems,
        inputs.plan,
        inputs.book,
        inputs.base_year,
        inputs.price_year,
        inputs.settings.horizon,
        inputs.discount_rate,
        inputs.settings.switched_off,
    )
