"""A brief as one self-contained page: no script, no address outside itself, every text escaped."""

import re

from multipolar.briefs.brief_markdown import CLOSING, head
from multipolar.briefs.framed import page
from multipolar.briefs.parts import Brief
from multipolar.briefs.references import citations

_CODE = re.compile(r"`([^`]*)`")


def render(brief: Brief, references: tuple[str, ...] = ()) -> str:
    """The page as HTML.

    Args:
        brief: The brief.
        references: How its sources are cited.
    """
    return page(
        "brief.html", script=False, styles=("page.css", "brief.css"), brief=brief, head=head(brief),
        closing=CLOSING, split=_CODE.split, references=references or citations(brief),
    )  # fmt: skip
