"""Expressions that look like an actor's name but stand for none, each with the reason."""

from collections.abc import Mapping
from functools import cache

from multipolar.actors import tables
from multipolar.actors.names import key
from multipolar.basics.errors import AskedWronglyError


def refuse_known(text: str) -> None:
    """Raise the stated reason when a text is known to stand for no single actor.

    Raises:
        AskedWronglyError: It is, with the reason and what to do.
    """
    row = _refusals().get(key(text))
    if row is not None:
        raise AskedWronglyError(f"{text!r} is not an actor: {row['reason']}", row["remedy"])


@cache
def _refusals() -> Mapping[str, dict[str, str]]:
    return {key(row["text"]): row for row in tables.rows("refused.csv")}
