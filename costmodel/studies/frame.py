"""What a re-run of a study starts from, told from its inputs."""

from __future__ import annotations

from collections.abc import Mapping

from costmodel.studies.assembly import Frame
from costmodel.studies.inputs import Inputs
from costmodel.studies.values import Values


def drawn_values(inputs: Inputs) -> Mapping[str, Values]:
    """Return the drawn values of a study by owner."""
    return inputs.values


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
