"""Wherever writing fails, the last good release answers and the next write completes."""

import errno
import os
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from _made import release, spec, votes

from multipolar.basics.errors import RecordError
from multipolar.record import Record, described, files
from multipolar.record.releases import write_release
from multipolar.record.sources.base import ReadContext

FIRST = {"CHL": "yes", "RUS": "no"}
SECOND = {"CHL": "no", "RUS": "no"}


def full(*_args, **_options):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def after(calls, real):
    """A function that works some times and then finds the disk full."""
    left = [calls]

    def limited(*args, **options):
        left[0] -= 1
        return real(*args, **options) if left[0] >= 0 else full()

    return limited


def choices(record):
    rows = Record.open(record, starter=False).rows("vote")
    return {row["actor"]: row["choice"] for row in rows}


# Every call that reaches the disk, and how often one release makes it at most.
STEPS = [
    (os, "fsync", 9),
    (os, "replace", 2),
    (Path, "mkdir", 4),
    (Path, "write_text", 2),
    (pq.ParquetWriter, "__init__", 1),
    (pq.ParquetWriter, "write_table", 1),
    (pq.ParquetWriter, "close", 1),
    (described, "_write_issues", 1),
    (files, "move_folder", 1),
]


@pytest.mark.parametrize(
    ("owner", "name", "calls"),
    [pytest.param(o, n, c, id=f"{n}-{c}") for o, n, most in STEPS for c in range(most)],
)
def test_a_full_disk_at_any_step_loses_nothing(tmp_path, monkeypatch, owner, name, calls):
    release(tmp_path, "1", votes(**FIRST))
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, after(calls, getattr(owner, name)))
        try:
            release(tmp_path, "2", votes(**SECOND))
        except RecordError as error:
            failed = str(error)
        else:
            failed = ""
    held = choices(tmp_path)
    if failed:
        assert "No space left on device. What it held is unchanged" in failed
        assert "\n" not in failed
    assert held == (FIRST if failed else SECOND)
    info = release(tmp_path, "2", votes(**SECOND))
    assert choices(tmp_path) == SECOND
    assert info.new == bool(failed)
    assert not list((tmp_path / files.STAGING).glob("*"))


def test_a_full_disk_before_the_first_release(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", after(1, os.replace))
        with pytest.raises(RecordError, match="No space left on device"):
            release(tmp_path / "record", "1", votes(**FIRST))
    assert choices(tmp_path / "record") == {}
    assert release(tmp_path / "record", "1", votes(**FIRST)).new


def test_a_reader_that_breaks_leaves_the_record_alone(tmp_path):
    release(tmp_path, "1", votes(**FIRST))

    def breaking():
        yield votes(**SECOND)
        raise EOFError("cut short")

    with pytest.raises(EOFError):
        write_release(tmp_path, spec(), "2", breaking(), ReadContext(spec(), tmp_path), {})
    assert choices(tmp_path) == FIRST
    assert not list((tmp_path / files.STAGING).glob("*"))


def test_what_killed_runs_left_is_ignored_and_swept(tmp_path):
    release(tmp_path, "1", votes(**FIRST))
    half = tmp_path / files.STAGING / "deadbeef" / "release"
    half.mkdir(parents=True)
    (half / "vote.parquet").write_bytes(b"PAR1 half")
    orphan = tmp_path / "releases" / "made" / "2"
    orphan.mkdir()
    (orphan / "vote.parquet").write_bytes(b"PAR1 moved but never named")
    assert choices(tmp_path) == FIRST
    assert release(tmp_path, "2", votes(**SECOND)).release == "2"
    assert choices(tmp_path) == SECOND
    assert not half.exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    release(tmp_path, "1", votes(**FIRST))
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(
            RecordError, match=r"cannot be written: Permission denied\. What it held is unchanged"
        ):
            release(tmp_path, "2", votes(**SECOND))
        assert choices(tmp_path) == FIRST
    finally:
        tmp_path.chmod(0o700)


def test_a_path_that_is_a_file(tmp_path):
    (tmp_path / "record").write_text("not a folder")
    with pytest.raises(RecordError, match="cannot be written"):
        release(tmp_path / "record", "1", votes(**FIRST))


def test_reading_creates_nothing(tmp_path):
    assert choices(tmp_path / "nowhere") == {}
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"version": 1, "activations": [', "is damaged"),
        ('{"version": 99, "activations": []}', "newer multipolar"),
        ('{"version": 1, "activations": [{"source": "made"}]}', "is damaged"),
        ("[]", "is damaged"),
    ],
)
def test_a_damaged_manifest_is_one_clear_line(tmp_path, text, said):
    release(tmp_path, "1", votes(**FIRST))
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(RecordError, match=said) as refused:
        Record.open(tmp_path)
    assert "\n" not in str(refused.value)
    with pytest.raises(RecordError, match=said):
        release(tmp_path, "2", votes(**SECOND))


def test_a_manifest_that_is_gone_is_not_an_empty_record(tmp_path):
    release(tmp_path, "1", votes(**FIRST))
    (tmp_path / "manifest.json").unlink()
    with pytest.raises(RecordError, match="is missing although releases are there"):
        Record.open(tmp_path)
