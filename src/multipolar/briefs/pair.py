"""The brief of two states: relations, votes, trade and ties on one page, every sentence with its source."""

from collections.abc import Sequence
from pathlib import Path

from multipolar.actors import Actor
from multipolar.briefs.language.words import Words
from multipolar.briefs.made import finished
from multipolar.briefs.pair_glance import glance
from multipolar.briefs.pair_model import agreement
from multipolar.briefs.pair_relations import relations
from multipolar.briefs.pair_sides import standing, two_states
from multipolar.briefs.pair_ties import ties
from multipolar.briefs.pair_trade import trade
from multipolar.briefs.pair_votes import votes
from multipolar.briefs.parts import Brief
from multipolar.record import Record


def pair_brief(
    record: Record, words: Words, first: Actor, second: Actor, documents: Sequence[Path] = ()
) -> Brief:
    """The brief of two states.

    It speaks of today, of the day as of which the record is read, or of the last day on which both existed,
    and leaves out what is dated later.

    Args:
        record: The record asked.
        words: The language.
        first: A state or territory.
        second: Another.
        documents: Documents whose statements about the two are shown.

    Raises:
        AskedWronglyError: One state twice, or two that never existed at the same time.
        DocumentError: A document that cannot be read.
    """
    pair = two_states(record, words, first, second)
    first_words = standing(pair)
    sections = [relations(pair), votes(pair), trade(pair), agreement(pair), ties(pair)]
    sections = [glance(pair, sections), *sections]
    if documents:
        from multipolar.briefs.documents import told_of

        sections.append(told_of(pair, documents, pair.ids))
    title = words.text("page.pair", **pair.named)
    return finished(pair, tuple(pair.ids), title, first_words, sections)
