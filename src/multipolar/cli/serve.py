"""``multipolar serve``: the explorer and its JSON API on this machine's loopback address."""

from typing import Annotated

import typer

from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    verb(app)(serve)


def serve(
    output: Output,
    port: Annotated[
        int, typer.Option("--port", metavar="N", help="Where to listen; 0 for any that is free.")
    ] = 8765,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the first page in a browser.")
    ] = False,
) -> None:
    """Open the explorer: pages and a JSON API over the record, for this machine alone.

    It listens on 127.0.0.1 and needs no network. Stop it with Ctrl-C.

    Example: multipolar serve --port 8765 --no-browser
    """
    from multipolar.server.run import serve as run

    run(opened(output), port, browser=not no_browser, ready=lambda at: output.say(f"Listening at {at}"))
