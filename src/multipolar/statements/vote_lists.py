"""Votes laid out as lists: items under "Voted in favour:", and lines such as "Pakistan: abstained"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from multipolar.measures.votes import Choice
from multipolar.reading.model import Sentence
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.subjects import Subject
from multipolar.statements.vote_clauses import Clause

_STATES = ("state", "territory")
_STOPS = (".", "!", "?", ";")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A line that says how those listed after it voted."""

    choice: Choice
    sentence: int


def listed(masked: Masked, discourse: Discourse) -> Iterator[Clause]:
    """Clauses of a line of a list: its states, and how they voted by it or by what opens the list."""
    words = phrases("vote", masked.sentence.language).get("layout")
    if words is None:
        return
    own = _keyed(masked)
    if own is not None:
        yield own
        return
    opened: _Opened | None = discourse.topics.get("vote list")
    sentence = masked.sentence
    if pattern(words["item"], sentence.language).fullmatch(masked.text) and _named(masked):
        if opened is not None and sentence.index - opened.sentence == 1:
            discourse.topics["vote list"] = _Opened(opened.choice, sentence.index)
            yield _clause(masked, opened.choice, 0, len(masked.text.rstrip()), len(masked.text.rstrip()))
        return
    discourse.topics["vote list"] = _opening(masked)


def _opening(masked: Masked) -> _Opened | None:
    """How those listed after a line voted: it is no whole sentence, and names one choice."""
    sentence = masked.sentence
    line = sentence.text.rstrip()
    if line.endswith(_STOPS) or (_named(masked) and not line.endswith(":")):
        return None
    choices = [c for c in phrases("vote", sentence.language)["choices"] if _says(masked, c)]
    return _Opened(choices[0], sentence.index) if len(choices) == 1 else None


def _says(masked: Masked, choice: Choice) -> bool:
    language = masked.sentence.language
    forms = phrases("vote", language)["choices"][choice]
    source = "|".join([*forms["active"], *forms["noun"][:1], rf"^\W*(?:{forms['heading']})\W*$"])
    return pattern(source, language).search(masked.text) is not None


def _keyed(masked: Masked) -> Clause | None:
    """A line of states and one choice: "Pakistan; abstained", "Against (2): Israel and Palau"."""
    language = masked.sentence.language
    words = phrases("vote", language)["layout"]
    for choice, forms in phrases("vote", language)["choices"].items():
        for key in ("value_first", "value_last"):
            source = words[key].replace("HEADING", rf"(?:{forms['heading']})")
            match = pattern(source, language).fullmatch(masked.text)
            if match is not None and _named(masked):
                start, end = match.span("named")
                return _clause(masked, choice, start, end, len(masked.text.rstrip()))
    return None


def _named(masked: Masked) -> bool:
    """Whether a line names states, each certain, and nobody else."""
    actors = masked.sentence.actors
    return bool(actors) and all(m.kind in _STATES and m.actor for m in actors)


def _clause(masked: Masked, choice: Choice, start: int, end: int, predicate: int) -> Clause:
    sentence: Sentence = masked.sentence
    offset = sentence.start
    mentions = masked.actors(start, end)
    subject = Subject(
        "list", mentions[0].start, mentions[-1].end, tuple(str(m.actor) for m in mentions), mentions=mentions
    )
    begin = min(mentions[0].start, offset + len(masked.text) - len(masked.text.lstrip()))
    last = offset + len(re.sub(r"[\s.;,|]+$", "", masked.text))
    return Clause(subject, choice, False, begin, max(last, mentions[-1].end), offset + predicate)
