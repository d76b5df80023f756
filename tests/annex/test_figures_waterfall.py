from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_waterfall import alt_waterfall, bars_of, draw_waterfall
from costmodel.annex.nbsp import HARD
from costmodel.errors import InputError, ModelError

STEPS = ["gross", "net", "attributed", "attributable", "cashable"]
TABLE = pd.DataFrame(
    {
        "step": STEPS,
        "median": [4_000_000.0, 2_500_000.0, 2_000_000.0, 1_500_000.0, 1_400_000.0],
        "low": [3_000_000.0, 1_500_000.0, 1_000_000.0, 800_000.0, 700_000.0],
        "high": [5_000_000.0, 3_500_000.0, 3_000_000.0, 2_200_000.0, 2_100_000.0],
    }
)


def test_each_bar_hangs_where_the_one_before_ended() -> None:
    bars = bars_of(TABLE)
    names = ["gross", "less_net", "less_attributed", "less_attributable", "attributable"]
    assert [bar.key for bar in bars] == [*names, "less_cashable", "cashable"]
    assert [bar.start for bar in bars] == [0, 4e6, 2.5e6, 2e6, 0, 1.5e6, 0]
    assert [bar.length for bar in bars] == [4e6, -1.5e6, -5e5, -5e5, 1.5e6, -1e5, 1.4e6]


def test_bars_and_labels_are_drawn_as_the_table_says() -> None:
    figure, ax = new_figure()
    assert draw_waterfall(TABLE, ax) is ax
    drawn = [bar for bar in ax.patches if isinstance(bar, Rectangle)]
    ends = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in drawn]
    assert ends == [(b.start, b.start + b.length) for b in bars_of(TABLE)]
    assert [text.get_text() for text in ax.texts] == [
        "4,00", "−1,50", "−0,50", "−0,50", "1,50", "−0,10", "1,40",
    ]  # fmt: skip
    assert [bar.get_hatch() for bar in drawn] == ["", "////", "////", "////", "", "////", ""]
    figure.draw_without_rendering()


def test_a_step_that_adds_looks_like_a_gain() -> None:
    _, ax = new_figure()
    rising = TABLE.assign(median=[1e6, 2e6, 2e6, 1e6, 1e6], low=0.0, high=5e6)
    draw_waterfall(rising, ax)
    assert ax.patches[1].get_hatch() == ""
    assert "Dochodzi: " in alt_waterfall(rising)


def test_nothing_but_zero_can_be_drawn() -> None:
    figure, ax = new_figure()
    draw_waterfall(TABLE.assign(median=0.0, low=0.0, high=0.0), ax)
    figure.draw_without_rendering()
    assert {bar.get_height() for bar in ax.patches if isinstance(bar, Rectangle)} == {0.0}


def test_the_text_tells_totals_with_intervals_and_what_falls_away() -> None:
    assert alt_waterfall(TABLE).replace(HARD, " ") == (
        "Wykres kaskadowy: co zostaje z kosztu zaniechania po kolejnych krokach. "
        "Brutto, jak w badaniach: 4 mln zł (przedział od 3 do 5 mln zł). "
        "Odpada: Stałoby się i bez działań, 1,5 mln zł. "
        "Odpada: Zasługa innych, 500 tys. zł. "
        "Odpada: Korekta na optymizm, 500 tys. zł. "
        "Przyjęte w modelu: 1,5 mln zł (przedział od 0,8 do 2,2 mln zł). "
        "Odpada: Czas, a nie pieniądze, 100 tys. zł. "
        "Pieniądze w budżecie: 1,4 mln zł (przedział od 0,7 do 2,1 mln zł)."
    )


def test_a_step_that_stands_twice_is_refused() -> None:
    with pytest.raises(ModelError, match="each must stand once"):
        bars_of(pd.concat([TABLE, TABLE]))


def test_a_step_without_a_name_is_refused() -> None:
    _, ax = new_figure()
    with pytest.raises(InputError, match=r"waterfall\.less_luck"):
        draw_waterfall(TABLE.assign(step=["gross", "luck", *STEPS[2:]]), ax)
