"""The table of states holds together, and agrees with lists kept elsewhere."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar import actors
from multipolar.actors import codes, tables
from multipolar.actors.names import key, key_of
from multipolar.basics.text import fold

LAND = [a for a in actors.all_actors() if a.kind in ("state", "territory")]


def test_ids_are_unique_and_every_reference_exists():
    ids = [row["id"] for row in tables.rows("states.csv")]
    assert len(ids) == len(set(ids))
    for actor in LAND:
        kin = (*actor.predecessors, *actor.successors, *actor.ruled_by, *(gap.inside for gap in actor.gaps))
        for other in kin:
            assert actors.get(other)


def test_predecessors_and_successors_mirror_each_other():
    for actor in LAND:
        assert all(actor.id in actors.get(other).successors for other in actor.predecessors), actor.id
        assert all(actor.id in actors.get(other).predecessors for other in actor.successors), actor.id


def test_one_state_at_most_continues_another_and_only_a_predecessor():
    continued = [actor.continues for actor in LAND if actor.continues]
    assert len(continued) == len(set(continued))
    assert all(actor.continues in actor.predecessors for actor in LAND if actor.continues)


def test_continuation_is_told_apart_from_succession():
    assert actors.get("RUS").continues == "SUN"
    assert actors.get("SRB").continues == "SCG"
    successors = actors.get("YUG").successors
    assert set(successors) == {"BIH", "HRV", "MKD", "SVN", "SCG"}
    assert all(actors.get(id).continues is None for id in successors)
    assert actors.get("SDN").until is None
    assert actors.get("SSD").predecessors == ("SDN",)
    assert actors.get("UKR").continues is None


def test_no_state_ends_before_it_begins_and_who_continues_begins_the_next_day():
    for actor in LAND:
        if actor.since and actor.until:
            assert actor.since.first <= actor.until.last
        if actor.continues and actor.continues != "EGY":
            before = actors.get(actor.continues)
            assert actor.since.first > before.until.last
    for heir in ("RUS", "SRB", "VNM", "SUN", "german-reich", "ITA"):
        before = actors.get(actors.get(heir).continues)
        assert actors.get(heir).since.first - before.until.last == timedelta(days=1)


def test_the_united_nations_has_193_members_in_five_groups_and_two_observers():
    groups = ["AFRICAN-GROUP", "ASIA-PACIFIC-GROUP", "EEG", "GRULAC", "WEOG"]
    members = [actor for group in groups for actor in actors.region_members(group)]
    assert len({a.id for a in members}) == len(members) == 193
    assert [len(actors.region_members(group)) for group in groups] == [54, 54, 23, 33, 29]
    assert all(a.kind == "state" for a in members)
    assert actors.get("VAT").kind == actors.get("PSE").kind == "state"


def test_members_of_the_united_nations_are_those_of_the_membership_table():
    groups = ["AFRICAN-GROUP", "ASIA-PACIFIC-GROUP", "EEG", "GRULAC", "WEOG"]
    grouped = {a.id for group in groups for a in actors.region_members(group)}
    assert grouped == {spell.actor for spell in actors.members("UN", on="2024-01-01")}


def test_regions_differ_as_their_definitions_do():
    latin = {a.id for a in actors.region_members("LATAM")}
    wider = {a.id for a in actors.region_members("M49-419")}
    assert len(latin) == 20
    assert latin < wider
    assert {"JAM", "PRI"} <= wider - latin
    assert {a.id for a in actors.region_members("LAC-33")} == {a.id for a in actors.region_members("GRULAC")}
    assert {"SUN", "CSK"} <= {a.id for a in actors.region_members("M49-151", on="1980")}
    assert "SUN" not in {a.id for a in actors.region_members("M49-151")}
    with pytest.raises(actors.UnknownActorError):
        actors.region_members("ATLANTIS")


def test_every_region_has_members_and_a_source():
    for row in tables.rows("regions.csv"):
        assert actors.region_members(row["id"]), row["id"]
        assert row["source"]


def test_stored_keys_are_those_the_code_would_compute():
    for table in ("names.csv", "region_names.csv"):
        for row in tables.rows(table):
            assert row["key"] == key_of(row["text"], row["form"]), row


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_plain_letters_gives_the_same_key(text):
    assert key(text) == key(fold(text))


def test_tables_hold_no_row_twice_and_name_only_known_actors():
    ids = {actor.id for actor in actors.all_actors()}
    for table in ("names.csv", "names_by_hand.csv", "region_names.csv", "codes.csv", "codes_states.csv",
                  "codes_by_hand.csv", "codes_sources.csv", "adjectives.csv", "gaps.csv"):  # fmt: skip
        rows = [tuple(row.items()) for row in tables.rows(table)]
        assert len(rows) == len(set(rows)), table
        assert {dict(row)["actor"] for row in rows} <= ids, table


def test_every_scheme_of_the_tables_is_offered():
    files = ("codes.csv", "codes_states.csv", "codes_by_hand.csv", "codes_sources.csv")
    found = {row["scheme"] for name in files for row in tables.rows(name)}
    assert found <= codes.SCHEMES


def test_states_and_territories_have_names_in_five_languages():
    spoken = {}
    for name in actors.all_names():
        spoken.setdefault(name.actor, set()).add(name.language)
    for actor in LAND:
        if actor.until is None and actor.iso3:
            assert spoken[actor.id] == {"en", "es", "pt", "ru", "fr"}, actor.id


def test_members_of_the_united_nations_have_an_english_adjective():
    known = {n.actor for n in actors.all_names() if n.form == "adjective" and n.language == "en"}
    assert {spell.actor for spell in actors.members("UN", on="2024-01-01")} <= known


@pytest.mark.parametrize(("id", "on", "then"), [
    ("RUS", 1970, "SUN"), ("RUS", 1850, "russian-empire"), ("RUS", 2000, "RUS"),
    ("DEU", 1900, "german-reich"),
    ("DEU", 1850, "prussia"), ("SRB", 2000, "SCG"), ("ITA", 1850, "sardinia"), ("VNM", 1960, "VDR"),
])  # fmt: skip
def test_the_legal_person_is_followed_back(id, on, then):
    assert actors.as_of(id, on).id == then


def test_mere_succession_is_not_followed():
    for id in ("HRV", "SCG", "UKR", "CZE"):
        with pytest.raises(actors.NotThenError):
            actors.as_of(id, 1930)


def test_states_that_have_ended_stood_in_a_regional_group():
    then = {a.id for a in actors.region_members("EEG", on="1985-10-01")}
    assert {"SUN", "CSK", "DDR", "YUG", "POL", "UKR", "BLR"} <= then
    assert not {"RUS", "CZE", "SVK", "SCG", "EST"} & then
    assert {"SCG", "CZE", "RUS"} <= {a.id for a in actors.region_members("EEG", on="2001")}
    assert {"YMD", "yemen-arab-republic"} <= {
        a.id for a in actors.region_members("ASIA-PACIFIC-GROUP", on="1985")
    }
