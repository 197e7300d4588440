"""What a statement about membership leaves to those before it: its organisation, its subject, its date."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from multipolar.basics.dates import PartialDate, Span
from multipolar.reading.model import ActorMention
from multipolar.statements.antecedents import body_meant
from multipolar.statements.mask import Masked
from multipolar.statements.membership_forms import form_pattern, membership_phrases
from multipolar.statements.model import Discourse

if TYPE_CHECKING:
    from multipolar.statements.membership import MembershipStatement

_STATES = ("state", "territory")
# Whose members are called allies where nothing else is said.
OF_ALLIES = "NATO"
ALLY = re.compile(r"\ball(?:y|ies)\b", re.IGNORECASE)
_YEARS = (1900, 2100)


def remembered(masked: Masked, discourse: Discourse) -> "MembershipStatement | None":
    """The last statement of the sentence before, when it stands in the same paragraph."""
    last: MembershipStatement | None = discourse.topics.get("membership last")
    sentence = masked.sentence
    if last is None or last.sentence.paragraph != sentence.paragraph:
        return None
    return last if 0 < sentence.index - last.sentence.index <= 1 else None


def preceding(
    masked: Masked, start: int, found: "Sequence[MembershipStatement]", discourse: Discourse
) -> "MembershipStatement | None":
    """The statement before a place: the nearest of the sentence, else the last of the sentence before."""
    place = start + masked.sentence.start
    before = [s for s in found if s.end <= place + 2]
    return max(before, key=lambda s: s.end) if before else remembered(masked, discourse)


def body_of(
    masked: Masked, match: "re.Match[str]", found: "Sequence[MembershipStatement]", discourse: Discourse
) -> tuple[str, bool] | None:
    """The organisation that a clause leaves out, and whether that is beyond doubt.

    It is that of the statement before, of the label of the line, or the one spoken of.
    """
    if ALLY.search(match.groupdict().get("role") or ""):
        return OF_ALLIES, False
    words = membership_phrases(masked.sentence.language)
    place = match.start() + masked.sentence.start
    before = preceding(masked, match.start(), found, discourse)
    if before is not None and before.organisation:
        others = {
            m.actor for m in masked.sentence.actors
            if m.kind == "organisation" and before.end <= m.start < place
        }  # fmt: skip
        if others <= {before.organisation}:
            return before.organisation, not before.implied
    if "label" in words:
        label = form_pattern(words["label"], masked.sentence.language).search(masked.text[: match.start()])
        headed = masked.actors(*label.span("org")) if label is not None else ()
        if len(headed) == 1:
            return headed[0].actor or "", True
    implied = body_meant(discourse)
    return None if implied is None else (implied, False)


def subject(masked: Masked) -> tuple[ActorMention, ...]:
    """The states that a sentence opens with, for a verb that goes on after "and"."""
    words = membership_phrases(masked.sentence.language)
    if "subject" not in words:
        return ()
    match = form_pattern(words["subject"], masked.sentence.language).match(masked.text)
    found = masked.actors(*match.span("who")) if match is not None else ()
    return found if all(m.kind in _STATES for m in found) else ()


def shifted(masked: Masked, start: int, end: int, last: "MembershipStatement | None") -> Span | None:
    """The year that "two years later", or "a year after Mali", reckons from the statement before."""
    words: Mapping[str, Any] = membership_phrases(masked.sentence.language)
    if "shift" not in words or last is None or last.time is None:
        return None
    origin = last.begun or last.time
    day = origin.start or origin.end
    match = form_pattern(words["shift"], masked.sentence.language).search(masked.text, start, end)
    if match is None or day is None:
        return None
    number = _number(masked, match)
    if number is None:
        return None
    year = day.year + (number if match["on"] else -number)
    if not _YEARS[0] <= year < _YEARS[1]:
        return None
    return Span(date(year, 1, 1), PartialDate(year).last)


def _number(masked: Masked, match: "re.Match[str]") -> int | None:
    if match["n"] is None:
        return 1
    numbers = masked.numbers(*match.span("n"))
    return int(numbers[0].value) if numbers else None
