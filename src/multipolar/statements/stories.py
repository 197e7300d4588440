"""Which paragraphs tell a story (a novel, a game, something imagined), so that nothing in them is claimed."""

import re

from multipolar.reading.model import Sentence
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.model import Discourse

_CONCEDES = re.compile(r"\w.*,\s+(?:though|although|even\s+if|while|but)\b[^,.;]{0,30}$", re.DOTALL)


def story(sentence: Sentence, discourse: Discourse) -> bool:
    """Whether a sentence stands in a paragraph that tells a story.

    The words that say so stand in one sentence and bear on the rest: "In the second part Egypt goes to war".
    """
    told: dict[int, bool] = discourse.topics.setdefault("stories", {})
    if sentence.paragraph not in told:
        told[sentence.paragraph] = _story(sentence, discourse)
    return told[sentence.paragraph]


def _story(sentence: Sentence, discourse: Discourse) -> bool:
    words = phrases("stories", sentence.language)
    if not words:
        return False
    signs = pattern(words["signs"], sentence.language)
    for other in discourse.reading.sentences[sentence.index :]:
        if other.paragraph != sentence.paragraph:
            return False
        sign = signs.search(other.text) if signs.stands(other.text) else None
        if sign is not None and not _aside(other.text[: sign.start()]):
            return True
    return False


def _aside(before: str) -> bool:
    """Whether a sign stands in an aside ("..., though a novel of 2011 imagines it"), which tells no story."""
    return _CONCEDES.search(before) is not None
