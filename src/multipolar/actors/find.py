"""Which actor a written name or a code means on a date: one actor, or a refusal that says why."""

from collections.abc import Collection, Iterable, Sequence

from multipolar.actors.choose import Claim, choose
from multipolar.actors.codes import LANDS, NAMING, SCHEMES, Scheme, claims
from multipolar.actors.model import Actor, ActorKind, NotThenError, UnknownActorError
from multipolar.actors.names import Bearer, Index, index, key, short_key
from multipolar.actors.nearest import nearest
from multipolar.actors.refused import refuse_known
from multipolar.actors.registry import registry
from multipolar.actors.tables import day
from multipolar.actors.when import When, as_date
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError

_LIMIT = 200_000
_found: dict[tuple[str, When], Actor] = {}
_resolved: dict[tuple[str | int, str, When], Actor] = {}
_LAND: frozenset[ActorKind] = frozenset({"state", "territory"})

__all__ = ["Scheme", "find", "get", "resolve"]


def find(text: str, on: When = None, *, kinds: Collection[ActorKind] | None = None) -> Actor:
    """The one actor that a text means.

    Names in English, Spanish, Portuguese, Russian and French are known: short and official ones,
    aliases, former names, abbreviations; then adjectives, demonyms and capitals. An id means its actor
    before any abbreviation that looks like it (``CAN`` is Canada, not the Andean Community).

    Args:
        text: A name as it is written, or an actor's id.
        on: The day, month or year spoken of; ``None`` for no particular time.
        kinds: Only actors of these kinds, when given.

    Raises:
        UnknownActorError: No actor has that name; the nearest names are listed.
        AmbiguousActorError: Several have it; they are listed.
        NotThenError: The one meant did not exist then; what did is said.
        AskedWronglyError: The date is none, or the name is known to stand for no actor.
    """
    if kinds is None:
        hit = _found.get((text, on))
        if hit is not None:
            return hit
    actor = _find(text, as_date(on), kinds)
    if kinds is None:
        if len(_found) >= _LIMIT:
            _found.clear()
        _found[text, on] = actor
    return actor


def get(id: str) -> Actor:
    """The actor with that id.

    Raises:
        UnknownActorError: There is none; the nearest are listed.
    """
    actor = registry().get(id)
    if actor is None:
        raise UnknownActorError(id, nearest(id))
    return actor


def resolve(value: str | int, scheme: Scheme, on: When = None) -> Actor:
    """The one actor that a code, or a name in a source's own list, means on a date.

    Args:
        value: The code as the source writes it; leading zeros of numeric codes do not matter.
        scheme: Whose code it is. ``"name"`` takes states' and territories' names before others'.
        on: The day, month or year of the row. For a month or year that saw a change, the actor of
            most of its days is meant.

    Raises:
        UnknownActorError, AmbiguousActorError, NotThenError: As for :func:`find`.
        AskedWronglyError: No such scheme; the known ones are listed.
    """
    hit = _resolved.get((value, scheme, on))
    if hit is not None:
        return hit
    actor = _resolve(str(value).strip(), scheme, as_date(on))
    if len(_resolved) >= _LIMIT:
        _resolved.clear()
    _resolved[value, scheme, on] = actor
    return actor


def _resolve(value: str, scheme: Scheme, on: PartialDate | None) -> Actor:
    if scheme == "name":
        return _named(value, on)
    if scheme == "id":
        return choose(value, [Claim(get(value))], on)
    if scheme not in SCHEMES:
        raise AskedWronglyError(f"There is no code scheme {scheme!r}", candidates=sorted(SCHEMES))
    found = claims(value, scheme) or (_land_claims(value) if scheme in NAMING else ())
    asked = f"{value} ({scheme})"
    if not found:
        refuse_known(value)
        raise UnknownActorError(asked, nearest(value))
    if scheme in LANDS:
        return _land(asked, found, on)
    return choose(asked, found, on)


def _land(asked: str, found: Sequence[Claim], on: PartialDate | None) -> Actor:
    """The land a statistical code means: by date where it changed hands, else the same at any time."""
    try:
        return choose(asked, found, on)
    except NotThenError:
        return choose(asked, found, None)


def _named(text: str, on: PartialDate | None) -> Actor:
    found = _land_claims(text)
    if not found:
        refuse_known(text)
        raise UnknownActorError(text, nearest(text))
    return choose(text, found, on)


def _land_claims(text: str) -> list[Claim]:
    """A name in a source's column of countries: land first, adjectives and capitals never."""
    proper = Index(index().proper, {})
    return _claims(text, proper, _LAND) or _claims(text, proper, None)


def _find(text: str, on: PartialDate | None, kinds: Collection[ActorKind] | None) -> Actor:
    named = registry().get(text)
    if named is not None and (kinds is None or named.kind in kinds):
        return choose(text, [Claim(named)], on)
    found = _claims(text, index(), kinds)
    if not found:
        refuse_known(text)
        raise UnknownActorError(text, nearest(text))
    return choose(text, found, on)


def _claims(text: str, names: Index, kinds: Collection[ActorKind] | None) -> list[Claim]:
    """The actors that bear a name, each with the days on which it bore it; proper names come first."""
    wanted = key(text)
    for table in (names.proper, names.loose):
        for form in (short_key(text), wanted):
            if found := _of_kinds(table.get(form, ()), kinds):
                return found
    return []


def _of_kinds(bearers: Iterable[Bearer], kinds: Collection[ActorKind] | None) -> list[Claim]:
    known = registry()
    return [
        Claim(known[bearer.actor], day(bearer.valid_from), day(bearer.valid_to))
        for bearer in bearers
        if kinds is None or known[bearer.actor].kind in kinds
    ]
