"""The frame of every page: one file, no address outside itself, only its own style and script allowed."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def page(
    template: str,
    *,
    script: bool,
    styles: tuple[str, ...] = ("page.css",),
    linked: str = "",
    **values: Any,  # noqa: ANN401
) -> str:
    """A template as HTML; everything put into it is escaped.

    Args:
        template: A file of ``briefs/templates`` that extends ``frame.html``.
        script: Whether the page carries the script of the reports; all of it reads without.
        styles: Its style sheets, files of ``briefs/templates``.
        linked: Where a server has style and script under their names; they stand in the page when empty.
        values: What the template asks for.
    """
    if linked:
        names = (*styles, "page.js") if script else styles
        addresses = [f"{linked}/{name}" for name in names]
        return _environment().get_template(template).render(linked=addresses, policy="", **values)
    style, code = inlined(*styles), inlined("page.js") if script else ""
    return (
        _environment()
        .get_template(template)
        .render(linked=(), style=style, script=code, policy=_policy(str(style), str(code)), **values)
    )


def part(template: str, **values: Any) -> str:  # noqa: ANN401
    """A template as HTML without a frame, to be set within another page; everything put in is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def inlined(*names: str) -> "Markup":
    """Files of ``briefs/templates`` in a row, as they are."""
    from markupsafe import Markup

    folder = files("multipolar.briefs").joinpath("templates")
    text = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return Markup(text)  # noqa: S704 - a file of this package, not of the person or the document


@cache
def _policy(style: str, script: str) -> str:
    """What the browser may do: the style and script of this very page, named by their digests."""
    allowed = f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'"
    return f"{allowed}; script-src '{_digest(script)}'" if script else allowed


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader("multipolar.briefs"), autoescape=select_autoescape(default=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
