"""Briefs of one state, a bloc, a region and a state, and a resolution say what the rows say."""

import shlex

import pytest

from multipolar import briefs
from multipolar.actors import members, organisations
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.agreement import pair_agreement
from multipolar.measures.cohesion import cohesion
from multipolar.measures.vote_matrix import vote_matrix
from multipolar.record import Record

SUBJECTS = [
    ("CHL",), ("TUV",), ("SUN",), ("BRICS",), ("CENTRAM",), ("LATAM", "RUS"), ("EU", "TUR"),
    ("A/RES/68/262",), ("FRA", "DEU"), ("TUV", "LSO"), ("SUN", "CHL"),
]  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """The embedded record alone."""
    return Record.open(tmp_path_factory.mktemp("none") / "record")


def texts(brief, part):
    return [s.text for s in next(s for s in brief.sections if s.id == part).sentences]


def rows(brief, part, place=0):
    return next(s for s in brief.sections if s.id == part).tables[place].rows


@pytest.mark.slow
@pytest.mark.parametrize("subjects", SUBJECTS, ids=" ".join)
def test_the_query_of_every_note_runs_and_finds_at_least_its_rows(record, subjects):
    made = briefs.brief(record, *subjects)
    met = {
        n for part in made.sections for p in (*part.sentences, *part.tables, *part.charts) for n in p.notes
    }
    met |= {n for s in made.standing for n in s.notes}
    assert met == {note.number for note in made.notes}
    for note in made.notes:
        asked = shlex.split(note.command)
        assert asked[:3] == ["multipolar", "record", "query"]
        found = record.sql(asked[3]).to_pylist()
        assert len(found) >= note.rows, note.what
        assert {(o.source, o.release) for o in note.origins} <= {(r["source"], r["release"]) for r in found}


def test_a_resolution_is_told_by_its_ballots(record):
    made = briefs.brief(record, "A/RES/68/262")
    cast = {r["actor"]: r["choice"] for r in record.rows("vote", {"rollcall": "A/RES/68/262"})}
    put = texts(made, "result")[0]
    for choice, words in (("yes", "in favour"), ("no", "against"), ("abstain", "abstained")):
        assert f"{sum(c == choice for c in cast.values())} {words}" in put
    assert "on 27 March 2014" in put
    against = next(r for r in rows(made, "who") if r[0] == "Against")
    assert against[1] == str(sum(c == "no" for c in cast.values()))
    assert {"Russia", "Belarus", "Nicaragua"} <= set(against[2].split(", "))
    assert next(r for r in rows(made, "groups") if r[0] == "EU")[1:] == ("28", "0", "0", "0", "nobody")
    assert next(r for r in rows(made, "groups") if r[0] == "BRICS")[-1] == "Russia"
    related = rows(made, "related")
    assert any(r[1] == "A/RES/ES-11/1" for r in related)
    other = {r["actor"]: r["choice"] for r in record.rows("vote", {"rollcall": related[0][1]})}
    both = [a for a in cast if cast[a] != "absent" and other.get(a, "absent") != "absent"]
    assert related[0][-1] == f"{sum(cast[a] == other[a] for a in both)} of {len(both)}"


def test_a_resolution_is_drawn_with_its_map(record):
    html = briefs.page(briefs.brief(record, "A/RES/68/262", language="es"))
    assert "Cómo votaron los Miembros" in html
    assert ">no data<" not in html


def test_a_state_is_told_with_its_organisations_and_votes(record):
    made = briefs.brief(record, "CHL")
    held = {m.organisation for m in organisations("CHL", made.on)}
    assert f"member of {len(held)} of the" in texts(made, "ties")[0]
    alike = {r[0]: r[2] for r in rows(made, "votes")}
    cast = {
        x: {r["rollcall"]: r["choice"] for r in record.rows("vote", {"actor": x})} for x in ("CHL", "USA")
    }
    recent = {r["id"] for r in record.rows("rollcall", {"modality": "recorded", "body": "GA"})
              if 2021 <= r["date"].year <= 2025}  # fmt: skip
    both = [c for c in recent if all(cast[x].get(c) in ("yes", "no", "abstain") for x in cast)]
    same = sum(cast["CHL"][c] == cast["USA"][c] for c in both)
    assert alike["United States"] == f"{same} of {len(both)}"


def test_a_bloc_has_its_members_and_its_cohesion(record):
    made = briefs.brief(record, "BRICS")
    ids = {m.actor for m in members("BRICS", made.on)}
    assert f"has {len(ids)} members" in texts(made, "members")[0]
    matrix = vote_matrix(record, until=made.on)
    index = cohesion(matrix, "BRICS").agreement_index
    late = index[(matrix.years > 2020) & (index == index)]
    assert f"was {late.mean():.2f} (" in texts(made, "votes")[0]
    assert f"in {int((late >= 1).sum())} of the {len(late)} roll calls" in texts(made, "votes")[0]


def test_a_region_and_a_state_agree_as_the_measure_has_it(record):
    made = briefs.brief(record, "Latin America and the Caribbean", "RUS")
    assert made.subject == ("M49-419", "RUS")
    matrix = vote_matrix(record, until=made.on)
    own = matrix.choices[matrix.actors.index("RUS")] > 0
    found = pair_agreement(matrix, "M49-419", "RUS", columns=own & (matrix.years > 2020))
    assert f"in {100 * found.value:.0f} % of their pairs" in texts(made, "votes")[0]
    assert briefs.brief(record, "RUS", "Latin America and the Caribbean").subject == made.subject


def test_the_interval_of_agreement_is_the_limit_of_the_bootstrap(record):
    from multipolar.actors import get
    from multipolar.briefs.language.words import words
    from multipolar.briefs.pair_ballots import pair_ballots
    from multipolar.briefs.pair_sides import two_states

    held = pair_ballots(two_states(record, words("en"), get("CHL"), get("RUS")))
    exact = held.agreement(held.both)
    drawn = pair_agreement(held.matrix, "CHL", "RUS", columns=held.both, draws=20_000)
    assert exact.value == pytest.approx(drawn.value)
    # A quantile of a share over n roll calls can be off by one roll call; draws add little at 20,000.
    assert exact.low == pytest.approx(drawn.low, abs=1.5 / exact.votes)
    assert exact.high == pytest.approx(drawn.high, abs=1.5 / exact.votes)


@pytest.mark.parametrize(
    ("subjects", "message"),
    [
        ((), "one subject or two"), (("Atlantis",), "No actor is called"), (("Congo",), "may be"),
        (("EU", "NATO"), "both groups"), (("A/RES/68/999",), "holds no roll call"),
        (("CHL", "CHL"), "named twice"), (("BALTICS", "SUN-no"), "No actor is called"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_one_clear_line(record, subjects, message):
    with pytest.raises(AskedWronglyError, match=message) as error:
        briefs.brief(record, *subjects)
    assert "\n" not in str(error.value)


def test_a_pair_with_nothing_says_so_of_every_part(record):
    made = briefs.brief(record, "transnistria", "somaliland")
    assert {s.gap for s in made.sections[1].sentences} <= {"not_reported", "out_of_coverage"}
    assert not any(s.charts for s in made.sections)


def test_documents_are_told_with_their_verdicts(record, tmp_path):
    text = "Russia voted against resolution A/RES/68/262. Chile voted against resolution A/RES/68/262."
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    made = briefs.brief(record, "CHL", documents=[tmp_path])
    told = rows(made, "documents")
    assert [(r[0], r[3]) for r in told] == [("✗ contradicted", "page.txt")]
    assert texts(made, "documents")[0].startswith("One of the 2 statements found in 1 document is")
    note = next(n for n in made.notes if n.what.startswith("Statement in page.txt"))
    assert note.origins
    both = briefs.brief(record, "CHL", "RUS", documents=[tmp_path / "page.txt"])
    assert texts(both, "documents")[0].startswith("2 statements were found")


def test_a_folder_without_documents_is_refused(record, tmp_path):
    with pytest.raises(AskedWronglyError, match="holds no document"):
        briefs.brief(record, "CHL", documents=[tmp_path])


def test_parts_may_stand_within_another_page(record):
    made = briefs.brief(record, "CHL", "RUS")
    inside = briefs.body(made, "/pairs/CHL/RUS")
    assert "<html" not in inside
    assert 'href="/pairs/CHL/RUS#note-1"' in inside
    assert ".notes" in briefs.style()
    assert briefs.as_json(made)["language"] == "en"
