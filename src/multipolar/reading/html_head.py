"""What the head of a web page declares: its title, the day it was published and its language."""

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of a page; lxml brings no types."""

_TITLES = ("og:title", "dc.title", "citation_title", "twitter:title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date",
    "citation_date", "publish-date", "publish_date", "publication_date", "pubdate", "parsely-pub-date",
    "sailthru.date", "date",
)  # fmt: skip
_ISO_DAY = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT_DAY = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?!\d)")
_SITE = re.compile(r"\s+[|–—»·-]\s+(?P<site>[^|–—»·]{2,60})$")
_LONGEST = 300
_LARGEST_SCRIPT = 500_000
_NESTED = 40
_PUBLISHED = "datePublished"


def title_of_page(root: Element) -> str | None:
    """The title: of the only main heading, else as declared for sharing, else of the window."""
    headings = [_text(h) for h in root.iter("h1")]
    named = [heading for heading in headings if heading]
    if len(named) == 1:
        return named[0]
    declared = _declared(root)
    for name in _TITLES:
        if (title := " ".join(declared.get(name, "").split())[:_LONGEST]) != "":
            return title
    for element in root.iter("title"):
        if (title := _text(element)) != "":
            return _SITE.sub("", title) or title
    return named[0] if named else None


def date_of_page(root: Element) -> datetime.date | None:
    """The day of publication: linked data, then meta tags, then the only ``<time>`` marked as such."""
    for value in _linked(root):
        if (day := _day(value)) is not None:
            return day
    declared = _declared(root)
    for name in _DATES:
        if (day := _day(declared.get(name, ""))) is not None:
            return day
    return _stated(root)


def language_of_page(root: Element) -> str | None:
    """Two letters, as ``<html lang>`` or a meta tag declares."""
    declared = _declared(root)
    for value in (root.get("lang"), declared.get("content-language"), declared.get("og:locale")):
        if value and re.match(r"[A-Za-z]{2}(?![A-Za-z])", value.strip()):
            return str(value.strip()[:2]).lower()
    return None


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())[:_LONGEST]


def _declared(root: Element) -> dict[str, str]:
    """Contents of the meta tags by name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if name and meta.get("content"):
            found.setdefault(name.strip().lower(), meta.get("content"))
    return found


def _stated(root: Element) -> datetime.date | None:
    """The day of a ``<time>``: one marked as publication, else the only day that all of them give."""
    days: list[datetime.date] = []
    for element in root.iter("time"):
        day = _day(element.get("datetime") or "")
        if day is None:
            continue
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if element.get("pubdate") is not None or "publish" in marks:
            return day
        days.append(day)
    return days[0] if len(set(days)) == 1 else None


def _linked(root: Element) -> Iterator[str]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        source = script.text or ""
        if len(source) > _LARGEST_SCRIPT or _PUBLISHED not in source:
            continue
        try:
            content = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _published(content, 0)


def _published(content: object, depth: int) -> Iterator[str]:
    """Every ``datePublished`` of linked data, those nearest to its root first."""
    if depth > _NESTED:
        return
    if isinstance(content, dict):
        value = content.get(_PUBLISHED)
        if isinstance(value, str):
            yield value
        for inner in content.values():
            yield from _published(inner, depth + 1)
    elif isinstance(content, list):
        for inner in content:
            yield from _published(inner, depth + 1)


def _day(value: str) -> datetime.date | None:
    match = _ISO_DAY.match(value) or _COMPACT_DAY.match(value)
    if match is None:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
