from __future__ import annotations

import numpy as np
import pytest

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_pathways import alt_pathways, draw_pathways
from costmodel.annex.nbsp import HARD
from costmodel.errors import InputError, ModelError
from tests.annex.tables import PEOPLE

SPENT = PEOPLE.assign(**{name: PEOPLE[name] * 100_000 for name in ("median", "low", "high")})


def test_each_pathway_ends_at_its_sum_and_is_named_there() -> None:
    figure, ax = new_figure()
    assert draw_pathways(SPENT, ax) is ax
    inaction, activation, _zero = ax.get_lines()
    assert np.asarray(inaction.get_ydata()).tolist() == [10_000_000, 12_200_000]
    assert np.asarray(activation.get_ydata()).tolist() == [10_000_000, 6_100_000]
    shown = [text.get_text().replace(HARD, " ") for text in ax.texts]
    assert shown == ["zaniechanie:\n12,2 mln zł", "działanie:\n6,1 mln zł"]
    assert "mln" in ax.get_title(loc="left")
    assert ax.get_legend() is None
    figure.draw_without_rendering()


def test_pathways_differ_without_colour() -> None:
    _, ax = new_figure()
    draw_pathways(SPENT, ax)
    markers = {line.get_marker() for line in ax.get_lines()[:2]}
    hatches = {area.get_hatch() for area in ax.collections if area.get_hatch()}
    assert (len(markers), len(hatches)) == (2, 2)


def test_the_text_alternative_tells_where_each_line_ends() -> None:
    assert alt_pathways(SPENT).replace(HARD, " ") == (
        "Wykres liniowy wydatków od pierwszego roku, na obu drogach (2026–2027). "
        "Droga „zaniechanie”: do 2027 r. razem 12,2 mln zł (przedział od 10,8 do 13,6 mln zł). "
        "Droga „działanie”: do 2027 r. razem 6,1 mln zł (przedział od 4,3 do 8,2 mln zł)."
    )


def test_mistakes_in_the_table_are_told() -> None:
    _, ax = new_figure()
    with pytest.raises(InputError, match=r"scenario\.dream"):
        draw_pathways(SPENT.assign(scenario="dream"), ax)
    with pytest.raises(ModelError, match="no column high"):
        draw_pathways(SPENT.drop(columns="high"), ax)
