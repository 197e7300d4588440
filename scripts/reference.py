"""Write the reference pages from the code: commands, tables of the record, and a page for each source.

``python scripts/reference.py`` writes them, ``--check`` says which are out of date and fails.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent.parent / "docs"
_MADE = "<!-- Made by scripts/reference.py (`make docs`); edits here are lost. -->\n"
_SHARED = ("json", "csv", "quiet", "verbose", "record", "as_of")


def pages() -> dict[Path, str]:
    """Every page by its path."""
    made = {DOCS / "commands.md": commands_page(), DOCS / "reference" / "tables.md": tables_page()}
    made[DOCS / "sources" / "index.md"] = sources_index()
    for spec in _specs():
        made[DOCS / "sources" / f"{spec.name}.md"] = source_page(spec)
    return {path: f"{_MADE}\n{text.strip()}\n" for path, text in made.items()}


def commands_page() -> str:
    """All commands with their arguments, options and examples."""
    import typer

    from multipolar.cli.app import app

    root = typer.main.get_command(app)
    parts = [
        "# Commands",
        "Results go to standard output, progress and notes to standard error. Exit codes: 0 done, "
        "1 asked wrongly, 2 a source or file failed, 130 interrupted.",
        "## Options of every command",
        "They may stand before the verb or after it. Values of data are printed without the characters "
        "that steer a terminal.",
        _options(option for option in root.params if option.name in _SHARED),
        "Of `multipolar` alone:",
        _options(option for option in root.params if option.name not in _SHARED),
        *(part for path, command in _leaves(root, "multipolar") for part in _command(path, command)),
    ]
    return "\n\n".join(parts)


def _leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - the parser's own classes
    for name, below in getattr(command, "commands", {}).items():
        if hasattr(below, "commands"):
            yield from _leaves(below, f"{path} {name}")
        else:
            yield f"{path} {name}", below


def _command(path: str, command: Any) -> Iterator[str]:  # noqa: ANN401
    text, _, example = command.help.partition("Example: ")
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name not in _SHARED]
    yield f"## {path}"
    yield text.strip()
    yield f"```\n{example.strip()}\n```"
    rows = [*(f"`{p.metavar}`" for p in arguments), *map(_spelling, options)]
    if rows:
        yield _table(("", "meaning"), zip(rows, (p.help for p in (*arguments, *options)), strict=True))


def _options(options: Iterator[Any]) -> str:
    return _table(("option", "meaning"), ((_spelling(option), option.help) for option in options))


def _spelling(option: Any) -> str:  # noqa: ANN401
    names = ", ".join(option.opts)
    return f"`{names} {option.metavar}`" if option.metavar else f"`{names}`"


def tables_page() -> str:
    """The canonical tables, every column with its type and meaning."""
    from multipolar.record.schema import SHARED, TABLES

    parts = [
        "# Tables of the record",
        "Plain Parquet, the same columns whatever the source. Columns that may be empty are marked; "
        "of text columns with a fixed set of values the values are listed.",
        "## Columns of every table",
        _columns(SHARED),
    ]
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key)
        parts += [f"## {table.name}", f"{table.meaning[0].upper()}{table.meaning[1:]}. Key: {key}."]
        parts.append(_columns(table.columns))
    return "\n\n".join(parts)


def _columns(columns: Any) -> str:  # noqa: ANN401
    rows = []
    for column in columns:
        allowed = f" ({', '.join(column.allowed)})" if column.allowed else ""
        empty = "may be empty" if column.nullable else ""
        rows.append((f"`{column.name}`", column.type, empty, column.meaning + allowed))
    return _table(("column", "type", "", "meaning"), rows)


def sources_index() -> str:
    """One line for each source."""
    rows = [
        (f"[{spec.name}]({spec.name}.md)", spec.title, spec.publisher, ", ".join(sorted(spec.tables)))
        for spec in _specs()
    ]
    intro = "What `multipolar record pull` can bring; `multipolar record add` takes your own tables."
    return f"# Sources\n\n{intro}\n\n" + _table(("source", "title", "publisher", "tables"), rows)


def source_page(spec: Any) -> str:  # noqa: ANN401
    """What a source's description says, for people."""
    kept = "may be redistributed with attribution" if spec.redistribute else "downloaded by each user"
    facts = [
        ("publisher", spec.publisher), ("licence", f"{spec.licence} ({kept})"), ("citation", spec.citation),
        ("homepage", f"<{spec.homepage}>"), ("covers", _coverage(spec)),
        ("complete", "; ".join(spec.coverage.complete) or "nothing: a missing row proves nothing"),
    ]  # fmt: skip
    parts = [f"# {spec.name}: {spec.title}", _table(("", ""), facts)]
    if spec.notes:
        parts.append(spec.notes.strip())
    parts += [
        "## Tables",
        _table(("table", "rows of the real file"), _bounds(spec)),
        "## Files",
        _files(spec),
    ]
    if spec.corrections:
        rows = [(c.table, str(c.where), c.column, c.expect, c.value, c.reason) for c in spec.corrections]
        parts += ["## Corrections", _table(("table", "where", "column", "published", "read as", "why"), rows)]
    example = f"multipolar record pull {spec.name}"
    parts += ["## Pull", f"```\n{example}\n{example} --from PATH\n```"]
    return "\n\n".join(parts)


def _coverage(spec: Any) -> str:  # noqa: ANN401
    years = [str(year) for year in (spec.coverage.first, spec.coverage.last or "the newest release") if year]
    return f"{spec.coverage.scope.strip()} ({' to '.join(years)})"


def _bounds(spec: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    return [
        (f"[{name}](../reference/tables.md#{name})", f"{bound.min_rows:,} to {bound.max_rows:,}")
        for name, bound in sorted(spec.tables.items())
    ]


def _files(spec: Any) -> str:  # noqa: ANN401
    rows = []
    for file in spec.files:
        address = f"<{file.url}>" if file.url else f"linked from <{file.page}>" if file.page else "by hand"
        patterns = ", ".join(f"`{pattern}`" for pattern in file.patterns)
        need = "required" if file.required else "optional"
        rows.append((file.name, need, address, patterns))
    return _table(("file", "", "address", "recognised by name"), rows)


def _specs() -> list[Any]:
    from multipolar.record.sources import registry

    return [registry.spec(name) for name in registry.names()]


def _table(header: tuple[str, ...], rows: Any) -> str:  # noqa: ANN401
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(("" if value is None else str(value)).split()).replace("|", "\\|")


def stale() -> list[Path]:
    """Pages that are missing, differ from the code, or describe a source that is gone."""
    made = pages()
    wrong = [path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
    return wrong + [path for path in (DOCS / "sources").glob("*.md") if path not in made and _made_here(path)]


def _made_here(path: Path) -> bool:
    return path.read_text("utf-8").startswith(_MADE)


def main() -> int:
    """Write or check the pages."""
    if "--check" in sys.argv:
        wrong = stale()
        for path in wrong:
            print(f"{path.relative_to(DOCS.parent)} is out of date: run make docs", file=sys.stderr)
        return 1 if wrong else 0
    for path in stale():
        path.unlink(missing_ok=True)
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
