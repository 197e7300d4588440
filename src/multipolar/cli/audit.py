"""``multipolar audit``: documents held against the record, one after another."""

import typer

from multipolar.cli.options import verb
from multipolar.cli.output import Output


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    verb(app)(audit)


def audit(output: Output) -> None:
    """Check what documents say against the record.

    Example: multipolar audit interview.html --html report.html
    """
    del output
