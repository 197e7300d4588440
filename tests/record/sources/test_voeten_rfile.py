"""R data files of plain tables are read cell by cell as a general reader has them; anything else is told."""

import bz2
import gzip
import struct

import pytest

from multipolar.record.sources.voeten_votes.open import _column
from multipolar.record.sources.voeten_votes.rfile import OtherKindError, read_table

_NO_REAL = struct.unpack(">d", bytes.fromhex("7ff00000000007a2"))[0]


def _int(value):
    return struct.pack(">i", value)


def _text(value, mark=0x40000):
    if value is None:
        return _int(0x9) + _int(-1)
    raw = value.encode("latin-1" if mark == 0x4000 else "utf-8")
    return _int(0x9 | mark) + _int(len(raw)) + raw


def _symbol(name):
    return _int(1) + _text(name)


def _texts(*values, mark=0x40000):
    return _int(16) + _int(len(values)) + b"".join(_text(v, mark) for v in values)


def _table(columns, encoding=True):
    """A data frame as R 4 saves it: ``columns`` is a list of (name, bytes of the vector)."""
    body = _int(1026) + _symbol("x") + _int(19 | 0x300) + _int(len(columns))
    body += b"".join(raw for _, raw in columns)
    body += _int(1026) + _symbol("names") + _texts(*(name for name, _ in columns))
    body += _int(1026) + _symbol("class") + _texts("data.frame") + _int(254) + _int(254)
    native = _int(5) + b"UTF-8" if encoding else b""
    return (
        (b"RDX3\nX\n" if encoding else b"RDX2\nX\n") + _int(3) + _int(0x40000) + _int(0x30500) + native + body
    )


def _factor(codes, *levels):
    raw = _int(13 | 0x200) + _int(len(codes)) + b"".join(map(_int, codes))
    return raw + _int(1026) + _symbol("levels") + _texts(*levels) + _int(254)


COLUMNS = [
    ("rcid", _int(14) + _int(3) + struct.pack(">3d", 3.0, 4.0, _NO_REAL)),
    ("country", _texts("Chile", "São Tomé & Príncipe", None)),
    ("old", _texts("Côte", "Côte", "x", mark=0x4000)),
    ("member", _int(13) + _int(3) + _int(1) + _int(-(2**31)) + _int(0)),
    ("hr", _int(10) + _int(3) + _int(1) + _int(0) + _int(-(2**31))),
    ("vote", _factor([2, 1, -(2**31)], "abstain", "yes")),
]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
@pytest.mark.parametrize("encoding", [True, False])
def test_a_table_of_every_kind_of_column(tmp_path, pack, encoding):
    path = tmp_path / "t.rda"
    path.write_bytes(pack(_table(COLUMNS, encoding)))
    assert read_table(path) == {
        "rcid": [3.0, 4.0, None],
        "country": ["Chile", "São Tomé & Príncipe", None],
        "old": ["Côte", "Côte", "x"],
        "member": [1, None, 0],
        "hr": [True, False, None],
        "vote": ["yes", "abstain", None],
    }


def test_days_are_written_as_dates_and_missing_cells_stay_empty():
    assert _column("date", [-8766.0, None]) == ["1946-01-01", None]
    assert _column("rcid", [3.0, None, float("nan")]) == ["3.0", None, None]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"rcid,vote\n1,yes\n", "does not begin"),
        (_table(COLUMNS)[:-60], "damaged|cut short"),
        (gzip.compress(_table(COLUMNS), mtime=0)[:-20], "damaged"),
        (_table([("f", _int(3) + _int(254) * 3)]), "type 3"),
    ],
)
def test_other_files_are_told_apart(tmp_path, raw, said):
    path = tmp_path / "t.rda"
    path.write_bytes(raw)
    with pytest.raises(OtherKindError, match=said):
        read_table(path)


@pytest.mark.shared
def test_as_the_published_csv_has_it(shared):
    import csv

    folder = shared / "data" / "unvotes"
    ours = read_table(folder / "un_roll_call_issues.rda")
    with (folder / "un_roll_call_issues.csv").open(encoding="utf-8", newline="") as lines:
        theirs = list(csv.DictReader(lines))
    assert ours["short_name"] == [row["short_name"] for row in theirs]
    assert [int(value) for value in ours["rcid"]] == [int(float(row["rcid"])) for row in theirs]


@pytest.mark.shared
@pytest.mark.slow
def test_all_votes_in_seconds(shared):
    import time

    began = time.process_time()
    table = read_table(shared / "data" / "unvotes" / "un_votes.rda")
    # A general reader takes some fifty; the margin is for slow machines.
    assert time.process_time() - began < 25
    assert len(table["vote"]) == 869_937
    assert {one: table["vote"].count(one) for one in ("yes", "abstain", "no")} == {
        "yes": 693_544, "abstain": 110_893, "no": 65_500,
    }  # fmt: skip
