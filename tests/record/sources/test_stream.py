"""The reader of files of millions of rows: bad rows are counted, wrong layouts stop, blocks join up."""

import gzip
import io
from pathlib import Path

import pyarrow as pa
import pytest
from _support import spec
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.errors import SourceError
from multipolar.record.sources import _stream
from multipolar.record.sources._stream import Layout, ahead, batches, opened
from multipolar.record.sources.base import ReadContext

LAYOUT = Layout({"n": "whole", "x": "figure", "name": "text"}, known=("extra",), required=("n",))


def context() -> ReadContext:
    return ReadContext(spec("baci"), Path())


def read(text: str | bytes, layout: Layout = LAYOUT, within: ReadContext | None = None) -> list[dict]:
    raw = text.encode() if isinstance(text, str) else text
    found = batches(io.BytesIO(raw), layout, within or context(), "flow", "f.csv")
    return [row for batch in found for row in batch.to_pylist()]


def good(count: int) -> str:
    return "".join(f"{n},0.5,a,\n" for n in range(count))


def test_types_blanks_and_padding():
    rows = read("n,x,name,extra\n1,  2.5,b,\n2.0,NA,,\n3,     NA ,c,\n")
    assert rows == [
        {"n": 1, "x": 2.5, "name": "b"},
        {"n": 2, "x": None, "name": None},
        {"n": 3, "x": None, "name": "c"},
    ]


@pytest.mark.parametrize(
    ("row", "reason", "value"),
    [
        ("7,nan,a,", "x is not a figure", "nan"),
        ("7,inf,a,", "x is not a figure", "inf"),
        ("7,1.2.3,a,", "x is not a figure", "1.2.3"),
        ("7.5,1,a,", "n is not a whole number", "7.5"),
        (",1,a,", "n is not a whole number", ""),
        ("7,1", "2 fields where the header has 4", "7,1"),
    ],
)
def test_a_bad_row_is_left_out_and_counted(row, reason, value):
    within = context()
    rows = read("n,x,name,extra\n" + good(200) + row + "\n" + row + "\n", within=within)
    assert len(rows) == 200
    assert [(i.reason, i.value, i.count) for i in within.issues] == [(reason, value, 2)]


def test_more_than_one_bad_row_in_a_hundred_stops_the_source():
    with pytest.raises(SourceError, match=r"2 of 102 rows of f\.csv cannot be read; the first is row 102"):
        read("n,x,name,extra\n" + good(100) + "7,much,a,\n8,more,a,\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("n,x,name\n1,1,a\n", "no column 'extra'"),
        ("n,x,name,extra,new\n", "unknown column 'new'"),
        ("", "no column 'n'"),
        ("<html><body>Sorry", "no column 'n'"),
        (b"n,x,name,extra\n1,1,\xe9\xff,\n", "invalid UTF8"),
    ],
)
def test_another_layout_or_encoding_stops_the_source(text, said):
    with pytest.raises(SourceError, match=said):
        read(text)


def test_a_header_alone_gives_nothing():
    assert read("n,x,name,extra\n") == []


def test_latin_1_is_read_when_said():
    layout = Layout(LAYOUT.read, LAYOUT.known, encoding="latin-1")
    assert read("n,x,name,extra\n1,1,Cura\xe7ao,\n".encode("latin-1"), layout)[0]["name"] == "Cura\xe7ao"


def test_small_blocks_give_what_one_block_gives(monkeypatch):
    text = "n,x,name,extra\n" + good(5_000) + "5000,bad,a,\n"
    whole, parted = context(), context()
    one = read(text, within=whole)
    monkeypatch.setattr(_stream, "_BLOCK", 1 << 10)
    assert read(text, within=parted) == one
    assert parted.issues == whole.issues
    assert whole.issues[0].locator == "f.csv row 5002"


def test_a_gzip_cut_short_is_one_clear_line(tmp_path):
    path = tmp_path / "f.csv.gz"
    path.write_bytes(gzip.compress(("n,x,name,extra\n" + good(20_000)).encode())[:-2_000])
    with (
        pytest.raises(SourceError, match=r"f\.csv\.gz is cut short or damaged"),
        opened(path, context()) as stream,
    ):
        for _ in batches(stream, LAYOUT, context(), "flow", "f.csv"):
            pass


@given(st.lists(st.integers()))
def test_ahead_changes_nothing(items):
    assert list(ahead(iter(items))) == items


def test_ahead_passes_failures_on():
    def failing():
        yield pa.array([1])
        raise SourceError("baci", "broken")

    found = ahead(failing())
    assert next(found).to_pylist() == [1]
    with pytest.raises(SourceError, match="broken"):
        next(found)
