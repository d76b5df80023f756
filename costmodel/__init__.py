"""What it costs a Polish municipality not to help people become independent."""

from __future__ import annotations

from costmodel.annex.figures import draw_people
from costmodel.annex.figures_money import draw_cumulative
from costmodel.batch.batch import run_batch
from costmodel.break_even import break_even_effect
from costmodel.errors import CostModelError, InputError
from costmodel.forecast.forecast import forecast_series
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.totals import evaluate
from costmodel.model import run
from costmodel.outcome import Outcome
from costmodel.publish.pictures import picture, pictures
from costmodel.publish.reading import indicator_table, place_table, quantity_table, readable
from costmodel.publish.write import write_annex
from costmodel.statistics.place import Place, load_place
from costmodel.statistics.workspace import check_workspace, new_workspace
from costmodel.studies.comparison import compare_place
from costmodel.studies.municipality import Study, build, study_municipality
from costmodel.studies.quantities import quantities_of
from costmodel.studies.settings import Settings
from costmodel.version import VERSION
from costmodel.views.registry import view

__version__ = VERSION

__all__ = [
    "CostModelError",
    "InputError",
    "Outcome",
    "Place",
    "Settings",
    "StateTransitionModel",
    "Study",
    "__version__",
    "break_even_effect",
    "build",
    "check_workspace",
    "compare_place",
    "draw_cumulative",
    "draw_people",
    "evaluate",
    "forecast_series",
    "indicator_table",
    "load_place",
    "new_workspace",
    "picture",
    "pictures",
    "place_table",
    "quantities_of",
    "quantity_table",
    "readable",
    "run",
    "run_batch",
    "study_municipality",
    "view",
    "write_annex",
]
