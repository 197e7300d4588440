"""Figures that statements about votes need, each in one call, with the rows of the record behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.agreement import Definition, agreement_matrix, choice_tables, pair_agreement
from multipolar.measures.cohesion import CHOICE_OF
from multipolar.measures.vote_basis import basis
from multipolar.measures.vote_matrix import ABSTAIN, NO, YES, VoteMatrix, vote_matrix
from multipolar.measures.votes import CHOICES, Choice, ballots, members_of
from multipolar.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = Mapping[str, Any]
_MATRICES: "WeakKeyDictionary[Record, dict[tuple[Any, ...], VoteMatrix]]" = WeakKeyDictionary()
_CODE: Mapping[Choice, int] = {"yes": YES, "abstain": ABSTAIN, "no": NO}


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure and what it rests on.

    Attributes:
        value: The figure: a number of Members, or a share.
        definition: What the figure is.
        rows: The rows of the record behind it, or for shares a row for each roll call compared, the newest
            first: its id, date, title and the choices compared; for groups the pairs of votes compared in it
            and those that were alike.
        votes: Roll calls that it rests on.
        low: Lower end of the 95 % bootstrap interval over roll calls, for shares.
        high: Upper end.
        basis: ``most cited`` when only roll calls of the embedded record are behind it, which are no sample
            of the agenda; ``partly most cited``, or ``all held``.
    """

    value: float
    definition: str
    rows: tuple[Row, ...]
    votes: int = 1
    low: float | None = None
    high: float | None = None
    basis: str = "all held"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One actor in a ranking.

    Attributes:
        actor: Its id.
        value: The figure it is ranked by.
        votes: Roll calls that the figure rests on.
    """

    actor: str
    value: float
    votes: int
    _roll_calls: Callable[[], tuple[Row, ...]] = field(repr=False, compare=False)

    @property
    def rows(self) -> tuple[Row, ...]:
        """A row for each roll call behind the figure, the newest first: its id, date, title, choices."""
        return self._roll_calls()


def who(record: Record, rollcall: str, choice: Choice, among: str | None = None) -> Answer:
    """How many Members, or members of a group on the day, made a choice, with the row of each.

    Raises:
        AskedWronglyError: No such choice, or not a group.
        KeyError: The record holds no such roll call.
    """
    if choice not in CHOICES:
        raise AskedWronglyError(f"There is no choice {choice!r}", f"Choices: {', '.join(CHOICES)}")
    held = ballots(record, rollcall)
    scope = None if among is None else members_of(among, held.rollcall.date)
    found = held.who(choice, scope)
    of = f" of {actors.get(among).name}" if among else ""
    rows = tuple(held.rows[a] for a in found)
    return Answer(len(found), f"Members{of} whose vote was {choice}", rows, basis=basis([held.rollcall]))


def tally(record: Record, rollcall: str, choice: Choice) -> Answer:
    """The official count of a choice, or the rows counted where the source publishes none.

    Raises:
        AskedWronglyError: No such choice, or the decision was adopted without a vote.
        KeyError: The record holds no such roll call.
    """
    held = ballots(record, rollcall)
    if held.rollcall.modality == "without_vote":
        raise AskedWronglyError(f"{rollcall} was adopted without a vote: it has no count")
    told = held.rollcall.tally.get(choice)
    counted = who(record, rollcall, choice)
    if told is None:
        return counted
    return Answer(told, f"official count of {choice}", (held.rollcall.row,), basis=counted.basis)


def rest(record: Record, rollcall: str, besides: Sequence[str], choice: Choice) -> Answer:
    """How many Members other than those named made a choice; "the rest voted for" asks whether all did.

    Raises:
        KeyError: The record holds no such roll call.
    """
    held = ballots(record, rollcall)
    others = [a for a in held.choices if a not in besides]
    found = held.who(choice, others)
    words = f"of {len(others)} Members other than those named, whose vote was {choice}"
    return Answer(len(found), words, tuple(held.rows[a] for a in found), basis=basis([held.rollcall]))


def alike(
    record: Record,
    one: str,
    other: str,
    definition: Definition = "identical",
    *,
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    important: bool = False,
) -> Answer:
    """How alike two states, or groups, voted in a period ("votes with").

    Raises:
        AskedWronglyError: No such definition, no roll call that fits, or a state that has no vote in it.
    """
    matrix = _matrix(record, since, until, topic, important)
    found = pair_agreement(matrix, one, other, definition)
    states = one in matrix.actors and other in matrix.actors
    rows = _compared(matrix, one, other) if states else _compared_pairs(matrix, one, other)
    words = f"agreement of {one} and {other}: {definition}"
    return Answer(
        found.value, words, rows, found.votes, found.low, found.high, basis(matrix.rollcalls)
    )  # fmt: skip


def votes_with(
    record: Record,
    state: str,
    *,
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    definition: Definition = "identical",
    least: int = 10,
) -> tuple[Ranked, ...]:
    """Every other actor by how alike it voted with a state, the most alike first.

    Args:
        record: The record.
        state: The state.
        since: First day.
        until: Last day.
        topic: Only roll calls with this topic.
        definition: Which definition of agreement.
        least: Actors with fewer common votes are left out.

    Raises:
        AskedWronglyError: No roll call fits, or the state has no vote in it.
    """
    matrix = _matrix(record, since, until, topic, important=False)
    joint = _joint_of(matrix, state)
    return _ranked(matrix, state, agreement_matrix(joint, definition), joint.sum(axis=(1, 2)), least)


def most_against(
    record: Record,
    state: str,
    *,
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    least: int = 10,
) -> tuple[Ranked, ...]:
    """Every other actor by how often it voted against a state: the share of common votes of yes against no.

    Args:
        record: The record.
        state: The state.
        since: First day.
        until: Last day.
        topic: Only roll calls with this topic.
        least: Actors with fewer common votes are left out.

    Raises:
        AskedWronglyError: No roll call fits, or the state has no vote in it.
    """
    matrix = _matrix(record, since, until, topic, important=False)
    joint = _joint_of(matrix, state)
    votes = joint.sum(axis=(1, 2))
    with np.errstate(invalid="ignore"):
        share = (joint[:, 0, 2] + joint[:, 2, 0]) / votes
    return _ranked(matrix, state, share, votes, least)


def most_often(
    record: Record,
    choice: Choice,
    *,
    among: str | None = None,
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    least: int = 10,
) -> tuple[Ranked, ...]:
    """Every actor by the share of its votes that were a choice ("most often votes against").

    Args:
        record: The record.
        choice: ``yes``, ``no`` or ``abstain``.
        among: Only members of a group today.
        since: First day.
        until: Last day.
        topic: Only roll calls with this topic.
        least: Actors with fewer votes are left out.

    Raises:
        AskedWronglyError: Absence was asked for, which is no vote; not a group; or no roll call fits.
    """
    if choice not in _CODE:
        raise AskedWronglyError(f"{choice!r} is not a vote that is cast", f"Choices: {', '.join(_CODE)}")
    matrix = _matrix(record, since, until, topic, important=False)
    votes = (matrix.choices > 0).sum(axis=1)
    share = (matrix.choices == _CODE[choice]).sum(axis=1) / votes
    inside = members_of(among, None) if among else set(matrix.actors)
    found = _ranked(matrix, None, share, votes, least)
    return tuple(one for one in found if one.actor in inside)


def _matrix(
    record: Record, since: date | None, until: date | None, topic: str | None, important: bool
) -> VoteMatrix:
    """Read once for each question about a period: audits ask several."""
    held = _MATRICES.setdefault(record, {})
    key = (since, until, topic, important)
    if key not in held:
        held[key] = vote_matrix(record, since=since, until=until, topic=topic, important=important)
    return held[key]


def _joint_of(matrix: VoteMatrix, state: str) -> "NDArray[np.float64]":
    """How often a state made each choice while each actor made each: actors by 3 by 3."""
    own = matrix.choices[matrix.rows([state])[0]]
    made = [np.stack([(c == k) for k in (YES, ABSTAIN, NO)]) for c in (own, matrix.choices)]
    first, second = (part.astype(np.float32) for part in made)
    joint: NDArray[np.float64] = np.einsum("kc,lac->akl", first, second, optimize=True).astype(np.float64)
    return joint


def _ranked(
    matrix: VoteMatrix,
    state: str | None,
    values: "NDArray[np.float64]",
    votes: "NDArray[np.float64] | NDArray[np.int64]",
    least: int,
) -> tuple[Ranked, ...]:
    found = [
        Ranked(actor, float(value), int(n), partial(_compared, matrix, *([state] if state else []), actor))
        for actor, value, n in zip(matrix.actors, values, votes, strict=True)
        if actor != state and n >= least and not np.isnan(value)
    ]
    return tuple(sorted(found, key=lambda r: (-r.value, r.actor)))


def _compared(matrix: VoteMatrix, *states: str) -> tuple[Row, ...]:
    """The roll calls in which all the states voted, the newest first, with the choice of each."""
    made = matrix.choices[matrix.rows(list(states))]
    return tuple(
        _told(matrix, i) | {state: CHOICE_OF[choices[i]] for state, choices in zip(states, made, strict=True)}
        for i in np.flatnonzero((made > 0).all(axis=0))[::-1]
    )


def _compared_pairs(matrix: VoteMatrix, one: str, other: str) -> tuple[Row, ...]:
    """The roll calls in which pairs of the two sides voted, the newest first: how many, how many alike."""
    tables, _ = choice_tables(matrix, one, other)
    twice = 2 if one == other else 1
    return tuple(
        _told(matrix, i)
        | {"pairs": int(tables[i].sum()) // twice, "alike": int(np.trace(tables[i])) // twice}
        for i in np.flatnonzero(tables.any(axis=(1, 2)))[::-1]
    )


def _told(matrix: VoteMatrix, column: int) -> dict[str, Any]:
    call = matrix.rollcalls[column]
    return {"rollcall": call.id, "date": call.date, "title": call.title, "source": call.row.get("source")}
