import csv
from collections import Counter
from datetime import date

import pytest
from _support import fixture, run

from multipolar.basics.errors import SourceError
from multipolar.record.sources.ballots import RollcallIds
from multipolar.record.sources.voeten import RollCall, rows

PACKAGED = {
    "votes": fixture("voeten_votes", "un_votes.csv"),
    "roll_calls": fixture("voeten_votes", "un_roll_calls.csv"),
    "issues": fixture("voeten_votes", "un_roll_call_issues.csv"),
}


def choices(found, rollcall: str) -> dict[str, str]:
    return {row["actor"]: row["choice"] for row in found["vote"] if row["rollcall"] == rollcall}


def test_symbols_parts_and_days_are_taken_for_what_they_are(tmp_path):
    found, _ = run("voeten_votes", PACKAGED, tmp_path)
    told = {r["id"]: (r["part"], r["session"], r["date"], r["date_precision"]) for r in found["rollcall"]}
    assert told == {
        "GA/rcid/12": ("amendment", "1", date(1946, 2, 1), "month"),
        "A/RES/2758(XXVI)#1189": ("paragraph", "26", date(1971, 10, 1), "month"),
        "A/RES/2758(XXVI)": ("whole", "26", date(1971, 10, 1), "month"),
        "A/RES/68/262": ("whole", "68", date(2014, 3, 27), "day"),
        "GA/rcid/5310": ("whole", "68", date(2014, 4, 9), "day"),
        "A/RES/61/175#5801": ("motion", "61", date(2006, 12, 19), "day"),
    }


def test_votes_stand_under_the_state_of_the_day_and_china_has_one_seat(tmp_path):
    found, context = run("voeten_votes", PACKAGED, tmp_path)
    assert choices(found, "A/RES/2758(XXVI)") == {"USA": "no", "SUN": "yes", "CHN": "no", "DEU": "abstain"}
    assert choices(found, "GA/rcid/12")["SUN"] == "no"
    assert choices(found, "A/RES/68/262") == {"UKR": "yes", "RUS": "no", "SRB": "yes", "NAM": "abstain"}
    refused = {(i.value, i.reason) for i in context.issues if i.table == "vote"}
    assert refused == {
        ("? Atlantis", "no country of the collection is called so"),
        ("? perhaps", "no vote is written so"),
    }


def test_issues_and_titles(tmp_path):
    found, _ = run("voeten_votes", PACKAGED, tmp_path)
    row = next(r for r in found["rollcall"] if r["id"] == "A/RES/68/262")
    assert row["title"] == "Sample territorial integrity"
    assert row["topics"] == ["Nuclear weapons and nuclear material", "Colonialism"]
    assert row["yes"] is None, "the package publishes no totals"


def test_important_votes_are_marked_only_in_the_sessions_that_the_lists_cover(tmp_path):
    day = date(1990, 1, 1)
    flags = ((1, 30, False), (2, 38, True), (3, 40, False), (4, 40, None), (5, 72, True), (6, 73, False))
    calls = [
        RollCall(rcid, session, day, f"R/{session}/{rcid}", important=flag) for rcid, session, flag in flags
    ]
    _, context = run("voeten_votes", PACKAGED, tmp_path)
    marks = {call.rcid: row["marks"] for call, row in rows(calls, RollcallIds(context))}
    assert marks == {1: None, 2: ["us-important"], 3: [], 4: None, 5: ["us-important"], 6: None}


def test_the_file_of_2016_tells_absent_from_not_a_member(tmp_path):
    files = {"published": fixture("voeten_votes", "UNVotesPublished.csv")}
    found, context = run("voeten_votes", files, tmp_path)
    assert choices(found, "A/RES/68/262") == {"UKR": "yes", "RUS": "no", "BRA": "absent"}
    assert choices(found, "A/RES/2758(XXVI)")["CHN"] == "no", "the code that voted holds China's seat"
    assert [i.reason for i in context.issues] == ["two codes of one seat, the one that voted kept"]


def test_the_file_of_dataverse_has_totals(tmp_path):
    found, context = run("voeten_votes", {"complete": fixture("voeten_votes", "UNVotes-1.csv")}, tmp_path)
    (row,) = found["rollcall"]
    assert (row["id"], row["yes"], row["no"], row["abstain"], row["absent"]) == (
        "A/RES/68/262",
        1,
        1,
        1,
        None,
    )
    assert choices(found, "A/RES/68/262")["PHL"] == "absent"
    assert context.issues == []


def test_a_tab_separated_file_is_read_like_the_other(tmp_path):
    path = tmp_path / "UNVotes.tab"
    cells = list(csv.reader(fixture("voeten_votes", "UNVotes-1.csv").open(encoding="utf-8")))
    path.write_text("\n".join("\t".join(row) for row in cells) + "\n", "utf-8")
    found, _ = run("voeten_votes", {"complete": path}, tmp_path)
    assert len(found["vote"]) == 4


@pytest.mark.parametrize("name", list(PACKAGED))
def test_a_renamed_column_stops_the_source(name, tmp_path):
    path = tmp_path / PACKAGED[name].name
    path.write_text(PACKAGED[name].read_text("utf-8").replace("rcid", "roll_call_id", 1), "utf-8")
    with pytest.raises(SourceError, match="roll_call_id"):
        run("voeten_votes", PACKAGED | {name: path}, tmp_path)


def test_files_that_make_no_set_are_refused_with_what_to_give(tmp_path):
    with pytest.raises(SourceError, match="no file for votes, issues"):
        run("voeten_votes", {"roll_calls": PACKAGED["roll_calls"]}, tmp_path)


def named(calls, tmp_path) -> list[str]:
    _, context = run("voeten_votes", PACKAGED, tmp_path)
    return [str(row["id"]) for _, row in rows(calls, RollcallIds(context))]


def old(rcid: int, unres: str, para: bool = False, descr: str = "RES, ON A MATTER") -> RollCall:
    return RollCall(rcid, 29, date(1974, 12, 2), unres, amend=False, para=para, descr=descr)


@pytest.mark.parametrize(
    ("calls", "ids"),
    [
        ([old(1, "R/29/3255A"), old(2, "R/29/3255B")], ["A/RES/3255(XXIX)A", "A/RES/3255(XXIX)B"]),
        (
            [old(1, "R/29/3281A", True), old(2, "R/29/3281C")],
            ["A/RES/3281(XXIX)#1", "A/RES/3281(XXIX)"],
        ),
        (
            [old(1, "R/29/3261A"), old(2, "R/29/3261B", True), old(3, "R/29/3261H")],
            ["GA/rcid/1", "A/RES/3261(XXIX)#2", "GA/rcid/3"],
        ),
        (
            [old(1, "R/29/3281B", descr="RETENTION OF ART 3"), old(2, "R/29/3281C")],
            ["A/RES/3281(XXIX)#1", "A/RES/3281(XXIX)"],
        ),
        ([old(1, "R/29/3236"), old(2, "R/29/3236")], ["A/RES/3236(XXIX)", "GA/rcid/2"]),
    ],
)
def test_letters_of_sessions_18_to_30_may_count_votes_and_not_parts(calls, ids, tmp_path):
    assert named(calls, tmp_path) == ids


def unvotes(shared) -> dict:
    folder = shared / "data" / "unvotes"
    return {
        "votes": folder / "un_votes.csv.gz",
        "roll_calls": folder / "un_roll_calls.csv.gz",
        "issues": folder / "un_roll_call_issues.csv",
        "descriptions": folder / "descriptions1-70latestversion.xls",
    }


@pytest.mark.shared
@pytest.mark.slow
def test_the_package_has_the_published_counts(shared, tmp_path):
    found, context = run("voeten_votes", unvotes(shared), tmp_path)
    assert len(found["rollcall"]) == 6202
    # 869,937 published; two votes of Fiji stand a month before it existed.
    assert len(found["vote"]) == 869_935
    assert [(i.value, i.count) for i in context.issues if i.table == "vote"] == [("950", 2)]
    # Of 5,429 totals listed, 20 differ from the votes by one or two.
    assert len([i for i in context.issues if i.reason.startswith("published")]) == 20


@pytest.mark.shared
@pytest.mark.slow
def test_cited_resolutions_are_found_under_their_symbols(shared, tmp_path):
    found, _ = run("voeten_votes", unvotes(shared), tmp_path)
    by_number = {row["locator"]: row["id"] for row in found["rollcall"]}
    outcome: Counter[str] = Counter()
    with (shared / "facts" / "unga_cited_resolutions.csv").open(encoding="utf-8") as lines:
        for cited in csv.DictReader(lines):
            if not cited["checked"].startswith("unvotes "):
                continue
            number = cited["checked"].split()[1].rstrip(":")
            told = by_number[f"rcid {number}"]
            outcome["same" if told == cited["resolution"] else "own" if told.startswith("GA/") else told] += 1
    # Before session 18 the collection gives pages, not symbols; two letters are told differently.
    assert outcome["same"] >= 157
    assert sum(outcome.values()) - outcome["same"] - outcome["own"] == 2


@pytest.mark.shared
@pytest.mark.slow
def test_the_votes_of_2013_to_2019_equal_the_librarys(shared, tmp_path):
    """The data come with the count of 571 resolutions and 101,844 equal votes; one more is matched here."""
    folder = shared / "data" / "undl-rollcalls-2013-2025"
    library, _ = run(
        "undl_rollcalls",
        {
            "rollcalls": folder / "unga_rollcalls_2013_2025.csv",
            "states": folder / "unga_rollcalls_states.txt",
        },
        tmp_path,
    )
    voeten, _ = run("voeten_votes", unvotes(shared), tmp_path)
    wanted = {row["id"] for row in library["rollcall"] if row["date"] < date(2020, 1, 1)}
    ours = {(v["rollcall"], v["actor"]): v["choice"] for v in voeten["vote"] if v["rollcall"] in wanted}
    theirs = {(v["rollcall"], v["actor"]): v["choice"] for v in library["vote"] if v["rollcall"] in wanted}
    shared_symbols = {rollcall for rollcall, _ in ours}
    differing = {key for key, choice in ours.items() if theirs.get(key) != choice}
    assert len(shared_symbols) == 572
    assert len(ours) == 102_032
    assert differing == set()
