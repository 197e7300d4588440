"""How a document is audited: sentence by sentence, each kind in turn, the record asked once all is read."""

import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from multipolar import actors, reading
from multipolar.audit.consistency import clashes
from multipolar.audit.join import join
from multipolar.audit.report import Report
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.basics.patterns import keep
from multipolar.record import Record
from multipolar.statements.model import Discourse, Finding, Kind, Statement
from multipolar.statements.phrasing import settle
from multipolar.statements.registry import KINDS
from multipolar.statements.setting import advance, begin
from multipolar.statements.stories import story

_LONGEST_PATH = 1024


def audit(
    source: "Path | str | reading.Document",
    *,
    record: Record | None = None,
    date: "date | str | None" = None,  # the argument's name is part of the interface
    about: Sequence[str] = (),
) -> Report:
    """Find every checkable statement of a document and hold each against the record.

    Args:
        source: A file (a ``Path``, or a string that names one; ``-`` for standard input), the text
            itself, or a document already loaded.
        record: The record to ask; by default the user's, with the embedded starter record.
        date: The date of speaking, where the page does not tell it or tells it wrongly.
        about: Actors the page is about, ids or names.

    Returns:
        The findings, in order of place; none when the document says nothing checkable.

    Raises:
        DocumentError: The file cannot be read.
        AskedWronglyError: The date or an actor is not known.
    """
    started = time.perf_counter()
    ids = tuple(actors.find(name).id for name in about)
    page = reading.read(_document(source, date, ids))
    asked = record if record is not None else Record.open()
    discourse = begin(page)
    found = join(list(_statements(discourse)))
    judged = [(statement, kind.check(statement, asked, discourse)) for kind, statement in found]
    kept = [(statement, judgement) for statement, judgement in judged if judgement is not None]
    kept += clashes([statement for statement, _ in kept], page)
    kept.sort(key=lambda pair: (pair[0].start, pair[0].end))
    findings = tuple(
        Finding(f"f{number}", statement, judgement) for number, (statement, judgement) in enumerate(kept, 1)
    )
    keep()
    releases = tuple((r.source, r.release) for r in asked.releases() if r.active)
    return Report(page.document, releases, findings, time.perf_counter() - started)


def _document(
    source: "Path | str | reading.Document", day: "date | str | None", about: tuple[str, ...]
) -> reading.Document:
    if isinstance(source, reading.Document):
        return source
    spoken = day_of_speaking(day) if day is not None else None
    if isinstance(source, Path) or _names_file(source):
        return reading.load(source, date=spoken, about=about)
    return reading.from_text(source, date=spoken, about=about)


def day_of_speaking(day: "date | str") -> "date":
    """The day of speaking as given; the last of a year or month, but no later than today.

    Raises:
        AskedWronglyError: It is no date, or still to come.
    """
    given, today = PartialDate.of(day), datetime.today().date()
    if given.first > today:
        raise AskedWronglyError(
            f"The day of speaking {day} is still to come", "Give the day on which the document was spoken"
        )
    return min(given.last, today)


def _names_file(source: str) -> bool:
    """Whether a string is ``-`` or the name of a file there is, and not a text."""
    if source == "-":
        return True
    if len(source) > _LONGEST_PATH or "\n" in source or "\0" in source:
        return False
    try:
        return Path(source).is_file()
    except OSError:  # a part longer than the system allows names no file
        return False


def _statements(discourse: Discourse) -> Iterator[tuple[Kind[Any], Statement]]:
    for sentence in discourse.reading.sentences:
        settle()
        for kind in () if story(sentence, discourse) else KINDS:
            for statement in kind.find(sentence, discourse):
                yield kind, statement
        advance(sentence, discourse)
