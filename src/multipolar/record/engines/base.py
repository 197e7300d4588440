"""The contract of an engine: rows, expressions and read-only SQL over the files of the tables."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from multipolar.record.where import Query

if TYPE_CHECKING:
    import pyarrow as pa

Name = Literal["duckdb", "pyspark"]
Files = Mapping[str, tuple[Path, ...]]
Row = dict[str, Any]


class Engine(Protocol):
    """Answers over the Parquet files of each table; the same question gives the same rows on every engine."""

    def rows(self, query: Query) -> list[Row]:
        """The rows that meet a checked query."""
        ...

    def table(self, name: str) -> Any:  # noqa: ANN401 - ibis carries no types
        """An Ibis table expression."""
        ...

    def sql(self, text: str) -> "pa.Table":
        """The answer to one read-only SQL statement.

        Raises:
            AskedWronglyError: Not one statement, not read-only, or not understood.
        """
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...
