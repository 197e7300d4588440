"""Numbers the notes of a brief in the order in which a reader meets them, and drops those nobody meets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from multipolar.briefs.notes import Note
from multipolar.briefs.parts import Section, Sentence


def renumbered(
    standing: Sequence[Sentence], sections: Sequence[Section], notes: Sequence[Note]
) -> tuple[tuple[Sentence, ...], tuple[Section, ...], tuple[Note, ...]]:
    """The same with notes numbered from one in the order of their first use."""
    order = list(dict.fromkeys(_used(standing, sections)))
    new = {old: place for place, old in enumerate(order, 1)}
    held = {note.number: note for note in notes}
    return (
        tuple(_sentence(s, new) for s in standing),
        tuple(_section(s, new) for s in sections),
        tuple(replace(held[old], number=number) for old, number in new.items()),
    )


def _used(standing: Sequence[Sentence], sections: Sequence[Section]) -> Iterable[int]:
    yield from (n for s in standing for n in s.notes)
    for section in sections:
        for notes in (
            p.notes for group in (section.sentences, section.charts, section.tables) for p in group
        ):
            yield from notes


def _section(section: Section, new: Mapping[int, int]) -> Section:
    return replace(
        section,
        sentences=tuple(_sentence(s, new) for s in section.sentences),
        tables=tuple(replace(t, notes=_numbers(t.notes, new)) for t in section.tables),
        charts=tuple(replace(c, notes=_numbers(c.notes, new)) for c in section.charts),
    )


def _sentence(sentence: Sentence, new: Mapping[int, int]) -> Sentence:
    return replace(sentence, notes=_numbers(sentence.notes, new))


def _numbers(notes: Iterable[int], new: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(sorted({new[n] for n in notes}))
