"""Which votes of the Assembly ideal points are estimated from, and which state's walk each belongs to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.repeats import Call
from multipolar.record import Record
from multipolar.record.store import STARTER

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]

_FIRST_SESSION_YEAR = 1945
# Regular sessions open in the middle of September; votes of special and emergency sessions are put with them.
_OPENS = (9, 15)
# As the published script has it: votes on paragraphs and amendments were recorded regularly until then.
_PARTS_UNTIL = 1989
# The session that avoided votes; its one roll call has no place in the published series.
_LEFT_OUT = frozenset({19})
# The day on which the seat of China passed to the People's Republic (resolution 2758 (XXVI)).
_CHINA = ("CHN", date(1971, 10, 25))
CHOICES = {"yes": 1, "abstain": 2, "no": 3}


@dataclass(frozen=True, slots=True)
class PositionVotes:
    """Votes as arrays, with what their numbers stand for.

    Attributes:
        calls: The roll calls, in order of session and day.
        chains: Ids of the walks: a state's id, or the id of the state it continues.
        sessions: Numbers of the sessions, in order.
        sources: By session, the source whose votes were taken.
        call: Roll call of each vote, as a place in ``calls``.
        chain: Walk of each vote.
        actor: The state of the day, as a place in ``actors``.
        choice: 1 yes, 2 abstain, 3 no.
        actors: Ids of states.
    """

    calls: tuple[Call, ...]
    chains: tuple[str, ...]
    sessions: tuple[int, ...]
    sources: tuple[str, ...]
    call: "IntArray"
    chain: "IntArray"
    actor: "IntArray"
    choice: "IntArray"
    actors: tuple[str, ...]

    @property
    def session(self) -> "IntArray":
        """Place of each vote's session in ``sessions``."""
        place = {number: i for i, number in enumerate(self.sessions)}
        return np.array([place[c.session] for c in self.calls], dtype=np.int64)[self.call]


def position_votes(record: Record, topics: Collection[str] | None = None) -> PositionVotes:
    """The recorded votes of the General Assembly, each session from the source that holds most of it.

    Taking a session from one source keeps a vote from counting twice under two ids. Left out, as in the
    published series: session 19, and votes on paragraphs and amendments after 1989.

    Args:
        record: The record.
        topics: Only roll calls with one of these topics, in lower case.

    Raises:
        AskedWronglyError: No roll call is left.
    """
    calls = _calls(record)
    best = _best_sources(calls)
    calls = [c for c in calls if c.source == best.get(c.session) and _counts(c) and _on(c, topics)]
    if not calls:
        raise AskedWronglyError(
            "The record holds no recorded vote of the General Assembly on that",
            "Leave the topic out, or pull more with `multipolar record pull voeten_votes undl_ga`",
        )
    calls.sort(key=lambda c: (c.session, c.day, c.id))
    return _arrays(record, calls, best)


def topics_known(record: Record) -> dict[str, int]:
    """Every topic of the Assembly's recorded votes, with the roll calls under it."""
    found: dict[str, int] = {}
    for call in _calls(record):
        for topic in call.topics:
            found[topic] = found.get(topic, 0) + 1
    return found


def session_of(text: str | None, day: date) -> int:
    """Number of the regular session a vote belongs to; of others, the one that was current on the day."""
    if text and text.isdigit():
        return int(text)
    after = (day.month, day.day) >= _OPENS
    return max(day.year - _FIRST_SESSION_YEAR - (0 if after else 1), 1)


def _calls(record: Record) -> list[Call]:
    rows = record.sql(
        "SELECT id, source, session, date, title, topics, part, locator FROM rollcall"
        " WHERE body = 'GA' AND modality = 'recorded' AND date IS NOT NULL"
    ).to_pylist()
    return [
        Call(
            row["id"], row["source"], session_of(row["session"], row["date"]), row["date"],
            row["title"] or "", tuple(row["topics"] or ()), row["part"], row["locator"],
        )
        for row in rows
    ]  # fmt: skip


def _best_sources(calls: Sequence[Call]) -> dict[int, str]:
    """By session, the source with the most roll calls; of equals the first by name.

    The embedded record holds the votes most cited, no session in full: its sessions are taken only where
    no other source is there at all, as few and chosen votes beside whole agendas would bend the scale.
    """
    held: dict[int, dict[str, int]] = {}
    others = {call.source for call in calls} - {STARTER}
    for call in calls:
        if _counts(call) and (not others or call.source in others):
            of = held.setdefault(call.session, {})
            of[call.source] = of.get(call.source, 0) + 1
    return {session: min(of, key=lambda s: (-of[s], s)) for session, of in held.items()}


def _counts(call: Call) -> bool:
    late = call.day.year > _PARTS_UNTIL and call.part in ("paragraph", "amendment")
    return not late and call.session not in _LEFT_OUT


def _on(call: Call, topics: Collection[str] | None) -> bool:
    return topics is None or any(t.casefold() in topics for t in call.topics)


def _arrays(record: Record, calls: Sequence[Call], best: Mapping[int, str]) -> PositionVotes:
    table = record.sql(
        "SELECT v.rollcall, v.actor, v.choice, v.source FROM vote v JOIN rollcall r"
        " ON v.rollcall = r.id AND v.source = r.source"
        " WHERE r.body = 'GA' AND r.modality = 'recorded' AND v.choice IN ('yes', 'abstain', 'no')"
    )
    place = {(c.source, c.id): i for i, c in enumerate(calls)}
    rollcall, ids = _coded(table, "rollcall")
    source, sources = _coded(table, "source")
    column = np.array([[place.get((s, i), -1) for i in ids] for s in sources], dtype=np.int64)
    call = column[source, rollcall] if len(rollcall) else rollcall
    actor, names = _coded(table, "actor")
    choice, words = _coded(table, "choice")
    codes = np.array([CHOICES[word] for word in words], dtype=np.int64)[choice]
    kept = call >= 0
    call, actor, codes = call[kept], actor[kept], codes[kept]
    if not len(call):
        raise AskedWronglyError("None of these roll calls has its votes in the record")
    chain, chains = _chained(calls, call, actor, names)
    sessions = tuple(sorted({calls[i].session for i in np.unique(call)}))
    taken = tuple(best[s] for s in sessions)
    return PositionVotes(tuple(calls), chains, sessions, taken, call, chain, actor, codes, names)


def _coded(table: "pa.Table", name: str) -> "tuple[IntArray, tuple[str, ...]]":
    column = table.column(name).combine_chunks().dictionary_encode()
    return np.asarray(column.indices, dtype=np.int64), tuple(column.dictionary.to_pylist())


def _chained(
    calls: Sequence[Call], call: "IntArray", actor: "IntArray", names: Sequence[str]
) -> "tuple[IntArray, tuple[str, ...]]":
    """One walk for a state and the one it continues; two for the governments that held China's seat."""
    roots = [_root(name, frozenset(names)) for name in names]
    chains = sorted({*roots, f"{_CHINA[0]} to {_CHINA[1].year}"})
    number = {name: i for i, name in enumerate(chains)}
    chain = np.array([number[root] for root in roots], dtype=np.int64)[actor]
    early = np.array([c.day < _CHINA[1] for c in calls])[call]
    china = np.array([name == _CHINA[0] for name in names])[actor]
    chain[early & china] = number[f"{_CHINA[0]} to {_CHINA[1].year}"]
    return chain, tuple(chains)


def _root(actor: str, voted: frozenset[str]) -> str:
    """The first of the voting states that a state continues in law, as Russia the Soviet Union."""
    before = actors.get(actor).continues
    return _root(before, voted) if before in voted else actor
