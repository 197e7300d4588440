"""What a labelled statement is, how a file of them is read, and which kinds fit which type of label."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from multipolar import actors
from multipolar.basics.dates import PartialDate, Span
from multipolar.basics.errors import AskedWronglyError, DocumentError, reason
from multipolar.statements.model import KindName, Value

Truth = Literal["supported", "imprecise", "contradicted", "superseded", "premature", "unknown"]

# The kinds that answer for each type of label. A kind's name is a type too, answered by that kind alone.
FITTING: Mapping[str, frozenset[str]] = {
    "vote": frozenset({"vote", "tally"}),
    "membership": frozenset({"membership", "composition"}),
    "trade": frozenset(
        {"trade_level", "trade_balance", "trade_share", "trade_change", "complementarity", "tariff"}
    ),
    "office": frozenset({"office"}),
    "visit": frozenset({"visit", "meeting"}),
    "meeting": frozenset({"visit", "meeting"}),
    "treaty": frozenset({"agreement", "conflict", "relations"}),
    "relations_established": frozenset({"relations", "agreement", "mission"}),
    "indicator": frozenset({"indicator", "rank", "share", "tariff"}),
    "dependence": frozenset({"reliance"}),
    "sanction": frozenset({"sanction", "visa"}),
    "conflict": frozenset({"conflict"}),
    "project": frozenset({"project", "quantity"}),
    "other_quantity": frozenset({"quantity", "project", "consistency", "complementarity", "visa"}),
}
_SCALES = (("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12))
_NEEDED = ("doc", "quote", "start", "end", "type", "truth")


@dataclass(frozen=True, slots=True)
class Label:
    """A statement that a person marked in a document.

    Attributes:
        doc: The document's file name without its ending.
        start: First character in the document's text.
        end: Character after the last.
        quote: Exactly ``text[start:end]``.
        type: A type of ``FITTING``, or the name of a kind.
        actors: Ids of the actors it is about; a name that no actor has is kept as written.
        time: The time it speaks of, or ``None``.
        value: The number it claims, multiplied out, or ``None``.
        truth: What is known of it; ``unknown`` when nobody checked.
        line: Its line in the file.
    """

    doc: str
    start: int
    end: int
    quote: str
    type: str
    actors: tuple[str, ...]
    time: Span | None
    value: Value | None
    truth: Truth
    line: int

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of statement that fit it."""
        return FITTING.get(self.type, frozenset({self.type}))


def read_labels(path: Path) -> tuple[Label, ...]:
    """Read a file of labels, one JSON object a line, in the order of the file.

    Raises:
        DocumentError: The file cannot be read, or a line is no label; the message names the line.
    """
    return tuple(_labels(path))


def _labels(path: Path) -> Iterator[Label]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(
            str(path), f"the labels cannot be read: {reason(error)}", "Name a file of JSON lines"
        ) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _label(json.loads(line), number)
            except (ValueError, TypeError, AskedWronglyError) as error:
                raise DocumentError(
                    str(path), f"line {number} is no label: {error}", "docs/accuracy.md has the format"
                ) from None


def _label(held: Any, line: int) -> Label:  # noqa: ANN401 - whatever the line holds
    if not isinstance(held, dict) or any(key not in held for key in _NEEDED):
        raise ValueError(f"it needs {', '.join(_NEEDED)}")
    if held["type"] not in FITTING and held["type"] not in get_args(KindName):
        raise ValueError(f"its type {held['type']!r} is neither one of {', '.join(FITTING)} nor a kind")
    if held["truth"] not in get_args(Truth):
        raise ValueError(f"its truth {held['truth']!r} is not one of {', '.join(get_args(Truth))}")
    return Label(
        str(held["doc"]), int(held["start"]), int(held["end"]), str(held["quote"]), held["type"],
        tuple(_actor(name) for name in held.get("actors") or ()), _time(held.get("time")),
        _value(held.get("value")), held["truth"], line,
    )  # fmt: skip


def _actor(name: str) -> str:
    """The id of an actor; labels may name bodies that no list of actors has."""
    try:
        return actors.find(name).id
    except AskedWronglyError:
        return name


def _time(text: str | None) -> Span | None:
    """``2014``, ``2014-03``, a stretch ``2014/2016``, or an open one ``2014/``."""
    if not text:
        return None
    first, slash, last = text.partition("/")
    if not slash:
        return Span.of(PartialDate.parse(first))
    start = PartialDate.parse(first).first if first else None
    return Span(start, PartialDate.parse(last).last if last else None)


def _value(held: Mapping[str, Any] | None) -> Value | None:
    """The number claimed, a unit such as "USD billion" multiplied out."""
    if not held or held.get("number") is None:
        return None
    unit = str(held.get("unit") or "")
    scale = next((factor for word, factor in _SCALES if word in unit), 1.0)
    return Value(float(held["number"]) * scale, unit or None, str(held.get("kind") or "level"))
