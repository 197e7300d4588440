"""Tables of votes: a column for each state and a row for each decision, or the other way round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from multipolar.measures.votes import Choice
from multipolar.reading.model import ActorMention
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.subjects import Subject
from multipolar.statements.vote_clauses import Clause

_STATES = ("state", "territory")
_LONGEST = 400
# How many sentences before a table its title may stand.
_BACK = 4
_RULE = re.compile(r"[\s|:+-]*")


@dataclass(frozen=True, slots=True)
class _Table:
    """The head of a table: what each column is of, a state or a decision.

    Attributes:
        sentence: The row read last.
        states: The state of each column but the first; empty where columns are decisions.
        decisions: The head with all but one column blanked, for each column but the first.
    """

    sentence: int
    states: tuple[ActorMention, ...] = ()
    decisions: tuple[Masked, ...] = ()


def table_row(masked: Masked, discourse: Discourse) -> Iterator[tuple[Clause, Masked]]:
    """What a row says of how states voted, each with the words for the decision."""
    sentence = masked.sentence
    words = phrases("vote", sentence.language).get("table")
    if words is None or sentence.part == "prose" or len(masked.text) > _LONGEST:
        return
    if _RULE.fullmatch(masked.text):
        if (above := discourse.topics.get("vote table")) is not None:
            discourse.topics["vote table"] = replace(above, sentence=sentence.index)
        return
    cells = _cells(masked, words["cells"])
    table: _Table | None = discourse.topics.get("vote table")
    goes_on = table is not None and sentence.index - table.sentence == 1
    choices = [_choice(masked, cell, words["codes"]) for cell in cells[1:]]
    if table is None or not goes_on or not any(choices):
        discourse.topics["vote table"] = _head(masked, cells, words["before"], discourse)
        return
    discourse.topics["vote table"] = replace(table, sentence=sentence.index)
    if table.states and len(choices) == len(table.states):
        about = _only(masked, cells[0])
        for mention, choice in zip(table.states, choices, strict=True):
            if choice is not None:
                yield _clause(masked, mention, choice, len(masked.text)), about
    named = [m for m in masked.actors(*cells[0]) if m.kind in _STATES and m.actor]
    if len(choices) == len(table.decisions) and len(named) == 1:
        for decision, choice, cell in zip(table.decisions, choices, cells[1:], strict=True):
            if choice is not None:
                yield _clause(masked, named[0], choice, cell[1]), decision


def _cells(masked: Masked, source: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand, edges and blanks left out."""
    text = masked.text
    cuts = list(pattern(source, masked.sentence.language).finditer(text))
    edges = [0, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(text)]
    return [(a, b) for a, b in zip(*edges, strict=True) if text[a:b].strip()]


def _choice(masked: Masked, cell: tuple[int, int], codes: dict[Choice, str]) -> Choice | None:
    said = masked.sentence.text[cell[0] : cell[1]].strip()
    for choice, source in codes.items():
        if pattern(source, masked.sentence.language).fullmatch(said):
            return choice
    return None


def _head(masked: Masked, cells: list[tuple[int, int]], before: str, discourse: Discourse) -> _Table | None:
    """The head of a table of votes, where the page spoke of votes just before it."""
    sentence = masked.sentence
    near = discourse.reading.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]
    if len(cells) < 3 or not any(pattern(before, s.language).search(s.text) for s in near):
        return None
    named = [[m for m in masked.actors(*cell) if m.kind in _STATES and m.actor] for cell in cells[1:]]
    whole = [len(n) == 1 and _fills(masked, n[0], c) for n, c in zip(named, cells[1:], strict=True)]
    if all(whole):
        return _Table(sentence.index, states=tuple(n[0] for n in named))
    if any(whole):
        return None
    return _Table(sentence.index, decisions=tuple(_only(masked, cell) for cell in cells[1:]))


def _fills(masked: Masked, mention: ActorMention, cell: tuple[int, int]) -> bool:
    """Whether a cell holds a state and nothing else."""
    offset = masked.sentence.start
    rest = masked.text[cell[0] : mention.start - offset] + masked.text[mention.end - offset : cell[1]]
    return re.fullmatch(r"[\s*_.:]*(?:the\s*)?", rest, re.IGNORECASE) is not None


def _only(masked: Masked, cell: tuple[int, int]) -> Masked:
    """The row with all but one cell blanked."""
    start, end = cell
    text = " " * start + masked.text[start:end] + " " * (len(masked.text) - end)
    return replace(masked, text=text)


def _clause(masked: Masked, mention: ActorMention, choice: Choice, last: int) -> Clause:
    """The row up to a place, said of one state."""
    text, offset = masked.text, masked.sentence.start
    start = len(text) - len(text.lstrip(" |\t"))
    end = len(text[:last].rstrip(" |\t\n"))
    subject = Subject("list", start + offset, start + offset, (str(mention.actor),), mentions=(mention,))
    return Clause(subject, choice, False, start + offset, end + offset, end + offset)
