"""How two states voted in the Assembly: the roll calls in which either did, as one small array."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multipolar.briefs.notes import Row, select
from multipolar.briefs.pair_sides import Pair
from multipolar.measures.agreement import Agreement
from multipolar.measures.same_rollcalls import repeats
from multipolar.measures.vote_matrix import ABSTAIN, NO, YES, VoteMatrix
from multipolar.measures.votes import RollCall, roll_calls

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CODES = {"yes": YES, "abstain": ABSTAIN, "no": NO}
# Of fewer votes no interval is shown.
FEWEST = 5
_COLUMNS = ("rollcall", "actor", "choice", "source", "release", "locator")
CHOICE = {YES: "yes", ABSTAIN: "abstain", NO: "no", 0: "none"}


@dataclass(frozen=True, slots=True)
class PairBallots:
    """The votes of two states.

    Attributes:
        matrix: Two rows of choices; roll calls in which at least one voted, by date.
        note: The number of the note for the votes.
    """

    matrix: VoteMatrix
    note: int

    @property
    def both(self) -> "NDArray[np.bool_]":
        """The roll calls in which both voted."""
        return np.asarray((self.matrix.choices > 0).all(axis=0))

    @property
    def opposite(self) -> "NDArray[np.bool_]":
        """The roll calls in which one said yes and the other no."""
        return np.asarray(
            self.both & (self.matrix.choices.max(axis=0) == NO) & (self.matrix.choices.min(axis=0) == YES)
        )

    def agreement(self, columns: "NDArray[np.bool_]") -> Agreement:
        """Agreement over some roll calls, by the definition ``identical``."""
        cast = self.matrix.choices[:, self.both & columns]
        votes, same = cast.shape[1], int((cast[0] == cast[1]).sum())
        value = same / votes if votes else math.nan
        low, high = _interval(votes, value) if votes else (math.nan, math.nan)
        return Agreement("identical", value, low, high, votes, 1, votes)

    def choices(self, place: int) -> tuple[str, ...]:
        """The two votes in one roll call: ``yes``, ``abstain``, ``no`` or ``none``."""
        return tuple(CHOICE[choice] for choice in self.matrix.choices[:, place].tolist())


def _interval(votes: int, value: float) -> tuple[float, float]:
    """The 95 % interval of the bootstrap over roll calls: draws of a share are binomial, so none is made."""
    if value in (0, 1):
        return value, value
    counts = np.arange(votes + 1)
    factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, votes + 1)))])
    chance = factorial[votes] - factorial[counts] - factorial[votes - counts]
    chance += counts * math.log(value) + (votes - counts) * math.log(1 - value)
    ends = np.searchsorted(np.cumsum(np.exp(chance)), (0.025, 0.975))
    return float(ends[0] / votes), float(ends[1] / votes)


def pair_ballots(pair: Pair) -> PairBallots:
    """The recorded votes of the two in the General Assembly up to the day spoken of, each roll call once."""
    ids = (pair.a.id, pair.b.id)
    rows = pair.record.rows("vote", {"actor": ids}, _COLUMNS)
    again, known = repeats(pair.record), roll_calls(pair.record)
    calls: dict[str, RollCall] = {}
    cast: dict[tuple[str, str], int] = {}
    used: list[Row] = []
    for row in rows:
        call = known.get(row["rollcall"])
        if call is None or call.id in again or not _counts(pair, call, row):
            continue
        calls[call.id] = call
        cast[row["actor"], call.id] = _CODES[row["choice"]]
        used.append(row)
    ordered = sorted(calls.values(), key=lambda c: (c.date.isoformat() if c.date else "", c.id))
    choices = np.array([[cast.get((x, c.id), 0) for c in ordered] for x in ids], dtype=np.int8)
    sql = select("vote", {"actor": ids}, ("rollcall",))
    note = pair.cite("votes", sql, used, **pair.named)
    return PairBallots(VoteMatrix(ids, tuple(ordered), choices.reshape(2, len(ordered))), note)


def _counts(pair: Pair, call: RollCall, row: Row) -> bool:
    if call.body != "GA" or call.modality != "recorded" or row["choice"] not in _CODES:
        return False
    return row["source"] == call.row["source"] and (call.date is None or call.date <= pair.on)
