"""Which actors stand on a side on the day of each roll call: one state, a group's members, neighbours."""

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from multipolar import actors
from multipolar.actors.registry import registry
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.vote_matrix import ABSTAIN, NO, YES, VoteMatrix
from multipolar.measures.votes import members_of
from multipolar.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

REGIONAL_GROUPS = ("AFRICAN-GROUP", "ASIA-PACIFIC-GROUP", "EEG", "GRULAC", "WEOG")
"""The five regional groups of the United Nations, by which "region" is meant where none is named."""
# Correlates of War's first kind of contiguity, and the one kind of CEPII's list.
_BORDERS = ("1", "contiguous")
_NEIGHBOURS: "WeakKeyDictionary[Record, dict[str, list[tuple[str, date | None, date | None]]]]" = (
    WeakKeyDictionary()
)


def masked(matrix: VoteMatrix, members: Callable[[date], Collection[str]]) -> "NDArray[np.bool_]":
    """Who is meant on the day of each roll call: actors by roll calls.

    Args:
        matrix: The votes.
        members: Who is meant on a day; asked once a day.
    """
    place = {actor: i for i, actor in enumerate(matrix.actors)}
    inside = np.zeros(matrix.choices.shape, dtype=bool)
    days: dict[date, list[int]] = {}
    for column, rollcall in enumerate(matrix.rollcalls):
        day = rollcall.date or date.today()
        if day not in days:
            days[day] = [place[a] for a in members(day) if a in place]
        inside[days[day], column] = True
    return inside


def membership_mask(matrix: VoteMatrix, group: str) -> "NDArray[np.bool_]":
    """Which actor belonged to a region or organisation on the day of each roll call."""
    return masked(matrix, lambda day: members_of(group, day))


def side_mask(matrix: VoteMatrix, side: str) -> "NDArray[np.bool_]":
    """A state alone, or a group's members on the day of each roll call."""
    known = registry().get(side)
    if side not in matrix.actors and known is not None and known.kind in ("region", "organisation"):
        return membership_mask(matrix, side)
    inside = np.zeros(matrix.choices.shape, dtype=bool)
    inside[matrix.rows([side])] = True
    return inside


def counts(matrix: VoteMatrix, inside: "NDArray[np.bool_]") -> "NDArray[np.int64]":
    """How many of those inside said yes, abstained and said no: roll calls by 3."""
    made = [((matrix.choices == code) & inside).sum(axis=0) for code in (YES, ABSTAIN, NO)]
    return np.stack(made, axis=1).astype(np.int64)


def majority(found: "NDArray[np.int64]") -> "NDArray[np.int8]":
    """The line of a group: the choice of more than half of those that voted, 0 where there is none."""
    most = found.max(axis=1)
    line: NDArray[np.int8] = (found.argmax(axis=1) + 1).astype(np.int8)
    line[(2 * most <= found.sum(axis=1)) | (most == 0)] = 0
    return line


def others(record: Record, matrix: VoteMatrix, actor: str, whom: str) -> "tuple[NDArray[np.bool_], str]":
    """Those a state is compared with on the day of each roll call, never itself, and who that is in words.

    Args:
        record: The record, for borders.
        matrix: The votes.
        actor: The state.
        whom: ``region`` (its regional group at the United Nations), ``neighbours``, or a group's id; a
            group counts only on days when the state belongs to it.

    Raises:
        AskedWronglyError: Not a group, or borders are not held.
    """
    name = actors.get(actor).name
    if whom == "neighbours":
        found, words = masked(matrix, lambda day: neighbours(record, actor, day)), f"the neighbours of {name}"
    elif whom == "region":
        found, words = masked(matrix, lambda day: _region(actor, day)), f"the regional group of {name}"
    else:
        found, words = masked(matrix, lambda day: _with(actor, whom, day)), actors.get(whom).name
    found[matrix.rows([actor])] = False
    return found, words


def _with(actor: str, group: str, day: date) -> Collection[str]:
    members = members_of(group, day)
    return members if actor in members else ()


def regional_group(actor: str, day: date) -> str | None:
    """The regional group of a state at the United Nations on a day; ``None`` when it is in none."""
    return next((g for g in REGIONAL_GROUPS if actor in members_of(g, day)), None)


def _region(actor: str, day: date) -> Collection[str]:
    group = regional_group(actor, day)
    return members_of(group, day) if group else ()


def neighbours(record: Record, actor: str, day: date) -> frozenset[str]:
    """States with a common border on land or along a river on a day.

    Raises:
        AskedWronglyError: The record holds no borders at all.
    """
    if record not in _NEIGHBOURS:
        held: dict[str, list[tuple[str, date | None, date | None]]] = {}
        for row in record.rows("tie", {"kind": "contiguity", "value": list(_BORDERS)}):
            for one, other in ((row["a"], row["b"]), (row["b"], row["a"])):
                held.setdefault(one, []).append((other, row["valid_from"], row["valid_to"]))
        _NEIGHBOURS[record] = held
    held = _NEIGHBOURS[record]
    if not held:
        raise AskedWronglyError(
            "The record holds no borders", "Pull them with `multipolar record pull cow_contiguity`"
        )
    return frozenset(
        other for other, start, end in held.get(actor, ())
        if (start is None or start <= day) and (end is None or day < end)
    )  # fmt: skip
