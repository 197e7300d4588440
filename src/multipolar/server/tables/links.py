"""The name and the address of an actor, as rows of a table carry them."""

from functools import cache

from multipolar.actors.registry import registry
from multipolar.basics.dates import PartialDate
from multipolar.server.frame import path


@cache
def address(actor: str) -> str:
    """Where an actor has its page."""
    found = registry().get(actor)
    kind = "organisations" if found is not None and found.kind == "organisation" else "actors"
    return path(kind, actor)


def name(actor: str | None) -> str:
    """An actor's name; its id where it has none."""
    found = registry().get(actor or "")
    return found.name if found else actor or ""


def cells(column: str, actor: str | None) -> dict[str, str | None]:
    """What the columns of :func:`multipolar.server.tables.model.named` hold for an actor."""
    known = actor in registry() if actor else False
    return {
        column: actor,
        f"{column}_name": name(actor) if actor else None,
        f"{column}_at": address(actor) if actor and known else None,
    }


def words(when: PartialDate | None) -> str | None:
    """A date as finely as it is known."""
    return str(when) if when else None
