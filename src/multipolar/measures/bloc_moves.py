"""Blocs from period to period: which continues which, and which states changed sides."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.blocs import FEWEST_CALLS, Blocs, By, Rules, blocs, letters, periods
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.models.divisions import matched

Kind = Literal["moved", "new bloc", "bloc ended"]


@dataclass(frozen=True, slots=True)
class Move:
    """A state that is in another bloc than in the period before.

    Attributes:
        actor: The state.
        before: The earlier period.
        after: The later one.
        left: Name of its bloc before.
        joined: Name of its bloc after.
        kind: ``moved`` between blocs that both go on; ``new bloc`` when the one it is in continues none;
            ``bloc ended`` when the one it was in has no continuation.
        kept: The lower of its shares of pairs kept over repeated runs in the two periods: a low one means
            that the division, not the state, may have changed.
        place: Its silhouettes before and after.
    """

    actor: str
    before: str
    after: str
    left: str
    joined: str
    kind: Kind
    kept: float
    place: tuple[float, float]


def blocs_over_time(
    matrix: VoteMatrix,
    by: By = "year",
    rules: Rules | None = None,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[tuple[Blocs, ...], tuple[str, ...]]:
    """The blocs of each year or session, each bloc named like the earlier one that it continues.

    Args:
        matrix: The votes.
        by: What a period is.
        rules: How blocs are found.
        progress: Called with the name of each period as it begins.

    Returns:
        The blocs by period, and the periods left out for having fewer than ten roll calls.

    Raises:
        AskedWronglyError: No period has enough roll calls.
    """
    found: list[Blocs] = []
    thin: list[str] = []
    for period, part in periods(matrix, by):
        if part.choices.shape[1] < FEWEST_CALLS:
            thin.append(period)
            continue
        progress(period)
        found.append(blocs(part, rules, period))
    if not found:
        raise AskedWronglyError(
            f"No {by} of the period has {FEWEST_CALLS} recorded votes, too few to tell blocs apart",
            "Widen the period, or pull more with `multipolar record pull voeten_votes undl_ga`",
        )
    return named_alike(found), tuple(thin)


def named_alike(series: Sequence[Blocs]) -> tuple[Blocs, ...]:
    """The same blocs, each named like the one of the period before that it continues (see `matched`)."""
    named: list[Blocs] = []
    used = 0
    for one in series:
        names: dict[int, str] = {}
        if named:
            last = named[-1]
            for later, earlier in matched(_groups(last), _groups(one)).items():
                names[later] = last.names[earlier]
        fresh = iter(letters(used + len(one.names))[used:])
        for bloc in range(len(one.names)):
            if bloc not in names:
                names[bloc] = next(fresh)
                used += 1
        named.append(replace(one, names=tuple(names[bloc] for bloc in range(len(one.names)))))
    return tuple(named)


def moves(series: Iterable[Blocs]) -> tuple[Move, ...]:
    """Which states are in another bloc than in the period before, as named by `blocs_over_time`."""
    return tuple(move for before, after in pairwise(series) for move in _moves(before, after))


def _moves(before: Blocs, after: Blocs) -> list[Move]:
    place = {actor: i for i, actor in enumerate(before.actors)}
    found = []
    for j, actor in enumerate(after.actors):
        if actor not in place:
            continue
        i = place[actor]
        left, joined = before.names[before.labels[i]], after.names[after.labels[j]]
        if left == joined:
            continue
        kind: Kind = "moved"
        if joined not in before.names:
            kind = "new bloc"
        elif left not in after.names:
            kind = "bloc ended"
        kept = float(min(before.kept[i], after.kept[j]))
        stood = float(before.place[i]), float(after.place[j])
        found.append(Move(actor, before.period, after.period, left, joined, kind, kept, stood))
    return found


def _groups(one: Blocs) -> dict[int, frozenset[str]]:
    return {bloc: frozenset(one.members(bloc)) for bloc in range(len(one.names))}
