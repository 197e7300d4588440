"""``multipolar record``, its upkeep: what the record covers, whether it is sound, what a release changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.cli import complete
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened

if TYPE_CHECKING:
    from multipolar.record.status import TableStatus

_FAILED = 2


def register(app: typer.Typer) -> None:
    """Add the commands to ``multipolar record``."""
    for function in (status, verify, diff, reconcile):
        verb(app)(function)


def status(
    output: Output,
    table: Annotated[
        str | None,
        typer.Argument(
            metavar="[TABLE]", help="Only this table; all when left out.", autocompletion=complete.tables
        ),
    ] = None,
) -> None:
    """Say what the record covers, table by table, what is complete in it and what is not.

    Example: multipolar record status vote
    """
    from dataclasses import asdict

    from multipolar.record.status import status as look

    found = look(opened(output), table)
    if output.form == "json":
        output.json([asdict(one) for one in found])
    elif output.form == "csv":
        rows = [asdict(one) | asdict(held) for one in found for held in one.held]
        output.rows(rows, ("table", "source", "release", "rows", "first", "last", "refused"))
    else:
        for one in found:
            for line in _described(one):
                output.say(line)


def _described(one: "TableStatus") -> Iterator[str]:
    """One table in lines: what is held by whom, what is complete, what is not, what could be pulled."""
    yield f"{one.table} ({one.meaning}): {one.rows:,} rows{_years(one.first, one.last)}"
    for held in one.held:
        refused = f", {held.refused:,} refused" if held.refused else ""
        yield f"  {held.source} {held.release}: {held.rows:,} rows{_years(held.first, held.last)}{refused}"
    for words, lines in (("complete", one.complete), ("not complete", one.limits)):
        yield from (f"  {words}: {line}" for line in lines)
    if one.could:
        yield f"  can be pulled: {', '.join(one.could)}"


def _years(first: int | None, last: int | None) -> str:
    return "" if first is None else f", {first} to {last}"


def verify(
    output: Output,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE...]", help="Only these; all when left out.", autocompletion=complete.sources
        ),
    ] = None,
) -> int:
    """Check the files of every release against their digests, and their rows against every rule.

    Exits with 2 when something is wrong.

    Example: multipolar record verify undl_ga
    """
    from multipolar.record.verify import verify as check

    checked = check(opened(output), sources or ())
    rows = [
        {"source": p.source, "release": p.release, "file": p.file, "problem": p.words}
        for p in checked.problems
    ]
    if rows or output.form != "table":
        output.rows(rows, ("source", "release", "file", "problem"))
    releases = "1 release" if checked.releases == 1 else f"{checked.releases:,} releases"
    counted = f"{releases}, {checked.files:,} files, {checked.rows:,} rows checked"
    output.note(f"{counted}: {'all sound' if checked.sound else f'problems: {len(rows):,}'}")
    return 0 if checked.sound else _FAILED


def diff(
    output: Output,
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="The source.", autocompletion=complete.sources)
    ],
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="A release; the one before NEW when left out.")
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="A release; the one in force when left out.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", help="Rows put in words for each table.")
    ] = 20,
) -> None:
    """Say in words what a release of a source changed against an older one.

    Example: multipolar record diff undl_ga
    """
    from dataclasses import asdict

    from multipolar.record.diff import diff as compare

    found = compare(opened(output), source, old, new, limit)
    if output.form == "json":
        output.json(asdict(found))
    elif output.form == "csv":
        columns = ("table", "before", "after", "added", "removed", "changed")
        output.rows([asdict(table) for table in found.tables], columns)
    else:
        for line in found.sentences:
            output.say(line)


def reconcile(
    output: Output,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="vote, rollcall (tallies) or flow (trade).")],
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="SOURCE",
            help="Only this one; repeat for more.",
            autocompletion=complete.sources,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", help="Differences listed for each pair.")
    ] = 20,
) -> None:
    """List where two sources, or exporter and importer, say different things about one fact; both stay.

    Example: multipolar record reconcile vote --source undl_ga --source voeten_votes
    """
    from dataclasses import asdict

    from multipolar.record.reconcile import reconcile as compare

    pairs = compare(opened(output), table, source or (), limit)  # type: ignore[arg-type]  # checked there
    if output.form == "json":
        output.json([asdict(pair) for pair in pairs])
        return
    columns = ("fact", "column", "first", "first_value", "second", "second_value", "preferred")
    output.rows([asdict(one) for pair in pairs for one in pair.differences], columns)
    for pair in pairs:
        share = f"{pair.compared:,} facts in both, {pair.differing:,} differ"
        output.note(f"{pair.table}: {pair.first} and {pair.second}: {share}")
    if not pairs:
        output.note(f"No two reports of {table} in force share a fact.")
