"""Where a line breaks: at a value that is not there, and at a step longer than the line's usual one."""

import math
from collections.abc import Iterator
from statistics import median

from multipolar.briefs.charts.model import Line

_LONGER = 1.5


def runs(line: Line) -> Iterator[list[int]]:
    """The stretches of a line in which every place has a value, as indexes into it."""
    steps = [after - before for before, after in zip(line.x, line.x[1:], strict=False)]
    longest = _LONGER * median(steps) if steps else math.inf
    run: list[int] = []
    for index, (x, y) in enumerate(zip(line.x, line.y, strict=True)):
        if run and (y is None or x - line.x[run[-1]] > longest):
            yield run
            run = []
        if y is not None:
            run.append(index)
    if run:
        yield run
