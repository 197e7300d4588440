"""All files of one source together: what is optional may be missing, what is required may not."""

import hashlib

import pytest
from _loopback import Page, serving
from _small import small_spec

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.archives import listing
from multipolar.record.fetch.gather import download_all
from multipolar.record.fetch.progress import Silent
from multipolar.record.fetch.retry import Patience
from multipolar.record.sources.base import FileSpec

QUICK = Patience(attempts=2, first_wait=0.01)


class Notes(Silent):
    def __init__(self):
        self.notes = []

    def note(self, text):
        self.notes.append(text)


def gather(tmp_path, *files, watcher=None):
    return download_all(small_spec(files=files), tmp_path, watcher or Silent(), QUICK)


def test_an_optional_file_that_cannot_be_had_is_noted_and_left_out(tmp_path):
    with serving(main_csv=Page(b"a,b\n1,2\n")) as server:
        watcher = Notes()
        found = gather(
            tmp_path,
            FileSpec(name="main", url=server.url + "main.csv"),
            FileSpec(name="extra", url=server.url + "extra.csv", required=False),
            FileSpec(name="hand", patterns=("hand.csv",), required=False),
            watcher=watcher,
        )
    assert found == {"main": tmp_path / "main" / "main.csv"}
    assert len(watcher.notes) == 1
    assert "extra.csv answered 404" in watcher.notes[0]
    assert watcher.notes[0].endswith("It is not required and is left out.")


def test_a_required_file_that_cannot_be_had_stops_the_source(tmp_path):
    with serving(main_csv=Page(b"a,b\n")) as server:
        files = [FileSpec(name=n, url=f"{server.url}{n}.csv") for n in ("main", "other")]
        with pytest.raises(SourceError, match=r"other\.csv answered 404"):
            gather(tmp_path, *files)


def test_a_required_file_without_an_address_is_asked_for_by_name(tmp_path):
    with serving(main_csv=Page(b"a,b\n")) as server:
        files = (
            FileSpec(name="main", url=server.url + "main.csv"),
            FileSpec(name="hand", patterns=("hand_*.csv",)),
        )
        with pytest.raises(SourceError, match=r"no file named like hand_\*\.csv"):
            gather(tmp_path, *files)
    with pytest.raises(SourceError, match=r"no address to download from.*--from PATH"):
        gather(tmp_path, files[1])


def test_nothing_at_all_is_a_failure_even_when_nothing_is_required(tmp_path):
    with serving() as server, pytest.raises(SourceError, match="answered 404"):
        gather(tmp_path, FileSpec(name="main", url=server.url + "main.csv", required=False))


def test_a_file_with_another_digest_than_published_is_refused_and_removed(tmp_path):
    body = b"a,b\n1,2\n"
    right = hashlib.md5(body).hexdigest()
    with serving(main_csv=Page(body)) as server:
        found = gather(tmp_path, FileSpec(name="main", url=server.url + "main.csv", md5=right.upper()))
        assert found["main"].read_bytes() == body
        with pytest.raises(SourceError, match=f"has the MD5 {right}; its publisher gives 0000"):
            gather(tmp_path, FileSpec(name="main", url=server.url + "main.csv", md5="0000"))
    assert not found["main"].exists()


def test_the_newer_file_takes_the_place_of_the_older(tmp_path):
    with serving(v1_csv=Page(b"one"), v2_csv=Page(b"two", etag='"v2"')) as server:
        gather(tmp_path, FileSpec(name="main", url=server.url + "v1.csv"))
        gather(tmp_path, FileSpec(name="main", url=server.url + "v2.csv"))
    assert [p.name for p in (tmp_path / "main").glob("*.csv")] == ["v2.csv"]


def test_a_zip_is_listed_without_being_unpacked(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a/b.csv", "1")
        archive.mkdir("c")
    assert listing("s", tmp_path / "x.zip") == ["a/b.csv"]
