"""Which group a page is speaking of: the region or bloc named last, and the one it names most."""

from collections import Counter

from multipolar.reading.model import Reading, Sentence
from multipolar.statements.model import Discourse

_PARAGRAPHS = 2
_MOST = 0.3
_WORLD = "M49-001"
_AT_LEAST = 2


def begin(reading: Reading) -> Discourse:
    """A discourse for a page, with the region it names most."""
    discourse = Discourse(reading)
    counts = Counter(
        mention.actors[0]
        for sentence in reading.sentences
        for mention in sentence.actors
        if mention.kind == "region" and mention.actor not in (None, _WORLD)
    )
    if counts:
        region, times = counts.most_common(1)[0]
        if times >= _AT_LEAST and times >= _MOST * counts.total():
            discourse.topics["page group"] = (region,)
    return discourse


def advance(sentence: Sentence, discourse: Discourse) -> None:
    """Note the groups of a sentence once it has been read, and forget those of earlier paragraphs."""
    regions = [m.actor for m in sentence.actors if m.kind == "region" and m.actor not in (None, _WORLD)]
    if regions:
        discourse.topics["group"] = (regions[-1],)
        discourse.topics["group at"] = sentence.paragraph
    elif sentence.paragraph - discourse.topics.get("group at", sentence.paragraph) >= _PARAGRAPHS:
        discourse.topics.pop("group", None)
