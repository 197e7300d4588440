"""Charts as SVG text: lines with bands, bars, points with intervals, and a small line for a card."""

from multipolar.briefs.charts.bars import bar_chart, dot_interval_chart
from multipolar.briefs.charts.files import png, write_svg
from multipolar.briefs.charts.lines import line_chart
from multipolar.briefs.charts.model import Bar, Line
from multipolar.briefs.charts.spark import sparkline

__all__ = ["Bar", "Line", "bar_chart", "dot_interval_chart", "line_chart", "png", "sparkline", "write_svg"]
