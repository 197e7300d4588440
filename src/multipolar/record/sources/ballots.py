"""How a long list of votes becomes roll calls and votes: unique ids, actors by date, tallies that add up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.sources.base import ReadContext, Rows

if TYPE_CHECKING:
    import duckdb

    from multipolar import actors

CHOICES = ("yes", "no", "abstain", "absent")
_MEMORY = "500MB"
_THREADS = 2
_BATCH = 100_000


@dataclass
class RollcallIds:
    """Gives every roll call of a source an id that no other has.

    A symbol belongs to the first roll call that claims it. The others are listed as issues and
    go by their number in the source.
    """

    context: ReadContext
    taken: set[str] = field(default_factory=set)

    def claim(self, symbol: str | None, otherwise: str) -> str:
        """The symbol when it is free, else the id by the source's own number."""
        if symbol is not None and symbol not in self.taken:
            self.taken.add(symbol)
            return symbol
        if symbol is not None:
            self.context.issue(
                "rollcall", otherwise, "another roll call of this source has the same symbol", symbol
            )
        if otherwise in self.taken:
            raise SourceError(self.context.spec.name, f"two roll calls are numbered {otherwise}")
        self.taken.add(otherwise)
        return otherwise


class Ballots:
    """A workspace that holds one row a vote: roll call, code of the voter, choice, day.

    Readers fill the table ``cell`` (key, code, choice, day; all text but the day) by SQL, so that a
    million votes never become Python objects. ``key`` is the roll call's number in the source.

    Args:
        context: What the reader was given.
        scheme: The code scheme of the voters.
        locator: What stands before the key in a locator, as ``rcid``.
        coarse_before: Earlier days are known to the month: a voter that was no actor on the day but
            was one when the month ended is that actor.
    """

    def __init__(
        self, context: ReadContext, scheme: "actors.Scheme", locator: str, coarse_before: date | None = None
    ) -> None:
        self.context = context
        self.scheme: actors.Scheme = scheme
        self.locator = locator
        self.coarse_before = coarse_before
        self.con = connect(context)
        self.con.execute("CREATE TABLE cell (key VARCHAR, code VARCHAR, choice VARCHAR, day DATE)")
        self._ids = False

    def add(self, votes: Iterable[tuple[str, str, str, date]]) -> None:
        """Take in votes as (key, code, choice, day), for files small enough to pass through Python."""
        import pyarrow as pa

        columns = list(zip(*votes, strict=True)) or [(), (), (), ()]
        types = (pa.string(), pa.string(), pa.string(), pa.date32())
        names = ("key", "code", "choice", "day")
        added = {n: pa.array(c, t) for n, c, t in zip(names, columns, types, strict=True)}
        self.con.register("added", pa.table(added))
        self.con.execute("INSERT INTO cell SELECT * FROM added")
        self.con.unregister("added")

    def refuse(self, condition: str, reason: str, column: str = "choice") -> None:
        """Take the votes that meet an SQL condition out, as one issue for each value of a column."""
        found = self.con.execute(
            f"SELECT {column}, count(*), min(key) FROM cell WHERE {condition} GROUP BY 1 ORDER BY 1"
        ).fetchall()
        for value, count, key in found:
            self.context.issue("vote", f"{self.locator} {key}", reason, str(value), count)
        if found:
            self.con.execute(f"DELETE FROM cell WHERE {condition}")

    def tallies(self) -> dict[str, tuple[int, int, int, int]]:
        """Votes counted by roll call: yes, no, abstain, absent."""
        counts = ", ".join(f"count(*) FILTER (choice = '{choice}')" for choice in CHOICES)
        rows = self.con.execute(f"SELECT key, {counts} FROM cell GROUP BY key").fetchall()
        return {key: (yes, no, abstain, absent) for key, yes, no, abstain, absent in rows}

    def check(self, published: Mapping[str, Sequence[int | None]]) -> None:
        """Compare counted votes with published totals; a difference is an issue, the roll call stays."""
        counted = self.tallies()
        for key, totals in published.items():
            found = counted.get(key, (0, 0, 0, 0))
            pairs = [(t, f) for t, f in zip(totals, found, strict=True) if t is not None]
            if any(total != count for total, count in pairs):
                said, count = ("-".join("?" if n is None else str(n) for n in row) for row in (totals, found))
                self.context.issue(
                    "rollcall", f"{self.locator} {key}", f"published {said}, counted {count}", said
                )

    def name(self, ids: Mapping[str, str]) -> None:
        """Say which id of the record each key has; keys without one are left out of the votes."""
        import pyarrow as pa

        named = pa.table({"key": list(ids), "id": list(ids.values())})
        self.con.register("named", named)
        self.con.execute("CREATE OR REPLACE TABLE ids AS SELECT key, id FROM named")
        self.con.unregister("named")
        self._ids = True

    def votes(self) -> Rows:
        """The votes as rows of the record, streamed; voters that are no actor are issues."""
        if not self._ids:
            raise SourceError(self.context.spec.name, "votes were asked for before their roll calls")
        self._seat_actors()
        self._drop_repeated()
        query = (
            f"SELECT i.id AS rollcall, s.actor, c.choice, '{self.locator} ' || c.key AS locator,"
            f" 'reported' AS status FROM {_JOINED}"
        )
        return Rows("vote", self.con.sql(query).to_arrow_reader(_BATCH))

    def _seat_actors(self) -> None:
        """Fill ``seat``: which actor each code means, by year, or by day in years when it changes."""
        import pyarrow as pa

        rows = [row for code in self._codes() for row in self._seats_of(code)]
        columns = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
        types = (pa.string(), pa.int64(), pa.date32(), pa.string())
        names = ("code", "year", "day", "actor")
        seats = pa.table(
            {n: pa.array(c, t) for n, c, t in zip(names, columns, types, strict=True)}
        )  # fmt: skip
        self.con.register("seats", seats)
        self.con.execute("CREATE OR REPLACE TABLE seat AS SELECT * FROM seats")
        self.con.unregister("seats")

    def _codes(self) -> list[tuple[str, int, date, date, int]]:
        return self.con.execute(
            "SELECT code, year(day), min(day), max(day), count(*) FROM cell GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall()

    def _seats_of(
        self, group: tuple[str, int, date, date, int]
    ) -> Iterator[tuple[str, int, date | None, str]]:
        code, year, first, last, _ = group
        actor = self.context.actor(code, self.scheme, first)
        if actor is not None and actor == self.context.actor(code, self.scheme, last):
            yield code, year, None, actor
            return
        days = self.con.execute(
            "SELECT day, count(*) FROM cell WHERE code = ? AND year(day) = ? GROUP BY 1 ORDER BY 1",
            [code, year],
        ).fetchall()
        refused, reason = 0, ""
        for day, count in days:
            actor = self._actor(code, day)
            if actor is None:
                refused, reason = refused + count, reason or self._why(code, day)
            else:
                yield code, year, day, actor
        if refused:
            self.context.issue("vote", f"{self.locator} of {year}", reason, code, refused)

    def _actor(self, code: str, day: date) -> str | None:
        found = self.context.actor(code, self.scheme, day)
        if found is None and self.coarse_before is not None and day < self.coarse_before:
            return self.context.actor(code, self.scheme, PartialDate(day.year, day.month).last)
        return found

    def _why(self, code: str, day: date) -> str:
        said = [
            reason for scheme, value, reason in self.context.refused if (scheme, value) == (self.scheme, code)
        ]
        return next((reason for reason in said if day.isoformat() in reason), said[-1])

    def _drop_repeated(self) -> None:
        """One vote an actor: repeats that agree are one vote, those that differ are none.

        Of two codes of one actor, as when a seat passes from one government to another, the one that
        voted counts and the one that was absent does not.
        """
        if not self._may_repeat():
            return
        found = self.con.execute(
            f"SELECT i.id, s.actor, c.key, list(c.choice ORDER BY c.rowid), list(c.rowid ORDER BY c.rowid),"
            f" count(DISTINCT c.code) FROM {_JOINED} GROUP BY 1, 2, 3 HAVING count(*) > 1 ORDER BY 1, 2"
        ).fetchall()
        gone: list[int] = []
        for rollcall, actor, key, choices, rows, codes in found:
            kept, reason = _one_of(choices, codes)
            out = [row for i, row in enumerate(rows) if i != kept]
            gone += out
            self.context.issue("vote", f"{self.locator} {key} {rollcall}", reason, actor, len(out))
        self.con.execute("DELETE FROM cell WHERE rowid IN (SELECT unnest(?))", [gone])

    def _may_repeat(self) -> bool:
        """Whether a code stands twice in a roll call, or two codes of one year mean one actor."""
        return any(
            self.con.execute(query).fetchone() is not None
            for query in (
                "SELECT 1 FROM cell GROUP BY key, code HAVING count(*) > 1 LIMIT 1",
                "SELECT 1 FROM seat GROUP BY year, actor HAVING count(DISTINCT code) > 1 LIMIT 1",
            )
        )


def _one_of(choices: Sequence[str], codes: int) -> tuple[int | None, str]:
    """Which of several votes of one actor counts, if any, and the reason."""
    if len(set(choices)) == 1:
        return 0, "listed twice, kept once"
    cast = [i for i, choice in enumerate(choices) if choice != "absent"]
    if codes == len(choices) and len(cast) == 1:
        return cast[0], "two codes of one seat, the one that voted kept"
    return None, f"listed as {' and as '.join(dict.fromkeys(choices))}"


_JOINED = (
    "cell c JOIN ids i ON c.key = i.key JOIN seat s ON c.code = s.code AND year(c.day) = s.year"
    " AND (s.day IS NULL OR s.day = c.day)"
)


def connect(context: ReadContext) -> "duckdb.DuckDBPyConnection":
    """An in-process engine of two threads and half a gigabyte that spills into the scratch folder."""
    import duckdb

    con = duckdb.connect()
    con.execute(f"SET memory_limit = '{_MEMORY}'")
    con.execute(f"SET threads = {_THREADS}")
    con.execute(f"SET temp_directory = '{str(context.scratch).replace(chr(39), chr(39) * 2)}'")
    con.execute("SET preserve_insertion_order = false")
    return con


def split_topics(text: str | None, separator: str = "|") -> list[str]:
    """Subjects of one cell, in order, each once; levels within one stay joined by ``--``."""
    parts = [part.strip() for part in (text or "").split(separator)]
    return list(dict.fromkeys(part for part in parts if part))


def count_of(text: str | None) -> int | None:
    """A published total, also when written as ``120.0``; ``None`` for an empty cell.

    Raises:
        ValueError: The cell holds something else than a whole number.
    """
    if text is None or not text.strip():
        return None
    number = float(text)
    if number != int(number) or number < 0:
        raise ValueError(f"{text!r} is no count of votes")
    return int(number)


def recorded_rollcall(**values: object) -> dict[str, object]:
    """A roll call row whose modality is a recorded vote on the whole, unless said otherwise."""
    return {"part": "whole", "modality": "recorded", "topics": [], "names": [], **values}


def sql_text(value: object) -> str:
    """A value as a literal of SQL."""
    return "'" + str(value).replace("'", "''") + "'"
