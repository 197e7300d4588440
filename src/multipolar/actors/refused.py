"""Expressions that look like an actor's name but stand for none, each with the reason."""

import re
from collections.abc import Mapping
from functools import cache

from multipolar.actors import tables
from multipolar.actors.names import index, key, short_key
from multipolar.basics.errors import AskedWronglyError

_BETWEEN = re.compile(r",|/|;| - |_|\band\b")


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
    parts = [key(part) for part in _BETWEEN.split(text) if part.strip()]
    known = index().proper
    return len(parts) > 1 and all(part in known or short_key(part.upper()) in known for part in parts)


@cache
def _refusals() -> Mapping[str, dict[str, str]]:
    return {key(row["text"]): row for row in tables.rows("refused.csv")}
