"""A brief as one self-contained page, or as a part of another: no script, every text escaped."""

import re

from multipolar.briefs.brief_markdown import CLOSING, head
from multipolar.briefs.framed import inlined, page, part
from multipolar.briefs.parts import Brief
from multipolar.briefs.references import citations

_CODE = re.compile(r"`([^`]*)`")
_STYLES = ("page.css", "brief.css")


def render(brief: Brief) -> str:
    """The page as HTML, with no address outside itself."""
    return page(
        "brief.html", script=False, styles=_STYLES, brief=brief, head=head(brief), closing=CLOSING,
        split=_CODE.split, references=citations(brief), path="",
    )  # fmt: skip


def body(brief: Brief, path: str = "") -> str:
    """Parts, notes and sources as HTML without a frame.

    Args:
        brief: The brief.
        path: Put before links to notes.
    """
    return part("brief_body.html", brief=brief, split=_CODE.split, references=citations(brief), path=path)


def style() -> str:
    """The style sheet of a brief, as the page carries it."""
    return str(inlined(*_STYLES))
