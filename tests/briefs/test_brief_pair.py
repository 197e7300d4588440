"""The brief of two states says what the rows say, and says which kind of nothing there is."""

import shlex
from datetime import date

import pytest

from multipolar import briefs
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.pair_pull import sources as named_sources
from multipolar.record import Record
from multipolar.record.sources import registry


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """The embedded record alone."""
    return Record.open(tmp_path_factory.mktemp("none") / "record")


@pytest.fixture(scope="module")
def rich(record):
    return briefs.brief(record, "CHL", "RUS")


def section(brief, name):
    return next(s for s in brief.sections if s.id == name)


def texts(brief, name):
    return [s.text for s in section(brief, name).sentences]


def said(brief, name, words):
    return next(s for s in section(brief, name).sentences if words in s.text)


def test_relations_are_told_with_their_breaks(rich):
    told = texts(rich, "timeline")[0]
    assert "re-established on 11 March 1990" in told
    assert "from 1947 to 1964 and from 1973 to 1990" in told
    assert "first established on 11 December 1944" in told
    assert said(rich, "timeline", "Soviet Union").text.startswith("Until 26 December 1991")


def test_trade_is_that_of_the_rows(rich, record):
    usd = {
        row["exporter"]: row["usd"]
        for row in record.rows("flow", {"exporter": ["CHL", "RUS"], "importer": ["CHL", "RUS"], "year": 2022})
    }
    told = texts(rich, "trade")[0]
    assert f"${usd['CHL'] / 1e6:.0f} million" in told
    assert f"${usd['RUS'] / 1e6:.0f} million" in told
    assert f"a surplus of ${(usd['CHL'] - usd['RUS']) / 1e6:.0f} million for Chile" in told
    assert "estimates" in told
    assert said(rich, "trade", "after 2022").gap == "out_of_coverage"


def test_agreement_is_that_counted_by_hand(rich, record):
    cast = {"CHL": {}, "RUS": {}}
    for row in record.rows("vote", {"actor": ["CHL", "RUS"]}):
        cast[row["actor"]][row["rollcall"]] = row["choice"]
    calls = {r["id"] for r in record.rows("rollcall", {"modality": "recorded"}) if r["date"].year == 2025}
    both = [
        c for c in calls
        if all(cast[a].get(c) in ("yes", "no", "abstain") for a in cast)
    ]  # fmt: skip
    same = sum(cast["CHL"][c] == cast["RUS"][c] for c in both)
    assert f"in {same} of the {len(both)} most cited roll calls" in texts(rich, "votes")[0]


def test_shared_bodies_are_those_of_both_lists(rich):
    from multipolar.actors import organisations

    one, other = ({m.organisation for m in organisations(x, rich.on)} for x in ("CHL", "RUS"))
    told = said(rich, "ties", "both members").text
    assert f"{len(one & other)}" in told or "nine" in told
    assert "APEC" in told
    assert "OAS" not in told  # Russia's is a suspended observer's seat


def test_every_sentence_about_the_two_has_a_note_and_every_note_is_met(rich):
    numbers = {n.number for n in rich.notes}
    met = set()
    for part in rich.sections:
        for s in part.sentences:
            free = s.text.startswith(("Agreement is the share", "Values are", "Votes before"))
            assert s.notes or free, s.text
            met |= set(s.notes)
        for t in (*part.tables, *part.charts):
            assert t.notes
            met |= set(t.notes)
    assert met == numbers == set(range(1, len(numbers) + 1))


def test_the_query_of_every_note_runs_and_finds_its_rows(rich, record):
    for note in rich.notes:
        words = shlex.split(note.command)
        assert words[:3] == ["multipolar", "record", "query"]
        found = record.sql(words[3]).to_pylist()
        # Votes not cast and years after the day are found too; no row is counted that the query lacks.
        assert len(found) >= note.rows, note.what
        assert {(o.source, o.release) for o in note.origins} <= {(r["source"], r["release"]) for r in found}
        assert bool(found) >= bool(note.rows)


def test_a_poor_pair_says_which_kind_of_nothing_there_is(record):
    poor = briefs.brief(record, "FJI", "EST")
    assert section(poor, "timeline").sentences[0].gap == "not_reported"
    assert "proves nothing" in texts(poor, "timeline")[0]
    trade = section(poor, "trade").sentences
    assert {s.gap for s in trade} == {"out_of_coverage"}
    assert "record pull baci" in trade[0].text
    assert "russian_missions" not in " ".join(texts(poor, "ties"))


def test_a_state_that_ended_is_told_of_on_its_last_day(record):
    ended = briefs.brief(record, "SUN", "USA")
    assert ended.on == date(1991, 12, 25)
    assert "multipolar brief RUS USA" in ended.standing[0].text
    assert "were both members" in said(ended, "ties", "both members").text
    days = [row[0] for t in section(ended, "timeline").tables for row in t.rows]
    assert all(int(day[-4:]) <= 1991 for day in days)
    assert "cow_trade" in texts(ended, "trade")[0]


def test_as_of_leaves_out_what_came_later(tmp_path):
    old = briefs.brief(Record.open(tmp_path / "none", as_of="2010-06-01"), "CHL", "RUS")
    assert old.on == date(2010, 6, 1)
    assert "as it stood on 1 June 2010" in old.standing[0].text
    days = [row[0] for t in section(old, "timeline").tables for row in t.rows]
    assert max(int(day[-4:]) for day in days) == 2009
    assert not any("2014" in text or "2022" in text for text in texts(old, "glance"))
    assert all("--as-of 2010-06-01" in note.command for note in old.notes)


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("CHL", "Chile"), "named twice"),
        (("CHL", "Atlantis"), "No actor is called"),
        (("EU", "BRICS"), "are both groups"),
        (("CHL", "RUS", "PER"), "one subject or two, not 3"),
        (("RUS", "SUN"), "never existed at the same time"),
    ],
)
def test_a_wrong_question_is_refused(record, pair, words):
    with pytest.raises(AskedWronglyError, match=words):
        briefs.brief(record, *pair)


def test_only_sources_that_are_shipped_are_recommended():
    assert named_sources() <= set(registry.names())
