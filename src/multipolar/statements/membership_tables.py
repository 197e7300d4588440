"""Belonging laid out by organisations: years in columns under their names, lines such as "NATO: Spain"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from multipolar.reading.model import DateMention
from multipolar.statements.antecedents import body_meant
from multipolar.statements.mask import Masked
from multipolar.statements.membership_context import ALLY, OF_ALLIES
from multipolar.statements.membership_forms import form_pattern
from multipolar.statements.membership_lines import Line
from multipolar.statements.model import Discourse

_STATES = ("state", "territory")
_CELLS = re.compile(r"[^|\t\s]+(?:[ \u00a0][^|\t\s]+)*")
_RULE = re.compile(r"[\s|:+=-]*")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of a table that belong to organisations, and the line read last."""

    columns: tuple[tuple[str, str] | None, ...]
    sentence: int


def table(masked: Masked, discourse: Discourse, layout: Mapping[str, str]) -> Iterator[Line]:
    """What a row of a table says whose columns are headed by organisations."""
    sentence = masked.sentence
    held: _Table | None = discourse.topics.get("member table")
    cells = [m.span() for m in _CELLS.finditer(sentence.text)]
    if held is not None and sentence.index - held.sentence == 1:
        if _RULE.fullmatch(sentence.text):
            discourse.topics["member table"] = _Table(held.columns, sentence.index)
            return
        if len(cells) == len(held.columns) and _headed(masked, cells[0]):
            discourse.topics["member table"] = _Table(held.columns, sentence.index)
            yield from _row(masked, cells, held.columns, layout)
            return
    discourse.topics["member table"] = _header(masked, cells, layout)


def _headed(masked: Masked, cell: tuple[int, int]) -> bool:
    """Whether a cell is a state and nothing else."""
    state = form_pattern(r"(?:the\s+)?<S>++\W*", masked.sentence.language)
    return state.fullmatch(masked.text[slice(*cell)]) is not None


def _header(masked: Masked, cells: list[tuple[int, int]], layout: Mapping[str, str]) -> _Table | None:
    sentence = masked.sentence
    bodies = [m for m in sentence.actors if m.kind == "organisation"]
    if len(cells) < _LEAST or not bodies or len(bodies) != len(sentence.actors) or sentence.dates:
        return None
    head = form_pattern(layout["column"], sentence.language)
    columns: list[tuple[str, str] | None] = []
    for start, end in cells:
        named = [m for m in masked.actors(start, end) if m.kind == "organisation"]
        if not named:
            columns.append(None)
            continue
        if len(named) > 1 or len(named[0].actors) > 1 or not head.fullmatch(masked.text[start:end]):
            return None
        columns.append((named[0].actor or "", sentence.text[start:end]))
    return _Table(tuple(columns), sentence.index)


def _row(
    masked: Masked,
    cells: list[tuple[int, int]],
    columns: tuple[tuple[str, str] | None, ...],
    layout: Mapping[str, str],
) -> Iterator[Line]:
    sentence = masked.sentence
    state = next((m.actor for m in masked.actors(*cells[0]) if m.kind in _STATES), None)
    belongs = form_pattern(layout["belongs"], sentence.language)
    first, last = cells[0][0] + sentence.start, cells[-1][1] + sentence.start
    for column, cell in zip(columns, cells, strict=True):
        if column is None or state is None:
            continue
        dates = masked.dates(*cell)
        said = sentence.text[slice(*cell)]
        if len(dates) == 1 or belongs.fullmatch(said):
            role = f"{column[1]} {said}"
            yield Line(first, last, (state,), (column[0],), role, dates[0] if dates else None, False)


def labelled(masked: Masked, discourse: Discourse, layout: Mapping[str, str]) -> Iterator[Line]:
    """What a line says after the name of an organisation, or after that of a state and with a role."""
    language = masked.sentence.language
    match = form_pattern(layout["chain"], language).fullmatch(masked.text)
    if match is not None:
        bodies = masked.actors(*match.span("org"))
        if len(bodies) == 1 and len(bodies[0].actors) < _LEAST:
            organisation = bodies[0].actor or ""
            for item in form_pattern(layout["link"], language).finditer(masked.text, match.end("org")):
                yield from _line(masked, item, organisation, "", False)
        return
    match = form_pattern(layout["profile"], language).fullmatch(masked.text)
    if match is None:
        return
    bodies = masked.actors(*match.span("org")) if match["org"] else ()
    if len(bodies) > 1 or any(len(m.actors) > 1 for m in bodies):
        return
    organisation_ = bodies[0].actor or "" if bodies else body_meant(discourse)
    if not bodies and ALLY.search(match["role"]):
        organisation_ = OF_ALLIES
    if organisation_ is not None:
        yield from _line(masked, match, organisation_, match["role"], not bodies)


def _line(
    masked: Masked, match: "re.Match[str]", organisation: str, role: str, implied: bool
) -> Iterator[Line]:
    who = masked.actors(*match.span("who"))
    ids = tuple(str(m.actor) for m in who if m.actor and m.kind in _STATES)
    if not ids or len(ids) != len(who):
        return
    date: DateMention | None = None
    if match["date"]:
        dates = masked.dates(*match.span("date"))
        date = dates[0] if dates and dates[0].span.start is not None else None
    begin = masked.sentence.start
    last = max(match.end("who"), match.end("date"), match.end("role") if role else 0)
    last += masked.text.startswith(")", last)
    yield Line(match.start("who") + begin, last + begin, ids, (organisation,), role, date, implied)
