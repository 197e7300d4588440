"""Which brief some subjects have: a pair, a state, an organisation, a region and a state, a resolution."""

from collections.abc import Sequence
from pathlib import Path

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.basics.symbols import normal_symbol
from multipolar.briefs.language import known
from multipolar.briefs.language.words import Words, words
from multipolar.briefs.parts import Brief
from multipolar.record import Record

_LANDS = ("state", "territory")


def make(record: Record, subjects: Sequence[str], language: str, documents: Sequence[Path]) -> Brief:
    """The brief of some subjects.

    Raises:
        AskedWronglyError: As for :func:`multipolar.briefs.brief`.
    """
    said = words(known(language))
    if len(subjects) not in (1, 2):
        raise AskedWronglyError(
            f"A brief takes one subject or two, not {len(subjects)}",
            "Name two states, as CHL RUS, or one subject",
        )
    if len(subjects) == 1:
        return _single(record, said, subjects[0], documents)
    first, second = (actors.find(text) for text in subjects)
    lands = [x for x in (first, second) if x.kind in _LANDS]
    groups = [x for x in (first, second) if x.kind not in _LANDS]
    if len(lands) == 2:
        from multipolar.briefs.pair import pair_brief

        return pair_brief(record, said, first, second, documents)
    if len(lands) == 1:
        from multipolar.briefs.group_state import group_brief

        return group_brief(record, said, groups[0], lands[0], documents)
    raise AskedWronglyError(
        f"{first.name} and {second.name} are both groups", "Name a state and a group, or two states"
    )


def _single(record: Record, said: Words, text: str, documents: Sequence[Path]) -> Brief:
    """A resolution by its symbol, else a state or a body by its name."""
    if "/" in text or normal_symbol(text) is not None:
        from multipolar.briefs.resolution import resolution_brief

        return resolution_brief(record, said, text, documents)
    found = actors.find(text)
    if found.kind in _LANDS:
        from multipolar.briefs.state import state_brief

        return state_brief(record, said, found, documents)
    from multipolar.briefs.body_brief import body_brief

    return body_brief(record, said, found, documents)
