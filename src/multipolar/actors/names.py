"""Every name of every actor, and the keys by which a written name is looked up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, cast

from multipolar.actors import tables
from multipolar.actors.model import Language, Name, NameForm
from multipolar.actors.registry import registry
from multipolar.actors.tables import day
from multipolar.basics.text import fold

_TABLES = ("names.csv", "names_by_hand.csv", "region_names.csv")
_SIGNS = str.maketrans({".": "", "'": "", ",": " ", "-": " ", "(": " ", ")": " ", "/": " ", "&": " and "})
_PROPER = frozenset({"short", "official", "alias", "former", "abbreviation"})


class Index(NamedTuple):
    """Names by key: those that stand for the actor itself, and those used in its place (people, capitals)."""

    proper: Mapping[str, tuple[Name, ...]]
    loose: Mapping[str, tuple[Name, ...]]


def key(text: str) -> str:
    """The form under which a name is looked up: folded, without points or articles, "St" written out.

    >>> key("St. Kitts & Nevis")
    'saint kitts and nevis'
    """
    words = fold(text).translate(_SIGNS).split()
    if words and words[0] == "the":
        del words[0]
    return " ".join(["saint" if word == "st" else word for word in words])


def short_key(text: str) -> str:
    """The key of a short abbreviation, which counts only in capitals: ``U.S.`` is ``US``, "us" is not.

    >>> short_key("U. S.")
    '=US'
    """
    return "=" + text.replace(".", "").replace(" ", "")


@cache
def all_names() -> tuple[Name, ...]:
    """Every name of every actor, in five languages, with its form and the days on which it was in use."""
    found = dict.fromkeys(Name(actor.id, "en", actor.name, "short") for actor in registry().values())
    for table in _TABLES:
        found.update(dict.fromkeys(_read(table, "actor")))
    found.update(dict.fromkeys(_read("organisation_names.csv", "organisation")))
    return tuple(found)


@cache
def index() -> Index:
    """The names by key."""
    proper: defaultdict[str, list[Name]] = defaultdict(list)
    loose: defaultdict[str, list[Name]] = defaultdict(list)
    for name in all_names():
        bucket = proper if name.form in _PROPER else loose
        bucket[key_of(name)].append(name)
    return Index({k: tuple(v) for k, v in proper.items()}, {k: tuple(v) for k, v in loose.items()})


def key_of(name: Name) -> str:
    """The key of a name: abbreviations of up to three letters count only as written."""
    bare = short_key(name.text)
    return bare if name.form == "abbreviation" and len(bare) <= 4 else key(name.text)


def _read(table: str, owner: str) -> Iterator[Name]:
    for row in tables.rows(table):
        yield Name(
            row[owner], cast(Language, row["language"]), row["text"], cast(NameForm, row["form"]),
            day(row.get("valid_from", "")), day(row.get("valid_to", "")),
        )  # fmt: skip
