"""Who bore an actor's legal person on an earlier date: itself, or the predecessor it continues."""

from multipolar.actors.choose import Claim, choose
from multipolar.actors.find import get
from multipolar.actors.model import Actor
from multipolar.actors.registry import registry
from multipolar.actors.when import When, as_date


def as_of(id: str, on: When) -> Actor:
    """The actor of that id if it existed on a date, else the one whose legal person it continues.

    Russia in 1970 is the Soviet Union. Mere successors are not followed: Croatia in 1970 is refused.

    Raises:
        UnknownActorError: There is no such id.
        NotThenError: Neither it nor any actor it continues existed then.
    """
    chain = lineage(id)
    return choose(id, [Claim(actor) for actor in chain], as_date(on))


def lineage(id: str) -> tuple[Actor, ...]:
    """An actor and, newest first, those whose legal person it continues.

    >>> [actor.id for actor in lineage("RUS")]
    ['RUS', 'SUN', 'russian-empire']
    """
    chain = [get(id)]
    while (earlier := chain[-1].continues) is not None:
        chain.append(registry()[earlier])
    return tuple(chain)
