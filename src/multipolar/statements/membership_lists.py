"""Belonging laid out as lists: items under "Member states:", and lines such as "Member of: UN, WTO"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from multipolar.reading.model import ActorMention, DateMention
from multipolar.statements.antecedents import body_meant
from multipolar.statements.mask import Masked, expanded, phrases
from multipolar.statements.membership_lines import Line
from multipolar.statements.membership_tables import labelled, table
from multipolar.statements.model import Discourse
from multipolar.statements.own_side import page_owner
from multipolar.statements.phrasing import Phrasing

_STATES = ("state", "territory")
_STOPS = (".", "!", "?", ";")
_LONGEST = 200
_PHRASINGS: dict[tuple[str, str], Phrasing] = {}


@dataclass(frozen=True, slots=True)
class _Opened:
    role: str
    organisation: str
    sentence: int
    implied: bool


def lines(masked: Masked, discourse: Discourse, layout: Mapping[str, str] | None) -> Iterator[Line]:
    """What one line says by where it stands, or by its form.

    Args:
        masked: The line.
        discourse: What the lines before leave open.
        layout: The phrasings of lists, if the language has any.
    """
    if layout is None or len(masked.text) > _LONGEST:
        discourse.topics.pop("member list", None)
        return
    opened: _Opened | None = discourse.topics.get("member list")
    index, language = masked.sentence.index, masked.sentence.language
    if "chain" in layout and (found := list(table(masked, discourse, layout))):
        yield from found
        return
    item = None
    for key in ("item", "chronicle") if masked.sentence.actors else ():
        item = item or _pattern(layout[key], language).fullmatch(masked.text)
    if item is not None:
        if opened is not None and index - opened.sentence == 1:
            discourse.topics["member list"] = replace(opened, sentence=index)
            who = masked.actors(*item.span("who"))
            if all(m.actor and m.kind in _STATES for m in who):
                ids = tuple(str(m.actor) for m in who)
                when = _date(masked, item)
                yield _line(masked, ids, (opened.organisation,), opened.role, when, opened.implied)
        return
    goes_on = opened is not None and masked.sentence.part == "item" and index - opened.sentence == 1
    if goes_on and opened is not None:
        discourse.topics["member list"] = replace(opened, sentence=index)
    else:
        discourse.topics["member list"] = _opening(masked, discourse, layout)
    if "chain" in layout and (found := list(labelled(masked, discourse, layout))):
        yield from found
        return
    yield from _sheet(masked, discourse, layout)


def _opening(masked: Masked, discourse: Discourse, layout: Mapping[str, str]) -> _Opened | None:
    """The role and organisation of a line that opens a list: no whole sentence, and no state in it."""
    sentence = masked.sentence
    states = any(m.kind in _STATES and m.form != "capital" for m in sentence.actors)
    if sentence.text.rstrip().endswith(_STOPS) or states:
        return None
    match = _pattern(layout["opens"], sentence.language).search(masked.text)
    if match is None:
        return None
    named = [m for m in sentence.actors if m.kind == "organisation" and len(m.actors) < 2]
    organisation = (named[-1].actor or "") if named else body_meant(discourse)
    if organisation is None:
        organisation = discourse.topics.get("member list body")
    if organisation is None:
        return None
    discourse.topics["member list body"] = organisation
    return _Opened(match["role"] or "", organisation, sentence.index, not named)


def _sheet(masked: Masked, discourse: Discourse, layout: Mapping[str, str]) -> Iterator[Line]:
    """A line of a fact sheet about the state whose page it is."""
    sentence = masked.sentence
    bodies = [m for m in sentence.actors if m.kind == "organisation"]
    if not bodies or len(bodies) != len(sentence.actors):
        return
    owner = page_owner(discourse) or _only_state(discourse)
    if owner and "bodies" in layout:
        dated = list(_dated(masked, owner, layout))
        yield from dated
        if dated:
            return
    for key in ("sheet", "since") if owner else ():
        match = _pattern(layout[key], sentence.language).fullmatch(masked.text)
        if match is not None and owner is not None:
            ids = tuple(m.actor or "" for m in masked.actors(*match.span("org")) if len(m.actors) < 2)
            role = match.groupdict().get("role") or ""
            yield _line(masked, (owner,), ids, role, _date(masked, match), False)
            return


def _dated(masked: Masked, owner: str, layout: Mapping[str, str]) -> Iterator[Line]:
    """Organisations with a date each."""
    language, begin = masked.sentence.language, masked.sentence.start
    if _pattern(layout["bodies"], language).fullmatch(masked.text) is None:
        return
    for item in _pattern(layout["body"], language).finditer(masked.text):
        bodies = masked.actors(*item.span("org"))
        if len(bodies) == 1 and len(bodies[0].actors) < 2:
            end = item.end() + masked.text.startswith(")", item.end())
            body, when = bodies[0].actor or "", _date(masked, item)
            yield Line(item.start() + begin, end + begin, (owner,), (body,), "", when, False)


def _only_state(discourse: Discourse) -> str | None:
    """The one state that a page names in its first line or title."""
    first = discourse.reading.sentences[0]
    states = {m.actor for m in first.actors if m.kind == "state"}
    return next(iter(states)) if len(states) == 1 else None


def _date(masked: Masked, match: "re.Match[str]") -> DateMention | None:
    found = masked.dates(*match.span("date")) if match["date"] else ()
    return found[0] if found and found[0].span.start is not None else None


def _line(
    masked: Masked,
    ids: tuple[str, ...],
    bodies: tuple[str, ...],
    role: str,
    when: DateMention | None,
    implied: bool,
) -> Line:
    text, offset = masked.sentence.text, masked.sentence.start
    mentions: tuple[ActorMention, ...] = masked.sentence.actors
    end = max([mentions[-1].end, *([when.end] if when else [])])
    start = offset + len(text) - len(text.lstrip(" |*•·–—-\t\n"))
    return Line(min(start, mentions[0].start), end, ids, bodies, role, when, implied)


def _pattern(source: str, language: str) -> Phrasing:
    """A phrasing of lists with the fragments of membership."""
    key = (source, language)
    if key not in _PHRASINGS:
        own: dict[str, str] = phrases("membership", language)["fragments"]
        written = source
        for name, fragment in own.items():
            written = written.replace("{" + name + "}", f"(?:{fragment.strip()})")
        _PHRASINGS[key] = Phrasing(expanded(written, language))
    return _PHRASINGS[key]
