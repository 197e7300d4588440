"""Within which scopes the embedded record is complete, so that a missing row means something."""

from dataclasses import dataclass
from functools import cache

from multipolar.basics.errors import AskedWronglyError
from multipolar.record.starter.rows import facts


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope of one table.

    Attributes:
        table: Canonical table.
        scope: What it covers. ``*`` is the whole table. For memberships the organisation: ``BRICS`` for
            its members today, ``BRICS:past`` for those of any day, ``BRICS:others`` for other roles.
            For votes a roll call's id; for ties the kind, then actors or regions after colons.
        complete: Whether a row that is missing there is known not to exist.
        words: The same for a person.
    """

    table: str
    scope: str
    complete: bool
    words: str


@cache
def scopes() -> tuple[Scope, ...]:
    """Every scope, in the order of the table of facts."""
    return tuple(
        Scope(fact["table"], fact["scope"], _yes(fact["complete"]), fact["words"]) for fact in facts("scopes")
    )


def scope_of(table: str, scope: str) -> Scope:
    """The scope of that name or, where none has it, that of the whole table.

    Raises:
        AskedWronglyError: The embedded record says nothing about such a scope.
    """
    held = {found.scope: found for found in scopes() if found.table == table}
    found = held.get(scope) or held.get("*")
    if found is None:
        raise AskedWronglyError(
            f"The embedded record has no scope {scope!r} of the table {table!r}",
            candidates=sorted(held)[:5],
        )
    return found


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"scopes.csv: complete is {text!r}, not yes or no")
    return text == "yes"
