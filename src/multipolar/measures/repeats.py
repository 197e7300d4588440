"""Which roll calls are on a text that was voted on before, by a list or by their titles."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multipolar.basics.errors import AskedWronglyError, reason

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Call:
    """What is needed of a roll call to place it.

    Attributes:
        id: Its id in the record.
        source: The source it was read from.
        session: Number of the regular session.
        day: Day of the vote.
        title: Title as the source has it.
        topics: Its topics.
        part: ``whole``, ``paragraph``, ``amendment`` or ``motion``.
        locator: Where in the source it stands.
    """

    id: str
    source: str
    session: int
    day: date
    title: str
    topics: tuple[str, ...]
    part: str
    locator: str


@dataclass(frozen=True, slots=True)
class Repeats:
    """Pairs of roll calls on one text, and how they were told.

    Attributes:
        pairs: Places of the two roll calls.
        told: In words, for the result.
    """

    pairs: tuple[Pair, ...]
    told: str


def normal_title(title: str) -> str:
    """A title without accents, letter case, punctuation, and what catalogues add to it."""
    plain = unicodedata.normalize("NFKD", title.replace("’", "'"))
    text = plain.encode("ascii", "ignore").decode().casefold()
    text = re.sub(r"\([^)]*[a-z]/[^)]*\)", "", text)
    text = re.sub(r":? ?resolution ?/? ?(adopted by the general assembly)?\s*$", "", text)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def repeats_by_title(calls: Sequence[Call]) -> Repeats:
    """Link a resolution to the one of the same title in the session before.

    Only votes on whole resolutions, and only where the title stands once in either session.
    """
    by_session: dict[int, dict[str, list[int]]] = {}
    for place, call in enumerate(calls):
        title = normal_title(call.title)
        if call.part == "whole" and title:
            by_session.setdefault(call.session, {}).setdefault(title, []).append(place)
    pairs = [
        (earlier[title][0], places[0])
        for session, titles in by_session.items()
        for earlier in [by_session.get(session - 1, {})]
        for title, places in titles.items()
        if len(places) == 1 and len(earlier.get(title, ())) == 1
    ]
    return Repeats(tuple(sorted(pairs)), f"{len(pairs)} repeats told by equal titles in successive sessions")


def repeats_listed(path: Path, calls: Sequence[Call]) -> Repeats:
    """Read a list of repeats: Voeten's ``Matches.csv``, or columns ``first`` and ``second`` of ids.

    Raises:
        AskedWronglyError: The file cannot be read, or has other columns.
    """
    rows = _rows(path)
    columns = rows[0].keys() if rows else {"first", "second"}
    if {"rcid1", "rcid2"} <= columns:
        place = {c.locator.removeprefix("rcid "): i for i, c in enumerate(calls) if "rcid" in c.locator}
        named = [(row["rcid1"], row["rcid2"]) for row in rows]
    elif {"first", "second"} <= columns:
        place = {c.id: i for i, c in enumerate(calls)}
        named = [(row["first"], row["second"]) for row in rows]
    else:
        raise AskedWronglyError(
            f"{path} has the columns {', '.join(columns)}",
            "Give rcid1 and rcid2, or first and second with ids of roll calls",
        )
    pairs = [(place[a], place[b]) for a, b in named if a in place and b in place]
    other = len(named) - len(pairs)
    told = f"{len(pairs)} repeats from {path.name} ({other} of its pairs are not among the votes)"
    return Repeats(tuple(pairs), told)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AskedWronglyError(f"{path} cannot be read: {reason(error)}", "Give a CSV file") from None


def once_a_session(items: Iterable[int], sessions: Iterable[int]) -> list[int]:
    """Items numbered so that two roll calls of one session are never one item.

    A chain of repeats may lead to two roll calls of one session; the first keeps the item.
    """
    taken: set[Pair] = set()
    own: list[int] = []
    given = list(items)
    fresh = max(given, default=-1) + 1
    for item, session in zip(given, sessions, strict=True):
        if (item, session) in taken:
            own.append(fresh)
            fresh += 1
        else:
            taken.add((item, session))
            own.append(item)
    return own
