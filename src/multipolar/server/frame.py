"""How a page is written: templates with every value escaped, in one frame."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi.responses import HTMLResponse

from multipolar import __version__
from multipolar.server.cells import printed

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, code: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """A template of ``server/templates`` as an answer."""
    return HTMLResponse(_environment().get_template(template).render(**values), code)


@lru_cache(maxsize=32_768)
def path(*parts: str) -> str:
    """A path of this server from its parts; a symbol keeps its strokes, everything else is quoted.

    >>> path("resolutions", "A/RES/68/262#p1"), path("agreements", "a b?")
    ('/resolutions/A/RES/68/262%23p1', '/agreements/a%20b%3F')
    """
    return "/" + "/".join(quote(part, safe="/()") for part in parts)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("multipolar.server"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["printed"] = printed
    made.globals["path"] = path
    made.globals["version"] = __version__
    return made
