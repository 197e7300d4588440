"""The votes that a fit takes: which state chose what on which item in which session, checked on entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multipolar.basics.errors import AskedWronglyError

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
Absence = Literal["ignore", "abstain"]
ABSENCE: tuple[Absence, ...] = ("ignore", "abstain")
YES, ABSTAIN, NO, ABSENT = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class VoteArrays:
    """Votes as four arrays of one length; states, items and sessions are numbered from 0.

    An item is what is voted on: a roll call, or several roll calls on one text (see ``link_items``).
    Sessions are in order of time; a number without votes is a session that passed without any.

    Attributes:
        state: Number of the state that voted.
        item: Number of the item.
        session: Number of the session.
        choice: 1 yes, 2 abstain, 3 no, 4 absent.
        states: How many states there are.
        items: How many items there are.
        sessions: How many sessions there are.
    """

    state: IntArray
    item: IntArray
    session: IntArray
    choice: IntArray
    states: int
    items: int
    sessions: int

    @classmethod
    def of(
        cls,
        state: ArrayLike,
        item: ArrayLike,
        session: ArrayLike,
        choice: ArrayLike,
        *,
        states: int | None = None,
        items: int | None = None,
        sessions: int | None = None,
    ) -> "VoteArrays":
        """Check the arrays and count what they hold.

        Args:
            state: Number of the state, from 0.
            item: Number of the item, from 0.
            session: Number of the session, from 0, in order of time.
            choice: 1 yes, 2 abstain, 3 no, 4 absent.
            states: How many states there are; the highest number plus one when not given.
            items: Likewise for items.
            sessions: Likewise for sessions.

        Raises:
            AskedWronglyError: The arrays are empty, of different length, not whole numbers, out of range,
                or hold two votes of one state on one item in one session.
        """
        named = {"state": state, "item": item, "session": session, "choice": choice}
        arrays = {name: _whole(name, value) for name, value in named.items()}
        lengths = {name: len(array) for name, array in arrays.items()}
        if len(set(lengths.values())) > 1:
            raise AskedWronglyError(f"The vote arrays differ in length: {lengths}", "Give one entry a vote")
        if not lengths["state"]:
            raise AskedWronglyError("There are no votes to fit", "Widen the period or the choice of items")
        counts = {
            name: _counted(name, arrays[name], asked)
            for name, asked in (("state", states), ("item", items), ("session", sessions))
        }
        wrong = np.setdiff1d(arrays["choice"], (YES, ABSTAIN, NO, ABSENT))
        if len(wrong):
            raise AskedWronglyError(
                f"Choice {wrong[0]} is not a vote", "Code 1 yes, 2 abstain, 3 no, 4 absent"
            )
        votes = cls(**arrays, states=counts["state"], items=counts["item"], sessions=counts["session"])
        _once_each(votes)
        return votes

    def where(self, keep: ArrayLike) -> "VoteArrays":
        """The votes marked, with states, items and sessions numbered as before."""
        mask = np.asarray(keep)
        parts: dict[str, Any] = {
            name: getattr(self, name)[mask] for name in ("state", "item", "session", "choice")
        }
        return VoteArrays.of(**parts, states=self.states, items=self.items, sessions=self.sessions)

    def __len__(self) -> int:
        return len(self.state)


def link_items(rollcalls: int, repeats: Iterable[tuple[int, int]]) -> IntArray:
    """Number the items when some roll calls repeat others, so that a repeat bridges its sessions.

    Args:
        rollcalls: How many roll calls there are.
        repeats: Pairs of roll calls on one text; chains are followed.

    Returns:
        Item number of every roll call, from 0 without gaps, in order of each item's first roll call.
    """
    root = np.arange(rollcalls)

    def top(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = int(root[one])
        return one

    for pair in repeats:
        if not all(0 <= one < rollcalls for one in pair):
            raise AskedWronglyError(f"Roll calls {pair} are not both among the {rollcalls} given")
        low, high = sorted(map(top, pair))
        root[high] = low
    return np.unique([top(one) for one in range(rollcalls)], return_inverse=True)[1].astype(np.int64)


def _whole(name: str, value: ArrayLike) -> IntArray:
    array = np.asarray(value)
    if array.ndim != 1 or (array.size and not np.issubdtype(array.dtype, np.integer)):
        raise AskedWronglyError(
            f"The {name} array is not a row of whole numbers ({array.dtype}, shape {array.shape})",
            "Number states, items, sessions from 0 and code choices 1 to 4",
        )
    return array.astype(np.int64)


def _counted(name: str, array: IntArray, asked: int | None) -> int:
    count = int(array.max()) + 1 if asked is None else asked
    if array.min() < 0 or array.max() >= count:
        raise AskedWronglyError(
            f"The {name} numbers run from {array.min()} to {array.max()}, outside 0 to {count - 1}"
        )
    return count


def _once_each(votes: VoteArrays) -> None:
    key = (votes.session * votes.items + votes.item) * votes.states + votes.state
    order = np.sort(key)
    twice = np.flatnonzero(order[1:] == order[:-1])
    if len(twice):
        at = np.flatnonzero(key == order[twice[0]])[0]
        raise AskedWronglyError(
            f"State {votes.state[at]} has two votes on item {votes.item[at]} in session {votes.session[at]}",
            "Keep one; linked repeats within one session are two items",
        )
