"""The same question gives the same rows on DuckDB and on Spark, and neither lets a query past the record."""

import importlib.util
import shutil
from datetime import date

import pytest
from _invented import flow, invented, rollcall, votes

from multipolar.basics.dates import Span
from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record

QUESTIONS = {
    "one value": ("vote", {"actor": "CHL"}, None, ["rollcall"]),
    "several": ("vote", {"actor": ["CHL", "RUS"]}, ["rollcall", "choice"], ["rollcall", "actor"]),
    "descending": ("rollcall", {}, ["id", "date", "yes"], ["-date", "id"]),
    "days": ("rollcall", {"date": Span(date(2014, 1, 1), date(2022, 12, 31))}, ["id", "date"], "id"),
    "an open span": ("rollcall", {"date": Span(None, date(1950, 1, 1))}, ["id"], "id"),
    "years": ("flow", {"year": range(2012, 2016), "exporter": "RUS"}, ["importer", "year", "usd"],
              ["importer", "year", "reporter", "source"]),
    "lists": ("rollcall", {"topics": ["Cuba embargo", "Hungary"]}, ["id", "topics"], "id"),
    "empty cells": ("rollcall", {"yes": [None, 141]}, ["id", "yes"], ["-yes", "id"]),
    "no values": ("vote", {"actor": []}, None, None),
    "true and false": ("tie", {"directed": True, "kind": "visa"}, ["a", "b", "value"], ["a", "b", "value"]),
    "a table nobody holds": ("indicator", {}, None, None),
    "what was refused": ("issues", {}, ["source", "table", "reason", "count"], ["source", "reason"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A record with two sources beside the starter, one of them twice released."""
    home = tmp_path_factory.mktemp("engines")
    for release, cells in (("one", {"CHL": "A"}), ("two", {"CHL": "Y", "RUS": "N"})):
        invented(home, "small", release, {
            "rollcall": [rollcall("A/RES/99/1", date(2044, 9, 1), topics=["Hungary"])],
            "vote": votes("A/RES/99/1", **cells),
        }, [("vote", "row 7", "no vote", "Q")], max_refused=1.0)  # fmt: skip
    invented(home, "trade", "one", {"flow": [flow("RUS", "CHL", 2013, None), flow("RUS", "PER", 2014, 1.5)]})
    return home


@pytest.fixture(scope="module")
def duck(folder):
    return Record.open(folder)


@pytest.fixture(scope="module")
def spark(folder):
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed; `make spark` adds it")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, and no java is found")
    record = Record.open(folder, engine="pyspark")
    yield record
    record.close()


spark_test = [
    pytest.mark.spark,
    # Spark 4 warns of pandas 3, sets up sockets of its own, and asks for modules that warn of their age.
    pytest.mark.filterwarnings("default"),
]


def marked(test):
    for mark in spark_test:
        test = mark(test)
    return test


def in_any_order(rows):
    return sorted(rows, key=lambda row: str(sorted(row.items(), key=str)))


@marked
@pytest.mark.parametrize("question", QUESTIONS)
def test_rows_are_the_same(duck, spark, question):
    table, where, columns, order = QUESTIONS[question]
    mine, theirs = duck.rows(table, where, columns, order), spark.rows(table, where, columns, order)
    assert (mine == theirs) if order else (in_any_order(mine) == in_any_order(theirs))
    assert mine or question in ("no values", "a table nobody holds")


@marked
def test_an_expression_with_a_join_and_groups_is_the_same(duck, spark):
    import ibis

    def tallies(record):
        vote, call = record.table("vote"), record.table("rollcall")
        joined = vote.join(call, (vote.rollcall == call.id) & (vote.source == call.source))
        counted = joined.group_by([call.session, vote.choice]).agg(n=ibis._.count(), last=call.date.max())
        return counted.order_by(["session", "choice"]).to_pyarrow().to_pylist()

    mine = tallies(duck)
    assert len(mine) > 200
    assert sum(row["n"] for row in mine) == len(duck.rows("vote"))
    assert tallies(spark) == mine


@marked
@pytest.mark.parametrize(
    "text",
    [
        "SELECT choice, count(*) AS n FROM vote WHERE actor = 'CHL' GROUP BY choice ORDER BY choice",
        "WITH late AS (SELECT * FROM rollcall WHERE date > DATE '2020-01-01')"
        " SELECT choice, count(*) AS n FROM vote JOIN late ON rollcall = id GROUP BY ALL ORDER BY ALL",
        "SELECT id, array_length(topics) AS n, list_contains(topics, 'x') AS h FROM rollcall ORDER BY id",
        "SELECT year(date) AS y, max(yes) - min(yes) AS span FROM rollcall GROUP BY y ORDER BY y;",
        "SELECT importer, sum(usd) AS s FROM flow WHERE year = 2013 GROUP BY 1 ORDER BY s DESC NULLS LAST, 1",
    ],
)
def test_sql_is_the_same(duck, spark, text):
    mine = duck.sql(text).to_pylist()
    assert mine
    assert spark.sql(text).to_pylist() == mine


WRONG = {
    "DROP TABLE vote": "The record is read-only; DROP is not allowed",
    "COPY vote TO '/tmp/x.csv'": "The record is read-only; COPY is not allowed",
    "SELECT 1; SELECT 2": "A query is one statement; this has 2",
    "": "A query is one statement; this has 0",
    "SELEKT 1": "The query failed: Parser Error",
    "SELECT * FROM votes": "vote",
    "SELECT nope FROM vote": "nope",
    "SELECT * FROM read_csv('/etc/passwd')": "/etc/passwd",
    "SELECT * FROM '/etc/passwd.parquet'": "/etc/passwd",
    "SELECT * FROM read_text('/etc/passwd')": "/etc/passwd",
    "SELECT content FROM vote, read_blob('/etc/passwd')": "/etc/passwd",
    "ATTACH '/tmp/x.db'": "The record is read-only",
    "SET enable_external_access = true": "The record is read-only",
    "INSTALL httpfs": "The record is read-only",
}
SPARK_ONLY = {
    "SELECT reflect('java.lang.System', 'getenv', 'HOME')": r"reflect\(\) cannot be asked of Spark",
    "SELECT java_method('java.lang.System', 'getenv', 'HOME') FROM vote": "cannot be asked of Spark",
    'SELECT * FROM parquet."/etc/passwd"': "The record has no table",
    'SELECT * FROM "parquet"."/etc"."passwd"': "The record has no table",
    "SELECT * FROM spark_catalog.default.vote": "The record has no table",
}


@pytest.mark.parametrize("text", WRONG)
def test_nothing_but_one_question_is_let_through(duck, text):
    with pytest.raises(AskedWronglyError, match=WRONG[text]) as failure:
        duck.sql(text)
    assert "\n" not in str(failure.value)


@marked
@pytest.mark.parametrize("text", [*WRONG, *SPARK_ONLY])
def test_nothing_but_one_question_is_let_through_to_spark(spark, text):
    with pytest.raises(AskedWronglyError, match={**WRONG, **SPARK_ONLY}[text]) as failure:
        spark.sql(text)
    assert "\n" not in str(failure.value)


def test_an_unknown_engine_is_refused(folder):
    with pytest.raises(AskedWronglyError, match=r"no engine 'sqlite'\. Engines: duckdb, pyspark"):
        Record.open(folder, engine="sqlite")
