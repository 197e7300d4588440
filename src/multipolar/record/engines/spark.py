"""The engine for records larger than one machine: Spark's tables for rows, Ibis over the same session."""

import datetime
import importlib
import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.basics.errors import AskedWronglyError, RecordError
from multipolar.record.engines import dialect
from multipolar.record.engines.base import Files, Row
from multipolar.record.schema import READABLE, ColumnType, Table
from multipolar.record.where import Condition, Query

if TYPE_CHECKING:
    import pyarrow as pa

SQL_TYPES: dict[ColumnType, str] = {
    "string": "STRING", "int64": "BIGINT", "float64": "DOUBLE", "bool": "BOOLEAN", "date": "DATE",
    "list<string>": "ARRAY<STRING>",
}  # fmt: skip
_REMEDY = "Install it with: pip install 'multipolar[spark]' (it needs Java 17), or use the engine duckdb"
# A session that is already there (a cluster's) is used as it is; these make the local one.
_LOCAL = {
    "spark.master": "local[2]",
    "spark.app.name": "multipolar",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.session.timeZone": "UTC",
}
_QUIET = """rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
logger.gateway.name = org.apache.spark.api.python.PythonGatewayServer
logger.gateway.level = error
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c: %m%n
"""


class SparkEngine:
    """Queries over Parquet files through Spark, in its local mode unless a session is there already."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._session, self._scratch = _session()
        self._views: set[str] = set()
        self._ibis: Any = None

    def rows(self, query: Query) -> list[Row]:
        """The rows that meet a checked query, as plain Python values."""
        functions = importlib.import_module("pyspark.sql.functions")
        frame = self._view(query.table)
        for condition in query.conditions:
            frame = frame.filter(_test(functions, condition))
        if query.order:
            frame = frame.orderBy(*(_sorted(functions, name, down) for name, down in query.order))
        found = frame.select(*(functions.col(name) for name in query.columns)).collect()
        return [dict(zip(query.columns, row, strict=True)) for row in found]

    def table(self, name: str) -> Any:  # noqa: ANN401 - ibis carries no types
        """An Ibis table expression over the session that ``rows`` uses."""
        self._view(READABLE[name])
        if self._ibis is None:
            ibis = importlib.import_module("ibis")
            self._ibis = ibis.pyspark.connect(self._session)
        return self._ibis.table(name)

    def sql(self, text: str) -> "pa.Table":
        """The answer to one read-only SQL statement, in DuckDB's dialect as on every engine."""
        errors = importlib.import_module("pyspark.errors")
        translated, tables = dialect.for_spark(text)
        for name in tables:
            self._view(READABLE[name])
        try:
            return self._session.sql(translated).toArrow()
        except errors.PySparkException as error:
            line = " ".join(str(error).split("SQLSTATE")[0].split()).rstrip(". ")
            raise AskedWronglyError(f"The query failed: {line}") from None

    def close(self) -> None:
        """Stop the session, unless it was there before."""
        if self._scratch is not None:
            self._session.stop()
            self._scratch.cleanup()

    def _view(self, table: Table) -> Any:  # noqa: ANN401 - a data frame of Spark
        if table.name not in self._views:
            schema = ", ".join(f"`{c.name}` {SQL_TYPES[c.type]}" for c in table.all_columns)
            paths = [str(path) for path in self._files.get(table.name, ())]
            reader = self._session.read.schema(schema)
            frame = reader.parquet(*paths) if paths else self._session.createDataFrame([], schema)
            frame.createOrReplaceTempView(table.name)
            self._views.add(table.name)
        return self._session.table(table.name)


def _session() -> "tuple[Any, tempfile.TemporaryDirectory[str] | None]":
    """A session and, when it was started here, the folder for its files."""
    try:
        sql = importlib.import_module("pyspark.sql")
        errors = importlib.import_module("pyspark.errors")
    except ImportError:
        raise AskedWronglyError("The engine pyspark is not installed", _REMEDY) from None
    there = sql.SparkSession.getActiveSession()
    if there is not None:
        return there, None
    scratch = tempfile.TemporaryDirectory(prefix="multipolar-spark-", ignore_cleanup_errors=True)
    folder = Path(scratch.name)
    quiet = folder / "log4j2.properties"
    quiet.write_text(_QUIET, encoding="utf-8")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    # Spark also logs, as a line of JSON, each failure that it raises.
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    builder = sql.SparkSession.builder.config(
        "spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={quiet.as_uri()}"
    ).config("spark.sql.warehouse.dir", str(folder / "warehouse"))
    for key, value in _LOCAL.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate(), scratch
    except (errors.PySparkException, OSError) as error:
        line = str(error).strip().splitlines()[0].rstrip(".")
        raise RecordError(f"Spark could not be started: {line}. {_REMEDY}.") from error


def _test(functions: Any, condition: Condition) -> Any:  # noqa: ANN401 - columns of Spark
    column = functions.col(condition.column)
    if condition.operator == "between":
        low, high = condition.values
        test = functions.lit(True)
        if low is not None:
            test = test & (column >= functions.lit(low))
        return test if high is None else test & (column <= functions.lit(high))
    test = functions.lit(False)
    if condition.values and condition.operator == "in":
        test = column.isin([_plain(value) for value in condition.values])
    elif condition.values:
        listed = functions.array(*map(functions.lit, condition.values))
        test = functions.arrays_overlap(column, listed)
    return test | column.isNull() if condition.null else test


def _plain(value: object) -> object:
    """A value as Spark takes it; days are Python's own."""
    return value if not isinstance(value, datetime.datetime) else value.date()


def _sorted(functions: Any, name: str, descending: bool) -> Any:  # noqa: ANN401 - columns of Spark
    column = functions.col(name)
    return column.desc_nulls_last() if descending else column.asc_nulls_last()
