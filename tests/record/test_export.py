"""A whole table as a file: the rows are those of the record, in every form."""

import csv
import json
from datetime import date

import pyarrow.parquet as pq
import pytest
from _invented import invented, rollcall

from multipolar.basics.errors import AskedWronglyError, RecordError
from multipolar.record import Record
from multipolar.record.export import export


@pytest.fixture
def record(tmp_path):
    rows = [
        rollcall(
            "A/RES/2/1", date(1947, 1, 1), (1, 2, 3, 0), topics=["A, B", "C"], title='a "title", quoted'
        ),
        rollcall("A/RES/1/1", date(1946, 1, 1), title="Две\nстроки", topics=[]),
    ]
    invented(tmp_path / "record", "small", "one", {"rollcall": rows})
    return Record.open(tmp_path / "record", starter=False)


def plain(rows):
    return json.loads(json.dumps(rows, default=str))


def test_every_form_holds_the_rows_of_the_record(record, tmp_path):
    rows = record.rows("rollcall", order=["source", "id"])
    for ending in ("csv", "json", "parquet"):
        assert export(record, "rollcall", tmp_path / f"x.{ending}") == 2
    assert pq.read_table(tmp_path / "x.parquet").to_pylist() == rows
    # Cells that are empty are left out or null in JSON; nothing else may be missing.
    for mine, theirs in zip(plain(rows), json.loads((tmp_path / "x.json").read_text("utf-8")), strict=True):
        assert {**dict.fromkeys(mine), **theirs} == mine


def test_lists_are_joined_by_semicolons_in_csv(record, tmp_path):
    export(record, "rollcall", tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["id"], first["title"], first["yes"], first["topics"]) == (
        "A/RES/1/1",
        "Две\nстроки",
        "",
        "",
    )
    assert (second["title"], second["topics"]) == ('a "title", quoted', "A, B;C")
    assert (second["yes"], second["date"], second["release"]) == ("1", "1947-01-01", "one")


def test_a_table_nobody_holds_is_a_file_of_no_rows(record, tmp_path):
    assert export(record, "tariff", tmp_path / "x.csv") == 0
    assert (tmp_path / "x.csv").read_text().startswith("importer,exporter,year,product,rate,regime,")
    assert export(record, "tariff", tmp_path / "x.json") == 0
    assert json.loads((tmp_path / "x.json").read_text()) == []


def test_the_old_file_stays_when_the_new_one_fails(record, tmp_path):
    old = tmp_path / "x.csv"
    old.write_text("kept")
    with pytest.raises(AskedWronglyError, match=r"none of the kinds that can be written\. Use \.parquet"):
        export(record, "rollcall", tmp_path / "x.xlsx")
    with pytest.raises(AskedWronglyError, match="no table 'rolcall'. Nearest: rollcall"):  # noqa: RUF043
        export(record, "rolcall", old)
    assert old.read_text() == "kept"
    with pytest.raises(RecordError, match="cannot be written"):
        export(record, "rollcall", tmp_path / "no folder" / "x.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["record", "x.csv"]
