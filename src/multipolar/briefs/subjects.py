"""Which brief some subjects have: a pair, a state, an organisation, a region and a state, a resolution."""

from collections.abc import Sequence
from pathlib import Path

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.language import known
from multipolar.briefs.pair import pair_brief
from multipolar.briefs.parts import Brief
from multipolar.record import Record


def make(record: Record, subjects: Sequence[str], language: str, documents: Sequence[Path]) -> Brief:
    """The brief of some subjects.

    Raises:
        AskedWronglyError: As for :func:`multipolar.briefs.brief`.
    """
    known(language)
    if documents:
        raise AskedWronglyError("Documents are not read into a brief yet", "Audit them with `multipolar audit`")
    if len(subjects) != 2:
        raise AskedWronglyError(f"A brief takes two states, not {len(subjects)}", "Name two, as CHL RUS")
    return pair_brief(record, *subjects)
