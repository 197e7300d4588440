"""Tables of an entity, a year and named indicators, as Our World in Data republishes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from multipolar.record.sources._common import actor_in_year, file_rows, parsed, whole
from multipolar.record.sources.base import ReadContext


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a column becomes: code, unit and the factor from the file's unit to the record's."""

    code: str
    unit: str
    factor: float = 1.0


def indicators(
    path: Path, columns: Mapping[str, Indicator], context: ReadContext, *, lands: bool = False
) -> Iterator[dict[str, object]]:
    """Canonical rows of every column; a blank is a row without a value, not reported.

    Args:
        path: The table.
        columns: What each of its columns becomes.
        context: The run.
        lands: The publisher draws every state over its present territory, so that a name means the land
            of today in any year; else it means the state of that year.

    Raises:
        SourceError: A column is missing or new.
    """
    published = file_rows(context.spec.name, path, ("Entity", "Year", *columns))
    rows = parsed(context, "indicator", published, lambda row: _figures(row, columns))
    for entity, year, figures in rows:
        actor = context.actor(entity) if lands else actor_in_year(context, entity, year, "name")
        if actor is None:
            context.issue("indicator", f"{entity} {year}", "the name is no actor of that year", entity)
            continue
        for column, value in figures.items():
            indicator = columns[column]
            yield {
                "actor": actor,
                "code": indicator.code,
                "year": year,
                "value": None if value is None else value * indicator.factor,
                "unit": indicator.unit,
                "locator": f"{entity} {year} {column}",
                "status": "not_reported" if value is None else "reported",
            }


def _figures(
    row: Mapping[str, str], columns: Mapping[str, Indicator]
) -> tuple[str, int, dict[str, float | None]]:
    figures = {name: float(row[name]) if row[name].strip() else None for name in columns}
    return row["Entity"], whole(row["Year"]), figures
