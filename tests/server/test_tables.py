"""Sorting, choosing and searching rows by the query string, and rows as files."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.agreement import pair_agreement
from multipolar.measures.vote_matrix import vote_matrix
from multipolar.measures.votes import ballots
from multipolar.server.cells import for_csv, printed
from multipolar.server.downloads import file_name
from multipolar.server.tables.model import Column, Option, Table
from multipolar.server.views import Asked, asked, fitting, view

COLUMNS = (Column("name"), Column("n", kind="number"), Column("kind", choices=True))
VALUES = st.fixed_dictionaries({
    "name": st.none() | st.text(max_size=8), "n": st.none() | st.integers(-5, 5) | st.floats(-9, 9),
    "kind": st.sampled_from(["a", "b", "ab"]),
})  # fmt: skip


def table(rows, **more):
    return Table("t", "T", COLUMNS, rows, **more)


@given(st.lists(VALUES, max_size=12))
def test_sorting_keeps_every_row_and_puts_empty_cells_last_both_ways(rows):
    for sort, sign in (("n", 1), ("-n", -1)):
        found = fitting(table(rows), Asked(sort=sort))
        assert sorted(map(repr, found)) == sorted(map(repr, rows))
        known = [row["n"] for row in found if row["n"] is not None]
        assert known == sorted(known, key=lambda n: sign * n)
        assert all(row["n"] is None for row in found[len(known) :])


@given(st.lists(VALUES, max_size=12), st.sampled_from(["a", "b", "ab"]))
def test_a_choice_gives_the_rows_with_that_value_and_no_other(rows, kind):
    found = fitting(table(rows), Asked(chosen=(("kind", kind),)))
    assert found == [row for row in rows if row["kind"] == kind]


@given(st.lists(VALUES, max_size=30), st.integers(1, 9))
def test_pages_together_are_the_table(rows, size):
    first = view(table(rows), "/t", Asked(size=size))
    pages = [view(table(rows), "/t", Asked(page=page, size=size)).rows for page in range(1, first.pages + 1)]
    assert [row for page in pages for row in page] == rows
    beyond = view(table(rows), "/t", Asked(page=first.pages + 7, size=size))
    assert beyond.rows == pages[-1]


@given(st.text(max_size=40))
def test_any_query_string_is_answered_or_refused_in_one_line(text):
    refused = []
    for name in ("sort", "q", "page", "size", "kind"):
        try:
            view(table([{"name": "x", "n": 1, "kind": "a"}]), "/t", asked({name: text}, table([])))
        except AskedWronglyError as error:
            refused.append(str(error))
    assert all("Traceback" not in line for line in refused)


def test_links_keep_what_was_asked():
    held = table([], options=(Option("on", "On", "2010-01-01"),))
    wanted = asked({"q": "x y", "kind": "a", "sort": "n", "size": "20", "on": "2010-01-01"}, held)
    seen = view(held, "/t", wanted)
    assert seen.sorting(COLUMNS[0]) == "/t?on=2010-01-01&q=x+y&kind=a&sort=name&size=20"
    assert seen.sorting(COLUMNS[1]) == "/t?on=2010-01-01&q=x+y&kind=a&sort=-n&size=20"
    assert seen.download("csv") == "/t.csv?on=2010-01-01&q=x+y&kind=a&sort=n"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("http://x","y")', "'=HYPERLINK(\"http://x\",\"y\")"), ("+1", "'+1"), ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"), (" =1+1", "' =1+1"), ("\t=1", "'\t=1"), (-1, -1), (2.5, 2.5),
        ("a=b", "a=b"), (["=1", "x"], "'=1; x"), (None, None), ("a\x00b\u202ec", "abc"), (float("nan"), None),
    ],
)  # fmt: skip
def test_no_cell_of_a_csv_file_is_a_formula(value, cell):
    assert for_csv(value) == cell


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (1234567, "number", "1,234,567"), (1995, "year", "1995"), (0.12345, "number", "0.1235"), (0,
        "number", "0"),
        (None, "number", ""), (True, "text", "yes"), (["a", "b"], "text", "a, b"), (0.00001234, "number",
        "1.234e-05"),
        (5e9, "number", "5,000,000,000"), (float("inf"), "number", ""),
    ],
)  # fmt: skip
def test_figures_are_printed_as_people_read_them(value, kind, shown):
    assert printed(value, kind) == shown


@given(st.lists(st.text(max_size=200), max_size=4))
def test_a_file_s_name_is_never_a_path(parts):
    assert set(file_name(*parts)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
    assert 0 < len(file_name(*parts)) <= 80


def test_the_csv_of_a_roll_call_is_its_ballots(client, embedded):
    answer = client.get("/resolutions/A/RES/68/262/votes.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="A-RES-68-262-votes.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["actor"]: row["choice"] for row in rows} == ballots(embedded, "A/RES/68/262").choices


def test_a_download_holds_the_rows_that_were_chosen_in_their_order(client):
    held = json.loads(client.get("/resolutions/A/RES/68/262/votes.json?choice=no&sort=-name").text)
    names = [row["name"] for row in held["rows"]]
    assert len(names) == 11
    assert names == sorted(names, reverse=True)
    assert held["sources"][0]["source"] == "starter"
    assert held["sources"][0]["licence"]
    assert held["command"].startswith("multipolar votes who")


def test_the_page_shows_the_rows_of_the_download(client):
    page = html.fromstring(client.get("/actors/CHL/votes?q=ukraine&sort=date&size=500").text)
    shown = [" ".join(cell.text_content().split()) for cell in page.xpath("//tbody/tr/td[1]")]
    rows = list(csv.DictReader(io.StringIO(client.get("/actors/CHL/votes.csv?q=ukraine&sort=date").text)))
    assert len(rows) > 10
    assert shown == [row["id"] for row in rows]


def test_agreement_with_others_is_that_of_each_pair_alone(client, embedded):
    rows = json.loads(client.get("/actors/CHL/agreement.json").text)["rows"]
    matrix = vote_matrix(embedded)
    assert len(rows) > 190
    for row in rows[::25]:
        pair = pair_agreement(matrix, "CHL", row["other"], "identical")
        assert row["votes"] == pair.votes
        assert row["agreement"] == pytest.approx(pair.value, abs=5e-5)  # four digits are shown
        # The bootstrap's ends and their normal limit differ by a few hundredths where votes are few.
        assert row["low"] == pytest.approx(pair.low, abs=0.05)
        assert row["high"] == pytest.approx(pair.high, abs=0.05)


def test_groups_of_a_roll_call_are_counted_by_hand(client, embedded):
    rows = json.loads(client.get("/resolutions/A/RES/68/262/groups.json?size=500").text)["rows"]
    held = ballots(embedded, "A/RES/68/262")
    brics = next(row for row in rows if row["group"] == "BRICS")
    members = [m.actor for m in actors.members("BRICS", "2014-03-27")]
    assert sorted(members) == ["BRA", "CHN", "IND", "RUS", "ZAF"]
    assert (brics["no"], brics["abstain"]) == (1, 4)
    assert brics["members"] == sum(member in held.choices for member in members)
