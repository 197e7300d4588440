"""What one match of a phrasing of membership says: who, which organisation, what, since when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, DateMention
from multipolar.statements.mask import Masked, pattern
from multipolar.statements.membership_forms import membership_phrases
from multipolar.statements.membership_told import Claim, point
from multipolar.statements.model import Statement
from multipolar.statements.wording import sort_of, wording

_STATES = ("state", "territory")
# Who alone of the members does something: what follows is what is said.
_ONLY = re.compile(r"\b(?:only|sole|first|last)\b", re.IGNORECASE)
_RESTRICTS = re.compile(r"\s+(?:to|that|which|who|with|without|not)\b", re.IGNORECASE)
# What joins a clause to the one before, and is no part of what it says.
_LEADING = re.compile(r"[ ,;:\n]*(?:(?:and|but|then|while|with)\s+)*", re.IGNORECASE)


@dataclass(frozen=True)
class MembershipStatement(Statement):
    """Somebody stands, came to stand, or ceased to stand in some role to an organisation.

    Attributes:
        organisation: The organisation's id.
        claim: What is said to be or to have happened.
        role: The role claimed, ``member`` for plain membership.
        negated: Whether it is denied.
        past: Whether it is said of the past without a date ("was a member", "former member").
        since: Whether the date is a beginning ("since 2004").
        implied: Whether the organisation is told by what was said before alone.
        begun: The date written of a beginning ("since 2004"), which ``time`` goes on from.
    """

    organisation: str = ""
    claim: Claim = "is"
    role: str = "member"
    negated: bool = False
    past: bool = False
    since: bool = False
    implied: bool = False
    begun: Span | None = None

    @property
    def who(self) -> tuple[str, ...]:
        """Ids of those it is about, without the organisation."""
        return tuple(a for a in self.actors if a != self.organisation)


def again(one: MembershipStatement, other: MembershipStatement) -> bool:
    """Whether two statements read the same words of one organisation."""
    same = one.organisation == other.organisation
    if (one.start, one.end) == (other.start, other.end) and not {*one.who} & {*other.who}:
        return False  # two states of one clause, each with its own date
    return same and one.start < other.end and other.start < one.end


def just_before(
    masked: Masked, match: re.Match[str], found: Sequence[MembershipStatement], reach: int
) -> MembershipStatement | None:
    """The last statement that ends at most so many characters before a match."""
    place = match.start() + masked.sentence.start
    before = [s for s in found if place - reach <= s.end <= place + 2]
    return max(before, key=lambda s: s.end, default=None)


def statements(
    masked: Masked,
    match: re.Match[str],
    claim: Claim,
    who: Sequence[ActorMention],
    organisations: Sequence[str],
    role: str | None,
    *,
    dated: bool = True,
) -> Iterator[MembershipStatement]:
    """The statements of a match: one for each organisation, and for each date where several are listed.

    Args:
        masked: The sentence.
        match: A match of a phrasing, with its groups.
        claim: What the phrasing says.
        who: Whom it is about.
        organisations: Ids, "" for one that the registry does not hold.
        role: The role; by default that of the words.
        dated: Whether the match, or what stands beside it, gives the time.
    """
    # Of a list with a name that may mean two states, the others are held against the record.
    who = [m for m in who if m.actor or m.kind not in _STATES]
    if not who or any(m.kind not in _STATES for m in who):
        return
    if claim == "is" and _ONLY.search(match[0]) and _RESTRICTS.match(masked.text, match.end()):
        return  # "the only member of the bloc to ..." is about something else
    words = match.groupdict()
    lead = " ".join(filter(None, (words.get("be"), words.get("adv"), words.get("not"))))
    before = masked.text[max(0, match.start() - 60) : match.start()]
    if _unreal(masked, lead, before, claim):
        return
    standing = " ".join(filter(None, (words.get("role"), words.get("adv"))))
    when, since = _when(masked, match) if dated else (None, False)
    past = bool(says(masked, "past", words.get("be") or "") or says(masked, "no_longer", standing))
    negated = bool(says(masked, "negated", lead) or words.get("not") or says(masked, "neither", before))
    sentence = masked.sentence
    begin = match.end() - len(match[0]) + opening(match[0])
    start, end = begin + sentence.start, match.end() + sentence.start
    if when is not None:
        start, end = min(start, when.start), max(end, when.end)
    if claim == "is" and when is not None and not negated and says(masked, "obtained", words.get("be") or ""):
        claim = "joined"
    ended = when is not None and when.role == "until"
    if ended and claim in ("is", "joined"):
        # "did not join until 2015" tells a beginning, "was a member until 2016" an end.
        claim, negated = ("joined" if negated else "left"), False
    dates = _dates(masked, when)
    if len(dates) > 1 and len(dates) != len(who):
        return
    end = max((end, *(d.end for d in dates)))
    everyone = tuple(str(m.actor) for m in who)
    # "A and B joined in 2004 and 2013" dates each by itself.
    parts = (
        [((a,), d) for a, d in zip(everyone, dates, strict=True)] if len(dates) > 1 else [(everyone, when)]
    )
    for organisation, (ids, day) in product(organisations, parts):
        yield MembershipStatement(
            "membership", start, end, sentence.text[start - sentence.start : end - sentence.start], sentence,
            (*ids, organisation) if organisation else ids, _time(day), None,
            organisation, claim if organisation else "told",
            role or sort_of(standing, "roles", sentence.language, "member"),
            negated, past, since, begun=point(day) if since else None,
        )  # fmt: skip


def _time(day: DateMention | None) -> Span | None:
    """The time of an act; what is so "until" a day ends on it."""
    if day is None:
        return None
    return (point(day) or day.span) if day.role == "until" else day.span


def opening(words: str) -> int:
    """How many characters at the beginning join a clause to the one before."""
    lead = _LEADING.match(words)
    return lead.end() if lead is not None else 0


def _dates(masked: Masked, first: DateMention | None) -> tuple[DateMention, ...]:
    """A date and those listed after it: "in 2004 and 2013"."""
    if first is None:
        return ()
    found, text, offset = [first], masked.text, masked.sentence.start
    listed = wording("dates_listed", masked.sentence.language)
    for date_ in masked.sentence.dates:
        between = text[found[-1].end - offset : date_.start - offset]
        if date_.start > found[-1].start and listed.fullmatch(between):
            found.append(date_)
    return tuple(found)


def _unreal(masked: Masked, lead: str, before: str, claim: Claim) -> bool:
    """Whether the clause speaks of a plan, wish or condition, which no record can settle."""
    if masked.sentence.text.rstrip(" \"'”’»)").endswith("?") and claim in ("joined", "left"):
        return True
    if claim in ("joined", "left") and says(masked, "modal", lead):
        return True
    return bool(says(masked, "hypothetical", before[-40:]))


def says(masked: Masked, key: str, words: str) -> re.Match[str] | None:
    """Where some words say what a key of the phrasings stands for."""
    language = masked.sentence.language
    return pattern(membership_phrases(language)[key], language).search(words)


def _placed(day: DateMention) -> bool:
    """Whether a date has a beginning, or is the end of something."""
    return day.span.start is not None or day.role == "until"


def _when(masked: Masked, match: re.Match[str]) -> tuple[DateMention | None, bool]:
    if match.groupdict().get("date"):
        own = masked.dates(match.start("date"), match.end("date"))
        if own and _placed(own[0]):
            return own[0], bool(says(masked, "since", match[0]))
    tail = masked.text[match.end() : match.end() + 90]
    if after := says(masked, "when", tail):
        group = next(g for g in ("when", "paren", "bare") if after[g])
        found = masked.dates(match.end() + after.start(group), match.end() + after.end(group))
        if found and _placed(found[0]):
            opening = tail[: after.start(group)]
            return found[0], bool(says(masked, "since", opening))
    head = masked.text[max(0, match.start() - 60) : match.start()]
    if earlier := says(masked, "when_before", head):
        shift = match.start() - len(head)
        found = masked.dates(shift + earlier.start("when"), shift + earlier.end("when"))
        if found and _placed(found[0]):
            return found[0], bool(says(masked, "since", earlier[0]))
    return None, False
