"""Lines that tell by their layout: a label and what stands for it, an entry of a list, a row of a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from multipolar.reading.model import Sentence
from multipolar.statements.model import Discourse
from multipolar.statements.own_side import own_side

_LINE = re.compile(r"[^\n]+")
_LONGEST = 200
_LABEL = re.compile(r"\W*(?P<label>[^\W\d_][^\n:|]{2,70}?)\s*(?::|\||\t|\s[–—-])\s*(?=\S)")
_PARTS = re.compile(r"[^;]+")
_BACK = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sentence that is laid out: where it stands in the sentence's text.

    Attributes:
        start: Its first character.
        end: The character after its last.
        label: What stands before a colon, bar or dash; empty when nothing does.
        value: Where what follows the label begins.
    """

    start: int
    end: int
    label: str
    value: int


def lines(sentence: Sentence) -> Iterator[Line]:
    """The short lines of a sentence, each with its label."""
    for match in _LINE.finditer(sentence.text):
        if match.end() - match.start() > _LONGEST:
            continue
        label = _LABEL.match(sentence.text, *match.span())
        yield Line(
            match.start(), match.end(), label["label"] if label else "",
            label.end() if label else match.start(),
        )  # fmt: skip


def parts(sentence: Sentence, line: Line) -> Iterator[tuple[int, int]]:
    """What semicolons part in a line's value: "President Wade (2003); Prime Minister Seck (2004)"."""
    for match in _PARTS.finditer(sentence.text, line.value, line.end):
        yield match.span()


def state_meant(sentence: Sentence, discourse: Discourse) -> str | None:
    """The state that a line without one speaks of: its heading's, else the page's."""
    sentences = discourse.reading.sentences
    for earlier in reversed(sentences[max(0, sentence.index - _BACK) : sentence.index]):
        if earlier.part == "heading":
            states = list(dict.fromkeys(m.actor for m in earlier.actors if m.kind == "state" and m.actor))
            if states:
                return states[0] if len(states) == 1 else None
    about = discourse.reading.document.about
    return about[0] if len(about) == 1 else own_side(sentence, discourse)
