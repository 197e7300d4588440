"""Puts the parts of a brief together: notes numbered in the order a reader meets them, releases named."""

from collections.abc import Sequence

from multipolar.briefs.numbering import renumbered
from multipolar.briefs.parts import Brief, Section, Sentence
from multipolar.briefs.setting import Setting


def finished(
    setting: Setting,
    subject: tuple[str, ...],
    title: str,
    standing: Sequence[Sentence],
    sections: Sequence[Section],
) -> Brief:
    """The brief of some parts.

    Args:
        setting: What the parts were made from.
        subject: Ids of whom it is about.
        title: Its heading.
        standing: What a reader must know first.
        sections: Its parts in order.
    """
    told, parts, notes = renumbered(standing, sections, setting.notes.all)
    used = {origin.source: origin.release for note in notes for origin in note.origins}
    described = {source: setting.record.spec(source) for source in used}
    language = setting.words.language
    return Brief(subject, title, setting.on, told, parts, notes, used, described, language)
