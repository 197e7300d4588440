"""A whole table as a file for other programs: Parquet, CSV or JSON, streamed, whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from multipolar.basics.errors import AskedWronglyError, RecordError, reason
from multipolar.record import where as asking
from multipolar.record.engines.duck import reading
from multipolar.record.schema import Table

if TYPE_CHECKING:
    from multipolar.record.store import Record

Form = Literal["parquet", "csv", "json"]
FORMS: tuple[Form, ...] = ("parquet", "csv", "json")
LIST_SEPARATOR = ";"
"""Between the values of a list in CSV, where a cell holds one text."""

_COPY: dict[Form, str] = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "csv": "FORMAT csv, HEADER true",
    "json": "FORMAT json, ARRAY true",
}


def form_of(path: Path) -> Form:
    """The form that a file's ending asks for.

    Raises:
        AskedWronglyError: Another ending.
    """
    for form in FORMS:
        if path.suffix.lower() == f".{form}":
            return form
    raise AskedWronglyError(f"{path} is none of the kinds that can be written", "Use .parquet, .csv or .json")


def export(record: "Record", table: str, path: Path) -> int:
    """Write one whole table, with the source and release of every row.

    The old file stays until the new one is complete. In CSV an empty cell is an empty one, ``""`` an
    empty text, and lists are joined by semicolons; in JSON lists are lists and empty cells ``null``.

    Returns:
        Rows written.

    Raises:
        AskedWronglyError: No such table, or an ending that is none of ``FORMS``.
        RecordError: The file cannot be written.
    """
    import duckdb

    asked, form = asking.table(table), form_of(path)
    beside = path.with_name(f".{path.name}.part")
    quoted = str(beside).replace("'", "''")
    try:
        with reading(record.files, (asked.name,)) as connection:
            connection.execute(f"COPY ({_select(asked, form)}) TO '{quoted}' ({_COPY[form]})")
            found = connection.execute(f'SELECT count(*) FROM "{asked.name}"').fetchone()
        beside.replace(path)
    except (OSError, duckdb.IOException) as error:
        # DuckDB: 'IO Error: Cannot open file "...": No such file or directory'
        line = reason(error).rpartition('": ')[2]
        raise RecordError(f"{path} cannot be written: {line}. Name another place with --to.") from error
    finally:
        beside.unlink(missing_ok=True)
    return int((found or (0,))[0])


def _select(table: Table, form: Form) -> str:
    columns = [
        f'array_to_string("{c.name}", \'{LIST_SEPARATOR}\') AS "{c.name}"'
        if form == "csv" and c.type == "list<string>"
        else f'"{c.name}"'
        for c in table.all_columns
    ]
    key = ", ".join(f'"{name}"' for name in ("source", *table.key))
    return f'SELECT {", ".join(columns)} FROM "{table.name}" ORDER BY {key}'
