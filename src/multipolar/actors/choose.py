"""Among the actors that lay claim to a name or code, the one meant on a date, or why none is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from multipolar.actors.model import Actor, AmbiguousActorError, NotThenError
from multipolar.actors.registry import registry
from multipolar.basics.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Claim:
    """One actor that a name or code may mean, and when it did.

    Attributes:
        actor: The actor.
        start: First day on which the name or code meant it; ``None`` for as long as it existed.
        end: Last such day; ``None`` for as long as it existed.
        whenever: The code stands for a land as the source draws it, before or after the state's days too.
    """

    actor: Actor
    start: PartialDate | None = None
    end: PartialDate | None = None
    whenever: bool = False


def choose(asked: str, claims: Sequence[Claim], on: PartialDate | None) -> Actor:
    """The one actor meant.

    Without a date the bearers of today come before those of the past. With a month or year, the
    actor of most of its days is meant.

    Raises:
        AmbiguousActorError: Several remain.
        NotThenError: None existed on that date.
    """
    chosen = _today(claims) if on is None else _then(claims, on)
    actors = {claim.actor.id: claim.actor for claim in chosen}
    if len(actors) == 1:
        return next(iter(actors.values()))
    if actors or on is None:
        raise AmbiguousActorError(asked, [title(actor) for actor in actors.values()])
    raise _not_then(asked, claims, on)


def title(actor: Actor) -> str:
    """An actor as a choice is listed: its name, its id, and its years if it has ended."""
    years = f", {actor.since.year if actor.since else ''}-{actor.until.year}" if actor.until else ""
    return f"{actor.name} ({actor.id}{years})"


def _today(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The bearers of today; failing them those that bore it to their end, failing them all that ever did."""
    lasting = [claim for claim in claims if claim.end is None]
    return [claim for claim in lasting if claim.actor.until is None] or lasting or claims


def _then(claims: Sequence[Claim], on: PartialDate) -> list[Claim]:
    """The claims that held on most days of the date; a name out of use still means its only bearer."""
    days = [(_days(claim, on), claim) for claim in claims]
    most = max((count for count, _ in days), default=0)
    if most:
        return [claim for count, claim in days if count == most]
    alive = [(_alive(claim.actor, on), claim) for claim in claims]
    most = max((count for count, _ in alive), default=0)
    return [claim for count, claim in alive if count == most] if most else []


def _days(claim: Claim, on: PartialDate) -> int:
    """On how many days of a date the claim held."""
    start = max(on.first, claim.start.first) if claim.start else on.first
    end = min(on.last, claim.end.last) if claim.end else on.last
    bounded = claim.start is not None and claim.end is not None
    if claim.whenever or bounded:
        return max(0, (end - start).days + 1)
    return _overlap(claim.actor, start, end)


def _alive(actor: Actor, on: PartialDate) -> int:
    return _overlap(actor, on.first, on.last)


def _overlap(actor: Actor, first: date, last: date) -> int:
    """On how many days from first to last the actor existed."""
    start = max(first, actor.since.first) if actor.since else first
    end = min(last, actor.until.last) if actor.until else last
    lived = (end - start).days + 1
    for gap in actor.gaps:
        lived -= max(0, (min(end, gap.end.last) - max(start, gap.start.first)).days + 1)
    return max(0, lived)


def _not_then(asked: str, claims: Sequence[Claim], on: PartialDate) -> NotThenError:
    """The refusal that says, for each actor, when it existed and what there was instead."""
    actors = {claim.actor.id: claim.actor for claim in claims}
    lives = "; ".join(f"{_life(actor)}{_was(actor, on.first)}" for actor in actors.values())
    return NotThenError(asked, on.first, lives)


def _life(actor: Actor) -> str:
    """The days of an actor's life in words."""
    named = f"{actor.name} ({actor.id})"
    if actor.until is None:
        return f"{named} exists since {actor.since}" if actor.since else f"{named} exists"
    return (
        f"{named} existed from {actor.since} to {actor.until}"
        if actor.since
        else f"{named} existed until {actor.until}"
    )


def _was(actor: Actor, on: date) -> str:
    """What stood in an actor's place on a day it did not exist."""
    known = registry()
    for gap in actor.gaps:
        if gap.holds(on):
            return f", but was part of {title(known[gap.inside])} from {gap.start} to {gap.end}"
    before = actor.since is not None and on < actor.since.first
    others = actor.predecessors if before else actor.successors
    present = [title(known[other]) for other in others if other in known and known[other].existed(on)]
    if present:
        return f"; {'before' if before else 'after'} it there was {', '.join(present)}"
    if before and actor.ruled_by:
        return f"; before that it was ruled by {', '.join(known[ruler].name for ruler in actor.ruled_by)}"
    return ""
