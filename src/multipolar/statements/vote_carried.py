"""Votes told by leaning on those before: "both abstained", "Peru did the same", "Iran sided with Russia"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from multipolar.measures.votes import Choice
from multipolar.reading.model import Sentence
from multipolar.statements.antecedents import Passage
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.stand_ins import page_pair
from multipolar.statements.subjects import Subject, before
from multipolar.statements.vote_clauses import Clause, choices, clause_at, predicates

_BACK = 4
_TWO = 2
_REACH = 200
_LEAD = 40
# How far before "among them" a noun may tell what they did.
_NOUN = 60


@dataclass(frozen=True, slots=True)
class Voted:
    """What was said last of how somebody voted.

    Attributes:
        sentence: The sentence's number.
        actors: Of whom.
        choice: How.
    """

    sentence: int
    actors: tuple[str, ...]
    choice: Choice


def carried(masked: Masked, found: Sequence[Clause], discourse: Discourse) -> Iterator[Clause]:
    """Clauses whose subject or choice stands in what was said before, beside those found already."""
    words = phrases("vote", masked.sentence.language).get("carried")
    if words is None:
        return
    held = list(found)
    for clause in (*_pronouns(masked, words, held, discourse), *_alike(masked, words, held, discourse)):
        if not any(
            (c.start < clause.predicate and clause.start < c.predicate)
            or (clause.subject.start < c.subject.end and c.subject.start < clause.subject.end)
            for c in held
        ):
            held.append(clause)
            yield clause


def remember(clauses: Sequence[Clause], sentence: Sentence, discourse: Discourse) -> None:
    """Keep what the last clause of a sentence says, for the sentences that go on from it."""
    told = [c for c in clauses if not c.negated and not c.like]
    if told:
        last = max(told, key=lambda c: c.predicate)
        who = last.subject.actors or last.subject.examples
        discourse.topics["voted"] = Voted(sentence.index, who, last.choice)


def _pronouns(
    masked: Masked, words: dict[str, str], held: Sequence[Clause], discourse: Discourse
) -> Iterator[Clause]:
    """Predicates whose subject is a pronoun; one that stands for nobody certain is left open."""
    language, offset = masked.sentence.language, masked.sentence.start
    gap = phrases("vote", language)["gap"]
    lead = pattern(f"{words['pronoun']}(?P<gap>{gap})$", language)
    for choice in choices(language):
        for match in pattern(predicates(choice, language), language).finditer(masked.text):
            if any(c.start - offset <= match.start() < c.predicate - offset for c in held):
                continue
            said = lead.search(masked.text[max(0, match.start() - _REACH) : match.start()])
            if said is None:
                continue
            start = max(0, match.start() - _REACH) + said.start("word")
            word = said["word"].lower()
            goes_on = word in ("and", "but", "then")
            who = _of_clause(held, start + offset) if goes_on else _meant(masked, word, start, discourse)
            if goes_on and not who:
                continue
            place = (start + offset, start + len(said["word"]) + offset)
            denied = pattern(words["denied"], language).search(said["gap"]) is not None
            clause = clause_at(masked, Subject("list", *place, who), choice, denied, match.end())
            yield replace(clause, open=not who)


def _of_clause(held: Sequence[Clause], place: int) -> tuple[str, ...]:
    """Those of the clause before a place, which a verb after "and" goes on about."""
    before_it = [c for c in held if c.predicate <= place]
    last = max(before_it, key=lambda c: c.predicate, default=None)
    return last.subject.actors if last is not None and last.subject.quantifier == "list" else ()


def _meant(masked: Masked, word: str, place: int, discourse: Discourse) -> tuple[str, ...]:
    """Whom a pronoun stands for, as far as one answer alone is left."""
    sentence = masked.sentence
    here = _states(sentence, place + sentence.start, masked)
    if word in ("it", "he", "she"):
        return here if len(here) == 1 else _single(sentence, discourse) if not here else ()
    many = _TWO if re.match(r"both|the two", word) else _count(masked, place, len(word))
    if len(here) > 1:
        return here if many in (None, len(here)) else ()
    for earlier in _earlier(sentence, discourse):
        named = _states(earlier, earlier.end)
        if len(named) > 1:
            return named if many in (None, len(named)) else ()
    pair = page_pair(discourse)
    return pair if many == _TWO and pair is not None else ()


def _count(masked: Masked, start: int, length: int) -> int | None:
    numbers = masked.numbers(start, start + length)
    return int(numbers[0].value) if numbers else None


def _single(sentence: Sentence, discourse: Discourse) -> tuple[str, ...]:
    """The state that the sentences before are about: the one they open with, or the only one they name."""
    passage: Passage | None = discourse.topics.get("passage")
    if passage is not None and passage.sentence == sentence.index - 1 and passage.subject is not None:
        return passage.subject.actors if passage.subject.kind == "state" else ()
    for earlier in _earlier(sentence, discourse):
        named = _states(earlier, earlier.end)
        if named:
            return named if len(named) == 1 else ()
    return ()


def _earlier(sentence: Sentence, discourse: Discourse) -> Iterator[Sentence]:
    for earlier in reversed(discourse.reading.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            return
        yield earlier


def _states(sentence: Sentence, place: int, masked: Masked | None = None) -> tuple[str, ...]:
    """The states a sentence names before a place, but for those that something is of or about."""
    named = [m for m in sentence.actors if m.kind == "state" and m.actor and m.end <= place]
    text, offset = masked.text if masked else sentence.text, sentence.start
    about = pattern(phrases("resolution", sentence.language)["about"], sentence.language)
    return tuple(
        dict.fromkeys(
            str(m.actor) for m in named
            if m.form != "demonym"
            and text[m.end - offset : m.end - offset + 1] not in ("'", "’")
            and about.search(text[max(0, m.start - offset - _LEAD) : m.start - offset]) is None
        )
    )  # fmt: skip


def _alike(
    masked: Masked, words: dict[str, str], held: Sequence[Clause], discourse: Discourse
) -> Iterator[Clause]:
    """Who did as those before did, or as somebody named."""
    language = masked.sentence.language
    gap = phrases("vote", language)["gap"]
    for match in pattern(words["same"], language).finditer(masked.text):
        told = before(masked, match.start(), gap)
        if told is not None:
            choice = _last_choice(masked, match.start(), held, discourse)
            denied = bool(match.groupdict().get("not")) or bool(
                pattern(words["denied"], language).search(told[1])
            )
            clause = clause_at(masked, told[0], choice or "yes", denied, match.end())
            yield replace(clause, open=choice is None)
    for match in pattern(words["so_did"], language).finditer(masked.text):
        yield from _after(masked, match, _last_choice(masked, match.start(), held, discourse))
    for match in pattern(words["counted"], language).finditer(masked.text):
        yield from _after(masked, match, _counted_before(masked, match, discourse))
    for match in pattern(words["with"], language).finditer(masked.text):
        told = before(masked, match.start(), gap)
        whose = "like" if match["like"] else "like2"
        named = masked.actors(match.start(whose), match.end(whose))
        like = tuple(str(m.actor) for m in named if m.actor and m.kind in ("state", "territory"))
        if told is not None and like:
            denied = pattern(words["denied"], language).search(told[1]) is not None
            yield replace(clause_at(masked, told[0], "yes", denied, match.end()), like=like)


def _after(masked: Masked, match: re.Match[str], choice: Choice | None) -> Iterator[Clause]:
    """A clause whose actors follow: "so did Brazil", "the six were Mali, Cuba, ..."."""
    named = masked.actors(match.start("named"), match.end("named"))
    who = tuple(str(m.actor) for m in named if m.actor and m.kind in ("state", "territory"))
    if not who or len(who) != len(named):
        return
    offset = masked.sentence.start
    subject = Subject("list", named[0].start, named[-1].end, who, mentions=named)
    denied = bool(match.groupdict().get("not"))
    yield Clause(
        subject, choice or "yes", denied, match.start() + offset, match.end() + offset,
        match.end() + offset, open=choice is None,
    )  # fmt: skip


def _counted_before(masked: Masked, match: re.Match[str], discourse: Discourse) -> Choice | None:
    """The choice that so many are said to have made in the tally told last."""
    numbers = masked.numbers(*match.span("n"))
    counted: dict[float, Choice] = discourse.topics.get("counted", {})
    return counted.get(numbers[0].value) if numbers else None


def _last_choice(masked: Masked, place: int, held: Sequence[Clause], discourse: Discourse) -> Choice | None:
    counted = _counted_choice(masked, place)
    if counted is not None:
        return counted
    named = _named_choice(masked, place)
    if named is not None:
        return named
    here = [c for c in held if c.predicate <= place + masked.sentence.start and not c.like]
    if here:
        return max(here, key=lambda c: c.predicate).choice
    last: Voted | None = discourse.topics.get("voted")
    return last.choice if last is not None and masked.sentence.index - last.sentence <= _TWO else None


def _counted_choice(masked: Masked, place: int) -> Choice | None:
    """The choice that "the six" made, by the count of the sentence that has the same number: "by 77 to 6"."""
    language, offset = masked.sentence.language, masked.sentence.start
    numbers = masked.numbers(place, len(masked.text))
    match = pattern(phrases("tally", language)["versus"], language).search(masked.text[:place])
    if match is None or not numbers or numbers[0].start - offset - place > _LEAD:
        return None
    sides: dict[Choice, str] = {"yes": "yes", "no": "no"}
    for choice, group in sides.items():
        counted = masked.numbers(match.start(group), match.end(group))
        if counted and counted[0].value == numbers[0].value:
            return choice
    return None


def _named_choice(masked: Masked, place: int) -> Choice | None:
    """The choice that a noun just before a place tells: "with ten abstentions, Chile among them"."""
    language = masked.sentence.language
    left = masked.text[max(0, place - _NOUN) : place]
    ends: dict[Choice, int] = {}
    for choice, forms in choices(language).items():
        source = "|".join([*forms["noun"], forms["participle"]])
        found = [m.end() for m in pattern(source, language).finditer(left)]
        if found:
            ends[choice] = found[-1]
    return max(ends.items(), key=lambda one: one[1])[0] if ends else None
