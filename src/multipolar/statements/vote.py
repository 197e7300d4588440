"""Votes: who is said to have voted how on a decision, or on which day, held against the roll call."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from multipolar.measures.votes import Choice
from multipolar.reading.model import Sentence
from multipolar.record import Record
from multipolar.statements.encounters import Scene, unpeopled
from multipolar.statements.events import quotation, told
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement
from multipolar.statements.references import NO_REFERENCE, Reference, content_words, note_years, reference
from multipolar.statements.stand_ins import in_context
from multipolar.statements.subjects import Subject, bounded
from multipolar.statements.vote_carried import carried, remember
from multipolar.statements.vote_checks import judge
from multipolar.statements.vote_clauses import Clause, clauses, spoken_of
from multipolar.statements.vote_lists import listed
from multipolar.statements.vote_parts import part_of, parts
from multipolar.statements.vote_tables import table_row

_REACH = 60
_AMONG = re.compile(r"\b(?:one\s+of|among)\b", re.IGNORECASE)
_OF_SO_MANY = re.compile(r",\s+(?:out\s+)?of\s+(?:the|those|these)\s+[^,]{2,30},")
_PARTED = re.compile(r"[;:,]")


@dataclass(frozen=True)
class VoteStatement(Statement):
    """Somebody voted in some way, or a vote took place on a day.

    Attributes:
        reference: The decision meant, as far as the page tells.
        subject: Whom it is about; ``None`` for a statement about the day.
        choice: The choice claimed.
        negated: Whether the choice is denied.
        group: The group over which a quantifier runs when the clause itself names none.
        listed: Actors already named for the same decision.
        closed: Whether "the rest" follows, so that the list claims to be complete.
        told: Whether it was read by the words of the kind alone, and is left open.
        like: Whose choice is claimed, where it is not said ("sided with Russia").
    """

    reference: Reference = NO_REFERENCE
    subject: Subject | None = None
    choice: Choice = "yes"
    negated: bool = False
    group: tuple[str, ...] = ()
    listed: frozenset[str] = frozenset()
    closed: bool = False
    told: bool = False
    like: tuple[str, ...] = ()


class VoteKind:
    """Statements about votes."""

    names: tuple[KindName, ...] = ("vote",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[VoteStatement]:
        """Statements about how somebody voted, and about the day of a vote."""
        if not phrases("vote", sentence.language):
            return
        masked = mask(sentence)
        if phrases("vote", sentence.language).get("in_context"):
            masked = unpeopled(sentence, discourse).masked
        if row := list(_of_table(masked, discourse)):
            yield from row
            return
        rows = list(listed(masked, discourse)) if _page_of_votes(discourse) else []
        spoken = bool(rows) or speaks_of_votes(masked, discourse)
        if not spoken:
            note_years(masked, discourse)
            yield from _wider(masked, [], NO_REFERENCE, discourse)
            return
        discourse.topics["votes at"] = sentence.paragraph
        spoken_before = spoken_of(sentence, discourse)
        masked = _with_own_side(masked, discourse)
        each = parts(masked)
        meant = [reference(part, discourse) for part in each]
        told_so = rows or _told_so(masked, spoken_before, discourse)
        _divided(masked, sentence.end, discourse)
        found = _found(masked, told_so, list(zip(each, meant, strict=True)), discourse)
        yield from _closed_by_rest(found, discourse)
        yield from _wider(masked, found, next((m for m in meant if m), NO_REFERENCE), discourse)

    def check(self, statement: VoteStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold a statement about a vote against every roll call that it may mean."""
        return judge(statement, record, discourse.reading.document.date)


def _of_table(masked: Masked, discourse: Discourse) -> Iterator[VoteStatement]:
    """Who voted how by the row of a table."""
    for clause, about in table_row(masked, discourse):
        meant = reference(about, discourse) or NO_REFERENCE
        yield _statement(masked, clause, meant, discourse)


def _with_own_side(masked: Masked, discourse: Discourse) -> Masked:
    """The sentence with "we" and "our country" as the state whose page it is."""
    sentence = in_context(masked.sentence, discourse)
    return masked if sentence is masked.sentence else mask(sentence)


def _told_so(masked: Masked, spoken_before: Subject | None, discourse: Discourse) -> list[Clause]:
    """The clauses of a sentence that say how somebody voted, those that lean on others too."""
    found = list(clauses(masked, spoken_before))
    found = sorted([*found, *carried(masked, found, discourse)], key=lambda c: c.start)
    remember(found, masked.sentence, discourse)
    return found


def _found(
    masked: Masked,
    told_so: Sequence[Clause],
    each: Sequence[tuple[Masked, Reference | None]],
    discourse: Discourse,
) -> list[VoteStatement]:
    """Statements of each part of a sentence: the day of its vote, and who voted how on it."""
    texts = [part for part, _ in each]
    told = {part_of(texts, c.predicate - 1 - masked.sentence.start) for c in told_so}
    found = [
        _narrowed(s) if number in told else s
        for number, (part, meant) in enumerate(each) if meant is not None
        for s in _dated(part, meant)
    ]  # fmt: skip
    for number, clause in enumerate(told_so):
        meant = each[part_of(texts, clause.predicate - 1 - masked.sentence.start)][1]
        if meant is None:
            if not _unreal(masked, clause):
                found.append(replace(_statement(masked, clause, NO_REFERENCE, discourse), told=True))
            continue
        dated = _of_its_day(masked, told_so, number, meant)
        found.append(_statement(masked, clause, dated, discourse))
    return found


def _narrowed(statement: VoteStatement) -> VoteStatement:
    """The day of a vote as its date alone, where clauses around it say more of the same vote."""
    own = phrases("resolution", statement.sentence.language).get("adopted")
    if own is None or pattern(own, statement.sentence.language).search(statement.quote):
        return statement
    day = next(d for d in statement.reference.dates if statement.start <= d.start < statement.end and d.when)
    return replace(statement, start=day.start, end=day.end, quote=day.text)


def speaks_of_votes(masked: Masked, discourse: Discourse) -> bool:
    """Whether a sentence speaks of a vote between states, and not of an election or a parliament."""
    language = masked.sentence.language
    words = phrases("vote", language)
    if "played" in words and pattern(words["played"], language).search(masked.sentence.text):
        return False
    if pattern(words.get("assembly_named", words["assembly"]), language).stands(masked.sentence.text):
        discourse.topics["assembly at"] = masked.sentence.paragraph
    if not pattern(words["context"], language).stands(masked.text) and not _goes_on(masked, discourse):
        return False
    assembly = pattern(words["assembly"], language).search(masked.text)
    other = pattern(words["other_body"], language).search(masked.text)
    named = pattern(words.get("assembly_named", words["assembly"]), language).search(masked.text)
    if other is not None and named is None:
        discourse.topics["assembly left"] = masked.sentence.index
        return False
    spoken_of = discourse.topics.get("assembly at") == masked.sentence.paragraph
    spoken_of = spoken_of or discourse.topics.get("resolution") is not None
    if assembly is not None or spoken_of or _page_of_votes(discourse):
        return True
    return _as_states_vote(masked, discourse)


def _as_states_vote(masked: Masked, discourse: Discourse) -> bool:
    """Whether a dated sentence has states abstain: nothing but an assembly of theirs can be meant."""
    sentence = masked.sentence
    strong = phrases("vote", sentence.language).get("strong")
    dated = any(d.when is not None and d.when.month for d in sentence.dates)
    if strong is None or not dated or not pattern(strong, sentence.language).search(masked.text):
        return False
    discourse.topics["assembly at"] = sentence.paragraph
    return True


def _goes_on(masked: Masked, discourse: Discourse) -> bool:
    """Whether a sentence goes on about a vote of its paragraph in words that alone speak of none."""
    language = masked.sentence.language
    source = phrases("vote", language).get("goes_on")
    at = discourse.topics.get("votes at") == masked.sentence.paragraph
    return at and source is not None and pattern(source, language).search(masked.text) is not None


def _unreal(masked: Masked, clause: Clause) -> bool:
    """Whether a clause speaks of a wish, a plan or a condition."""
    language, offset = masked.sentence.language, masked.sentence.start
    start = max(0, clause.start - offset - _REACH)
    return (
        pattern(phrases("events", language)["plans"], language).search(
            masked.text[start : clause.predicate - offset]
        )
        is not None
    )


def _page_of_votes(discourse: Discourse) -> bool:
    """Whether the page speaks of the Assembly anywhere."""
    if "page of votes" not in discourse.topics:
        document = discourse.reading.document
        said = phrases("vote", document.language).get("page")
        discourse.topics["page of votes"] = (
            said is not None and pattern(said, document.language).search(document.text) is not None
        )
    return bool(discourse.topics["page of votes"])


def _wider(
    masked: Masked, found: Sequence[VoteStatement], meant: Reference, discourse: Discourse
) -> Iterator[VoteStatement]:
    """What is told of votes in words that no phrasing of its own reads."""
    for one in told("vote", Scene(masked), discourse, [(s.start, s.end) for s in found]):
        start, end, quote = quotation(masked, one)
        yield VoteStatement(
            "vote", start, end, quote, masked.sentence, one.actors(discourse), one.span,
            reference=meant, negated=one.negated, told=True,
        )  # fmt: skip


def _dated(masked: Masked, meant: Reference) -> Iterator[VoteStatement]:
    days = [d for d in meant.dates if masked.sentence.start <= d.start < masked.sentence.end and d.when]
    if len(days) != 1 or not (meant.symbols or meant.words or (days[0].when and days[0].when.day)):
        return
    language = masked.sentence.language
    cue = pattern(phrases("resolution", language)["dated"], language).search(masked.text)
    if cue is None:
        return
    offset = masked.sentence.start
    start = min(days[0].start, cue.start() + offset)
    end = max(days[0].end, cue.end() + offset)
    quote = masked.sentence.text[start - offset : end - offset]
    yield VoteStatement("vote", start, end, quote, masked.sentence, (), days[0].span, None, meant)


def _statement(masked: Masked, clause: Clause, meant: Reference, discourse: Discourse) -> VoteStatement:
    offset = masked.sentence.start
    quote = masked.sentence.text[clause.start - offset : clause.end - offset]
    subject = clause.subject
    group = subject.groups or _group(masked, subject, discourse)
    meant = _nearest(masked, clause, meant)
    listed = _remember(discourse, meant, subject)
    qualified = _qualified(masked, clause)
    group = group or qualified or ()
    return VoteStatement(
        "vote", clause.start, clause.end, quote, masked.sentence, subject.actors or subject.examples,
        meant.dates[0].span if meant.dates else None, None, meant, subject, clause.choice, clause.negated,
        group, listed, told=qualified is None or clause.open, like=clause.like,
    )  # fmt: skip


def _qualified(masked: Masked, clause: Clause) -> tuple[str, ...] | None:
    """The group that an adjective bounds ("the only Arab state"): ``None`` for one that is not known."""
    if clause.subject.groups or clause.subject.anaphoric:
        return ()
    offset = masked.sentence.start
    words = phrases("vote", masked.sentence.language)
    said = pattern(words["qualified"], masked.sentence.language).search(
        masked.text, clause.start - offset, clause.end - offset
    )
    if said is None:
        quote = masked.sentence.text[clause.start - offset : clause.end - offset]
        return None if _OF_SO_MANY.search(quote) else ()
    known: str | None = words["qualifiers"].get(said["adjective"].lower())
    return (known,) if known else None


def _of_its_day(masked: Masked, told_so: Sequence[Clause], number: int, meant: Reference) -> Reference:
    """The decision of the one day that a clause speaks of, where its sentence tells of several days.

    As many days as clauses go one to each; else a clause has the day named last before its predicate.
    """
    sentence = masked.sentence
    days = [
        d
        for d in meant.dates
        if sentence.start <= d.start < sentence.end and d.when is not None and d.when.day
    ]
    if meant.symbols or len(days) < 2:
        return meant
    before = [d for d in days if d.start < told_so[number].predicate]
    day = days[number] if len(days) == len(told_so) else before[-1] if before else days[0]
    first = told_so[number - 1].predicate - sentence.start if number else 0
    last = told_so[number + 1].start - sentence.start if number + 1 < len(told_so) else len(masked.text)
    return replace(meant, dates=(day,), words=meant.words & content_words(masked, first, last))


def _nearest(masked: Masked, clause: Clause, meant: Reference) -> Reference:
    """The one decision that a clause names, where its sentence names several."""
    if len(meant.symbols) < 2:
        return meant
    begin, offset = clause.predicate, masked.sentence.start
    after = [r for r in masked.sentence.resolutions if begin <= r.start < clause.end + _REACH]
    if after and _PARTED.search(masked.text[begin - offset : after[0].start - offset]):
        after = []
    before = [r for r in masked.sentence.resolutions if r.start < begin]
    near = after[:1] or before[-1:]
    return replace(meant, symbols=(near[0].symbol,)) if near else meant


def _remember(discourse: Discourse, meant: Reference, subject: Subject) -> frozenset[str]:
    """Actors named so far for the decision under discussion; adds those of this clause."""
    key, seen = discourse.topics.get("listed", (None, frozenset()))
    identity = (meant.symbols, meant.dates, meant.words, meant.years_later)
    before = seen if key == identity else frozenset()
    discourse.topics["listed"] = (identity, before | set(subject.actors) | set(subject.examples))
    return frozenset(before)


def _group(masked: Masked, subject: Subject, discourse: Discourse) -> tuple[str, ...]:
    """The group a quantifier runs over when its own words name none: sentence, paragraph, document."""
    opened, anaphoric = bounded(masked, subject.start)
    if opened:
        return opened
    if divided := _divided(masked, subject.start, discourse):
        return divided
    held: tuple[str, ...] = discourse.topics.get("group", ())
    page: tuple[str, ...] = discourse.topics.get("page group", ())
    if subject.anaphoric or anaphoric or subject.quantifier in ("rest", "list"):
        return held or page
    return held if subject.quantifier in ("only", "none", "all", "count") else ()


def _divided(masked: Masked, place: int, discourse: Discourse) -> tuple[str, ...]:
    """The group that a sentence, or the one before, parts: "the members of the Union were divided: ..."."""
    sentence = masked.sentence
    words: str | None = phrases("vote", sentence.language).get("divided")
    if words is None:
        return ()
    left = masked.text[: max(0, place - sentence.start)]
    match = pattern(words, sentence.language).search(left)
    inside = masked.actors(match.start("group"), match.end("group")) if match else ()
    groups = tuple(m.actor for m in inside if m.actor and m.kind in ("region", "organisation"))
    if groups:
        discourse.topics["divided"] = (sentence.index, sentence.paragraph, groups)
        return groups
    said, paragraph, held = discourse.topics.get("divided", (-9, -9, ()))
    near = paragraph == sentence.paragraph and 0 < sentence.index - said <= 1
    return tuple(held) if near else ()


def _closed_by_rest(found: list[VoteStatement], discourse: Discourse) -> Iterator[VoteStatement]:
    """Mark a list as complete where "the rest" follows it in the same or the next sentence."""
    rest = [s for s in found if s.subject is not None and s.subject.quantifier == "rest"]
    next_too = bool(found) and _rest_follows(found[0].sentence, discourse)
    for statement in found:
        follows = next_too or any(r.start > statement.start and r.group == statement.group for r in rest)
        among = _AMONG.search(statement.quote) is not None
        yield replace(statement, closed=True) if follows and statement.subject and not among else statement


def _rest_follows(sentence: Sentence, discourse: Discourse) -> bool:
    following = discourse.reading.sentences[sentence.index + 1 : sentence.index + 2]
    if not following or following[0].paragraph != sentence.paragraph:
        return False
    opening = phrases("vote", sentence.language)["rest_opening"]
    return pattern(opening, sentence.language).match(following[0].text) is not None
