"""The first door: the command line, and how each way a run can end becomes one line and an exit code."""

import os
import sys
from collections.abc import Sequence
from typing import cast

from multipolar.basics.errors import MultipolarError

DONE, ASKED_WRONGLY, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Args:
        arguments: The words after ``multipolar``; the process's own when left out.

    Returns:
        The exit code: 0 done, 1 asked wrongly, 2 a source or file failed, 130 interrupted.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except KeyboardInterrupt:
        return _stopped(True)


def _stopped(interrupted: bool) -> int:
    if interrupted:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    # The reader (`head`, a pager) has what it wanted; nothing more may be written, not even on exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _run(words: list[str]) -> int:
    import typer

    from multipolar.cli.app import app
    from multipolar.cli.options import StoppedError

    # The parser's errors descend from the class above its public BadParameter.
    wrong_usage = cast("type[Exception]", typer.BadParameter.__base__)
    try:
        return int(app(words, prog_name="multipolar", standalone_mode=False) or DONE)
    except MultipolarError as error:
        _trace(words)
        return _say(str(error), error.exit_code)
    except wrong_usage as error:
        return _say(_usage(error), ASKED_WRONGLY)
    except StoppedError as stopped:
        return _stopped(stopped.interrupted)
    except typer.Abort:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last line of defence: one line, not a traceback
        _trace(words)
        return _say(_unforeseen(error, words), FAILED)


def _say(message: str, code: int) -> int:
    from multipolar.cli.output import one_line

    print(f"error: {one_line(message)}", file=sys.stderr)
    return code


def _trace(words: list[str]) -> None:
    if "--verbose" in words:
        import traceback

        traceback.print_exc()


def _usage(error: BaseException) -> str:
    """A usage error of the parser as one sentence, with the help to read."""
    said = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "multipolar"
    sentence = said if said.endswith("?") else f"{said.rstrip('.')}."
    return f"{sentence} See `{path} --help`."


def _unforeseen(error: Exception, words: list[str]) -> str:
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    if type(error).__module__.lstrip("_").startswith(("duckdb", "pyarrow")):
        said = str(error).strip().partition("\n")[0].rstrip(".")
        return f"the record's files could not be read ({said}). Check them with `multipolar record verify`."
    hint = "" if "--verbose" in words else " Run it again with --verbose for the traceback, and report it."
    return f"this should not happen: {type(error).__name__}: {error}.{hint}"
