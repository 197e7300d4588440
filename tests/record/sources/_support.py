"""Runs one source's reader on files, as the record does, and gives tables by name."""

import importlib
from collections import Counter
from pathlib import Path

import pyarrow as pa
import yaml

from multipolar.record.schema import TABLES
from multipolar.record.sources import base

FOLDER = Path(base.__file__).parent


def spec(name: str) -> base.SourceSpec:
    return base.SourceSpec.model_validate(yaml.safe_load((FOLDER / name / "source.yml").read_text("utf-8")))


def fixture(name: str, file: str) -> Path:
    return FOLDER / name / "fixture" / file


def run(name: str, files: dict[str, Path], scratch: Path) -> tuple[dict[str, list[dict]], base.ReadContext]:
    context = base.ReadContext(spec(name), scratch)
    reader = importlib.import_module(f"multipolar.record.sources.{name}.read")
    found: dict[str, list[dict]] = {}
    for rows in reader.read(files, context):
        batches = rows.batches
        table = batches if isinstance(batches, pa.Table) else batches.read_all()
        found.setdefault(rows.table, []).extend(absent(rows.table) | row for row in table.to_pylist())
    for table, rows in found.items():
        prove(table, rows)
    return found, context


def absent(table: str) -> dict[str, object]:
    """What the record fills in for columns a reader leaves out."""
    return {column.name: None for column in TABLES[table].all_columns} | {"status": "reported"}


def prove(table: str, rows: list[dict]) -> None:
    """Required columns filled, allowed values only, key unique, spells that do not end before they start."""
    spec = TABLES[table]
    for column in spec.all_columns:
        if column.name in ("source", "release"):
            continue
        values = {row[column.name] for row in rows if not isinstance(row[column.name], list)}
        assert column.nullable or None not in values, f"{table}.{column.name} is empty somewhere"
        if column.allowed:
            assert values - {None} <= set(column.allowed), f"{table}.{column.name}: {values}"
    keys = Counter(tuple(row[name] for name in spec.key) for row in rows)
    assert max(keys.values(), default=1) == 1, [key for key, count in keys.items() if count > 1][:5]
    for row in rows:
        if row["valid_from"] and row["valid_to"]:
            assert row["valid_from"] < row["valid_to"], row


def refused(context: base.ReadContext) -> set[str]:
    return {value for _, value, _ in context.refused}


def renamed(name: str, file: str, column: str, scratch: Path, encoding: str = "utf-8") -> Path:
    """A copy of a fixture whose header has another spelling of one column."""
    header, rest = fixture(name, file).read_text(encoding).split(column, 1)
    copy = scratch / file
    copy.write_text(f"{header}{column}_new{rest}", encoding, newline="")
    return copy


def spells(rows: list[dict], **where: object) -> list[tuple[str, str | None]]:
    """valid_from and valid_to, as far as they are known, of the rows that match."""
    found = [row for row in rows if all(row[key] == value for key, value in where.items())]
    return sorted((known(row, "valid_from"), known(row, "valid_to")) for row in found)


def known(row: dict, name: str) -> str | None:
    """A date of a row, written as finely as its precision says."""
    if row[name] is None:
        return None
    return row[name].isoformat()[: {"year": 4, "month": 7, "day": 10}[row[f"{name}_precision"]]]


def reasons(context: base.ReadContext) -> Counter[str]:
    counted: Counter[str] = Counter()
    for issue in context.issues:
        counted[issue.reason] += issue.count
    return counted
