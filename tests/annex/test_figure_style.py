from __future__ import annotations

import matplotlib as mpl
import pytest

from costmodel.annex.figure_style import GRID, PALETTE, house_style, new_figure


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_on_white(colour: str) -> float:
    return 1.05 / (luminance(colour) + 0.05)


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_stands_out_from_white(colour: str) -> None:
    assert contrast_on_white(colour) >= 3


def test_the_yardstick_of_contrast_is_right() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#FFFFFF") == pytest.approx(1)
    assert contrast_on_white(GRID) < 3


def test_the_style_holds_within_its_context_only() -> None:
    before = dict(mpl.rcParams)
    with house_style():
        assert mpl.rcParams["svg.hashsalt"] == "costmodel"
        assert mpl.rcParams["font.family"] == ["DejaVu Sans"]
    assert dict(mpl.rcParams) == before


def test_settings_of_the_reader_do_not_reach_the_chart() -> None:
    with mpl.rc_context({"axes.facecolor": "black", "font.size": 30}):
        _, ax = new_figure()
    assert ax.get_facecolor() == (1, 1, 1, 1)
    assert ax.xaxis.get_ticklabels()[0].get_fontsize() == 9
