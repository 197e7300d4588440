"""``multipolar record``: what is known, where it came from, and how it is renewed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.basics.errors import AskedWronglyError, MultipolarError
from multipolar.cli import complete, upkeep
from multipolar.cli.options import group, verb
from multipolar.cli.output import Output, opened
from multipolar.cli.progress import shown

if TYPE_CHECKING:
    from multipolar.record.store import ReleaseInfo

app = typer.Typer(rich_markup_mode=None)
group(app, "The record: pull sources, read them, compare releases, add your own tables.")

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="Names from `record sources`.", autocompletion=complete.sources),
]
Force = Annotated[
    bool, typer.Option("--force", help="Read again what is in force, and accept a release that shrank.")
]
To = Annotated[
    Path | None,
    typer.Option("--to", metavar="FILE", help="Write to a .parquet, .csv or .json file instead of printing."),
]


def folder(output: Output) -> Path:
    """The record's folder that the shared options name, for commands that write."""
    from multipolar.record.store import default_path

    if output.as_of:
        raise AskedWronglyError("--as-of reads older releases; this command writes", "Leave it out")
    return output.record or default_path()


@verb(app)
def sources(output: Output) -> None:
    """List the sources that can be pulled, and the release of each that is in force.

    Example: multipolar record sources --json
    """
    from multipolar.record.sources import registry

    active = {one.source: one.release for one in opened(output).releases() if one.active}
    rows = []
    for name in sorted({*registry.names(), *active}):
        shipped = name in registry.folders()
        spec = registry.spec(name) if shipped else None
        rows.append({
            "source": name,
            "title": spec.title if spec else "your own table",
            "tables": sorted(spec.tables) if spec else [],
            "licence": spec.licence if spec else "",
            "in force": active.get(name),
        })  # fmt: skip
    columns = ("source", "title", "tables", "in force")
    output.rows(
        rows, columns if output.form == "table" else ("source", "title", "tables", "licence", "in force")
    )


@verb(app)
def pull(
    output: Output,
    names: Sources,
    from_path: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="PATH", help="A file or folder at hand, instead of a download."),
    ] = None,
    force: Force = False,
) -> int:
    """Download sources, check them and bring their newest releases into force.

    A source that fails keeps its previous release; the others go on.

    Example: multipolar record pull undl_ga --from ~/Downloads/2026_02_06_ga_voting.csv
    """
    from multipolar.record.pull import pull as pull_one
    from multipolar.record.sources import registry

    home = folder(output)
    for name in names:
        registry.spec(name)
    if from_path and len(names) > 1:
        raise AskedWronglyError("--from was given with several sources", "Pull them one by one")
    worst, rows = 0, []
    with shown(output) as progress:
        for name in names:
            try:
                info = pull_one(home, name, from_path, progress, force)
                rows.append(_release_row(info))
                for line in info.notes:
                    progress.note(f"{name}: {line}")
            except MultipolarError as error:
                if len(names) == 1:
                    raise
                output.error(str(error))
                worst = max(worst, error.exit_code)
    if rows or output.form != "table":
        output.rows(rows, ("source", "release", "new", "rows"))
    return worst


@verb(app)
def add(
    output: Output,
    table: Annotated[Path, typer.Argument(metavar="TABLE", help="Your CSV.")],
    description: Annotated[
        Path | None,
        typer.Argument(metavar="[DESCRIPTION]", help="Its YAML; the file beside it with .yml when left out."),
    ] = None,
    force: Force = False,
) -> None:
    """Make a table of your own a source of the record, described by a short YAML.

    Example: multipolar record add embassies.csv embassies.yml
    """
    from multipolar.record.usertable import add as add_one

    described = description or (table.with_suffix(".yml") if table.name else table)
    info = add_one(folder(output), table, described, force=force, note=output.note)
    for line in info.notes:
        output.note(line)
    output.rows([_release_row(info)], ("source", "release", "new", "rows"))


def _release_row(info: "ReleaseInfo") -> dict[str, object]:
    return {
        "source": info.source,
        "release": info.release,
        "new": info.new,
        "rows": [f"{table}: {count:,}" for table, count in info.rows.items()],
    }


@verb(app)
def query(
    output: Output,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT over the record's tables.")],
    to: To = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Print Parquet, into a file or a pipe.")] = False,
) -> None:
    """Ask the record in SQL; nothing can be changed by it.

    Example: multipolar record query "SELECT choice, count(*) AS n FROM vote GROUP BY choice" --csv
    """
    from multipolar.cli import tables

    tables.deliver(output, opened(output).sql(sql), to, parquet)


@verb(app)
def export(
    output: Output,
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="A table of the record.", autocompletion=complete.tables)
    ],
    to: To = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Print Parquet, into a file or a pipe.")] = False,
) -> None:
    """Write one whole table, with the source and release of every row.

    Example: multipolar record export membership --to membership.csv
    """
    from multipolar.cli import tables
    from multipolar.record import where
    from multipolar.record.export import export as write

    name = where.table(table).name
    if to is None:
        tables.deliver(output, opened(output).sql(f"SELECT * FROM {name}"), None, parquet)
    else:
        output.note(f"{write(opened(output), name, to):,} rows written to {to}")


upkeep.register(app)
