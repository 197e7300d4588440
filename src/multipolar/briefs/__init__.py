"""For the eye: reports, charts and pages for a person.

:func:`brief` makes the page of one state, a pair, an organisation, a region or a resolution; the functions
beside it turn it into HTML, Markdown and JSON. Everything is imported on first use.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipolar.briefs.language import Language
    from multipolar.briefs.parts import Brief
    from multipolar.record import Record

__all__ = ["as_json", "body", "brief", "markdown", "page", "style"]


def brief(
    record: "Record", *subjects: str, language: "Language" = "en", documents: Sequence[Path] = ()
) -> "Brief":
    """The brief of one subject, or of two states, or of a region and a state.

    Args:
        record: The record asked; its ``as_of`` is the day spoken of.
        subjects: Two states; or a region and a state; or one state, organisation, region or resolution
            (``A/RES/68/262``). By name in any of the known languages, or by code.
        language: Of headings, sentences, dates and numbers; titles stay as the record has them.
        documents: Documents, or folders of them, whose statements about the subjects are shown with their
            verdicts.

    Raises:
        AskedWronglyError: An unknown name, with the nearest; more than two subjects; one subject twice; two
            that never existed at the same time; a language or a kind of subject that has no brief.
        DocumentError: A document that cannot be read.
    """
    from multipolar.briefs.subjects import make

    return make(record, subjects, language, documents)


def page(made: "Brief") -> str:
    """A brief as one self-contained HTML page."""
    from multipolar.briefs.brief_page import render

    return render(made)


def body(made: "Brief", path: str = "") -> str:
    """The parts, notes and sources of a brief as HTML, to be set within another page; style is :func:`style`.

    Args:
        made: The brief.
        path: Put before links to notes, where the page around it has a base of its own.
    """
    from multipolar.briefs.brief_page import body as within

    return within(made, path)


def style() -> str:
    """The style sheet that :func:`body` needs."""
    from multipolar.briefs.brief_page import style as sheet

    return sheet()


def markdown(made: "Brief") -> str:
    """A brief as Markdown, without drawings."""
    from multipolar.briefs.brief_markdown import markdown as written

    return written(made)


def as_json(made: "Brief") -> dict[str, Any]:
    """A brief for other programs: parts, sentences, tables and notes, without drawings."""
    from multipolar.briefs.brief_files import as_json as values

    return values(made)
