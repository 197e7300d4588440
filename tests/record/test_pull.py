"""From published files to a release in force: found, compared, read, and never half done."""

import multiprocessing
import time

import pytest
from _loopback import Page, serving
from _small import ga_csv, ga_rows, small, small_spec  # noqa: F401 - small is a fixture

from multipolar.basics.errors import AskedWronglyError, SourceError
from multipolar.record import Record, files
from multipolar.record.fetch.locate import locate
from multipolar.record.fetch.retry import Patience
from multipolar.record.pull import pull
from multipolar.record.sources import registry
from multipolar.record.sources.base import FileSpec


@pytest.fixture
def voting(tmp_path):
    path = tmp_path / "2026_02_06_ga_voting.csv"
    path.write_bytes(ga_csv())
    return path


def votes(record):
    return Record.open(record, starter=False).rows("vote", order=["rollcall", "actor"])


def test_a_file_at_hand_becomes_a_release(small, tmp_path, voting):  # noqa: F811
    info = pull(tmp_path / "record", "undl_ga", [voting])
    assert info.new
    assert info.release.startswith("2026-02-06-")
    assert info.rows == {"rollcall": 6, "vote": 60}
    held = votes(tmp_path / "record")
    assert {row["release"] for row in held} == {info.release}
    sent = {(r[6], r[1]): r[3] for r in ga_rows()}
    letters = {"yes": "Y", "no": "N", "abstain": "A", "absent": "X"}
    assert {(row["rollcall"], row["actor"]): letters[row["choice"]] for row in held} == sent


def test_the_same_file_again_is_not_new(small, tmp_path, voting):  # noqa: F811
    first = pull(tmp_path / "record", "undl_ga", [voting])
    again = pull(tmp_path / "record", "undl_ga", [tmp_path])
    assert (again.release, again.new) == (first.release, False)
    assert len(Record.open(tmp_path / "record", starter=False).releases()) == 1


def test_a_page_and_its_link_become_a_release(small, tmp_path, monkeypatch):  # noqa: F811
    html = b'<html><a href="/2026_02_06_ga_voting.csv">GA voting</a></html>'
    with serving(record_html=Page(html)) as server:
        server.pages["/2026_02_06_ga_voting.csv"] = Page(ga_csv(), cuts=[3000])
        link = r'href="([^"]+_ga_voting\.csv)"'
        file = FileSpec(name="ga_voting", page=server.url + "record.html", link=link)
        spec = small_spec(files=(file,))
        monkeypatch.setattr(registry, "spec", lambda _: spec)
        quick = Patience(attempts=3, first_wait=0.01)
        info = pull(tmp_path / "record", "undl_ga", patience=quick)
        again = pull(tmp_path / "record", "undl_ga", patience=quick)
    assert info.new
    assert info.release.startswith("2026-02-06-")
    assert not again.new
    # The page came twice; the file, although cut once and asked about twice, exactly once.
    assert server.sent == 2 * len(html) + len(ga_csv())
    assert (tmp_path / "record/downloads/undl_ga/ga_voting/2026_02_06_ga_voting.csv").read_bytes() == ga_csv()


def test_a_changed_file_is_another_release_and_the_old_one_stays_readable(small, tmp_path, voting):  # noqa: F811
    first = pull(tmp_path / "record", "undl_ga", [voting])
    voting.write_bytes(ga_csv(ga_rows(7)))
    second = pull(tmp_path / "record", "undl_ga", [voting])
    assert second.new
    assert second.release != first.release
    releases = Record.open(tmp_path / "record", starter=False).releases()
    assert [(r.release, r.active) for r in releases] == [(first.release, False), (second.release, True)]
    assert len(votes(tmp_path / "record")) == 70


def test_an_unknown_source_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(AskedWronglyError, match=r"No source is called 'undl_gaa'\. Nearest: undl_ga"):
        pull(tmp_path / "record", "undl_gaa")
    assert not (tmp_path / "record").exists()


def test_files_are_told_by_their_names(tmp_path):
    spec = small_spec(
        files=(
            FileSpec(name="main", patterns=("main*.csv",)),
            FileSpec(name="extra", patterns=("extra.csv",), required=False),
        )
    )
    with pytest.raises(SourceError, match="does not exist"):
        locate(spec, [tmp_path / "nowhere"])
    with pytest.raises(SourceError, match=r"holds no file named like main\*\.csv"):
        locate(spec, [tmp_path])
    (tmp_path / "MAIN_2.csv").write_text("x")
    (tmp_path / "other.csv").write_text("x")
    assert locate(spec, [tmp_path]) == {"main": tmp_path / "MAIN_2.csv"}
    (tmp_path / "extra.csv").write_text("x")
    assert set(locate(spec, [tmp_path])) == {"main", "extra"}
    (tmp_path / "main_3.csv").write_text("x")
    with pytest.raises(SourceError, match=r"several files could be main: MAIN_2.csv, main_3.csv"):
        locate(spec, [tmp_path])


def _hold(record, seconds, held):
    with files.writing(record):
        held.set()
        time.sleep(seconds)


def test_a_second_pull_waits_and_says_so(small, tmp_path, voting):  # noqa: F811
    context = multiprocessing.get_context("fork")
    held = context.Event()
    other = context.Process(target=_hold, args=(tmp_path / "record", 0.6, held))
    other.start()
    assert held.wait(10)
    notes = []

    class Watcher:
        def step(self, text, total=None, unit="steps"):
            pass

        def at(self, done):
            pass

        def note(self, text):
            notes.append(text)

    before = time.monotonic()
    assert pull(tmp_path / "record", "undl_ga", [voting], Watcher()).new
    assert time.monotonic() - before > 0.2
    other.join()
    assert notes == [f"Another process is writing to {tmp_path / 'record'}; waiting for it."]
