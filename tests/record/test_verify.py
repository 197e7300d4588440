"""A changed byte, a missing file, a broken rule: verify says which."""

import json
from datetime import date

import duckdb
import pytest
from _invented import invented, rollcall, votes

from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.record.files import sha256
from multipolar.record.verify import verify

SYMBOL = "A/RES/68/262"


@pytest.fixture
def release(tmp_path):
    tables = {"rollcall": [rollcall(SYMBOL, date(2014, 3, 27))], "vote": votes(SYMBOL, CHL="Y", RUS="N")}
    issues = [("vote", "row 9", "no vote is written so", "Q")]
    return invented(tmp_path, "small", "one", tables, issues, max_refused=0.5)


def checked(tmp_path):
    return verify(Record.open(tmp_path, starter=False))


def words(tmp_path):
    return [(problem.file, problem.words) for problem in checked(tmp_path).problems]


def test_a_sound_record_says_how_much_was_checked(release, tmp_path):
    found = checked(tmp_path)
    assert found.sound
    assert (found.releases, found.files, found.rows) == (1, 3, 4)  # two tables and the issues


def test_the_embedded_record_is_sound(tmp_path):
    found = verify(Record.open(tmp_path / "none"))
    assert found.sound
    assert found.files >= 13
    assert found.rows > 50_000


def test_nothing_checked_is_not_sound(tmp_path):
    assert not checked(tmp_path / "none").sound


def test_one_changed_byte(release, tmp_path):
    path = release.path / "vote.parquet"
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    assert words(tmp_path) == [
        ("vote.parquet", "its bytes are not those that were written (SHA-256 differs)")
    ]
    (problem,) = checked(tmp_path).problems
    assert (problem.source, problem.release) == ("small", "one")


def test_a_missing_file(release, tmp_path):
    (release.path / "rollcall.parquet").unlink()
    assert words(tmp_path) == [("rollcall.parquet", "the file is missing")]


def test_a_damaged_description(release, tmp_path):
    (release.path / "release.json").write_text("{")
    ((file, said),) = words(tmp_path)
    assert file == "release.json"
    assert "cannot be read" in said


def rewritten(release, table, select):
    """Another file in the place of a table's, as one who also changed the digest would leave it."""
    path = release.path / f"{table}.parquet"
    beside = path.with_suffix(".new")
    duckdb.execute(f"COPY ({select.format(f'read_parquet({str(path)!r})')}) TO '{beside}' (FORMAT parquet)")
    beside.replace(path)
    description = release.path / "release.json"
    content = json.loads(description.read_text())
    rows = duckdb.execute(f"SELECT count(*) FROM '{path}'").fetchone()[0]
    content["files"][table] |= {"sha256": sha256(path), "rows": rows, "bytes": path.stat().st_size}
    description.write_text(json.dumps(content))


@pytest.mark.parametrize(
    ("select", "said"),
    [
        (
            "SELECT * REPLACE ('maybe' AS choice) FROM {}",
            "choice is none of yes, no, abstain, absent in 2 rows",
        ),
        ("SELECT * FROM {0} UNION ALL SELECT * FROM {0} LIMIT 3", "occur more than once"),
        ("SELECT * EXCLUDE choice FROM {}", "it has no column choice"),
        ("SELECT *, 1 AS extra FROM {}", "the column extra is unknown to vote"),
        ("SELECT * REPLACE (1 AS choice) FROM {}", "choice holds INTEGER, not VARCHAR"),
        (
            "SELECT * REPLACE (CASE WHEN actor = 'CHL' THEN actor END AS actor) FROM {}",
            "actor is empty in 1 rows",
        ),
    ],
)
def test_a_broken_rule(release, tmp_path, select, said):
    rewritten(release, "vote", select)
    found = words(tmp_path)
    assert any(said in line for file, line in found if file == "vote.parquet"), found


def test_releases_no_longer_in_force_are_checked(release, tmp_path):
    tables = {
        "rollcall": [rollcall(SYMBOL, date(2014, 3, 27))],
        "vote": votes(SYMBOL, CHL="Y", RUS="N", BRA="A"),
    }
    invented(tmp_path, "small", "two", tables)
    (release.path / "vote.parquet").unlink()
    assert [(p.release, p.words) for p in checked(tmp_path).problems] == [("one", "the file is missing")]


def test_a_source_that_is_not_held(release, tmp_path):
    with pytest.raises(AskedWronglyError, match=r"no release of 'other'\. It holds: small"):
        verify(Record.open(tmp_path, starter=False), ["other"])
