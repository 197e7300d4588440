"""What a passport needs at a border on a day: nothing, an authorisation or a visa, as sources observed it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from weakref import WeakKeyDictionary

from multipolar.record import Record

Row = dict[str, Any]
Access = Literal["free", "eased", "required"]
_HELD: "WeakKeyDictionary[Record, dict[str, list[Row]]]" = WeakKeyDictionary()
# What each source's word amounts to. A visa on arrival or an electronic one is neither free nor a full visa.
_FREE, _MUTUAL = "visa free", "mutual visa free"
_EASED = ("eta", "e-visa", "visa on arrival", "eta or e-visa")
_REQUIRED = ("visa required", "no admission", "covid ban")


@dataclass(frozen=True, slots=True)
class Entry:
    """What holders of one passport need to enter one destination.

    Attributes:
        passport: Whose citizens.
        destination: Where to.
        answers: What each row says, for the day asked about; several where sources disagree.
        rows: The rows behind the answers.
        days: Length of a stay without visa, where a source gives it.
        ended: Rows of visa-free entry that ended before the day.
    """

    passport: str
    destination: str
    answers: tuple[Access, ...]
    rows: tuple[Row, ...]
    days: int | None = None
    ended: tuple[Row, ...] = ()

    @property
    def access(self) -> Access | None:
        """The one answer; ``None`` without a row, or where rows disagree."""
        return self.answers[0] if len(set(self.answers)) == 1 else None


def entry(record: Record, passport: str, destination: str, on: date) -> Entry:
    """What a passport needs at a destination on a day, from directed rows and from rows of the pair."""
    held = [r for r in _of(record, passport) if destination in (r["a"], r["b"]) and r["a"] != r["b"]]
    directed = [r for r in held if r["directed"] and r["a"] == passport]
    rows = _current(directed, on)
    answers = [a for r in rows if (a := access_of(r["value"])) is not None]
    for row in (r for r in held if not r["directed"]):
        if _words(row["value"]) == _MUTUAL:
            rows.append(row)
            answers.append("free")
        else:
            rows.append(row)
    ended = tuple(r for r in directed if access_of(r["value"]) == "free" and _over(r, on))
    days = next((d for r in rows if (d := _days(r["value"]))), None)
    return Entry(passport, destination, tuple(answers), tuple(rows), days, ended)


def _of(record: Record, actor: str) -> list[Row]:
    """Every row on visas that an actor stands in, read once a record."""
    held = _HELD.setdefault(record, {})
    if actor not in held:
        one = record.rows("tie", {"kind": "visa", "a": actor})
        held[actor] = one + record.rows("tie", {"kind": "visa", "b": actor})
    return held[actor]


def access_of(value: str | None) -> Access | None:
    """What a source's word for a requirement amounts to; ``None`` for words about both directions."""
    words = _words(value)
    if words.startswith(_FREE):
        return "free"
    if words in _EASED:
        return "eased"
    return "required" if words in _REQUIRED else None


def _words(value: str | None) -> str:
    return (value or "").replace("_", " ")


def _days(value: str | None) -> int | None:
    digits = "".join(c for c in _words(value) if c.isdigit())
    return int(digits) if digits else None


def _over(row: Row, on: date) -> bool:
    return row["valid_to"] is not None and row["valid_to"] <= on


def _current(rows: list[Row], on: date) -> list[Row]:
    """The rows that cover a day; a run of observations covers what it has no other row for."""
    return [r for r in rows if not _over(r, on) and (r["valid_from"] is None or r["valid_from"] <= on)]
