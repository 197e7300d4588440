"""Roll calls as one array: who made which choice in which decision, for measures over many votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.votes import RollCall, roll_calls
from multipolar.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

ABSENT, YES, ABSTAIN, NO = 0, 1, 2, 3
_CODES = {"yes": YES, "abstain": ABSTAIN, "no": NO}


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
                f"The record has no vote of {', '.join(missing)} in the period asked about",
                "Widen the period, or pull more votes with `multipolar record pull undl_ga`",
            )
        return np.array([place[a] for a in actors], dtype=np.intp)


def vote_matrix(
    record: Record,
    *,
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    body: str = "GA",
) -> VoteMatrix:
    """The recorded votes of a period as one array, each roll call from its preferred source.

    Args:
        record: The record.
        since: First day; ``None`` for the beginning.
        until: Last day; ``None`` for today.
        topic: Only roll calls with this topic, letter case apart.
        body: ``GA`` or ``SC``.

    Raises:
        AskedWronglyError: The record holds no recorded vote that fits.
    """
    chosen = [r for r in roll_calls(record).values() if _fits(r, since, until, topic, body)]
    chosen.sort(key=lambda r: (r.date or date.min, r.id))
    if not chosen:
        raise AskedWronglyError(
            "The record holds no recorded vote of that body, period and topic",
            "Widen the dates, leave the topic out, or pull more with `multipolar record pull undl_ga`",
        )
    column = {r.id: i for i, r in enumerate(chosen)}
    source = {r.id: r.row["source"] for r in chosen}
    table = record.sql("SELECT rollcall, actor, choice, source FROM vote").to_pydict()
    names = tuple(sorted(set(table["actor"])))
    row = {actor: i for i, actor in enumerate(names)}
    choices = np.zeros((len(names), len(chosen)), dtype=np.int8)
    for rollcall, actor, choice, origin in zip(*table.values(), strict=True):
        if source.get(rollcall) == origin and choice in _CODES:
            choices[row[actor], column[rollcall]] = _CODES[choice]
    voted = [bool(row.any()) for row in choices]
    return VoteMatrix(tuple(n for n, v in zip(names, voted, strict=True) if v), tuple(chosen), choices[voted])


def _fits(rollcall: RollCall, since: date | None, until: date | None, topic: str | None, body: str) -> bool:
    if rollcall.body != body or rollcall.modality != "recorded":
        return False
    if since is not None and (rollcall.date is None or rollcall.date < since):
        return False
    if until is not None and (rollcall.date is None or rollcall.date > until):
        return False
    return topic is None or topic.casefold() in (t.casefold() for t in rollcall.topics)
