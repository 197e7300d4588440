"""Trade: complementarity of all pairs and the matrix of advantage for a generated BACI year, from Parquet."""

import time

from benchmarks import files
from benchmarks.case import Case, Job

_HERE = "benchmarks.trade"
_YEAR = 2023


def _parquet() -> str:
    from multipolar.record import Record

    return str(Record.open(files.RECORD).active("baci").path / "flow.parquet")


def _said(advantage, complementarity) -> str:
    import numpy as np

    return (
        f"{advantage.shape[0]} by {advantage.shape[1]} advantages, {complementarity.shape[0]} by "
        f"{complementarity.shape[1]} pairs, mean {np.nanmean(complementarity):.6f}"
    )


def ours() -> tuple[float, str]:
    """Through the record: source and sort of figures are found, the year is read; imports are left out."""
    import duckdb  # noqa: F401
    import pyarrow.compute
    import pyarrow.parquet  # noqa: F401

    from multipolar.measures.trade_goods import goods
    from multipolar.measures.trade_indices import advantage, complementarity
    from multipolar.record import Record, manifest, specs  # noqa: F401

    began = time.perf_counter()
    held = goods(Record.open(files.RECORD), _YEAR)
    found = advantage(held.exports), complementarity(held.exports, held.imports)
    return time.perf_counter() - began, _said(*found)


def duck() -> tuple[float, str]:
    """By hand: two sums in DuckDB, the rest in NumPy."""
    import duckdb
    import numpy as np

    began = time.perf_counter()
    connection = duckdb.connect()
    text = "SELECT {0}, product, sum(usd) AS usd FROM read_parquet('{1}') WHERE year = {2} GROUP BY 1, 2"
    parts = [
        connection.execute(text.format(side, _parquet(), _YEAR)).fetchnumpy()
        for side in ("exporter", "importer")
    ]
    columns = [
        (part[side], part["product"], part["usd"])
        for part, side in zip(parts, ("exporter", "importer"), strict=True)
    ]
    found = _rest(*(tuple(np.asarray(c) for c in column) for column in columns))
    return time.perf_counter() - began, _said(*found)


def polars() -> tuple[float, str]:
    """By hand: two sums in polars, the rest in NumPy."""
    import polars as pl

    began = time.perf_counter()
    table = pl.scan_parquet(_parquet()).filter(pl.col("year") == _YEAR)
    sums = [
        table.group_by(side, "product").agg(pl.col("usd").sum()).collect()
        for side in ("exporter", "importer")
    ]
    found = _rest(*(tuple(column.to_numpy() for column in part.get_columns()) for part in sums))
    return time.perf_counter() - began, _said(*found)


def duck_advantage() -> tuple[float, str]:
    """The matrix of advantage alone, in one statement of DuckDB."""
    import duckdb

    began = time.perf_counter()
    text = (
        "WITH s AS (SELECT exporter, product, sum(usd) AS usd FROM read_parquet(?) WHERE year = ? "
        "GROUP BY 1, 2), "
        "e AS (SELECT exporter, sum(usd) AS total FROM s GROUP BY 1), "
        "w AS (SELECT product, sum(usd) AS total FROM s GROUP BY 1) "
        "SELECT exporter, product, (s.usd / e.total) / (w.total / (SELECT sum(total) FROM w)) AS ratio "
        "FROM s JOIN e USING (exporter) JOIN w USING (product)"
    )
    found = duckdb.connect().execute(text, [_parquet(), _YEAR]).fetchnumpy()
    return time.perf_counter() - began, f"{len(found['ratio']):,} advantages above zero, advantage alone"


def _rest(sold, bought):
    """Dense matrices from sums, then both indices as a person would write them."""
    import numpy as np

    actors, place = np.unique(np.concatenate([sold[0], bought[0]]).astype(str), return_inverse=True)
    products, at = np.unique(np.concatenate([sold[1], bought[1]]).astype(str), return_inverse=True)
    exports, imports = np.zeros((2, len(actors), len(products)))
    cut = len(sold[0])
    exports[place[:cut], at[:cut]] = sold[2]
    imports[place[cut:], at[cut:]] = bought[2]
    share, wanted = (m / m.sum(axis=1, keepdims=True) for m in (exports, imports))
    advantage = share / (exports.sum(axis=0) / exports.sum())
    fits = np.array([1 - np.abs(wanted - row).sum(axis=1) / 2 for row in share])
    return advantage, fits


CASES = (
    Case(
        "trade-fit", "complementarity of all pairs and all advantages of 11 million flows, after import",
        Job("multipolar", f"{_HERE}:ours"),
        (
            Job("DuckDB", f"{_HERE}:duck"), Job("polars", f"{_HERE}:polars"),
            Job("DuckDB, advantage alone", f"{_HERE}:duck_advantage"),
        ),
        2.0, 3000.0, "benchmarks.jobs:both", 3,
    ),
)  # fmt: skip
