"""How a long job is shown: a moving bar on a terminal, a line for each step elsewhere, nothing when quiet."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from multipolar.cli.output import Output, one_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from multipolar.record.fetch.progress import Progress, Unit


@contextmanager
def shown(output: Output) -> "Iterator[Progress]":
    """Someone who shows progress on standard error in the way that suits it."""
    if output.quiet:
        from multipolar.record.fetch.progress import Silent

        yield Silent()
    elif sys.stderr.isatty():
        with _bars() as bars:
            yield _Moving(bars)
    else:
        yield _Lines(output)


class _Lines:
    """One line a step, for files and pipes."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._last = ""

    def step(self, text: str, total: int | None = None, unit: "Unit" = "steps") -> None:
        size = f" ({total:,} {unit})" if total else ""
        if text != self._last:
            self._output.note(f"{text}{size}")
        self._last = text

    def at(self, done: int) -> None:
        """A line for each count would be noise."""

    def note(self, text: str) -> None:
        self._output.note(text)


class _Moving:
    """One bar, renewed with each step."""

    def __init__(self, bars: "Bars") -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def step(self, text: str, total: int | None = None, unit: "Unit" = "steps") -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(one_line(text), total=total, unit=unit)

    def at(self, done: int) -> None:
        if self._task is not None:
            self._bars.update(self._task, completed=done)

    def note(self, text: str) -> None:
        self._bars.console.print(one_line(text), markup=False, highlight=False)


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Amount(ProgressColumn):
        """How much is done, in the step's own unit."""

        def render(self, task: Task) -> Text:
            unit = task.fields["unit"]
            if unit == "steps" or not task.completed:
                return Text("")
            if unit == "bytes":
                whole = f" of {task.total / 1e6:,.1f}" if task.total else ""
                return Text(f"{task.completed / 1e6:,.1f}{whole} MB")
            return Text(f"{int(task.completed):,} {unit}")

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), Amount(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
