"""Who voted how: one roll call's ballots, its tally, and which of several sources is believed."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from weakref import WeakKeyDictionary

from multipolar import actors
from multipolar.basics.dates import PartialDate, Precision
from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record

Choice = Literal["yes", "no", "abstain", "absent"]
CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain", "absent")
IMPORTANT = "us-important"
"""The mark of a roll call that the US Department of State lists as important."""


@dataclass(frozen=True, slots=True)
class RollCall:
    """One decision put to the vote, as the preferred source has it, with what only others know.

    Attributes:
        id: Resolution symbol, with ``#...`` for a vote on a part.
        body: ``GA`` or ``SC``.
        date: Day of the vote, of the source that knows it most finely.
        title: Official title.
        names: Names people use for it, of all sources, and titles that less preferred sources give it.
        topics: Subjects or issue codes, of all sources.
        tally: Official count by choice; a choice that the source does not count is missing.
        part: ``whole``, ``paragraph``, ``amendment`` or ``motion``.
        modality: ``recorded``, ``without_vote`` or ``unrecorded``.
        row: The row of the preferred source.
        marks: Marks that sources give it; ``None`` when none tells.
        precision: How finely the date is known.
    """

    id: str
    body: str
    date: datetime.date | None
    title: str
    names: tuple[str, ...]
    topics: tuple[str, ...]
    tally: Mapping[Choice, int]
    part: str
    modality: str
    row: Mapping[str, Any]
    marks: tuple[str, ...] | None = None
    precision: Precision = "day"

    @property
    def when(self) -> str:
        """The date as finely as it is known: ``2014-03-27``, ``1974-10``; empty for none."""
        known = PartialDate.stored(self.date, self.precision)
        return str(known) if known else ""


@dataclass(frozen=True, slots=True)
class Ballots:
    """How each member voted in one roll call.

    Attributes:
        rollcall: The decision.
        choices: Choice by actor id.
        rows: The row of the record behind each choice.
        complete: Whether the list adds up to the official tally, so that absence from it is evidence.
    """

    rollcall: RollCall
    choices: Mapping[str, Choice]
    rows: Mapping[str, Mapping[str, Any]]
    complete: bool

    def who(self, choice: Choice, among: Iterable[str] | None = None) -> tuple[str, ...]:
        """Actors that made a choice, in the order of their ids, all or among some."""
        scope = self.choices if among is None else (a for a in among if a in self.choices)
        return tuple(sorted(a for a in scope if self.choices[a] == choice))

    def counts(self, among: Iterable[str] | None = None) -> dict[Choice, int]:
        """How many made each choice, all or among some."""
        return {choice: len(self.who(choice, among)) for choice in CHOICES}


NUMBERED = ("GA/rcid/", "GA/undl/")
"""How the ids begin of roll calls that a source holds under its own number, for want of a symbol."""
_FINENESS: Mapping[str, int] = {"day": 0, "month": 1, "year": 2}
_ROLL_CALLS: "WeakKeyDictionary[Record, dict[str, RollCall]]" = WeakKeyDictionary()
_MOST_BALLOTS = 256
"""Roll calls whose votes are kept by record; a server or a corpus may ask for thousands."""
_BALLOTS: "WeakKeyDictionary[Record, dict[str, Ballots]]" = WeakKeyDictionary()


def roll_calls(record: Record) -> Mapping[str, RollCall]:
    """Every roll call of the record by id, each from the source preferred for it."""
    if record not in _ROLL_CALLS:
        by_id: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in record.rows("rollcall"):
            by_id[row["id"]].append(row)
        rank = _priorities(record, (row for rows in by_id.values() for row in rows))
        _ROLL_CALLS[record] = {
            key: _roll_call(sorted(rows, key=lambda r: -rank[r["source"]])) for key, rows in by_id.items()
        }
    return _ROLL_CALLS[record]


def _roll_call(rows: Sequence[Mapping[str, Any]]) -> RollCall:
    """One roll call from the rows of its sources, the one believed most first."""
    best = rows[0]
    finest = min(rows, key=lambda r: _FINENESS.get(r["date_precision"], len(_FINENESS)))
    tally = {choice: best[choice] for choice in CHOICES if best[choice] is not None}
    marks = [row["marks"] for row in rows if row["marks"] is not None]
    names = [row["names"] for row in rows]
    titles = [[row["title"]] for row in rows if row["title"] and row["title"] != best["title"]]
    return RollCall(
        best["id"], best["body"], finest["date"], best["title"] or "", _united(names + titles),
        _united([row["topics"] for row in rows]), tally, best["part"], best["modality"], best,
        tuple(dict.fromkeys(m for held in marks for m in held)) if marks else None,
        finest["date_precision"] or "day",
    )  # fmt: skip


def _united(lists: Iterable[Sequence[str] | None]) -> tuple[str, ...]:
    """What lists of several sources hold, each once, letter case apart."""
    found: dict[str, str] = {}
    for held in lists:
        for text in held or ():
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def ballots(record: Record, rollcall: str) -> Ballots:
    """How each member voted in one roll call.

    Raises:
        KeyError: The record holds no such roll call; ask ``roll_calls`` first.
    """
    held = _BALLOTS.setdefault(record, {})
    found = held.get(rollcall)
    if found is None:
        found = held[rollcall] = _ballots(record, roll_calls(record)[rollcall])
        if len(held) > _MOST_BALLOTS:
            held.pop(next(iter(held)), None)
    return found


def _ballots(record: Record, rollcall: RollCall) -> Ballots:
    found = record.rows("vote", {"rollcall": rollcall.id})
    rank = _priorities(record, found)
    best = max(rank.values(), default=0)
    rows = {row["actor"]: row for row in found if rank[row["source"]] == best}
    choices: dict[str, Choice] = {actor: row["choice"] for actor, row in rows.items()}
    counted = {choice: sum(c == choice for c in choices.values()) for choice in CHOICES}
    complete = bool(rows) and all(counted[choice] == n for choice, n in rollcall.tally.items())
    return Ballots(rollcall, choices, rows, complete)


def _priorities(record: Record, rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How far each source of some rows is believed; asked only where there are several."""
    sources = {row["source"] for row in rows}
    if len(sources) < 2:
        return dict.fromkeys(sources, 0)
    return {source: record.priority(source) for source in sources}


def tally_words(held: Ballots) -> str:
    """The official tally in words, or that there is none."""
    tally = held.rollcall.tally
    if held.rollcall.modality == "without_vote":
        return "adopted without a vote"
    words = {"yes": "in favour", "no": "against", "abstain": "abstained", "absent": "not voting"}
    return ", ".join(f"{tally[choice]} {words[choice]}" for choice in CHOICES if choice in tally)


def result_words(rollcall: RollCall) -> str:
    """The result of a roll call as yes-no-abstain, or how it was decided."""
    if rollcall.modality == "without_vote":
        return "without a vote"
    held = [rollcall.tally.get(choice) for choice in ("yes", "no", "abstain")]
    return "-".join("?" if n is None else str(n) for n in held) if any(n is not None for n in held) else ""


def members_of(group: str, on: datetime.date | None) -> frozenset[str]:
    """Who belonged to a region or an organisation on the day of a vote.

    Raises:
        AskedWronglyError: Not a group.
    """
    return _members_on(group, on or datetime.date.today())


@lru_cache(maxsize=16_384)
def _members_on(group: str, day: datetime.date) -> frozenset[str]:
    known = actors.get(group)
    if known.kind == "region":
        return frozenset(a.id for a in actors.region_members(group, day))
    if known.kind == "organisation":
        return frozenset(m.actor for m in actors.members(group, day))
    raise AskedWronglyError(f"{known.name} is not a group", "Name a region or an organisation")
