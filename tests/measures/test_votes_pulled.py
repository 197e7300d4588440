"""Votes of published collections: roll calls held twice, published counts, important votes, size and time."""

import csv
import gzip
import time
from collections import Counter

import numpy as np
import pytest

from multipolar import actors
from multipolar.measures.agreement import pair_agreement
from multipolar.measures.agreement_pairs import matrix as pairs_matrix
from multipolar.measures.rollcall_key import key_votes
from multipolar.measures.same_rollcalls import repeats
from multipolar.measures.vote_matrix import vote_matrix
from multipolar.measures.votes import roll_calls
from multipolar.record import Record
from multipolar.record.pull import pull

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def record(shared, tmp_path_factory) -> Record:
    """The roll calls of the unvotes package beside the embedded ones."""
    folder = tmp_path_factory.mktemp("votes")
    pull(folder, "voeten_votes", [shared / "data" / "unvotes"])
    return Record.open(folder)


@pytest.fixture(scope="module")
def matrix(record):
    return vote_matrix(record)


def test_roll_calls_without_symbols_are_told_by_their_votes(record):
    found = repeats(record)
    # By hand from titles and days: partition of Palestine, admission of Israel, decolonisation, racial
    # discrimination, Non-Proliferation Treaty.
    assert {
        "GA/rcid/77": "A/RES/181(II)A", "GA/rcid/148": "A/RES/273(III)", "GA/rcid/658": "A/RES/1514(XV)",
        "GA/rcid/913": "A/RES/2106(XX)A", "GA/rcid/1014": "A/RES/2373(XXII)",
    }.items() <= found.items()  # fmt: skip
    assert len(set(found.values())) == len(found)
    known = roll_calls(record)
    assert all(known[a].row["source"] != known[b].row["source"] for a, b in found.items())


def test_a_roll_call_keeps_its_names_topics_and_day_when_a_coarser_source_comes(record):
    found = roll_calls(record)["A/RES/3281(XXIX)"]
    assert found.row["source"] == "voeten_votes"
    assert (str(found.date), found.precision) == ("1974-12-12", "day")
    assert "Economic development" in found.topics
    assert found.names


def test_votes_counted_equal_the_published_numbers(record, shared):
    """Votes by state and session beside NVotes of the ideal points of April 2020.

    Left out as in the published script: session 19, paragraphs and amendments after 1989, unanimous roll
    calls. The rest are slips of one or two votes between copies of the collection.
    """
    path = shared / "data" / "ideal-points" / "IdealpointestimatesAll_Apr2020.csv"
    with path.open(encoding="cp1252", newline="") as lines:
        published = {(r["ccode"], r["session"]): int(r["NVotes"]) for r in csv.DictReader(lines)}
    with gzip.open(shared / "data" / "unvotes" / "un_roll_calls.csv.gz", "rt") as lines:
        session = {
            r["rcid"].removesuffix(".0"): r["session"].removesuffix(".0") for r in csv.DictReader(lines)
        }
    found = vote_matrix(Record.open(record.path, starter=False))
    counted: Counter[tuple[str, str]] = Counter()
    codes = [str(actors.get(a).cow) for a in found.actors]
    for column, call in zip(found.choices.T, found.rollcalls, strict=True):
        late_part = call.part in ("paragraph", "amendment") and call.date.year > 1989
        if late_part or len(set(column[column > 0].tolist())) == 1:
            continue
        where = session[call.row["locator"].removeprefix("rcid ")]
        counted.update((codes[row], where) for row in np.flatnonzero(column) if where != "19")
    same = [abs(counted[cell] - n) <= 2 for cell, n in published.items()]
    assert np.mean(same) > 0.975
    assert sum(counted.values()) == pytest.approx(sum(published.values()), rel=0.003)


def test_important_votes_are_those_of_the_lists(record, matrix, shared):
    with gzip.open(shared / "data" / "unvotes" / "un_roll_calls.csv.gz", "rt") as lines:
        listed = sum(row["importantvote"] in ("1", "1.0") for row in csv.DictReader(lines))
    assert len(key_votes(record, matrix, "important")) == pytest.approx(listed, abs=5)
    only = vote_matrix(record, important=True)
    assert len(only.rollcalls) == len(key_votes(record, matrix, "important"))


def test_every_pair_and_year_in_one_call(matrix):
    start = time.perf_counter()
    found = pairs_matrix(matrix, ["identical"])
    taken = time.perf_counter() - start
    assert len(found) > 800_000
    assert taken < 20, "about 1.5 s on one core; the rest is for a busy machine"
    rng = np.random.default_rng(0)
    for i in rng.integers(len(found), size=20):
        year = int(found.labels[found.period[i]])
        one, other = found.actors[found.a[i]], found.actors[found.b[i]]
        single = pair_agreement(matrix, one, other, columns=matrix.years == year, draws=1)
        assert single.value == pytest.approx(found.values["identical"][i])
        assert single.votes == found.votes[i]
