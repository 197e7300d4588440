"""Rows as files: CSV whose cells no spreadsheet runs, JSON with the sources of the rows."""

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from fastapi import Response

from multipolar.server.cells import for_csv, for_json
from multipolar.server.held import Held
from multipolar.server.sources import cited
from multipolar.server.tables.model import Row, Table

Form = Literal["csv", "json"]
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def file(held: Held, table: Table, rows: Sequence[Row], form: Form, subject: str = "") -> Response:
    """Rows of a table as an attachment.

    Args:
        held: What the server holds.
        table: The table.
        rows: Which of its rows.
        form: CSV or JSON.
        subject: What the table is about, for the file's name.
    """
    text = _csv(table, rows) if form == "csv" else json.dumps(as_json(held, table, rows), ensure_ascii=False)
    sort = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    named = {"Content-Disposition": f'attachment; filename="{file_name(subject, table.name)}.{form}"'}
    return Response(text, media_type=sort, headers=named)


def file_name(*parts: str) -> str:
    """A name for a file from any texts: letters and digits, never a path.

    >>> file_name("../A/RES/68/262", "votes"), file_name("", "Ж")
    ('A-RES-68-262-votes', 'table')
    """
    words = [_UNSAFE.sub("-", part).strip("-") for part in parts]
    return "-".join(word for word in words if word)[:80] or "table"


def as_json(held: Held, table: Table, rows: Sequence[Row]) -> dict[str, Any]:
    """Rows with what they are about and their sources."""
    names = [column.name for column in table.columns]
    return {
        "title": table.title,
        "columns": names,
        "rows": [{name: for_json(row.get(name)) for name in names} for row in rows],
        "notes": [*table.notes, *([table.gap] if table.gap and not rows else [])],
        "definition": f"/definitions#{table.definition}" if table.definition else None,
        "command": table.command or None,
        "sources": cited(held.record, table.origins),
    }


def _csv(table: Table, rows: Sequence[Row]) -> str:
    names = [column.name for column in table.columns]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([for_csv(row.get(name)) for name in names] for row in rows)
    return stream.getvalue()
