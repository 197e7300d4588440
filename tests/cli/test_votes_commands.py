"""``multipolar votes`` as a person runs it: each command's figures, notes, files and refusals."""

import csv
import io
import json
import re

import pytest

from multipolar.cli import main


@pytest.fixture
def run(capsys, tmp_path):
    """Run a command on the embedded record alone: exit code, results, notes."""

    def call(*words: str) -> tuple[int, str, str]:
        code = main(["votes", *words, "--record", str(tmp_path / "none")])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def rows(run):
    """The rows that a command prints as JSON."""

    def call(*words: str) -> list[dict]:
        code, out, err = run(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    return call


def test_find_shows_dates_symbols_and_results(run, rows):
    found = rows("find", "territorial integrity of Ukraine", "--since", "2014")
    assert [(r["date"], r["id"], r["result"], r["part"]) for r in found] == [
        ("2014-03-27", "A/RES/68/262", "100-11-58", "whole"),
        ("2022-10-12", "A/RES/ES-11/4", "143-5-35", "whole"),
    ]
    code, out, err = run("find", "zebra crossings")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "Nothing found" in err
    _, out, err = run("find", "cuba", "--limit", "2")
    assert len(out.splitlines()) == 3
    assert re.search(r"\d+ fit; the first 2 are shown", err)
    assert run("find", "cuba", "--body", "XX")[0] == 1
    assert "without a vote" in run("find", "Friendly Relations Co-operation among States")[1]


def test_a_table_cuts_long_titles_and_other_forms_keep_them(run, rows):
    words = ("find", "embargo imposed by the United States against Cuba", "--limit", "1")
    assert "…" in run(*words)[1]
    assert rows(*words)[0]["title"].endswith("against Cuba")


def test_who_draws_a_map_and_tells_what_stands_in_its_way(run, tmp_path):
    path = tmp_path / "map.svg"
    code, out, err = run("who", "68/262", "--choice", "no", "--map", str(path))
    assert (code, len(out.splitlines())) == (0, 12)
    assert "100 in favour, 11 against, 58 abstained" in err
    drawn = path.read_text(encoding="utf-8")
    assert "<svg" in drawn
    assert "abstained (58)" in drawn
    assert run("who", "68/262", "--map", str(tmp_path / "map.doc"))[0] == 1
    for words, said in (
        (("nope",), "'nope' is not the symbol of a resolution. Write one as A/RES/68/262"),
        (("3390 (XXX)",), "was voted on in 2 sections or parts"),
        (("A/RES/68/263",), "may have been adopted without a vote"),
        (("68/262", "--choice", "maybe"), "Choices: yes, no, abstain, absent"),
        (("A/RES/181(II)A", "--group", "BRICS"), "BRICS had no members on 1947-11-29"),
    ):
        code, out, err = run("who", *words)
        assert (code, out) == (1, "")
        assert said in err
        assert err.count("\n") == 1
    code, out, err = run("who", "2625 (XXV)")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "adopted without a vote" in err


def test_key_names_its_definition(run, rows):
    _, _, err = run("key", "--by", "close", "--limit", "3")
    assert "least |yes - no| / (yes + no)" in err
    found = rows("key", "--by", "close", "--state", "CHL", "--limit", "0")
    assert [r["figure"] for r in found] == sorted(r["figure"] for r in found)
    assert {r["choice"] for r in found} <= {"yes", "no", "abstain", "absent", "not a Member", "no vote held"}
    assert all(r["date"].startswith("2022") for r in rows("key", "--year", "2022"))
    assert run("key", "--by", "important")[0] == 1
    assert run("key", "--year", "2022", "--since", "2020")[0] == 1


def test_dissent_says_how_often_and_of_what(run, rows):
    _, _, err = run("dissent", "NIC", "--since", "2022")
    left, compared = map(int, re.search(r"in (\d+) of (\d+) roll calls", err).groups())
    found = rows("dissent", "NIC", "--since", "2022")
    assert len(found) == left < compared
    assert all(r["choice"] != r["line"] for r in found)
    code, _, err = run("dissent", "NIC", "--from", "neighbours")
    assert code == 1
    assert "record pull cow_contiguity" in err
    assert "is a group" in run("dissent", "BRICS")[2]


def test_record_has_the_regions_line_beside(run, rows):
    found = rows("record", "CHL", "--about", "Ukraine", "--since", "2014")
    first = found[-1]
    assert (first["id"], first["choice"], first["line"]) == ("A/RES/68/262", "yes", "none")
    assert [r["date"] for r in found] == sorted((r["date"] for r in found), reverse=True)
    assert {r["choice"] for r in rows("record", "CHL", "--choice", "no")} == {"no"}
    assert "a Member since 2011-07-14" in run("record", "SSD", "--until", "2010")[2]


def test_agreement_of_states_and_groups_by_period(run, rows):
    found = rows("agreement", "CHL", "RUS", "--since", "2011", "--until", "2020", "--period", "5")
    assert [r["period"] for r in found] == ["2011-2015", "2016-2020"]
    assert all(r["low"] <= r["agreement"] <= r["high"] and r["basis"] == "most cited" for r in found)
    groups = rows("agreement", "BRICS", "G7", "--by", "year")
    assert groups[0]["period"] >= "2009", "no rows before a group had members"
    assert groups[-1]["pairs"] > 1
    alone, agreed = (rows("agreement", "CHL", "RUS", *more)[0] for more in ((), ("--consensus",)))
    assert agreed["votes"] > alone["votes"]
    assert agreed["agreement"] > alone["agreement"]
    for words, said in (
        (("CHL", "CHL"), "named twice"),
        (("CHL", "RUS", "--definition", "tau"), "Choose from identical"),
        (("CHL", "BRICS", "--until", "2000"), "both voted in none"),
        (("CHL", "RUS", "--since", "2020", "--until", "2010"), "has no day"),
        (("CHL", "RUS", "--by", "year", "--period", "5"), "Choose one"),
        (("CHL", "RUS", "--by", "month"), "--by year or --period"),
        (("CHL", "RUS", "--important"), "voeten_votes"),
    ):
        code, out, err = run("agreement", *words)
        assert (code, out) == (1, ""), words
        assert said in err


def test_cohesion_begins_with_the_group(run, rows):
    found = rows("cohesion", "BRICS", "--by", "year")
    assert found[0]["period"] == "2009"
    assert all(r["roll_calls"] and r["low"] <= r["agreement_index"] <= r["high"] for r in found)
    assert "which began 2009" in run("cohesion", "BRICS", "--until", "2000")[2]
    lines = rows("cohesion", "BRICS", "--lines", "--since", "2022-03-02", "--until", "2022-03-02")
    assert (lines[0]["line"], sorted(lines[0]["left"])) == ("abstain", ["BRA yes", "RUS no"])


def test_what_rests_on_the_most_cited_votes_says_so(run):
    for words in (
        ("agreement", "CHL", "RUS"), ("cohesion", "BRICS"), ("dissent", "NIC"), ("record", "CHL"),
        ("matrix", "--since", "2025"), ("key",), ("find", "cuba"),
    ):  # fmt: skip
        assert "most cited votes of the Assembly and no sample of them" in run(*words)[2], words


def test_the_matrix_is_written_to_a_file(run, tmp_path):
    path = tmp_path / "pairs.csv"
    code, out, _ = run("matrix", "--since", "2024", "--definition", "s", "--out", str(path))
    assert (code, out) == (0, "")
    with path.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert list(found[0]) == ["period", "a", "b", "votes", "s", "s_low", "s_high"]
    assert {r["period"] for r in found} == {"2024", "2025"}
    assert all(r["a"] < r["b"] and int(r["votes"]) > 0 for r in found)
    assert run("matrix", "--out", str(tmp_path / "pairs.doc"))[0] == 1


def test_every_command_gives_csv(run):
    for words in (
        ("find", "cuba"), ("key",), ("dissent", "NIC"), ("record", "CHL"), ("agreement", "CHL", "RUS"),
        ("cohesion", "BRICS"), ("who", "68/262"), ("matrix", "--since", "2025-12"),
    ):  # fmt: skip
        code, out, _ = run(*words, "--csv", "--quiet")
        table = list(csv.reader(io.StringIO(out)))
        assert code == 0
        assert len({len(row) for row in table}) == 1
        assert len(table) > 1
