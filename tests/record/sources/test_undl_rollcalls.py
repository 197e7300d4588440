from datetime import date

import pytest
from _support import fixture, run

from multipolar.basics.errors import SourceError

FILES = {
    "rollcalls": fixture("undl_rollcalls", "unga_rollcalls_sample.csv"),
    "states": fixture("undl_rollcalls", "unga_rollcalls_states.txt"),
}
XML = fixture("undl_rollcalls", "undl_record_930001.xml")


def test_letters_become_votes_and_an_unknown_number_keeps_the_record_number(tmp_path):
    found, context = run("undl_rollcalls", FILES, tmp_path)
    assert [row["id"] for row in found["rollcall"]] == ["A/RES/68/262", "A/RES/75/254A", "GA/undl/920003"]
    votes = {row["actor"]: row["choice"] for row in found["vote"] if row["rollcall"] == "A/RES/68/262"}
    assert votes == {"AFG": "abstain", "BRA": "abstain", "RUS": "no", "UKR": "yes", "USA": "yes"}
    assert [(i.reason, i.value) for i in context.issues] == [("not a symbol of a resolution", "A/RES/79/XX")]


def test_a_single_record_in_marcxml(tmp_path):
    found, context = run("undl_rollcalls", {"record": XML}, tmp_path)
    (row,) = found["rollcall"]
    assert (row["id"], row["session"], row["date"]) == ("A/RES/77/222", "77", date(2022, 12, 15))
    assert (row["title"], row["meeting"]) == ("Sample moratorium", "A/77/PV.54")
    assert row["topics"] == ["CAPITAL PUNISHMENT"]
    assert {v["actor"]: v["choice"] for v in found["vote"]} == {"BRA": "yes", "USA": "no", "AFG": "absent"}
    assert context.issues == []


def test_a_single_record_in_json(tmp_path):
    found, _ = run(
        "undl_rollcalls", {"record": fixture("undl_rollcalls", "undl_record_930002.json")}, tmp_path
    )
    assert {v["actor"]: v["choice"] for v in found["vote"]} == {"BRA": "yes", "USA": "absent"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('tag="967"', 'tag="968"', "record 930001: no field 967"),
        (">N<", ">Q<", "unknown vote 'Q' of USA"),
        ("2022-12-15", "15 December", "Invalid isoformat"),
        ("</collection>", "", "no MARCXML"),
        ('tag="001"', 'tag="002"', "no record number"),
    ],
)
def test_a_record_of_another_shape_stops_the_source(old, new, said, tmp_path):
    path = tmp_path / "undl_record_1.xml"
    path.write_text(XML.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(SourceError, match=said):
        run("undl_rollcalls", {"record": path}, tmp_path)


def test_entities_are_not_expanded(tmp_path):
    path = tmp_path / "undl_record_1.xml"
    secret = tmp_path / "secret.txt"
    secret.write_text("inside")
    doctype = f'<!DOCTYPE c [<!ENTITY x SYSTEM "file://{secret}">]><collection'
    path.write_text(XML.read_text("utf-8").replace("<collection", doctype).replace("BRAZIL", "&x;"), "utf-8")
    found, _ = run("undl_rollcalls", {"record": path}, tmp_path)
    assert "inside" not in str(found)


def test_a_string_of_another_length_is_refused(tmp_path):
    path = tmp_path / "unga_rollcalls_x.csv"
    path.write_text(FILES["rollcalls"].read_text("utf-8").replace("AANYY", "AANY"), "utf-8")
    found, context = run("undl_rollcalls", FILES | {"rollcalls": path}, tmp_path)
    assert len(found["rollcall"]) == 2
    assert context.issues[0].reason == "4 letters for 5 states, unknown ones []"


def test_a_renamed_column_stops_the_source(tmp_path):
    path = tmp_path / "unga_rollcalls_x.csv"
    path.write_text(FILES["rollcalls"].read_text("utf-8").replace("not_voting", "nonvoting", 1), "utf-8")
    with pytest.raises(SourceError, match="nonvoting"):
        run("undl_rollcalls", FILES | {"rollcalls": path}, tmp_path)


@pytest.mark.shared
def test_the_compact_file_has_the_published_counts_and_adds_up(shared, tmp_path):
    folder = shared / "data" / "undl-rollcalls-2013-2025"
    files = {
        "rollcalls": folder / "unga_rollcalls_2013_2025.csv",
        "states": folder / "unga_rollcalls_states.txt",
    }
    found, context = run("undl_rollcalls", files, tmp_path)
    assert len(found["rollcall"]) == 1096
    assert len(found["vote"]) == 1096 * 193
    assert [issue.value for issue in context.issues] == ["A/RES/79/XX"]
