"""Which person "he", "she" or "the President" means: the one person of an office named last."""

from collections.abc import Iterator, Sequence

from multipolar.reading.model import PersonMention, Sentence
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.wording import wording

_BACK = 4
_OPENING = 5
_HAS_HAD = 30


def persons_meant(
    sentence: Sentence, text: str, person_sign: str, discourse: Discourse
) -> Iterator[tuple[int, int, PersonMention]]:
    """The words of a sentence that stand for a person named earlier, and who that is.

    Args:
        sentence: The sentence.
        text: Its masked text, with persons masked.
        person_sign: What persons are masked with.
        discourse: What has been read.
    """
    words = phrases("antecedent", sentence.language)
    if not words or not wording("person_meant", sentence.language).search(text):
        return
    for match in pattern(words["person"], sentence.language).finditer(text):
        before = [p for p in sentence.people if p.end <= match.start() + sentence.start]
        found = _only(before) if before else _earlier(sentence, discourse)
        if found is not None:
            yield *match.span("word"), found
    source = words["office"].replace("<P>", person_sign)
    for match in pattern(source, sentence.language).finditer(text):
        found = _of_title(match["title"], sentence, discourse)
        if found is not None:
            yield *match.span("word"), found


def _only(people: Sequence[PersonMention]) -> PersonMention | None:
    """The one person of several mentions; the fullest of them."""
    surnames = {p.name.split()[-1].lower() for p in people}
    return max(people, key=lambda p: (p.actor is not None, len(p.name))) if len(surnames) == 1 else None


def _earlier(sentence: Sentence, discourse: Discourse) -> PersonMention | None:
    """The one person of the nearest sentence of the paragraph that names any, else the page's own."""
    sentences = discourse.reading.sentences
    for earlier in reversed(sentences[max(0, sentence.index - _BACK) : sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            break
        if earlier.people:
            return _only(earlier.people)
    return _of_page(discourse)


def _of_page(discourse: Discourse) -> PersonMention | None:
    """Whom a page is about that opens with one person: a biography, an obituary."""
    for sentence in discourse.reading.sentences[:_OPENING]:
        if sentence.part == "prose" and sentence.people:
            first = sentence.people[0]
            opens = first.start - sentence.start <= _HAS_HAD
            return first if opens and _only(sentence.people) is not None else None
    return None


def _of_title(title: str, sentence: Sentence, discourse: Discourse) -> PersonMention | None:
    """The one holder of an office that the page has named so far."""
    plain = "_".join(title.lower().replace("-", " ").split())
    known: dict[str, tuple[PersonMention, int | None]] | None = discourse.topics.get("holders named")
    if known is None:
        known = discourse.topics["holders named"] = _holders(discourse)
    first, another = known.get({"king": "monarch"}.get(plain, plain), (None, None))
    if first is None or first.end > sentence.end or (another is not None and another < sentence.end):
        return None
    return first


def _holders(discourse: Discourse) -> dict[str, tuple[PersonMention, int | None]]:
    """For each office the first holder that a page names, and where it names another."""
    known: dict[str, tuple[PersonMention, int | None]] = {}
    for sentence in discourse.reading.sentences:
        for person in sentence.people:
            first, another = known.setdefault(person.title, (person, None))
            if another is None and _only((first, person)) is None:
                known[person.title] = (first, person.start)
    return known
