"""The main text of a web page, without its scripts, menus and footers, and its title, date and language."""

import datetime
import logging
import re
from dataclasses import dataclass

from multipolar.basics.errors import DocumentError
from multipolar.reading.html_head import Element, date_of_page, language_of_page, title_of_page

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "item", "li", "list", "main", "nav", "ol", "p", "pre", "quote", "row", "section",
    "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
])  # fmt: skip
_CELLS = frozenset(["td", "th", "cell"])
_UNSEEN = frozenset([
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
    "video", "select", "button", "input", "textarea", "title", "meta", "link", "nav", "footer", "dialog",
])  # fmt: skip
_ASIDE_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"])
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|footer|sidebar|cookies?|share|sharing|social|"
    r"related|recommended|newsletter|subscribe|comments?|advert|ads|banner|pagination|skip-link)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_BREAK = "\n"
_DEEPEST = 200  # elements nested more deeply are no page; the plain walk still reads them
_MOST = 60_000  # elements above which looking for the main part costs more than it tells
_ENOUGH = 0.3  # of the page's visible text; less, and the main part was missed
_TOO_MUCH = 0.4  # of the page's text; an element that holds more is no menu, whatever its class says


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page holds.

    Attributes:
        text: The main text: paragraphs apart by an empty line, list items opened by ``- ``, cells of a
            table apart by ``|``. Offsets count this text.
        title: Its title.
        date: The day it says it was published.
        language: Two letters, when it declares one.
    """

    text: str
    title: str | None
    date: datetime.date | None
    language: str | None


def main_text(markup: str, path: str = "-") -> Page:
    """Read a web page. Nothing is fetched and no entity of a document type is expanded.

    Args:
        markup: The page's source.
        path: Where it came from, for the message of an error.

    Raises:
        DocumentError: The page holds no text.
    """
    root = _tree(markup, path)
    title, day, language = title_of_page(root), date_of_page(root), language_of_page(root)
    plain = _written(_visible(root))
    text = _main_part(root) or ""
    if len(text) < _ENOUGH * len(plain):
        text = plain
    if not text:
        raise DocumentError(path, "the page holds no text", "Save it from a browser once it has loaded")
    return Page(text, title, day, language)


def _tree(markup: str, path: str) -> Element:
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError(path, "the page holds no text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentError(path, "its elements are nested too deeply to be a page", "Save its text as .txt")
    return root


def _main_part(root: Element) -> str | None:
    """What trafilatura holds to be the main part; ``None`` of a page it is not asked about."""
    if _too_large(root):
        return None
    from trafilatura import bare_extraction  # 0.5 s, for web pages only

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without a main part is no warning
    _wrap_loose_text(root)
    found = bare_extraction(root, favor_recall=True, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    return None if body is None else _written(body)


def _too_large(root: Element) -> bool:
    depth = deepest = count = 0
    from lxml import etree

    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        count += event == "start"
        if deepest > _DEEPEST or count > _MOST:
            return True
    return False


def _wrap_loose_text(root: Element) -> None:
    """Give text that stands directly in a ``div`` beside other blocks a paragraph of its own."""
    for element in list(root.iter("div", "section", "article", "main")):
        if not any(child.tag in _BLOCKS for child in element):
            continue
        if (element.text or "").strip():
            _insert_paragraph(element, 0, element.text)
            element.text = None
        for child in list(element):
            if child.tag in _BLOCKS and (child.tail or "").strip():
                _insert_paragraph(element, element.index(child) + 1, child.tail)
                child.tail = None


def _insert_paragraph(element: Element, place: int, text: str) -> None:
    made = element.makeelement("p")
    made.text = text
    element.insert(place, made)


def _visible(root: Element) -> Element:
    """The page without what is never part of its text; the tree itself is pruned."""
    for name in _UNSEEN:
        for element in list(root.iter(name)):
            element.drop_tree()
    most = _TOO_MUCH * _length(root)
    for element in list(root.iter()):
        if element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or (_aside(element) and _length(element) <= most):
            element.drop_tree()
    return root


def _length(element: Element) -> float:
    return float(element.xpath("string-length(normalize-space())"))


def _aside(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False
    if (element.get("role") or "").lower() in _ASIDE_ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return bool(_ASIDE_NAMES.search(names)) and element.find(".//article") is None


def _written(root: Element) -> str:
    """The text under an element, a line a block, however deeply the elements are nested."""
    from lxml import etree

    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            parts.append(element.tail or "" if event == "end" else "")
        elif event == "start":
            parts.extend((_opening(tag), _flat(element.text, tag)))
        else:
            parts.extend((_closing(element), _SPACES.sub(" ", element.tail or "")))
    return _tidy("".join(parts))


def _flat(text: str | None, tag: str) -> str:
    return (text or "").replace("\r", "") if tag == "pre" else _SPACES.sub(" ", text or "")


def _opening(tag: str) -> str:
    if tag in ("li", "item"):
        return _BREAK + "- "
    if tag in ("br", "lb"):
        return _BREAK
    return _BREAK * 2 if tag in _BLOCKS and tag not in ("tr", "row") else ""


def _closing(element: Element) -> str:
    tag = element.tag
    if tag in _CELLS:
        return " | " if element.getnext() is not None else ""
    if tag in ("li", "item", "tr", "row"):
        return _BREAK
    return _BREAK * 2 if tag in _BLOCKS else ""


def _tidy(text: str) -> str:
    """One empty line between paragraphs, none between items and rows, no marker without its item."""
    found: list[str] = []
    empty = False
    for line in text.split(_BREAK):
        stripped = line.strip(" ")
        if stripped in ("", "-") or not stripped.strip("| "):
            empty = empty or stripped == ""
            continue
        listed = stripped.startswith("- ") and bool(found) and found[-1].startswith("- ")
        if found and empty and not listed:
            found.append("")
        found.append(stripped)
        empty = False
    return _BREAK.join(found)
