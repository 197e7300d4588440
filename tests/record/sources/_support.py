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
        found.setdefault(rows.table, []).extend(table.to_pylist())
    for table, rows in found.items():
        prove(table, rows)
    return found, context


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
