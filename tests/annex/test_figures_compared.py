from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from costmodel.annex.figure_style import new_figure
from costmodel.annex.figures_compared import draw_age_structure, draw_payers, draw_peers
from costmodel.annex.nbsp import HARD
from costmodel.errors import InputError
from tests.annex.tables import AGES, PAYERS, PEERS


def row_names(ax: Axes) -> list[str]:
    return [label.get_text().replace(HARD, " ") for label in ax.get_yticklabels()]


def test_payers_stand_from_gain_to_cost_with_the_total_last() -> None:
    figure, ax = new_figure()
    assert draw_payers(PAYERS, ax) is ax
    assert row_names(ax) == [
        "budżet państwa",
        "powiat",
        "Unia Europejska",
        "gmina",
        "finanse publiczne razem",
    ]
    assert [text.get_text() for text in ax.texts] == ["2,40", "0,00", "−0,10", "−1,30", "1,00"]
    assert ax.yaxis_inverted()
    figure.draw_without_rendering()


def test_labels_of_payers_stay_within_the_axes() -> None:
    figure, ax = new_figure()
    draw_payers(PAYERS, ax)
    figure.draw_without_rendering()
    frame = ax.get_window_extent()
    for text in ax.texts:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0
        assert box.x1 <= frame.x1


def test_zero_is_seen_when_all_payers_pay() -> None:
    _, ax = new_figure()
    draw_payers(PAYERS[PAYERS["payer"].isin(["gmina", "eu"])], ax)
    left, right = ax.get_xlim()
    assert left < -2_000_000
    assert right > 0


def test_labels_of_values_below_zero_stay_clear_of_names() -> None:
    figure, ax = new_figure(height=2.2)
    names = ["Gmina o bardzo długiej nazwie, aż na dwa wiersze", "Polska", "powiat"]
    draw_peers(PEERS.assign(label=names, value=[-3.2, 1.5, -0.5]), ax, label="Saldo migracji")
    figure.draw_without_rendering()
    values = [text.get_window_extent() for text in ax.texts]
    names_drawn = [label.get_window_extent() for label in ax.get_yticklabels()]
    assert not any(value.overlaps(name) for value in values for name in names_drawn)
    assert "\n" in ax.get_yticklabels()[2].get_text()


def test_a_payer_without_a_name_is_told() -> None:
    _, ax = new_figure()
    with pytest.raises(InputError, match=r"payer\.bank"):
        draw_payers(PAYERS.assign(payer="bank"), ax)


def test_the_highlighted_peer_differs_by_more_than_colour() -> None:
    figure, ax = new_figure()
    assert draw_peers(PEERS, ax, label="Stopa, %") is ax
    assert row_names(ax) == ["Miasto A", "gminy podobne", "Polska"]
    assert [label.get_fontweight() for label in ax.get_yticklabels()] == [
        "bold",
        "normal",
        "normal",
    ]
    dots = [line for line in ax.get_lines() if line.get_linestyle() == "None"]
    assert [dot.get_marker() for dot in dots] == ["D", "o", "o"]
    assert [text.get_text() for text in ax.texts] == ["5,6", "5,25", "4,1"]
    figure.draw_without_rendering()


def test_the_youngest_are_at_the_bottom() -> None:
    figure, ax = new_figure()
    assert draw_age_structure(AGES, ax) is ax
    assert row_names(ax) == ["0–17 lat", "18 i więcej lat"]
    assert not ax.yaxis_inverted()
    assert [bar.get_width() for bar in ax.containers[0]] == [6501, 32_000]
    figure.draw_without_rendering()
