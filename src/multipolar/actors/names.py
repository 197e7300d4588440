"""Every name of every actor, and the keys by which a written name is looked up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from multipolar.actors import tables
from multipolar.actors.model import Language, Name, NameForm
from multipolar.actors.registry import registry
from multipolar.actors.tables import day
from multipolar.basics.text import fold

_TABLES = ("names.csv", "names_by_hand.csv", "region_names.csv", "region_adjectives.csv")
_SIGNS = str.maketrans(
    {".": "", "'": "", "`": "", ",": " ", "-": " ", "(": " ", ")": " ", "/": " ", "&": " and "}
)
_ASIDES = re.compile(r"\s*\((?:the|el|la|los|las|le|les|l['’])\)|\[\w\]|[*\s]+$", re.IGNORECASE)
"""Articles in brackets and footnote marks, as lists of the United Nations add them."""
_PROPER = frozenset({"short", "official", "alias", "former", "abbreviation"})


class Bearer(NamedTuple):
    """An actor that bears a name, and the date cells of the days on which it did."""

    actor: str
    valid_from: str
    valid_to: str


class Index(NamedTuple):
    """Bearers by key: of names proper, and of words used in a name's place (people, capitals)."""

    proper: Mapping[str, Sequence[Bearer]]
    loose: Mapping[str, Sequence[Bearer]]


def key(text: str) -> str:
    """The form under which a name is looked up: folded, without points or articles, "St" written out.

    >>> key("St. Kitts & Nevis")
    'saint kitts and nevis'
    """
    if "(" in text or "*" in text or "[" in text:
        text = _ASIDES.sub("", text)
    words = (text.lower() if text.isascii() else fold(text)).translate(_SIGNS).split()
    if words and words[0] == "the":
        del words[0]
    return " ".join(["saint" if word == "st" else word for word in words])


def short_key(text: str) -> str:
    """The key of a short abbreviation, which counts only in capitals: ``U.S.`` is ``US``, "us" is not.

    >>> short_key("U. S.")
    '=US'
    """
    return "=" + text.removeprefix("the ").replace(".", "").replace(" ", "")


@cache
def all_names() -> tuple[Name, ...]:
    """Every name of every actor, in five languages, with its form and the days on which it was in use."""
    found = dict.fromkeys(
        Name(row[0], cast(Language, row[1]), row[2], cast(NameForm, row[3]), day(row[4]), day(row[5]))
        for row in _rows()
    )
    return tuple(found)


@cache
def index() -> Index:
    """The bearers of every name by its key."""
    proper: dict[str, list[Bearer]] = {}
    loose: dict[str, list[Bearer]] = {}
    for row in _rows():
        bearer = Bearer(row[0], row[4], row[5])
        bearers = (proper if row[3] in _PROPER else loose).setdefault(row[6] or key_of(row[2], row[3]), [])
        if bearer not in bearers:
            bearers.append(bearer)
    return Index(proper, loose)


def key_of(text: str, form: str) -> str:
    """The key of a name: abbreviations of up to three letters count only as written."""
    bare = short_key(text)
    short = len(bare) <= 4 and (form == "abbreviation" or bare.isupper())
    return bare if short else key(text)


def _rows() -> Iterator[Sequence[str]]:
    """Actor, language, text, form, first day, last day and, where it is stored, key of every name."""
    for actor in registry().values():
        yield (actor.id, "en", actor.name, "short", "", "", "")
    for table in _TABLES:
        lines = tables.cells(table)
        stored = "key" in next(lines, [])
        for cells in lines:
            yield cells if stored else (*cells[:6], "")
    for row in tables.rows("organisation_names.csv"):
        yield (row["organisation"], row["language"], row["text"], row["form"], "", "", "")
