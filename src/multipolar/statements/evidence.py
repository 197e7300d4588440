"""How rows of the record become evidence, and the command that shows them again."""

from collections.abc import Mapping
from typing import Any

from multipolar.statements.model import Evidence


def evidence_of(row: Mapping[str, Any]) -> Evidence:
    """One row as evidence: provenance apart, empty columns left out."""
    held = {key: value for key, value in row.items() if value is not None}
    source, release, locator = (str(held.pop(key, "")) for key in ("source", "release", "locator"))
    return Evidence(source, release, locator, held)


def query(sql: str) -> str:
    """The command that prints the rows a query gives."""
    return f'multipolar record query "{sql}"'
