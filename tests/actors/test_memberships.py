"""Memberships: hard cases by name, totals as the organisations give them, and outside collections."""

import csv
import gzip
import itertools
import time
from collections import defaultdict
from pathlib import Path

import pytest

from multipolar.actors import UnknownActorError, get
from multipolar.actors.memberships import members, memberships, organisations, spells
from multipolar.actors.organisations import organisation_id, organisation_names
from multipolar.actors.organisations import organisations as all_organisations
from multipolar.basics.errors import AskedWronglyError

# Members today as the organisations or their depositaries give the number. IMF and World Bank without
# Kosovo, which is not held.
TOTALS = {
    "UN": 193, "WTO": 166, "G20": 21, "ICC": 124, "OIC": 57, "COMMONWEALTH": 56, "NPT": 190, "EU": 27,
    "NATO": 32,
    "OECD": 38, "SCHENGEN": 29, "OAS": 33, "TLATELOLCO": 33, "OPEC": 11, "OSCE": 57, "COE": 46, "EFTA": 4,
    "GCC": 6, "ECOWAS": 12, "SADC": 16, "OECS": 7, "ACS": 25, "ADB": 69, "BSEC": 13, "D8": 9, "CPTPP": 12,
    "ALADI": 13, "CPLP": 9, "SEGIB": 22, "CTBT": 178, "TPNW": 74, "ISDB": 57, "IMF": 190, "IBRD": 188,
    "AIIB": 103, "BRICS": 10, "AU": 55, "G77": 133, "NON-ALIGNED": 121, "EAEU": 5, "CSTO": 6, "LAS": 22,
    "SCO": 10, "ASEAN": 11, "APEC": 21, "G7": 7, "CELAC": 33, "CARICOM": 15, "SICA": 8, "PA": 4,
    "ANDEAN": 4, "NDB": 11, "USMCA": 3, "AUKUS": 3, "QUAD": 4, "V4": 4, "BENELUX": 3, "FVEY": 5, "AES": 3,
    "GUAM": 4, "TIAR": 17, "ZPCSA": 24, "OTS": 5, "MERCOSUR": 6, "ALBA-TCP": 10, "CIS": 9, "IDB": 48,
}  # fmt: skip


def ids(organisation: str, on: str | None = None, **options: object) -> set[str]:
    return {m.actor for m in members(organisation, on=on, **options)}  # type: ignore[arg-type]


def test_at_least_fifty_organisations() -> None:
    assert len(all_organisations()) >= 50
    assert {m.organisation for m in memberships()} == set(all_organisations())


@pytest.mark.parametrize(("organisation", "total"), TOTALS.items())
def test_members_today(organisation: str, total: int) -> None:
    assert len(members(organisation)) == total


def test_brics_before_and_after_its_enlargements() -> None:
    assert ids("BRICS", "2010-06-01") == {"BRA", "RUS", "IND", "CHN"}
    assert ids("BRICS", "2023-06-01") == {"BRA", "RUS", "IND", "CHN", "ZAF"}
    new = {"EGY", "ETH", "IRN", "ARE"}
    assert ids("BRICS", "2024-02-01") == {"BRA", "RUS", "IND", "CHN", "ZAF"} | new
    assert "IDN" in ids("BRICS", "2025-01-06")
    assert "IDN" not in ids("BRICS", "2025-01-05")


@pytest.mark.parametrize("actor", ["ARG", "SAU"])
def test_invited_is_not_joined(actor: str) -> None:
    assert [spell.role for spell in spells("BRICS", actor)] == ["invited"]
    assert all(actor not in ids("BRICS", day) for day in ("2023-10-01", "2024-02-01", "2025-06-01"))
    assert actor in ids("BRICS", "2023-10-01", roles=("invited",))


def test_argentina_declined() -> None:
    assert "ARG" not in ids("BRICS", "2024-01-01", roles=("invited", "member"))


@pytest.mark.parametrize(
    ("organisation", "actor", "day"),
    [
        ("MERCOSUR", "VEN", "2020-01-01"), ("MERCOSUR", "PRY", "2012-12-01"), ("LAS", "SYR", "2015-01-01"),
        ("LAS", "EGY", "1985-01-01"), ("OAS", "CUB", "1980-01-01"), ("OAS", "HND", "2010-01-01"),
        ("AU", "NER", "2024-01-01"), ("CELAC", "BRA", "2021-06-01"), ("ALBA-TCP", "BOL", "2025-11-01"),
    ],
)  # fmt: skip
def test_suspended_is_not_left(organisation: str, actor: str, day: str) -> None:
    assert actor in ids(organisation, day)
    assert actor in ids(organisation, day, roles=("suspended",))


def test_left() -> None:
    assert "GBR" in ids("EU", "2020-01-30")
    assert "GBR" not in ids("EU", "2020-02-01")
    assert "NIC" in ids("OAS", "2023-11-18")
    assert ids("OAS") & {"NIC", "VEN"} == set()
    assert "GEO" not in ids("CIS", "2010-01-01")
    assert "GEO" in ids("CIS", "2005-01-01")
    assert "UKR" not in ids("CIS", "2019-01-01")
    assert "RUS" not in ids("COE", "2022-03-16")
    assert [s.role for s in spells("EU", "GBR")] == ["member", "withdrawn"]


def test_unasur_members_left_one_by_one() -> None:
    full = {"ARG", "BOL", "BRA", "CHL", "COL", "ECU", "GUY", "PER", "PRY", "SUR", "URY", "VEN"}
    assert ids("UNASUR", "2017-01-01") == full
    assert ids("UNASUR", "2019-06-01") == full - {"COL"}
    # Chile gave notice on 11 June 2019: it left in December, after the others of that spring.
    assert ids("UNASUR", "2019-11-01") == full - {"COL", "ARG", "BRA", "PRY"}
    assert ids("UNASUR", "2021-01-01") == {"BOL", "GUY", "PER", "SUR", "VEN"}


def test_other_standings_are_told_apart() -> None:
    assert ids("MERCOSUR", "2018-01-01") == {"ARG", "BRA", "PRY", "URY", "VEN"}
    assert {"CHL", "PER", "COL", "ECU"} <= ids("MERCOSUR", "2018-01-01", roles=("associate",))
    assert "CHL" not in ids("MERCOSUR")
    assert ids("EAEU") == {"ARM", "BLR", "KAZ", "KGZ", "RUS"}
    assert "CUB" in ids("EAEU", roles=("observer",))
    assert "TUR" in ids("EU", roles=("candidate",))


@pytest.mark.parametrize("year", range(1995, 2028))
def test_the_security_council_has_fifteen_members_but_for_seats_not_yet_filled(year: int) -> None:
    council = ids("UNSC", f"{year}-07-01")
    assert {"CHN", "FRA", "GBR", "RUS", "USA"} <= council
    # Of 1995 only those elected with the members of 1996 are held; the elections for 2027 are too late.
    assert len(council) == {1995: 10, 2027: 10}.get(year, 15)


def test_elected_members_serve_two_years() -> None:
    # Italy and the Netherlands shared the term of 2017 and 2018.
    for spell in memberships():
        if spell.organisation == "UNSC" and spell.notes.startswith("elected"):
            assert spell.start is not None
            assert spell.end is not None
            shared_term = (spell.actor, spell.start.year) in {("ITA", 2017), ("NLD", 2018)}
            assert spell.end.year - spell.start.year == (1 if shared_term else 2), spell


def test_chile_in_the_security_council() -> None:
    terms = [(s.start.year, s.end.year) for s in spells("UNSC", "CHL") if s.start and s.end]
    assert terms == [(1996, 1998), (2003, 2005), (2014, 2016)]


def test_a_month_is_no_day() -> None:
    with pytest.raises(AskedWronglyError, match="full date"):
        members("BRICS", on="2024-02")


def test_chile() -> None:
    held = {m.organisation for m in organisations("CHL", on="2018-01-01")}
    assert {"UN", "OAS", "CELAC", "UNASUR", "PA", "APEC", "OECD", "WTO"} <= held
    assert held & {"MERCOSUR", "ANDEAN", "BRICS", "ALBA-TCP", "EAEU"} == set()
    assert "ANDEAN" in {m.organisation for m in organisations("CHL", on="1975-01-01")}


def test_states_that_ended_held_the_seat_before_their_successors() -> None:
    assert {"SUN", "CSK", "YUG", "DDR", "YMD", "yemen-arab-republic"} <= ids("UN", "1985-01-01")
    assert ids("UN", "1985-01-01") & {"RUS", "CZE", "SVK", "SRB", "YEM"} == set()
    assert "united-arab-republic" in ids("UN", "1960-01-01")
    assert ids("UN", "1960-01-01") & {"EGY", "SYR"} == set()


def test_an_abbreviation_in_another_language_will_do_and_an_unknown_one_will_not() -> None:
    assert ids("ЕАЭС") == ids("EAEU") == ids("UEE")
    assert organisation_id("CAN") == "ANDEAN"
    with pytest.raises(UnknownActorError, match="BRICS"):
        members("BRIC")


def test_no_organisation_has_the_code_of_a_state() -> None:
    assert all(get(identifier).kind == "organisation" for identifier in all_organisations())


def test_every_actor_is_known_and_spells_are_well_formed() -> None:
    for spell in memberships():
        get(spell.actor)
        assert spell.source
        assert not spell.source.startswith("general knowledge")
        if spell.start and spell.end:
            assert spell.start.first <= spell.end.last, spell


def test_no_actor_is_twice_a_member_at_once() -> None:
    by_pair = defaultdict(list)
    for spell in memberships():
        if spell.role in ("member", "founding"):
            by_pair[spell.organisation, spell.actor].append(spell)
    for pair, held in by_pair.items():
        for before, after in itertools.pairwise(held):
            assert before.end is not None, pair
            assert after.start is not None, pair
            assert before.end.first <= after.start.last, pair


def test_names_in_five_languages() -> None:
    languages = defaultdict(set)
    for name in organisation_names():
        languages[name.actor].add(name.language)
    assert all(languages[o] == {"en", "es", "pt", "ru", "fr"} for o in all_organisations())


def test_abbreviations_mean_one_organisation_within_a_language() -> None:
    meant = defaultdict(set)
    for name in organisation_names():
        if name.form == "abbreviation":
            meant[name.language, name.text].add(name.actor)
    assert {key: actors for key, actors in meant.items() if len(actors) > 1} == {}


def test_loading_is_quick() -> None:
    memberships.cache_clear()
    start = time.perf_counter()
    memberships()
    # 50 ms is the aim; three times that leaves room for a machine that is busy with other tests.
    assert time.perf_counter() - start < 0.15


# Where that collection differs in 2017, and why: it lacks Greece and Serbia in BSEC, members since 1992
# and 2004; it writes Australia AUH and Algeria ALG, fuses Guinea with Equatorial Guinea, and lacks the
# Congo (Kinshasa) and Palestine in the Non-Aligned Movement; under G5/6/7/8 it holds Russia, a member
# of the G8 only. It follows states: the European Union in the G20 is ours alone.
INFORMAL = {
    ("BRICS", "BRICS"): set(), ("V4", "V4"): set(), ("CELAC", "CELAC"): set(),
    ("QSD", "QUAD"): {"AUH", "AUS"}, ("GUAM", "GUAM"): set(), ("ASEAN", "ASEAN"): set(),
    ("G22/33/20", "G20"): {"EU"},
    ("BSEC", "BSEC"): {"GRC", "SRB"}, ("G5/6/7/8", "G7"): {"RUS"},
    ("NAM", "NON-ALIGNED"): {"ALG", "DZA", "GIN - GNQ", "GNQ", "COD", "PSE"},
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize(("theirs", "ours"), INFORMAL)
def test_against_the_collection_of_informal_organisations(shared: Path, theirs: str, ours: str) -> None:
    """Members of 2017 as Vabulas and Snidal have them (PANARCHIC copy), for the forums that both hold."""
    with (shared / "data/manyios-igo/memberships_IIGO.csv").open(encoding="utf-8") as file:
        held = {row["stateID"] for row in csv.DictReader(file) if row["igoID"] == theirs} - {""}
    assert ids(ours, "2017-12-31") ^ held == INFORMAL[theirs, ours]


# Differences from the yearly collection between 1992 and 2009, and why: it follows states only (Hong
# Kong is an economy of APEC, the European Union a member of the G20), counts Russia to the G7 with the
# G8, and puts Uzbekistan's stay in GUAM at 2000 to 2006 where the decision of 2002 and the notice of
# 2005 are read differently.
BY_YEAR = {"APEC": {"HKG"}, "ASEAN": set(), "G7": {"RUS"}, "G20": {"EU"}, "GUAM": {"UZB", "MDA"}}


@pytest.mark.shared
def test_against_membership_by_year(shared: Path) -> None:
    """PANARCHIC's yearly full members (from COW IGO), for the organisations that both hold."""
    theirs = defaultdict(set)
    with gzip.open(shared / "data/manyios-igo/memberships_MIGO.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["membership"] == "1" and row["igoID"] in BY_YEAR and 1992 <= int(row["Year"]) <= 2009:
                theirs[row["igoID"], row["Year"]].add(row["stateID"])
    differing = defaultdict(set)
    for (organisation, year), states in theirs.items():
        differing[organisation] |= ids(organisation, f"{year}-12-31") ^ states
    assert len(theirs) >= 60
    assert {organisation: differing[organisation] for organisation in BY_YEAR} == BY_YEAR
