"""``multipolar record``: what is known, where it came from, and how it is renewed."""

import typer

from multipolar.cli.options import group, verb
from multipolar.cli.output import Output

app = typer.Typer(rich_markup_mode=None)
group(app, "The record: pull sources, read them, compare releases, add your own tables.")


@verb(app)
def sources(output: Output) -> None:
    """List the sources that can be pulled.

    Example: multipolar record sources --json
    """
    output.rows([], ("name", "title"))
