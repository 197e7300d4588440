"""A brief as Markdown: sentences with the numbers of their notes, tables, then the notes."""

import re
from collections.abc import Iterator

from multipolar.basics.dates import PartialDate
from multipolar.briefs.language.words import Words, words
from multipolar.briefs.notes import Note, Origin
from multipolar.briefs.parts import Brief, Section, Sentence, Table

_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")
_CODE = re.compile(r"`([^`]*)`")


def markdown(brief: Brief) -> str:
    """The brief as Markdown that every renderer takes; what the record holds is never markup."""
    lines = [f"# {plain(brief.title)}", "", plain(head(brief))]
    for sentence in brief.standing:
        lines += ["", f"> {_sentence(sentence)}"]
    for section in brief.sections:
        lines += _section(section)
    said = words(brief.language)
    lines += ["", f"## {said.text('page.notes')}", ""]
    for note in brief.notes:
        lines += _note(note, said)
    return "\n".join([*lines, "", "---", "", said.text("page.closing"), ""])


def head(brief: Brief) -> str:
    """The line under the title."""
    said = words(brief.language)
    asked = [said.text("page.release", source=s, release=r) for s, r in sorted(brief.releases.items())]
    record = "; ".join(asked) or said.text("page.no_source")
    return said.sentence("page.head", day=PartialDate.of(brief.on), record=record)


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


def _note(note: Note, said: Words) -> Iterator[str]:
    yield f"{note.number}. {plain(note.what)}: {plain(origins_words(note, said))}"
    yield f"   `{note.command}`"


def origins_words(note: Note, said: Words) -> str:
    """The releases behind a note, with where in them."""
    told = [origin_words(o, said) for o in note.origins] or [said.text("page.no_row")]
    return f"{'. '.join(told)}."


def origin_words(origin: Origin, said: Words) -> str:
    """One release behind a note."""
    places, left = "; ".join(origin.locators), origin.places - len(origin.locators)
    if left > 0:
        places = said.text("page.more_places", places=places, n=left)
    values = {"source": origin.source, "release": origin.release, "n": origin.rows, "places": places}
    return said.text("page.origin", **values)


def _text(text: str) -> str:
    """A sentence of ours with commands as code, everything else plain."""
    parts = _CODE.split(text)
    return "".join(
        f"`{part}`" if place % 2 else _SIGNS.sub(r"\\\1", part) for place, part in enumerate(parts)
    )


def plain(text: str) -> str:
    """A text on one line with nothing in it that Markdown reads."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
