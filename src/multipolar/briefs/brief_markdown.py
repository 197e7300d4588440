"""A brief as Markdown: sentences with the numbers of their notes, tables, then the notes."""

import re
from collections.abc import Iterator

from multipolar.basics.dates import PartialDate
from multipolar.briefs.notes import Note
from multipolar.briefs.parts import Brief, Section, Sentence, Table
from multipolar.briefs.sentences import when

_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")
_CODE = re.compile(r"`([^`]*)`")
CLOSING = (
    "Every sentence is made from rows of the record by fixed rules. States and opinions are not judged, and "
    "what is not on record is not shown to be absent."
)


def markdown(brief: Brief) -> str:
    """The brief as Markdown that every renderer takes; what the record holds is never markup."""
    lines = [f"# {plain(brief.title)}", "", plain(head(brief))]
    for sentence in brief.standing:
        lines += ["", f"> {_sentence(sentence)}"]
    for section in brief.sections:
        lines += _section(section)
    lines += ["", "## Notes", ""]
    for note in brief.notes:
        lines += _note(note)
    return "\n".join([*lines, "", "---", "", CLOSING, ""])


def head(brief: Brief) -> str:
    """The line under the title."""
    asked = "; ".join(f"{source} (release {release})" for source, release in sorted(brief.releases.items()))
    return f"As of {when(PartialDate.of(brief.on))}. Record: {asked or 'no source holds a row'}."


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {plain(section.title)}", "")
    yield from (f"- {_sentence(sentence)}" for sentence in section.sentences)
    for table in section.tables:
        yield from _table(table)


def _sentence(sentence: Sentence) -> str:
    return f"{_text(sentence.text)}{marks(sentence.notes)}"


def marks(notes: tuple[int, ...]) -> str:
    """The numbers of notes after a sentence: `` [1, 4]``."""
    return f" [{', '.join(map(str, notes))}]" if notes else ""


def _table(table: Table) -> Iterator[str]:
    yield from ("", f"**{_text(table.caption)}**{marks(table.notes)}", "")
    yield f"| {' | '.join(plain(c) or ' ' for c in table.columns)} |"
    yield f"| {' | '.join('---:' if i in table.numeric else '---' for i in range(len(table.columns)))} |"
    yield from (f"| {' | '.join(plain(cell) or ' ' for cell in row)} |" for row in table.rows)
    if table.more:
        yield from ("", plain(table.more))


def _note(note: Note) -> Iterator[str]:
    yield f"{note.number}. {plain(note.what)}: {plain(origins_words(note))}"
    yield f"   `{note.command}`"


def origins_words(note: Note) -> str:
    """The releases behind a note, with where in them."""
    if not note.origins:
        return "no row."
    told = []
    for o in note.origins:
        rows = f"{o.rows:,} row{'s' if o.rows != 1 else ''}"
        more = f" and {o.places - len(o.locators):,} more places" if o.places > len(o.locators) else ""
        told.append(f"{o.source}, release {o.release}, {rows}: {'; '.join(o.locators)}{more}")
    return f"{'. '.join(told)}."


def _text(text: str) -> str:
    """A sentence of ours with commands as code, everything else plain."""
    parts = _CODE.split(text)
    return "".join(
        f"`{part}`" if place % 2 else _SIGNS.sub(r"\\\1", part) for place, part in enumerate(parts)
    )


def plain(text: str) -> str:
    """A text on one line with nothing in it that Markdown reads."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
