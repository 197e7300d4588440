"""The Assembly's votes and published points from the optional folder, filtered as the 2020 script does."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from multipolar.models.ideal_points import Anchors, VoteArrays

_SOUTH_AFRICA, _ZANZIBAR = 560, 511


@dataclass(frozen=True)
class Assembly:
    votes: VoteArrays
    anchors: Anchors
    april_2020: np.ndarray
    july_2023: np.ndarray


def assembly(data: Path) -> Assembly:
    """Leave out session 19, Zanzibar, South Africa's one session of 1993, and paragraph or amendment votes
    after 1989; join repeats. Unanimous items are dropped by the fit itself."""
    held = np.load(data / "unga-prepared" / "unga_arrays.npz")
    rollcall, session = held["rollcall"], held["session_of_vote"].astype(int)
    code = held["member_ccode"][held["member"]]
    year = np.array([int(day[:4]) for day in held["rollcall_date"]])
    part = (held["rollcall_para"] == 1) | (held["rollcall_amend"] == 1)
    keep = (session != 19) & (code != _ZANZIBAR) & ~((code == _SOUTH_AFRICA) & (session == 48))
    keep &= ~((year > 1989) & part)[rollcall]
    sessions, order = np.unique(session[keep], return_inverse=True)
    items = np.unique(held["linked_rcid"][rollcall][keep], return_inverse=True)[1]
    votes = VoteArrays.of(
        held["member"][keep].astype(int), items, order, held["y"][keep].astype(int),
        states=len(held["member_ccode"]), sessions=len(sessions),
    )  # fmt: skip
    names = list(held["member_iso3"])
    row = {int(code): place for place, code in enumerate(held["member_ccode"])}
    column = {int(one): place for place, one in enumerate(sessions)}
    old = zip(held["pub_ccode"], held["pub_session"], held["pub_ideal"], strict=True)
    table = np.genfromtxt(
        data / "ideal-points" / "IdealpointestimatesAll_Jul2023.csv", delimiter=",", skip_header=1,
        usecols=(1, 2, 4), encoding="utf-8", invalid_raise=False,
    )  # fmt: skip
    anchors = Anchors((names.index("USA"),), (names.index("RUS"),))
    shape = (votes.states, votes.sessions)
    return Assembly(votes, anchors, _placed(old, row, column, shape), _placed(table, row, column, shape))


def _placed(rows, row, column, shape):
    out = np.full(shape, np.nan)
    for code, session, point in rows:
        if int(code) in row and int(session) in column:
            out[row[int(code)], column[int(session)]] = point
    return out


def agreement(theta, published):
    """Pearson over all country-sessions, median and least within a session."""
    both = np.isfinite(theta) & np.isfinite(published)
    within = [np.corrcoef(theta[both[:, t], t], published[both[:, t], t])[0, 1] for t in range(both.shape[1])]
    overall = np.corrcoef(theta[both], published[both])[0, 1]
    return float(overall), float(np.median(within)), float(np.min(within)), int(both.sum())
