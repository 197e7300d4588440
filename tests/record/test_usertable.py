"""A person's own CSV is a source: good rows are kept, bad cells named, the description held to its word."""

import re
from datetime import date

import pytest

from multipolar.basics.errors import SourceError
from multipolar.record import Record
from multipolar.record.usertable import add

CLUBS = """Country,Club,Since,Until,Comment
Chile,OAS,1948,,x
Soviet Union,IAEA,1985-03,1991-12-26,
Burma,UN,1948-04-19,,
Brazil,BRICS,2009-06-16,,"a, b"
Bolivia,OAS,1948,,
Peru,OAS,1948,,
"""
CLUBS_YML = """
name: my_clubs
source: Notes of the desk, 2024
licence: internal
table: membership
columns:
  actor: Country
  organisation: Club
  valid_from: Since
  valid_to: Until
  role: {value: member}
actors: {"Soviet Union": SUN}
ignore: [Comment]
complete: ["membership by organisation"]
priority: 95
"""


@pytest.fixture
def adding(tmp_path):
    """Adds a CSV with its YAML, both given as text; the record stands beside them."""

    def write(text=CLUBS, described=CLUBS_YML, **options):
        (tmp_path / "own.csv").write_bytes(text.encode() if isinstance(text, str) else text)
        (tmp_path / "own.yml").write_text(described)
        return add(tmp_path / "record", tmp_path / "own.csv", tmp_path / "own.yml", **options)

    return write


def opened(tmp_path):
    return Record.open(tmp_path / "record", starter=False)


def test_rows_are_kept_with_their_dates_and_actors(adding, tmp_path):
    info = adding()
    assert (info.source, info.new, dict(info.rows), info.notes) == ("my_clubs", True, {"membership": 6}, ())
    record = opened(tmp_path)
    rows = {row["actor"]: row for row in record.rows("membership")}
    assert set(rows) == {"CHL", "SUN", "MMR", "BRA", "BOL", "PER"}
    soviet = rows["SUN"]
    assert (soviet["valid_from"], soviet["valid_from_precision"]) == (date(1985, 3, 1), "month")
    assert (soviet["valid_to"], soviet["valid_to_precision"]) == (date(1991, 12, 26), "day")
    assert (soviet["role"], soviet["locator"]) == ("member", "own.csv, row 2")
    assert (rows["CHL"]["valid_to"], rows["CHL"]["valid_to_precision"]) == (None, None)
    described = record.spec("my_clubs")
    assert (described.licence, described.priority) == ("internal", 95)


def test_the_same_table_again_is_no_new_release(adding):
    first = adding()
    assert adding().new is False
    changed = adding(CLUBS.replace("2009-06-16", "2009-06"))
    assert changed.new
    assert changed.release != first.release


def test_a_changed_description_is_read_again(adding, tmp_path):
    adding()
    again = adding(described=CLUBS_YML.replace("value: member", "value: observer"))
    assert again.new
    assert {row["role"] for row in opened(tmp_path).rows("membership")} == {"observer"}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("Atlantis,OAS,1948,,", "row 7, column Country: 'Atlantis': No actor is called 'Atlantis'"),
        ("Cuba,OAS,1948-13,,", "row 7, column Since: '1948-13': '1948-13' is not a day of the calendar"),
        ("Cuba,OAS,last year,,", "row 7, column Since: 'last year': 'last year' is not a date"),
        (",OAS,1948,,", "row 7, column Country: '': actor may not be empty"),
        ("Cuba,OAS,1948", "row 7: '': has 3 cells, the header 5"),
        ("South Sudan,UN,1960,,", "row 7, column Country: 'South Sudan': 'South Sudan' did not exist"),
    ],
)
def test_a_bad_cell_leaves_its_row_out_and_says_why(adding, tmp_path, bad, reason):
    info = adding(CLUBS + bad + "\n")
    assert dict(info.rows) == {"membership": 6}
    assert len(info.notes) == 1
    assert f"left out: own.csv, {reason}" in info.notes[0]
    (issue,) = opened(tmp_path).rows("issues")
    assert issue["locator"].startswith("own.csv, row 7")


def test_many_bad_rows_stop_the_table(adding, tmp_path):
    with pytest.raises(SourceError, match=r"2 of 8 rows of membership were refused.*Atlantis"):
        adding(CLUBS + "Atlantis,OAS,1948,,\nEl Dorado,OAS,1948,,\n")
    assert opened(tmp_path).rows("membership") == []


FIGURES_YML = """
name: my_figures
source: Own count
licence: internal
table: indicator
columns: {actor: who, year: when, value: n, code: {value: embassies}, unit: {value: embassies}}
scheme: iso3
missing: ["..", "n/a"]
delimiter: ";"
"""


def test_figures_are_read_as_plain_numbers(adding, tmp_path):
    text = "\ufeffwho;when;n\nCHL;2020;1.5e2\nRUS;2020;..\nBRA;2020;-3\nIND;2021;.5\nARG;2021;0\n"
    adding(text, FIGURES_YML)
    rows = opened(tmp_path).rows("indicator")
    assert {row["actor"]: row["value"] for row in rows} == {
        "CHL": 150.0, "RUS": None, "BRA": -3.0, "IND": 0.5, "ARG": 0.0,
    }  # fmt: skip


@pytest.mark.parametrize("number", ["1,5", "1 000", "1_000", "nan", "inf", "about 5", "5%"])
def test_a_number_that_could_be_read_two_ways_is_refused(adding, number):
    good = "".join(f"CHL;{year};1\n" for year in range(2000, 2010))
    info = adding(f"who;when;n\n{good}RUS;2020;{number}\n", FIGURES_YML)
    assert f"{number!r}: is not a number" in info.notes[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("licence: internal", "", "field licence: Field required"),
        ("licence: internal", "licence: x\ncolour: red", "field colour: Extra inputs are not permitted"),
        ("name: my_clubs", "name: My Clubs", "cannot name a source"),
        ("name: my_clubs", "name: undl_ga", "is a published source"),
        ("table: membership", "table: memberships", "no table 'memberships'. Nearest: membership"),
        ("actor: Country", "country: Country", "has no column 'country' to fill"),
        ("  role: {value: member}\n", "", "the table membership needs 'role'"),
        ("valid_to: Until", "valid_to_precision: Until", "is read from the date itself"),
        ("priority: 95", "scheme: isbn", "no such scheme as 'isbn'"),
        ("role: {value: member}", "role: Rank", "has no column 'Rank'. It has: Country, Club"),
        ("ignore: [Comment]", "", "columns that the description does not name: Comment"),
        ("columns:", "columns: [", "own.yml cannot be read"),
    ],
)
def test_a_wrong_description_is_refused_with_the_field(adding, tmp_path, old, new, said):
    assert old in CLUBS_YML
    with pytest.raises(SourceError, match=re.escape(said)) as refused:
        adding(described=CLUBS_YML.replace(old, new))
    assert "\n" not in str(refused.value)
    assert opened(tmp_path).releases() == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "own.csv is empty"),
        (CLUBS.replace("Comment", "Club"), "has the column 'Club' twice"),
        (CLUBS.encode("utf-16"), "is not UTF-8 after row 0"),
        (CLUBS.replace("Peru", "Perú").encode("latin-1"), "is not UTF-8 after row"),
        (CLUBS + '"open', "after row 6: unexpected end of data"),
    ],
)
def test_a_malformed_csv_is_one_clear_line(adding, text, said):
    with pytest.raises(SourceError, match=re.escape(said)) as refused:
        adding(text)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there(tmp_path):
    (tmp_path / "own.yml").write_text(CLUBS_YML)
    with pytest.raises(SourceError, match=r"the table \S+own\.csv does not exist\. Give"):
        add(tmp_path / "record", tmp_path / "own.csv", tmp_path / "own.yml")
    (tmp_path / "own.csv").write_text("Country\nChile\n")
    with pytest.raises(SourceError, match=r"the description \S+none\.yml does not exist\. Write it"):
        add(tmp_path / "record", tmp_path / "own.csv", tmp_path / "none.yml")
