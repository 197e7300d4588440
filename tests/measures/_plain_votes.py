"""Votes written by hand, and plain counts over the embedded record, for tests of the measures."""

from collections import defaultdict
from datetime import date

import numpy as np

from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.measures.votes import RollCall
from multipolar.record import Record

CODES = {"yes": 1, "abstain": 2, "no": 3}


def invented(votes: dict[str, str], day: date = date(2016, 1, 1)) -> VoteMatrix:
    """Votes by actor, a letter a roll call: y, a, n, or a dot for none."""
    names = tuple(sorted(votes))
    calls = tuple(
        RollCall(f"A/RES/70/{i}", "GA", day, f"Text {i}", (), (), {}, "whole", "recorded", {"source": "x"})
        for i in range(len(votes[names[0]]))
    )
    choices = np.array([[".yan".index(letter) for letter in votes[name]] for name in names], np.int8)
    return VoteMatrix(names, calls, choices)


def plain(record: Record, since: date, until: date) -> dict[str, dict[str, str]]:
    """Votes cast in the recorded roll calls of a period: choice by actor by roll call."""
    rows = record.rows("rollcall", {"body": "GA", "modality": "recorded"}, ["id", "date"])
    kept = {row["id"] for row in rows if since <= row["date"] <= until}
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in record.rows("vote", None, ["rollcall", "actor", "choice"]):
        if row["rollcall"] in kept and row["choice"] in CODES:
            found[row["rollcall"]][row["actor"]] = row["choice"]
    return dict(found)
