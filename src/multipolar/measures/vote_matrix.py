"""Roll calls as one array: who made which choice in which decision, for measures over many votes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from multipolar import actors
from multipolar.actors.memberships import spells
from multipolar.actors.registry import registry
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.same_rollcalls import repeats
from multipolar.measures.vote_cells import cells
from multipolar.measures.votes import IMPORTANT, RollCall, roll_calls
from multipolar.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

ABSENT, YES, ABSTAIN, NO = 0, 1, 2, 3
_PULL = "pull more votes with `multipolar record pull undl_ga`"


@dataclass(frozen=True, slots=True)
class VoteMatrix:
    """Choices of actors in roll calls.

    Attributes:
        actors: Ids, in the order of the rows.
        rollcalls: Decisions, in the order of the columns, by date.
        choices: ``int8`` array, actors by roll calls: 0 absent or not a Member, 1 yes, 2 abstain, 3 no.
    """

    actors: tuple[str, ...]
    rollcalls: tuple[RollCall, ...]
    choices: "NDArray[np.int8]"

    @property
    def years(self) -> "NDArray[np.int64]":
        """Year of each roll call; 0 where the date is not known."""
        return np.array([r.date.year if r.date else 0 for r in self.rollcalls], dtype=np.int64)

    def rows(self, actors: Sequence[str]) -> "NDArray[np.intp]":
        """Row numbers of some actors.

        Raises:
            AskedWronglyError: One of them cast no vote in these roll calls.
        """
        place = {actor: i for i, actor in enumerate(self.actors)}
        missing = [a for a in actors if a not in place]
        if missing:
            raise AskedWronglyError(
                f"The record has no vote of {', '.join(map(_told, missing))} in the roll calls asked about",
                f"Widen the period, or {_PULL}",
            )
        return np.array([place[a] for a in actors], dtype=np.intp)

    def take(self, columns: "NDArray[np.bool_]") -> "VoteMatrix":
        """The same with some of the roll calls only."""
        kept = tuple(r for r, keep in zip(self.rollcalls, columns, strict=True) if keep)
        return replace(self, rollcalls=kept, choices=self.choices[:, columns])


def vote_matrix(
    record: Record,
    *,
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    body: str = "GA",
    important: bool = False,
    whole: bool = False,
    consensus: bool = False,
) -> VoteMatrix:
    """The recorded votes of a period as one array, each roll call once, from its preferred source.

    Args:
        record: The record.
        since: First day; ``None`` for the beginning.
        until: Last day; ``None`` for today.
        topic: Only roll calls with this topic, letter case apart.
        body: ``GA`` or ``SC``.
        important: Only roll calls that the US Department of State lists as important.
        whole: Only votes on whole texts, and none on paragraphs, amendments or motions.
        consensus: Count texts adopted without a vote, as far as the record holds them, as a yes of every
            Member of the day.

    Raises:
        AskedWronglyError: The record holds no recorded vote that fits.
    """
    again = repeats(record)
    fitting = [
        r for r in roll_calls(record).values()
        if r.id not in again and _fits(r, since, until, topic, body)
        and (not important or _important(r)) and (not whole or r.part == "whole")
    ]  # fmt: skip
    chosen = [r for r in fitting if r.modality == "recorded"]
    agreed = [r for r in fitting if r.modality == "without_vote"] if consensus else []
    if not chosen and not agreed:
        raise _none_fits(record, topic, body, important)
    chosen.sort(key=lambda r: (r.date or date.min, r.id))
    names, choices = cells(record, [(r.id, r.row["source"]) for r in chosen])
    matrix = VoteMatrix(names, tuple(chosen), choices)
    return _with_consensus(matrix, agreed) if agreed else matrix


def _told(actor: str) -> str:
    """An actor with its days as a Member of the United Nations, where these explain why it has no vote."""
    known = registry().get(actor)
    if known is None:
        return actor
    if known.kind not in ("state", "territory"):
        return f"{known.name}, which is no state"
    first = next((s.start for s in spells("UN", actor) if s.start), None)
    return f"{known.name} (a Member since {first})" if first else known.name


def _fits(rollcall: RollCall, since: date | None, until: date | None, topic: str | None, body: str) -> bool:
    if rollcall.body != body:
        return False
    if since is not None and (rollcall.date is None or rollcall.date < since):
        return False
    if until is not None and (rollcall.date is None or rollcall.date > until):
        return False
    return topic is None or topic.casefold() in (t.casefold() for t in rollcall.topics)


def _important(rollcall: RollCall) -> bool:
    return rollcall.marks is not None and IMPORTANT in rollcall.marks


def _none_fits(record: Record, topic: str | None, body: str, important: bool) -> AskedWronglyError:
    """Which of the conditions no roll call meets, and what to do about it."""
    held = [r for r in roll_calls(record).values() if r.body == body]
    if topic is not None:
        import difflib

        known = {t.casefold(): t for r in held for t in r.topics}
        near = [known[t] for t in difflib.get_close_matches(topic.casefold(), known, 3, 0.6)]
        if topic.casefold() not in known:
            return AskedWronglyError(f"No roll call of {body} has the topic {topic!r}", "", near)
    if important and not any(map(_important, held)):
        return AskedWronglyError(
            "No source in the record marks important votes",
            "Pull one that does with `multipolar record pull voeten_votes`",
        )
    source = "undl_ga" if body == "GA" else "undl_sc"
    return AskedWronglyError(
        "The record holds no recorded vote of that body, period and topic",
        f"Widen the dates, leave the topic out, or pull more with `multipolar record pull {source}`",
    )


def _with_consensus(matrix: VoteMatrix, agreed: list[RollCall]) -> VoteMatrix:
    """The matrix with a column of yes for each text adopted without a vote."""
    seats = [{m.actor for m in actors.members("UN", r.date or date.today())} for r in agreed]
    names = tuple(sorted(set(matrix.actors).union(*seats)))
    place = {name: i for i, name in enumerate(names)}
    choices = np.zeros((len(names), len(matrix.rollcalls) + len(agreed)), dtype=np.int8)
    choices[[place[a] for a in matrix.actors], : len(matrix.rollcalls)] = matrix.choices
    for column, members in enumerate(seats, start=len(matrix.rollcalls)):
        choices[[place[a] for a in members], column] = YES
    rollcalls = (*matrix.rollcalls, *agreed)
    order = sorted(range(len(rollcalls)), key=lambda i: (rollcalls[i].date or date.min, rollcalls[i].id))
    return VoteMatrix(names, tuple(rollcalls[i] for i in order), choices[:, order])
