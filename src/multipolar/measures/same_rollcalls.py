"""Which roll calls of the record are one and the same under two ids, as sources without symbols hold them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from multipolar.measures.vote_cells import cells
from multipolar.measures.votes import NUMBERED, RollCall, roll_calls
from multipolar.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Sources differ by a vote or two that a delegation corrected afterwards.
_MAY_DIFFER = 0.03
_REPEATS: "WeakKeyDictionary[Record, dict[str, str]]" = WeakKeyDictionary()


def repeats(record: Record) -> Mapping[str, str]:
    """Roll calls that repeat one of another source: their id, and the id of the one that is kept.

    Only a roll call held under a source's own number may repeat another. It does when the other is of
    another source, in the same month (on the same day where both know it), on a part of the same sort, and
    either the two have the same number or, for votes on the whole, the same votes: of those who voted in
    either at most 3 per cent voted otherwise, or not, in the other. Each repeats one at most.
    """
    if record not in _REPEATS:
        _REPEATS[record] = _repeats(record)
    return _REPEATS[record]


def _repeats(record: Record) -> dict[str, str]:
    held = [r for r in roll_calls(record).values() if r.modality == "recorded" and r.date is not None]
    if not any(r.id.startswith(NUMBERED) for r in held) or len({r.row["source"] for r in held}) < 2:
        return {}
    by_month: defaultdict[tuple[object, ...], list[RollCall]] = defaultdict(list)
    for rollcall in held:
        if rollcall.date is not None:
            by_month[rollcall.body, rollcall.date.year, rollcall.date.month].append(rollcall)
    months = [m for m in by_month.values() if len({r.row["source"] for r in m}) > 1]
    found = _by_number(months)
    for month in months:
        month[:] = [r for r in month if r.id not in found and r.part == "whole"]
    asked = [r for month in months for r in month]
    column = {r.id: i for i, r in enumerate(asked)}
    _, choices = cells(record, [(r.id, r.row["source"]) for r in asked])
    for month in months:
        found |= _by_votes(month, choices[:, [column[r.id] for r in month]])
    return found


def _by_number(months: Sequence[Sequence[RollCall]]) -> dict[str, str]:
    """Roll calls without a symbol whose number another source gives to one with, or to its own."""
    found: dict[str, str] = {}
    for month in months:
        bearers: dict[str, RollCall] = {}
        for rollcall in sorted(month, key=_worth):
            number = str(rollcall.row["locator"])
            bearer = bearers.setdefault(number, rollcall)
            other = bearer.row["source"] != rollcall.row["source"]
            if number.startswith("rcid ") and other and rollcall.id.startswith(NUMBERED):
                found[rollcall.id] = bearer.id
    return found


def _worth(rollcall: RollCall) -> tuple[bool, str]:
    return rollcall.id.startswith(NUMBERED), rollcall.id


def _by_votes(month: Sequence[RollCall], choices: "NDArray[np.int8]") -> dict[str, str]:
    """The closest pairs of one month that may be the same, each roll call in one pair at most."""
    pairs = []
    for i, one in enumerate(month):
        for j, other in enumerate(month):
            if i != j and one.id.startswith(NUMBERED) and _may_be(one, other):
                differs = _difference(choices[:, i], choices[:, j])
                if differs <= _MAY_DIFFER:
                    pairs.append((differs, one.id, other.id))
    found: dict[str, str] = {}
    for _, one_id, other_id in sorted(pairs):
        if not {one_id, other_id} & {*found, *found.values()}:
            found[one_id] = other_id
    return found


def _may_be(one: RollCall, other: RollCall) -> bool:
    if one.row["source"] == other.row["source"] or (_worth(one) < _worth(other)):
        return False
    exact = one.precision == other.precision == "day"
    return one.date == other.date if exact else True


def _difference(one: "NDArray[np.int8]", other: "NDArray[np.int8]") -> float:
    """Share of those who voted in either that did not vote the same in both."""
    either = (one > 0) | (other > 0)
    total = int(either.sum())
    return float((one[either] != other[either]).sum()) / total if total else 1.0
