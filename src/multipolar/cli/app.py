"""The tree of commands: which verbs there are, and where each is defined."""

import typer

from multipolar.cli import (
    actors,
    audit,
    blocs,
    brief,
    evaluate,
    gravity,
    poles,
    positions,
    record,
    reliance,
    serve,
    trade,
    votes,
    whatif,
)
from multipolar.cli.options import group

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
group(
    app,
    "What is known of the relations between states, and what documents say, held against it.\n\n"
    "Example: multipolar audit interview.html --html report.html",
    version=True,
)
app.add_typer(record.app, name="record")
app.add_typer(actors.app, name="actors")
app.add_typer(votes.app, name="votes")
app.add_typer(trade.app, name="trade")
app.add_typer(whatif.app, name="whatif")
positions.register(votes.app)
blocs.register(votes.app)
audit.register(app)
evaluate.register(app)
gravity.register(app)
poles.register(app)
reliance.register(app)
brief.register(app)
serve.register(app)
