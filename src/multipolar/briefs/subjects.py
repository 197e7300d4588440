"""Which brief some subjects have: a pair, a state, an organisation, a region and a state, a resolution."""

from collections.abc import Sequence
from pathlib import Path

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.language import known
from multipolar.briefs.language.words import words
from multipolar.briefs.pair import pair_brief
from multipolar.briefs.parts import Brief
from multipolar.record import Record


def make(record: Record, subjects: Sequence[str], language: str, documents: Sequence[Path]) -> Brief:
    """The brief of some subjects.

    Raises:
        AskedWronglyError: As for :func:`multipolar.briefs.brief`.
    """
    said = words(known(language))
    if len(subjects) != 2:
        raise AskedWronglyError(f"A brief takes two states, not {len(subjects)}", "Name two, as CHL RUS")
    first, second = (_land(text) for text in subjects)
    return pair_brief(record, said, first, second, documents)


def _land(text: str) -> actors.Actor:
    found = actors.find(text)
    if found.kind not in ("state", "territory"):
        raise AskedWronglyError(f"{found.name} is no state", "A brief takes two states or territories")
    return found
