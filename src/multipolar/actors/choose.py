"""Among the actors that lay claim to a name or code, the one meant on a date, or why none is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from multipolar.actors.model import Actor, AmbiguousActorError, NotThenError
from multipolar.actors.registry import registry
from multipolar.basics.dates import PartialDate

Days = tuple[date, date]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """One actor that a name or code may mean, and when it did.

    Attributes:
        actor: The actor.
        start: First day on which the name or code meant it; ``None`` for as long as it existed.
        end: Last such day; ``None`` for as long as it existed.
    """

    actor: Actor
    start: PartialDate | None = None
    end: PartialDate | None = None


def choose(asked: str, claims: Sequence[Claim], on: PartialDate | None) -> Actor:
    """The one actor meant.

    Without a date the bearers of today come before those of the past. In a month or year in which one
    followed another, the one of most of its days is meant; of equal days, the later.

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
    """The claims that held on a date; a name out of use still means its only bearer."""
    held = [(span, claim) for claim in claims if (span := _held(claim, on))]
    if not held:
        held = [(span, claim) for claim in claims if (span := _lived(claim.actor, on.first, on.last))]
    if not held:
        return []
    (start, end), _ = max(held, key=lambda pair: (pair[0][1] - pair[0][0], pair[0][1]))
    return [claim for (first, last), claim in held if first <= end and start <= last]


def _held(claim: Claim, on: PartialDate) -> Days | None:
    """The days of a date on which the claim held; a claim with both dates given needs no living actor."""
    start = max(on.first, claim.start.first) if claim.start else on.first
    end = min(on.last, claim.end.last) if claim.end else on.last
    if claim.start is not None and claim.end is not None:
        return (start, end) if start <= end else None
    return _lived(claim.actor, start, end)


def _lived(actor: Actor, first: date, last: date) -> Days | None:
    """The longest run of days from first to last on which the actor existed."""
    start = max(first, actor.since.first) if actor.since else first
    end = min(last, actor.until.last) if actor.until else last
    for gap in actor.gaps:
        if gap.start.first <= start <= gap.end.last:
            start = gap.end.last + _DAY
        if gap.start.first <= end <= gap.end.last:
            end = gap.start.first - _DAY
    return (start, end) if start <= end else None


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
            return f", but was under {title(known[gap.inside])} from {gap.start} to {gap.end}"
    before = actor.since is not None and on < actor.since.first
    present = [title(other) for other in _kin(actor, on, before)]
    if present:
        return f"; {'before' if before else 'after'} it there was {', '.join(present)}"
    if before and actor.ruled_by:
        return f"; before that it was ruled by {', '.join(known[ruler].name for ruler in actor.ruled_by)}"
    return ""


def _kin(actor: Actor, on: date, before: bool) -> list[Actor]:
    """Those of an actor's forerunners, or of its heirs, that existed on a day."""
    known = registry()
    found: dict[str, Actor] = {}
    seen, queue = {actor.id}, [actor]
    while queue:
        current = queue.pop(0)
        for other in current.predecessors if before else current.successors:
            if other in seen:
                continue
            seen.add(other)
            if known[other].existed(on):
                found[other] = known[other]
            else:
                queue.append(known[other])
    return list(found.values())
