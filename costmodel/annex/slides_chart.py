"""Native charts of slides in the house style: four colours, hatching, large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costmodel.annex.figure_style import BLUE, GREEN, INK, VERMILION
from costmodel.annex.slides import SlideChart

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.chart.data import CategoryChartData
    from pptx.chart.series import LineSeries
    from pptx.dml.fill import FillFormat
    from pptx.enum.chart import XL_CHART_TYPE

POINTS = 24
"""The smallest letters on a slide. [pt]"""
COLOURS = (BLUE, VERMILION, INK, GREEN)
GAP = 40
"""Room between groups of bars, as a part of a bar. [%]"""
LABELLED = 10
"""A chart with more numbers than this would be a table: its axis tells them instead."""
LINE = 4
"""Width of a line. [pt]"""
WHOLE = r"[>=1000]#\ ##0;[<=-1000]\-#\ ##0;0"
ONE_PLACE = "0.0"


def chart_data(chart: SlideChart) -> CategoryChartData:
    """Return the numbers of a chart as they go into its own worksheet."""
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData()
    data.categories = list(chart.categories)
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def chart_type(chart: SlideChart) -> XL_CHART_TYPE:
    """Return the native type of a chart."""
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {
        "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked_columns": XL_CHART_TYPE.COLUMN_STACKED,
        "stacked_bars": XL_CHART_TYPE.BAR_STACKED,
        "lines": XL_CHART_TYPE.LINE,
    }
    return kinds[chart.kind]


def style_chart(native: Chart, chart: SlideChart) -> None:
    """Give a native chart the colours and letters of the house."""
    native.font.size = _points(POINTS)
    native.has_title = False
    _legend(native, chart)
    _axes(native, chart)
    plot = native.plots[0]
    for place, series in enumerate(plot.series):
        if chart.kind == "lines":
            _line(series, place)
        else:
            _hatched(series.format.fill, place)
            series.invert_if_negative = False
    if chart.kind != "lines":
        plot.gap_width = GAP
    if chart.kind.startswith("stacked"):
        plot.overlap = 100
    n_numbers = len(chart.categories) * len(chart.series)
    if chart.kind in ("columns", "bars") and n_numbers <= LABELLED:
        _label(native, chart)


def _points(size: float) -> int:
    from pptx.util import Pt

    return Pt(size)


def _format(chart: SlideChart) -> str:
    values = [v for series in chart.series for v in series.values if v is not None]
    return WHOLE if all(float(v).is_integer() for v in values) else ONE_PLACE


def _legend(native: Chart, chart: SlideChart) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION

    native.has_legend = len(chart.series) > 1
    if native.has_legend and native.legend is not None:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
        native.legend.font.size = _points(POINTS)


def _axes(native: Chart, chart: SlideChart) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    names, numbers = native.category_axis, native.value_axis
    names.tick_labels.font.size = numbers.tick_labels.font.size = _points(POINTS)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.reverse_order = chart.kind.endswith("bars")
    numbers.tick_labels.number_format = _format(chart)
    numbers.tick_labels.number_format_is_linked = False
    numbers.major_gridlines.format.line.color.rgb = RGBColor(0xD0, 0xD0, 0xD0)
    n_numbers = len(chart.categories) * len(chart.series)
    numbers.visible = chart.kind not in ("columns", "bars") or n_numbers > LABELLED
    numbers.has_major_gridlines = numbers.visible


def _line(series: LineSeries, place: int) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_LINE

    series.smooth = False
    line = series.format.line
    line.width = _points(LINE)
    line.color.rgb = RGBColor.from_string(COLOURS[place].removeprefix("#"))
    dashes = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH)
    line.dash_style = dashes[place]


def _hatched(fill: FillFormat, place: int) -> None:
    """Fill with a colour, from the second on with hatching too: both tell apart in grey."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_PATTERN

    colour = RGBColor.from_string(COLOURS[place].removeprefix("#"))
    if place in (0, 2):
        fill.solid()
        fill.fore_color.rgb = colour
        return
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL if place == 1 else MSO_PATTERN.DOTTED_GRID
    fill.fore_color.rgb = colour
    fill.back_color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _label(native: Chart, chart: SlideChart) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION

    plot = native.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.font.size = _points(POINTS)
    labels.number_format = _format(chart)
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
