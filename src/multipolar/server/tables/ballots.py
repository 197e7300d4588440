"""The votes of a period as one array, kept for those who ask for it again."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.agreement import joint_counts
from multipolar.measures.vote_matrix import VoteMatrix, vote_matrix
from multipolar.record import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_KEPT = 16
Key = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes of a period, with how often each pair made each pair of choices."""

    matrix: VoteMatrix
    joint: "NDArray[np.float64]"


_KEPT: "WeakKeyDictionary[Record, OrderedDict[Key, Votes]]" = WeakKeyDictionary()
_LOCK = Lock()


def votes_of(record: Record, since: str, until: str) -> Votes:
    """The votes of a period; the last few periods asked about are kept.

    Raises:
        AskedWronglyError: No such dates, or no vote in the period.
    """
    key = period(since, until)
    with _LOCK:
        kept = _KEPT.setdefault(record, OrderedDict())
        if key not in kept:
            matrix = vote_matrix(record, since=key[0], until=key[1])
            kept[key] = Votes(matrix, joint_counts(matrix))
            while len(kept) > _MOST_KEPT:
                kept.popitem(last=False)
        kept.move_to_end(key)
        return kept[key]


def period(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and last day meant by two dates as written.

    Raises:
        AskedWronglyError: One is no date, or the period has no day.
    """
    first = PartialDate.parse(since).first if since else None
    last = PartialDate.parse(until).last if until else None
    if first and last and first > last:
        raise AskedWronglyError(f"The period from {since} to {until} has no day")
    return first, last
