"""Which paragraphs tell a story (a novel, a game, something imagined), so that nothing in them is claimed."""

from multipolar.reading.model import Sentence
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.model import Discourse


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
        if signs.search(other.text) is not None:
            return True
    return False
