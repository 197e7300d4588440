"""The command line as a person meets it: one line for a failure, the same options everywhere."""

import csv
import io
import json
import os
import resource
import signal
import subprocess
import sys

import pytest
import typer

from multipolar import __version__
from multipolar.basics.errors import AskedWronglyError, DocumentError, SourceError
from multipolar.cli import main
from multipolar.cli.app import app
from multipolar.cli.output import Output, plain


def run(capsys, *words):
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def multipolar(*words, **options):
    command = [sys.executable, "-m", "multipolar", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **options)


def leaves(command=None, path=()):
    command = command or typer.main.get_command(app)
    for name, below in command.commands.items():
        if hasattr(below, "commands"):
            yield from leaves(below, (*path, name))
        else:
            yield (*path, name), below


def test_help_is_quick():
    # Processor time of the whole process: waiting for other work on the machine is not the program's doing.
    # Without compiled modules Python reads every source anew, which no installation does twice.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    costs = []
    for _ in range(6):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = multipolar("--help", env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert done.returncode == 0
    assert "Usage: multipolar" in done.stdout
    assert min(costs) < 0.3


def test_help_imports_nothing_heavy():
    heavy = ("duckdb", "pyarrow", "pandas", "numpy", "ibis", "httpx", "rich", "yaml", "lxml", "jinja2")
    asked = f"print([m for m in {heavy!r} if m in sys.modules])"
    code = f"import sys, multipolar.cli as c; c.main(['--help']); {asked}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_version(capsys):
    assert run(capsys, "--version") == (0, f"multipolar {__version__}\n", "")


def test_no_verb_prints_the_help(capsys):
    code, out, _ = run(capsys, "record")
    assert code == 0
    assert "Usage: multipolar record" in out


def test_every_command_has_help_with_an_example_that_parses():
    for path, command in leaves():
        _, _, example = command.help.partition("Example: ")
        assert example.startswith(f"multipolar {' '.join(path)}"), path
        for parameter in command.params:
            assert parameter.help, (path, parameter.name)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("record", "pul"), "No such command 'pul'. Did you mean 'pull'? See `multipolar record --help`."),
        (("record", "pull"), "Missing argument 'SOURCE...'. See `multipolar record pull --help`."),
        (("record", "sources", "--colour"), "No such option: --colour"),
        (("record", "sources", "--json", "--csv"), "--json and --csv were both given. Choose one."),
        (("record", "pull", "nowhere"), "No source is called 'nowhere'."),
        (("record", "pull", "undl_ga", "--as-of", "2024-01-01"), "this command writes"),
        (("record", "query", "SELECT nonsense FROM vote"), "nonsense"),
        (("record", "query", "DROP TABLE vote"), "read-only"),
        (("record", "export", "votes"), "The record has no table 'votes'. Nearest: vote"),
        (("record", "query", "SELECT 1", "--as-of", "soon"), "'soon' is not a date."),
        (("actors", "find", "Atlantis"), "No actor is called 'Atlantis'."),
        (("actors", "find", "Chile", "--on", "1990"), "'1990' is not one day. Write YYYY-MM-DD."),
        (("actors", "members", "BRICS", "--role", "boss"), "There is no role 'boss'. Roles: member"),
    ],
)
def test_asked_wrongly_is_one_line_and_one(capsys, tmp_path, words, said):
    code, out, err = run(capsys, *words, "--record", str(tmp_path))
    assert (code, out) == (1, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert said in err


def test_a_source_that_fails_is_one_line_and_two(capsys, tmp_path):
    page = tmp_path / "2026_02_06_ga_voting.csv"
    page.write_text("<html><title>Denied</title></html>")
    words = ("record", "pull", "undl_ga", "--from", str(page), "--record", str(tmp_path / "r"), "--quiet")
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err == (
        'error: undl_ga: 2026_02_06_ga_voting.csv is a web page titled "Denied", '
        "not the published file. Download it again.\n"
    )


def test_each_kind_of_error_has_its_code():
    assert AskedWronglyError("x").exit_code == 1
    assert SourceError("a", "b").exit_code == DocumentError("a", "b").exit_code == 2


@pytest.mark.parametrize("before", [True, False])
def test_shared_options_stand_before_or_after_the_verb(capsys, tmp_path, before):
    options = ("--csv", "--record", str(tmp_path))
    verb = ("actors", "show", "CHL")
    code, out, _ = run(capsys, *((*options, *verb) if before else (*verb, *options)))
    assert code == 0
    row = next(csv.DictReader(io.StringIO(out)))
    assert (row["id"], row["iso2"], row["name"]) == ("CHL", "CL", "Chile")


def test_the_same_rows_in_every_form(capsys, tmp_path):
    words = ("record", "query", "SELECT * FROM (VALUES (1, 'a,b'), (2, NULL)) AS t(n, text) ORDER BY n")
    record = ("--record", str(tmp_path))
    assert json.loads(run(capsys, *words, "--json", *record)[1]) == [
        {"n": 1, "text": "a,b"},
        {"n": 2, "text": None},
    ]
    assert run(capsys, *words, "--csv", *record)[1] == 'n,text\n1,"a,b"\n2,\n'
    assert run(capsys, *words, *record)[1] == "n  text\n1  a,b\n2\n"
    for name in ("out.csv", "out.json", "out.parquet"):
        code, out, err = run(capsys, *words, "--to", str(tmp_path / name), *record)
        assert (code, out) == (0, "")
        assert err == f"2 rows written to {tmp_path / name}\n"
    import pyarrow.parquet as pq

    assert pq.read_table(tmp_path / "out.parquet").to_pylist()[1] == {"n": 2, "text": None}
    assert (tmp_path / "out.csv").read_text() == 'n,text\n1,"a,b"\n2,\n'
    code, _, err = run(capsys, *words, "--to", str(tmp_path / "out.xls"), *record)
    assert code == 1
    assert "Use .parquet, .csv or .json" in err


def test_data_cannot_steer_the_terminal(capsys):
    evil = "Chile\x1b[2J\x9b31m\u202e\r\nhidden\x07"
    for form in ("table", "csv", "json"):
        Output(form=form).rows([{"name": evil}], ["name"])
        out = capsys.readouterr().out
        assert not {"\x1b", "\x9b", "\u202e", "\x07", "\r"} & set(out), form
    assert plain(evil) == "Chile[2J31m hidden"


def test_numbers_lists_and_nothing_read_well():
    values = (None, True, 1234567, 1234.5, 0.0, 0.00123456, -2.0, float("nan"), 1e20, ["a", "b"], ())
    assert [plain(v) for v in values] == [
        "", "yes", "1234567", "1,234.50", "0", "0.001235", "-2", "nan", "1e+20", "a, b", "",
    ]  # fmt: skip


def test_an_unforeseen_failure_says_how_to_see_more(capsys, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("multipolar.actors.get", broken)
    code, _, err = run(capsys, "actors", "show", "CHL")
    assert code == 2
    assert err.count("\n") == 1
    assert "ZeroDivisionError" in err
    assert "--verbose" in err
    code, _, err = run(capsys, "actors", "show", "CHL", "--verbose")
    assert "Traceback" in err


def test_a_reader_that_has_enough_is_no_failure():
    command = (
        f"{sys.executable} -m multipolar record export rollcall --csv | head -1; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_an_interruption_is_tidy(tmp_path):
    code = (
        "import signal, sys, time, multipolar.actors as a\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background ignores it
        "def slow(*_, **__):\n    print('here', flush=True); time.sleep(30)\n"
        "a.get = slow\n"
        "from multipolar.cli import main\n"
        "sys.exit(main(['actors', 'show', 'CHL']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "interrupted\n")


def test_completion_offers_sources_tables_and_actors():
    from multipolar.cli import complete

    assert "undl_ga" in complete.sources("undl")
    assert complete.tables("vo") == ["vote"]
    assert "CHL,RUS" in complete.actors("CHL,RU")
    assert complete.organisations("BRI") == ["BRICS"]


def test_upkeep_of_the_embedded_record(capsys, tmp_path):
    record = ("--record", str(tmp_path))
    code, out, err = run(capsys, "record", "verify", *record)
    assert (code, out) == (0, "")
    assert err.endswith("rows checked: all sound\n")
    code, out, _ = run(capsys, "record", "verify", "--json", *record)
    assert (code, json.loads(out)) == (0, [])
    code, out, _ = run(capsys, "record", "sources", "--json", *record)
    assert {"undl_ga", "baci", "starter"} <= {row["source"] for row in json.loads(out)}
    code, _, err = run(capsys, "record", "diff", "undl_ga", *record)
    assert code == 1
    assert "No release of 'undl_ga' is in force" in err
    code, out, err = run(capsys, "record", "reconcile", "vote", *record)
    assert code == 0
    assert "No two reports of vote in force share a fact." in err
    code, _, err = run(capsys, "record", "reconcile", "party", *record)
    assert code == 1
    assert "Reconciled are: vote, rollcall, flow." in err
    code, out, err = run(capsys, "record", "export", "membership", "--to", str(tmp_path / "m.csv"), *record)
    assert (code, out) == (0, "")
    assert err.endswith(f"rows written to {tmp_path / 'm.csv'}\n")


def test_damaged_files_are_one_line_that_says_how_to_check(capsys, tmp_path, monkeypatch):
    import duckdb

    def damaged(*_, **__):
        raise duckdb.IOException("Out of buffer\nmore")

    monkeypatch.setattr("multipolar.record.Record.sql", damaged)
    code, _, err = run(capsys, "record", "query", "SELECT 1", "--record", str(tmp_path))
    assert code == 2
    assert err == (
        "error: the record's files could not be read (Out of buffer). "
        "Check them with `multipolar record verify`.\n"
    )


def test_a_table_of_ones_own_is_added_and_its_coverage_told(capsys, tmp_path):
    record = ("--record", str(tmp_path / "record"))
    (tmp_path / "embassies.csv").write_text("sender,host,line\nCHL,RUS,1\nCHL,BRA,2\n")
    (tmp_path / "embassies.yml").write_text(
        "name: embassies\nsource: the ministry's list\nlicence: our own\ntable: tie\nscheme: iso3\n"
        "columns: {kind: {value: mission}, a: sender, b: host, directed: {value: 'true'}, "
        "value: {value: embassy}, locator: line}\n"
    )
    code, out, _ = run(capsys, "record", "add", str(tmp_path / "embassies.csv"), "--json", *record)
    added = json.loads(out)[0]
    assert (code, added["source"], added["new"], added["rows"]) == (0, "embassies", True, ["tie: 2"])
    code, out, _ = run(capsys, "record", "status", "tie", "--json", *record)
    held = {one["source"]: one["rows"] for one in json.loads(out)[0]["held"]}
    assert held["embassies"] == 2
    code, out, _ = run(capsys, "record", "status", *record)
    assert code == 0
    assert f"  embassies {added['release']}: 2 rows" in out.splitlines()
    assert "tariff (duties of an importer on an exporter's goods): 0 rows" in out
