"""What may be asked of an open record, what is refused, and how little it costs to open one."""

import os
import subprocess
import sys
import threading
from datetime import date

import pytest
from _invented import flow, invented, rollcall, votes

from multipolar.basics.dates import Span
from multipolar.basics.errors import AskedWronglyError, RecordError
from multipolar.record import Record
from multipolar.record.schema import TABLES
from multipolar.record.store import default_path

SYMBOL = "A/RES/99/1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("store")
    invented(home, "small", "one", {
        "rollcall": [
            rollcall(SYMBOL, date(2044, 9, 1), topics=["A", "B"]),
            rollcall("A/RES/99/2", date(2044, 9, 2)),
        ],
        "vote": votes(SYMBOL, CHL="Y", RUS="N", BRA="A"),
        "flow": [flow("CHL", "RUS", year, 1.5 * year) for year in range(2010, 2015)],
    }, priority=77)  # fmt: skip
    return home


@pytest.fixture(scope="module")
def record(folder):
    return Record.open(folder, starter=False)


@pytest.mark.parametrize(
    ("where", "years"),
    [
        ({"year": 2011}, [2011]),
        ({"year": [2011, 2014]}, [2011, 2014]),
        ({"year": range(2012, 2014)}, [2012, 2013]),
        ({"year": range(2012, 2012)}, []),
        ({"year": ()}, []),
        ({"usd": 1.5 * 2013}, [2013]),
        ({"tonnes": None, "year": 2010}, [2010]),
        ({"tonnes": [None, 3]}, [2010, 2011, 2012, 2013, 2014]),
        ({"exporter": "RUS"}, []),
    ],
)
def test_conditions(record, where, years):
    assert [row["year"] for row in record.rows("flow", where, order="year")] == years


def test_days_lists_and_order(record):
    def ids(where):
        return [row["id"] for row in record.rows("rollcall", where, order="-id")]

    assert ids({"date": "2044-09-01"}) == [SYMBOL]
    assert ids({"date": Span(None, date(2044, 9, 1))}) == [SYMBOL]
    assert ids({"date": Span()}) == ["A/RES/99/2", SYMBOL]
    assert ids({"topics": ["B", "Z"]}) == [SYMBOL]
    assert ids({"topics": None}) == ["A/RES/99/2"]


def test_values_are_plain_python(record):
    (row,) = record.rows("rollcall", {"id": SYMBOL}, ["date", "topics", "yes", "part"])
    assert row == {"date": date(2044, 9, 1), "topics": ["A", "B"], "yes": None, "part": "whole"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("votes",), r"no table 'votes'\. Nearest: vote"),
        (("vote", {"state": "CHL"}), r"The table vote has no column 'state'\. .*Columns: rollcall, actor"),
        (("vote", None, ["chioce"]), r"no column 'chioce'\. Nearest: choice"),
        (("vote", None, None, "-nope"), "no column 'nope'"),
        (("flow", {"year": "2018"}), "year takes int64, not '2018'"),
        (("flow", {"year": True}), "year takes int64, not True"),
        (("flow", {"exporter": 152}), "exporter takes text, not 152"),
        (("rollcall", {"date": "1 September"}), r"date takes a day, not '1 September'\. Write YYYY-MM-DD"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest(record, asked, said):
    with pytest.raises(AskedWronglyError, match=said):
        record.rows(*asked)


def test_values_are_never_read_as_sql(record):
    assert record.rows("vote", {"actor": "CHL' OR 1=1 --"}) == []


def test_every_table_answers_even_when_nobody_holds_it(record):
    for name in TABLES:
        assert isinstance(record.rows(name), list)
        assert record.sql(f"SELECT count(*) AS n FROM {name}").num_rows == 1


def test_a_folder_that_does_not_exist_is_an_empty_record_and_is_not_made(tmp_path):
    record = Record.open(tmp_path / "none", starter=False)
    assert (record.releases(), record.sources(), record.rows("vote")) == ((), (), [])
    assert not (tmp_path / "none").exists()


def test_the_folder_of_the_environment_is_the_usual_one(tmp_path, monkeypatch):
    monkeypatch.setenv("MULTIPOLAR_RECORD", str(tmp_path / "mine"))
    assert default_path() == tmp_path / "mine"
    assert Record.open(starter=False).path == tmp_path / "mine"


def test_descriptions_and_priorities_of_sources(folder):
    record = Record.open(folder)
    assert (record.spec("small").licence, record.priority("small")) == ("none", 77)
    assert record.spec("starter").name == "starter"
    assert record.priority("starter") == record.spec("starter").priority
    assert record.spec("baci").publisher == "CEPII"  # shipped, not in force
    with pytest.raises(AskedWronglyError, match=r"No source is called 'smal'"):
        record.spec("smal")


def test_a_table_of_a_later_multipolar_is_said(folder, tmp_path):
    (tmp_path / "manifest.json").write_text(
        (folder / "manifest.json").read_text().replace('"vote": 3', '"speech": 3')
    )
    with pytest.raises(RecordError, match=r"a table 'speech' that this multipolar does not know\. Upgrade"):
        Record.open(tmp_path).rows("flow")


def test_several_threads_may_ask(record):
    answers = []

    def ask():
        answers.append(len(record.rows("vote")) + len(record.rows("rollcall")))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [5] * 8


def test_a_closed_record_may_be_asked_again(folder):
    record = Record.open(folder)
    before = record.rows("vote", {"rollcall": SYMBOL}, order="actor")
    record.close()
    record.close()
    assert record.rows("vote", {"rollcall": SYMBOL}, order="actor") == before


PROBE = """
import sys, time, resource
from multipolar.record import Record
import duckdb
import multipolar.record.engines.duck, multipolar.record.manifest
def used(): return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
a = used()
record = Record.open(sys.argv[1])
rows = record.rows("vote", {"rollcall": "A/RES/68/262", "actor": ["CHL", "RUS"]})
b = used()
record.priority("starter")
for _ in range(20):
    record.rows("vote", {"rollcall": "A/RES/68/262", "actor": ["CHL", "RUS"]}, ["actor", "choice"])
c = used()
assert len(rows) == 2
heavy = ("ibis", "pyarrow", "pandas", "numpy")
print(b - a, (c - b) / 20, [name for name in heavy if name in sys.modules])
"""


def test_opening_and_a_first_answer_are_quick_and_import_nothing_heavy(folder):
    # Processor time, the least of some runs: waiting for other work is not the program's doing. The
    # bounds are the 0.1 s for a pair and 0.3 s for the starter, doubled for a slow machine.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", PROBE, str(folder)]
    found = []
    for _ in range(3):
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        first, warm, heavy = done.stdout.split(" ", 2)
        assert heavy.strip() == "[]"
        found.append((float(first), float(warm)))
    assert min(first for first, _ in found) < 0.2
    assert min(warm for _, warm in found) < 0.05


def test_opening_takes_no_pydantic(folder):
    code = (
        "import sys; from multipolar.record import Record; r = Record.open(sys.argv[1]);"
        " r.rows('vote', {'actor': 'CHL'}); print('pydantic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
