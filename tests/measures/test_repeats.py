"""Repeats by title and by list, and against the list that the published series uses."""

from datetime import date

import numpy as np
import pytest

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.repeats import Call, normal_title, once_a_session, repeats_by_title, repeats_listed
from multipolar.record.sources import voeten


def _call(session, title, part="whole", rcid=None, id=None):
    locator = f"rcid {rcid}" if rcid else "row 1"
    return Call(
        id or f"A/RES/{session}/{title}", "s", session, date(1945 + session, 12, 1), title, (), part, locator
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The right to food : resolution / adopted by the General Assembly", "The Right to Food"),
        ("Palestine refugees' properties", "Palestine refugees properties."),
        ("Côte d’Ivoire", "Cote d Ivoire"),
        ("TO ADOPT DRAFT RESOL. (A/7896) ON TERRITORIES", "TO ADOPT DRAFT RESOL. (A/8248) ON TERRITORIES"),
    ],
)
def test_what_catalogues_add_makes_no_difference(one, other):
    assert normal_title(one) == normal_title(other)


def test_a_title_links_successive_sessions_only_once():
    calls = [_call(60, "Mercenaries"), _call(61, "Mercenaries."), _call(63, "MERCENARIES"), _call(61, "Food")]
    assert repeats_by_title(calls).pairs == ((0, 1),)


def test_a_title_that_stands_twice_links_nothing():
    calls = [_call(60, "Palestine"), _call(61, "Palestine", id="a"), _call(61, "Palestine", id="b")]
    assert repeats_by_title(calls).pairs == ()


def test_parts_and_empty_titles_link_nothing():
    calls = [_call(60, "X", "paragraph"), _call(61, "X", "paragraph"), _call(60, ""), _call(61, "")]
    assert repeats_by_title(calls).pairs == ()


def test_a_list_by_numbers_or_ids(tmp_path):
    calls = [_call(60, "A", rcid=1), _call(61, "B", rcid=2), _call(62, "C", rcid=3)]
    path = tmp_path / "Matches.csv"
    path.write_text("v1,rcid1,rcid2\n1,1,2\n2,2,99\n")
    found = repeats_listed(path, calls)
    assert found.pairs == ((0, 1),)
    assert found.told == "1 repeats from Matches.csv (1 of its pairs are not among the votes)"
    path.write_text("first,second\nA/RES/61/B,A/RES/62/C\n")
    assert repeats_listed(path, calls).pairs == ((1, 2),)


def test_a_list_that_cannot_be_read(tmp_path):
    with pytest.raises(AskedWronglyError, match="cannot be read"):
        repeats_listed(tmp_path / "none.csv", [])
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(AskedWronglyError, match="has the columns a, b"):
        repeats_listed(path, [])


def test_a_session_never_votes_twice_on_one_item():
    assert once_a_session([0, 0, 1, 0], [60, 61, 61, 61]) == [0, 0, 1, 2]


def _read_title(row):
    """The title that the record keeps of a row."""
    call = voeten.RollCall(
        int(row.rcid), int(row.session), date(1946, 1, 1), short=row.short, descr=row.descr
    )
    return voeten._title(call) or ""


@pytest.mark.shared
def test_titles_tell_what_the_published_list_tells(shared):
    """Two thirds of the list are found by title; the other titles' votes are as steady as the list's."""
    import pandas as pd

    data = shared / "data"
    table = (
        pd.read_csv(data / "unvotes" / "un_roll_calls.csv.gz")
        .sort_values("rcid")
        .fillna({"descr": "", "short": ""})
    )
    part = np.where(table.para == 1, "paragraph", np.where(table.amend == 1, "amendment", "whole"))
    calls = [
        _call(int(row.session), _read_title(row), kind, int(row.rcid), str(row.rcid))
        for row, kind in zip(table.itertuples(), part, strict=True)
    ]
    listed = {
        tuple(sorted(pair)) for pair in repeats_listed(data / "ideal-points" / "Matches.csv", calls).pairs
    }
    titled = set(repeats_by_title(calls).pairs)
    assert len(listed & titled) / len(listed) > 0.6
    held = np.load(data / "unga-prepared" / "unga_arrays.npz")
    choice = np.zeros((len(calls), len(held["member_ccode"])), np.int8)
    choice[held["rollcall"], held["member"]] = held["y"]

    def steady(pairs):
        both = [(choice[a] > 0) & (choice[b] > 0) for a, b in pairs]
        return np.mean(
            [(choice[a] == choice[b])[m].mean() for (a, b), m in zip(pairs, both, strict=True) if m.any()]
        )

    # Of two roll calls drawn at random from successive sessions two thirds of the votes are the same.
    assert steady(sorted(listed)) > 0.96
    assert steady(sorted(titled - listed)) > 0.93
