"""Expressions that look like an actor's name but stand for none, each with the reason."""

import re
from collections.abc import Mapping
from functools import cache

from multipolar.actors import tables
from multipolar.actors.names import index, key, short_key
from multipolar.actors.registry import registry
from multipolar.basics.errors import AskedWronglyError

_BETWEEN = re.compile(r",|/|;| - |_")
_AND = re.compile(r"\band\b")


def refuse_known(text: str) -> None:
    """Raise the stated reason when a text is known to stand for no single actor.

    Raises:
        AskedWronglyError: It is, with the reason and what to do.
    """
    row = _refusals().get(key(text))
    if row is not None:
        raise AskedWronglyError(f"{text!r} is not an actor: {row['reason']}", row["remedy"])
    if _names_several(text):
        raise AskedWronglyError(f"{text!r} names several actors", "Split it and ask for each")


def _names_several(text: str) -> bool:
    """Whether a text is a list of names; a name with "and" in it counts as one name first."""
    parts = [part.strip().removeprefix("and ") for part in _BETWEEN.split(text)]
    if len(parts) == 1:
        parts = [part.strip() for part in _AND.split(text)]
    return len(parts) > 1 and all(_known(part) or _names_several(part) for part in parts)


def _known(name: str) -> bool:
    names = index().proper
    return key(name) in names or short_key(name) in names or name in registry()


@cache
def _refusals() -> Mapping[str, dict[str, str]]:
    return {key(row["text"]): row for row in tables.rows("refused.csv")}
