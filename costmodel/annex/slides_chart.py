"""Native charts of slides in the house style: four colours, hatching, large letters."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from costmodel.annex.figure_style import BLUE, GREEN, GRID, INK, VERMILION
from costmodel.annex.slides import SlideChart
from costmodel.errors import MissingExtraError
from costmodel.language import tag

CHART_XML = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PACKAGE, EXTRA = "python-pptx", "slides"
POINTS = 24
"""The smallest letters on a slide. [pt]"""
COLOURS = (BLUE, VERMILION, INK, GREEN)
NATIVE_KIND = {
    "columns": "COLUMN_CLUSTERED",
    "bars": "BAR_CLUSTERED",
    "lines": "LINE",
}
GAP = 40
"""Room between groups of bars, as a part of a bar. [%]"""
LABELLED = {"columns": 10, "bars": 8, "lines": 0}
"""A chart with more numbers than this would be a table: its axis tells them instead."""
LINE, EDGE = 4, 1.5
"""Width of a line and of the edge of a bar. [pt]"""
WHITE = "#FFFFFF"
DASHES = ("SOLID", "DASH", "ROUND_DOT", "LONG_DASH")
HATCHING = {1: "WIDE_UPWARD_DIAGONAL", 3: "DARK_HORIZONTAL"}
WHOLE, WITH_PARTS, AS_IT_IS = "#,##0", "#,##0.0", "General"
"""The office suite writes them with the spaces and commas of its own language."""
PERCENT = "%"
"""Shares are printed with more digits the smaller they are."""
ROOM = 0.3
"""Room past the longest bar for its number, as a part of the widest span."""


def native(module: str) -> Any:
    """Return a module of python-pptx, whose own types are only partly told.

    Raises
    ------
    MissingExtraError
        If the package is not installed.
    """
    try:
        return import_module(f"pptx{module}")
    except ModuleNotFoundError as error:
        raise MissingExtraError(PACKAGE, EXTRA) from error


def chart_data(chart: SlideChart) -> Any:
    """Return the numbers of a chart as they go into its own worksheet."""
    data = native(".chart.data").CategoryChartData()
    data.categories = list(chart.categories)
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def chart_type(chart: SlideChart) -> Any:
    """Return the native type of a chart."""
    types = native(".enum.chart").XL_CHART_TYPE
    return types[NATIVE_KIND[chart.kind]]


def style_chart(drawn: Any, chart: SlideChart) -> None:
    """Give a native chart the colours and letters of the house."""
    drawn.font.size = _points(POINTS)
    _speak(drawn)
    drawn.has_title = False
    _legend(drawn, chart)
    _axes(drawn, chart)
    plot = drawn.plots[0]
    for place, series in enumerate(plot.series):
        if chart.kind == "lines":
            _line(series, place)
        else:
            _hatched(series.format.fill, place)
            series.format.line.color.rgb = _colour(COLOURS[place])
            series.format.line.width = _points(EDGE)
            series.invert_if_negative = False
    if chart.kind != "lines":
        plot.gap_width = GAP
    if _is_labelled(chart):
        _label(drawn, chart)


def _speak(drawn: Any) -> None:
    """Say of which language the chart is; the schema wants it after the kind of dates."""
    space = drawn._chartSpace
    language = space.makeelement(f"{{{CHART_XML}}}lang", {"val": tag()})
    before = space.find(f"{{{CHART_XML}}}date1904")
    space.insert(0 if before is None else space.index(before) + 1, language)


def _points(size: float) -> Any:
    return native(".util").Pt(size)


def _colour(code: str) -> Any:
    return native(".dml.color").RGBColor.from_string(code.removeprefix("#"))


def _format(chart: SlideChart) -> str:
    values = [v for series in chart.series for v in series.values if v is not None]
    if all(float(v).is_integer() for v in values):
        return WHOLE
    return AS_IT_IS if chart.unit.endswith(PERCENT) else WITH_PARTS


def _is_labelled(chart: SlideChart) -> bool:
    return len(chart.categories) * len(chart.series) <= LABELLED[chart.kind]


def _legend(drawn: Any, chart: SlideChart) -> None:
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend and drawn.legend is not None:
        drawn.legend.position = native(".enum.chart").XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = _points(POINTS)


def _axes(drawn: Any, chart: SlideChart) -> None:
    names, numbers = drawn.category_axis, drawn.value_axis
    names.tick_labels.font.size = numbers.tick_labels.font.size = _points(POINTS)
    names.tick_label_position = native(".enum.chart").XL_TICK_LABEL_POSITION.LOW
    every = names._element.makeelement(f"{{{CHART_XML}}}tickLblSkip", {"val": "1"})
    names._element.insert_element_before(every, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")
    names.reverse_order = chart.kind == "bars"
    numbers.tick_labels.number_format = _format(chart)
    numbers.tick_labels.number_format_is_linked = False
    numbers.major_gridlines.format.line.color.rgb = _colour(GRID)
    numbers.visible = not _is_labelled(chart)
    numbers.has_major_gridlines = numbers.visible


def _line(series: Any, place: int) -> None:
    series.smooth = False
    line = series.format.line
    line.width = _points(LINE)
    line.color.rgb = _colour(COLOURS[place])
    line.dash_style = native(".enum.dml").MSO_LINE[DASHES[place]]


def _hatched(fill: Any, place: int) -> None:
    """Fill with a colour, from the second on with hatching too: both tell apart in grey."""
    colour = _colour(COLOURS[place])
    if place not in HATCHING:
        fill.solid()
        fill.fore_color.rgb = colour
        return
    fill.patterned()
    fill.pattern = native(".enum.dml").MSO_PATTERN[HATCHING[place]]
    fill.fore_color.rgb = colour
    fill.back_color.rgb = _colour(WHITE)


def _label(drawn: Any, chart: SlideChart) -> None:
    plot = drawn.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.font.size = _points(POINTS)
    labels.number_format = _format(chart)
    labels.number_format_is_linked = False
    _make_room(drawn.value_axis, chart)
    labels.position = native(".enum.chart").XL_LABEL_POSITION.OUTSIDE_END


def _make_room(axis: Any, chart: SlideChart) -> None:
    """Leave room for the numbers past the ends of the bars, on both sides of zero."""
    values = [v for series in chart.series for v in series.values if v is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    room = ROOM * (high - low)
    if high > 0:
        axis.maximum_scale = high + room / 2
    if low < 0:
        axis.minimum_scale = low - room
    elif room:
        axis.minimum_scale = 0
