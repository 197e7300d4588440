"""One set of colours for every chart and map: told apart by colour-blind eyes, and in grey by lightness."""

from collections.abc import Sequence

INK = "#1f2328"
QUIET = "#57606a"
GRID = "#e4e7eb"
AXIS = "#8c959f"
PAPER = "#ffffff"

# After Okabe and Ito (2008), in an order in which neighbours differ in lightness.
SERIES = ("#12355b", "#d55e00", "#56b4e9", "#7b2d8b", "#009e73", "#e69f00")
LATER_DASH = (7, 2, 2, 2)
CALLER_DASH = (5, 3)

FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def colour(index: int) -> str:
    """The colour of the series with that number; after the last it begins again."""
    return SERIES[index % len(SERIES)]


def dash(index: int, style: str) -> Sequence[int]:
    """The dash pattern: what the caller says, then a pattern for colours that come a second time."""
    if style == "dashed":
        return CALLER_DASH
    return LATER_DASH if index >= len(SERIES) else (1, 0)
