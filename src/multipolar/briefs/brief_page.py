"""A brief as one self-contained page, or as a part of another: no script, every text escaped."""

import re
from typing import Any

from multipolar.briefs.brief_markdown import head, origin_words
from multipolar.briefs.framed import inlined, page, part
from multipolar.briefs.language.words import words
from multipolar.briefs.parts import Brief
from multipolar.briefs.references import citations

_CODE = re.compile(r"`([^`]*)`")
_STYLES = ("page.css", "brief.css")


def render(brief: Brief) -> str:
    """The page as HTML, with no address outside itself."""
    return page("brief.html", script=False, styles=_STYLES, head=head(brief), **_values(brief, ""))


def body(brief: Brief, path: str = "") -> str:
    """Parts, notes and sources as HTML without a frame.

    Args:
        brief: The brief.
        path: Put before links to notes.
    """
    return part("brief_body.html", **_values(brief, path))


def _values(brief: Brief, path: str) -> dict[str, Any]:
    said = words(brief.language)
    return {
        "brief": brief, "split": _CODE.split, "references": citations(brief), "path": path,
        "t": said.text, "origin": lambda o: origin_words(o, said), "language": brief.language,
    }  # fmt: skip


def style() -> str:
    """The style sheet of a brief, as the page carries it."""
    return str(inlined(*_STYLES))
