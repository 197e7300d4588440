"""The sources behind a brief as references that other programs take: BibTeX and CSL JSON."""

import re
from dataclasses import dataclass
from typing import Any

from multipolar.briefs.language.words import words
from multipolar.briefs.parts import Brief

_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s,;)]+")
_KEY = re.compile(r"[^A-Za-z0-9]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing cited: a release of a source, or a place that the embedded record names for its rows.

    Attributes:
        key: Its key, unique in a brief.
        title: Title of the dataset, or the place as written.
        publisher: Who published it; empty when not known.
        version: The release.
        year: Of the release, where its name tells.
        url: Its address; empty for none.
        note: How the publisher wants it cited, or by which notes it is used.
    """

    key: str
    title: str
    publisher: str
    version: str
    year: int | None
    url: str
    note: str


def references(brief: Brief) -> tuple[Reference, ...]:
    """The releases a brief rests on, then the places that the embedded record names for single facts."""
    found = [_release(brief, source, release) for source, release in sorted(brief.releases.items())]
    places: dict[str, list[int]] = {}
    for note in brief.notes:
        for origin in note.origins:
            if origin.source == "starter":
                for place in origin.locators:
                    places.setdefault(place, []).append(note.number)
    return (*found, *(_place(place, notes, n) for n, (place, notes) in enumerate(places.items(), 1)))


def citations(brief: Brief) -> tuple[str, ...]:
    """The releases as lines for a page."""
    said = words(brief.language)
    found = []
    for one in references(brief)[: len(brief.releases)]:
        url = f" {one.url}" if one.url.startswith("http") else ""
        release = said.text("page.of_release", release=one.version)
        found.append(f"{one.title}. {one.publisher}. {release}. {one.note.rstrip('.')}.{url}")
    return tuple(found)


def _release(brief: Brief, source: str, release: str) -> Reference:
    spec = brief.described.get(source)
    if spec is None:
        return Reference(_key(source, release), source, "", release, _year(release), "", "")
    url = spec.homepage if spec.homepage.startswith("http") else ""
    return Reference(
        _key(source, release), spec.title, spec.publisher, release, _year(release), url,
        " ".join(spec.citation.split()),
    )  # fmt: skip


def _place(place: str, notes: list[int], number: int) -> Reference:
    address = _ADDRESS.search(place)
    used = f"named by the embedded record; note {', '.join(map(str, dict.fromkeys(notes)))}"
    return Reference(f"place{number}", place, "", "", None, address.group() if address else "", used)


def _key(source: str, release: str) -> str:
    return _KEY.sub("-", f"{source}-{release}").strip("-")


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found.group()) if found else None


def bibtex(brief: Brief) -> str:
    """The references as a BibTeX file of ``misc`` entries, in UTF-8."""
    return "\n".join(_entry(one) for one in references(brief))


def _entry(one: Reference) -> str:
    fields = {
        "title": f"{{{_escape(one.title)}}}",
        "author": f"{{{_escape(one.publisher)}}}" if one.publisher else "",
        "year": str(one.year or ""),
        "version": _escape(one.version),
        "url": one.url.replace("}", "").replace("{", ""),
        "note": _escape(one.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{one.key},", *lines, "}", ""])


def _escape(text: str) -> str:
    """A text with nothing in it that BibTeX or LaTeX reads."""
    return "".join(_BIBTEX.get(letter, letter) for letter in " ".join(text.split()))


def csl(brief: Brief) -> list[dict[str, Any]]:
    """The references as CSL JSON items."""
    found = []
    for one in references(brief):
        item: dict[str, Any] = {
            "id": one.key,
            "type": "dataset" if one.version else "webpage",
            "title": one.title,
        }
        if one.publisher:
            item |= {"publisher": one.publisher, "author": [{"literal": one.publisher}]}
        item |= {"version": one.version} if one.version else {}
        item |= {"issued": {"date-parts": [[one.year]]}} if one.year else {}
        item |= {"URL": one.url} if one.url else {}
        item |= {"note": one.note} if one.note else {}
        found.append(item)
    return found
