"""The brief of two states: relations, votes, trade and ties on one page, every sentence with its source."""

from multipolar.briefs.numbering import renumbered
from multipolar.briefs.pair_glance import glance
from multipolar.briefs.pair_relations import relations
from multipolar.briefs.pair_sides import standing, two_states
from multipolar.briefs.pair_ties import ties
from multipolar.briefs.pair_trade import trade
from multipolar.briefs.pair_votes import votes
from multipolar.briefs.parts import Brief
from multipolar.record import Record


def pair_brief(record: Record, first: str, second: str) -> Brief:
    """The brief of two states.

    It speaks of today, of the day as of which the record is read, or of the last day on which both existed,
    and leaves out what is dated later.

    Args:
        record: The record asked.
        first: A state, by name or code.
        second: Another.

    Raises:
        AskedWronglyError: A name that is unknown or no state, one state twice, or two that never existed at
            the same time.
    """
    pair = two_states(record, first, second)
    first_words = standing(pair)
    sections = [relations(pair), votes(pair), trade(pair), ties(pair)]
    sections.insert(0, glance(pair, sections))
    told, parts, notes = renumbered(first_words, sections, pair.notes.all)
    used = {origin.source: origin.release for note in notes for origin in note.origins}
    return Brief(
        (pair.a.id, pair.b.id), f"{pair.a.name} and {pair.b.name}", pair.on, told, parts, notes, used,
        {source: record.spec(source) for source in used},
    )  # fmt: skip
