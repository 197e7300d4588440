"""The options every command shares, and the decorator that gives them to a command."""

import functools
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli.output import Output

P = ParamSpec("P")
_META = "multipolar.shared"

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no notes, only results and errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="More notes, and the traceback of a failure.")]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--record", metavar="DIR", help="The record's folder [default: $MULTIPOLAR_RECORD, or yours]."
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Read the releases that were in force on this date."),
]
_SHARED = {"json": Json, "csv": Csv, "quiet": Quiet, "verbose": Verbose, "record": Folder, "as_of": AsOf}
_PARAMETERS = [
    inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=False if kind in (Json, Csv, Quiet, Verbose) else None,
        annotation=kind,
    )
    for name, kind in _SHARED.items()
]
_VERSION = inspect.Parameter(
    "version",
    inspect.Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Annotated[bool, typer.Option("--version", help="Print the version and stop.")],
)
_CONTEXT = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)


class StoppedError(Exception):
    """The person, or the reader of the pipe, has had enough; the parser would give both codes of its own."""

    def __init__(self, interrupted: bool) -> None:
        self.interrupted = interrupted
        super().__init__("stopped")


def verb(
    app: typer.Typer, name: str | None = None
) -> Callable[[Callable[Concatenate[Output, P], int | None]], Callable[Concatenate[Output, P], int | None]]:
    """Register a function as a command; its first argument receives the shared options as an `Output`."""

    def register(
        function: Callable[Concatenate[Output, P], int | None],
    ) -> Callable[Concatenate[Output, P], int | None]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

        @functools.wraps(function)
        def run(**values: Any) -> int | None:  # noqa: ANN401 - what the parser hands over
            output = _gather(values.pop("context"), {key: values.pop(key) for key in _SHARED})
            try:
                code = function(output, **values)  # type: ignore[call-arg]
                sys.stdout.flush()
            except (KeyboardInterrupt, BrokenPipeError) as error:
                raise StoppedError(isinstance(error, KeyboardInterrupt)) from None
            return code

        _describe(run, own)
        app.command(name)(run)
        return function

    return register


def group(app: typer.Typer, help_text: str, version: bool = False) -> None:
    """Let the shared options stand before the verb too, and print the help when there is no verb.

    Args:
        app: The group of commands.
        help_text: What the group is for.
        version: Whether this group also answers ``--version``.
    """

    def root(context: typer.Context, **values: Any) -> None:  # noqa: ANN401
        if values.pop("version", False):
            from multipolar import __version__

            typer.echo(f"multipolar {__version__}")
            return
        inherited = context.meta.setdefault(_META, {})
        inherited.update({key: value for key, value in values.items() if value})
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    root.__doc__ = help_text
    _describe(root, [_VERSION] if version else [])
    app.callback(invoke_without_command=True)(root)


def _describe(function: Callable[..., Any], own: list[inspect.Parameter]) -> None:
    """Give a function the signature that the parser reads its options from."""
    keyword = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    parameters = [_CONTEXT, *keyword, *_PARAMETERS]
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {p.name: p.annotation for p in parameters}
    function.__dict__.pop("__wrapped__", None)


def _gather(context: typer.Context, own: dict[str, Any]) -> Output:
    asked = dict(context.meta.get(_META, {}))
    asked.update({key: value for key, value in own.items() if value})
    if asked.get("json") and asked.get("csv"):
        raise AskedWronglyError("--json and --csv were both given", "Choose one")
    return Output(
        form="json" if asked.get("json") else "csv" if asked.get("csv") else "table",
        quiet=bool(asked.get("quiet")),
        verbose=bool(asked.get("verbose")),
        record=asked.get("record"),
        as_of=asked.get("as_of"),
    )
