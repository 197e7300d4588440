"""Files and folders that are broken or malicious: one clear line each, and nothing lost."""

import errno
import gzip
import io
import json
import multiprocessing
import os
import resource
import stat
import tempfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from _small import HEADER, ga_csv, ga_rows, small  # noqa: F401 - small is a fixture

from multipolar.basics.errors import MultipolarError, RecordError, SourceError
from multipolar.record import Record
from multipolar.record.fetch.archives import Limits, extract, gunzip, inspect, member
from multipolar.record.pull import pull
from multipolar.record.sources import registry
from multipolar.record.sources.base import Rows

CSV = "2026_02_06_ga_voting.csv"


@pytest.fixture
def record(small, tmp_path):  # noqa: F811
    """A record that holds a good release."""
    good = tmp_path / "good" / CSV
    good.parent.mkdir()
    good.write_bytes(ga_csv())
    pull(tmp_path / "record", "undl_ga", [good])
    return tmp_path / "record"


def state(record):
    opened = Record.open(record, starter=False)
    return [(r.release, r.active) for r in opened.releases()], opened.rows(
        "vote", order=["rollcall", "actor"]
    )


def leftovers(record):
    names = {path.name for path in record.rglob("*")}
    return names & {".staging", ".scratch"}


def refused(record, path, kind=SourceError, source="undl_ga"):
    """Pull what must be refused; the one line it gives, once it is proved that nothing was lost."""
    before = state(record)
    with pytest.raises(kind) as failure:
        pull(record, source, [path])
    assert state(record) == before
    assert not leftovers(record)
    message = str(failure.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


@pytest.fixture
def csv_file(tmp_path):
    folder = tmp_path / "hostile"
    folder.mkdir()

    def write(content):
        path = folder / CSV
        path.write_bytes(content)
        return path

    return write


def test_a_web_page_saved_as_csv(record, csv_file):
    page = csv_file(b"<!DOCTYPE html>\n<html><head><title>Access denied</title></head></html>")
    message = refused(record, page)
    assert (
        f'{CSV} is a web page titled "Access denied", not the published file. Download it again.' in message
    )


def test_an_empty_file(record, csv_file):
    assert f"{CSV} is empty. Download it again." in refused(record, csv_file(b""))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_wrong_encoding(record, csv_file, encoding):
    rows = ga_rows()
    rows[3][10] = "Situation au Cambodge : résolution"
    text = ga_csv(rows).decode()
    message = refused(record, csv_file(text.encode(encoding)))
    assert CSV in message
    assert "utf-8" in message.lower() or "column" in message


def test_a_renamed_column(record, csv_file):
    renamed = tuple("member_vote" if name == "ms_vote" else name for name in HEADER)
    message = refused(record, csv_file(ga_csv(header=renamed)))
    assert "'ms_vote'" in message
    assert "'member_vote'" in message


def test_a_new_column(record, csv_file):
    rows = [[*row, "x"] for row in ga_rows()]
    assert "'surprise'" in refused(record, csv_file(ga_csv(rows, (*HEADER, "surprise"))))


def test_a_vote_given_twice_is_counted_as_an_issue(record, csv_file):
    rows = ga_rows()
    other = [*rows[5][:3], "N" if rows[5][3] != "N" else "Y", *rows[5][4:]]
    info = pull(record, "undl_ga", [csv_file(ga_csv([*rows, other]))])
    # Both answers of one state to one roll call are refused: nothing says which is right.
    assert info.rows == {"rollcall": 6, "vote": 59}
    assert issues(info) >= 1


def issues(info):
    return json.loads((info.path / "release.json").read_text())["issues"]


def test_duplicated_keys(record, csv_file, monkeypatch):
    shipped = registry.reader("undl_ga")

    def twice(files, context):
        for rows in shipped(files, context):
            table = rows.batches if hasattr(rows.batches, "num_rows") else rows.batches.read_all()
            yield Rows(rows.table, pa.concat_tables([table, table.slice(0, 1)]))

    monkeypatch.setattr(registry, "reader", lambda _: twice)
    message = refused(record, csv_file(ga_csv(ga_rows(7))))
    assert "rollcall" in message
    assert "previous release stays in force" in message


def test_a_year_of_zero_rows(small, tmp_path):  # noqa: F811
    path = tmp_path / CSV
    path.write_bytes(ga_csv(ga_rows(4, 2022) + ga_rows(4, 2023) + ga_rows(4, 2024)))
    pull(tmp_path / "record", "undl_ga", [path])
    path.write_bytes(ga_csv(ga_rows(6, 2022) + ga_rows(6, 2024)))
    message = refused(tmp_path / "record", path)
    assert "2023" in message


def test_a_file_cut_short_in_a_row(record, csv_file):
    message = refused(record, csv_file(ga_csv(ga_rows(8))[:-100]))
    assert CSV in message
    assert "Download it again" in message


def test_a_file_cut_short_between_rows(record, csv_file):
    info = pull(record, "undl_ga", [csv_file(ga_csv(ga_rows(8)[:-3]))])
    # The roll call that lacks members no longer adds up to its published tally, which is counted.
    assert issues(info) >= 1


def test_a_header_alone(record, csv_file):
    message = refused(record, csv_file(ga_csv([])))
    assert "rollcall has 0 rows; 2 to 200 expected" in message


def test_a_release_that_shrank(small, tmp_path):  # noqa: F811
    path = tmp_path / CSV
    path.write_bytes(ga_csv(ga_rows(9)))
    pull(tmp_path / "record", "undl_ga", [path])
    path.write_bytes(ga_csv(ga_rows(3)))
    assert "rows" in refused(tmp_path / "record", path)


# Archives


def packed(path, *members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "..\\evil.csv", "C:\\evil.csv"]
)
def test_a_zip_that_leaves_its_folder(record, tmp_path, name):
    path = packed(tmp_path / "DirectContiguity320.zip", (name, "x"), ("contdir.csv", "x"))
    message = refused(record, path, source="cow_contiguity")
    assert "a name that leaves its folder; nothing was unpacked" in message
    assert not list(tmp_path.parent.rglob("evil.csv"))


def test_a_zip_that_holds_a_link(record, tmp_path):
    link = zipfile.ZipInfo("contdir.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = packed(tmp_path / "DirectContiguity320.zip", (link, "/etc/passwd"))
    assert "'contdir.csv', a link" in refused(record, path, source="cow_contiguity")


def test_a_zip_bomb(record, tmp_path):
    path = packed(tmp_path / "DirectContiguity320.zip", ("contdir.csv", bytes(60_000_000)))
    message = refused(record, path, source="cow_contiguity")
    assert "'contdir.csv', which would grow" in message
    assert "to 60,000,000 bytes; nothing was unpacked" in message


def test_a_zip_that_lies_about_its_size(tmp_path):
    path = packed(tmp_path / "x.zip", ("a.csv", b"0123456789" * 1000))
    raw = bytearray(path.read_bytes())
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    path.write_bytes(raw)
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(SourceError):
        extract("s", path, "*.csv", into)
    assert list(into.iterdir()) == []


def test_a_zip_of_too_many_or_too_large_members(tmp_path):
    path = packed(tmp_path / "x.zip", *((f"{n}.csv", b"x" * 100) for n in range(20)))
    with pytest.raises(SourceError, match="holds 20 files; at most 10 are read"):
        inspect("s", path, Limits(members=10))
    with pytest.raises(SourceError, match="would unpack to 2,000 bytes; at most 1,000 are"):
        extract("s", path, "*.csv", tmp_path, Limits(total=1000))


def test_a_zip_without_the_file_or_with_two(tmp_path):
    path = packed(tmp_path / "x.zip", ("a/data.csv", b"1"), ("b/data.csv", b"2"), ("readme.txt", b""))
    with pytest.raises(SourceError, match=r"holds no file like \*\.dta \(it holds a/data\.csv"):
        extract("s", path, "*.dta", tmp_path)
    with pytest.raises(SourceError, match=r"holds two files called data\.csv"):
        extract("s", path, "*.csv", tmp_path)
    with pytest.raises(SourceError, match="holds several files like"), member("s", path, "*.csv"):
        pass
    assert extract("s", path, "README*", tmp_path) == [tmp_path / "readme.txt"]


def test_a_truncated_zip(record, tmp_path):
    path = packed(tmp_path / "DirectContiguity320.zip", ("contdir.csv", os.urandom(5000)))
    path.write_bytes(path.read_bytes()[:3000])
    message = refused(record, path, source="cow_contiguity")
    assert "DirectContiguity320.zip is not a sound zip file" in message
    assert "multipolar record pull cow_contiguity --from PATH" in message


def test_a_truncated_gzip(record, tmp_path):
    folder = tmp_path / "gz"
    folder.mkdir()
    path = folder / "cow_alliance.csv.gz"
    path.write_bytes(gzip.compress(os.urandom(9000))[:4000])
    message = refused(record, path, source="cow_alliance")
    assert "cow_alliance.csv.gz" in message
    with pytest.raises(SourceError, match="is cut short: the gzip ends too early"):
        gunzip("s", path, tmp_path)
    assert not (tmp_path / "cow_alliance.csv").exists()


def test_a_gzip_bomb(tmp_path):
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(bytes(3_000_000)))
    with pytest.raises(SourceError, match="unpacks to more than the 1,000,000 bytes it may"):
        gunzip("s", path, tmp_path, Limits(total=1_000_000))
    assert not (tmp_path / "x.csv").exists()


def test_an_encrypted_zip(tmp_path):
    path = packed(tmp_path / "x.zip", ("a.csv", b"1"))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(SourceError, match="is encrypted"):
        inspect("s", path)


# Folders


def _limited(record, path, answer, limit):
    """Pull with a small limit on what any file may grow to: the disk is full for all practical purposes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        pull(record, "undl_ga", [path])
    except MultipolarError as error:
        answer.put((type(error).__name__, str(error)))
    else:
        answer.put(("", "it went through"))


@pytest.mark.parametrize("limit", [300, 1500, 3000])
def test_a_full_disk(record, tmp_path, limit):
    path = tmp_path / CSV
    path.write_bytes(ga_csv(ga_rows(20)))
    before = state(record)
    context = multiprocessing.get_context("fork")
    answer = context.SimpleQueue()
    child = context.Process(target=_limited, args=(record, path, answer, limit))
    child.start()
    child.join(60)
    kind, message = answer.get()
    assert kind == "RecordError", message
    assert "\n" not in message
    assert f"The record at {record} cannot be written: " in message
    assert "File too large" in message
    assert "What it held is unchanged." in message
    assert state(record) == before
    assert not leftovers(record)
    assert pull(record, "undl_ga", [path]).new


def test_a_disk_that_fills_at_the_last_step(record, tmp_path, monkeypatch):
    path = tmp_path / CSV
    path.write_bytes(ga_csv(ga_rows(8)))

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        message = refused(record, path, RecordError)
    assert "No space left on device" in message
    assert pull(record, "undl_ga", [path]).new


def test_a_folder_that_may_not_be_written(small):  # noqa: F811
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        folder.chmod(0o755)
        record, path = folder / "record", folder / CSV
        path.write_bytes(ga_csv())
        pull(record, "undl_ga", [path])
        path.write_bytes(ga_csv(ga_rows(7)))
        before = state(record)
        with WithoutRights(record), pytest.raises(RecordError) as failure:
            pull(record, "undl_ga", [path])
        assert "cannot be written: Permission denied. What it held is unchanged." in str(failure.value)
        assert "--record" in str(failure.value)
        assert state(record) == before


class WithoutRights:
    """Take away the right to write below a folder, for the superuser too (by acting as nobody)."""

    def __init__(self, folder):
        self.folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]

    def __enter__(self):
        for folder in self.folders:
            folder.chmod(0o555)
        if os.getuid() == 0:
            os.seteuid(65534)

    def __exit__(self, *_):
        if os.getuid() == 0:
            os.seteuid(0)
        for folder in self.folders:
            folder.chmod(0o755)


def test_the_record_is_a_file(small, tmp_path):  # noqa: F811
    (tmp_path / "record").write_text("x")
    path = tmp_path / CSV
    path.write_bytes(ga_csv())
    with pytest.raises(RecordError, match="cannot be written: "):
        pull(tmp_path / "record", "undl_ga", [path])


def test_bytes_are_never_taken_for_a_zip_by_name_alone(record, tmp_path):
    path = tmp_path / "DirectContiguity320.zip"
    path.write_bytes(io.BytesIO(b"stateno,year\n2,1999\n").getvalue())
    message = refused(record, path, source="cow_contiguity")
    assert "DirectContiguity320.zip is not a zip file. Download it again." in message
