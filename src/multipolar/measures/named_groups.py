"""Groups of states that a person names: an organisation, a region, or a list of their own, on any day."""

from dataclasses import dataclass
from datetime import date

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.votes import members_of


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group by a name and the terms that make it up.

    Attributes:
        name: What it is called.
        inside: Ids of states, organisations and regions whose members belong.
        outside: Ids of those whose members do not, whatever the others say.
    """

    name: str
    inside: tuple[str, ...]
    outside: tuple[str, ...] = ()

    def members(self, on: date) -> frozenset[str]:
        """The states that belong on a day; a state of the list that did not exist then is left out.

        A state stands for those whose legal person it continues: Russia in 1970 is the Soviet Union.
        """
        return frozenset(_expanded(self.inside, on) - _expanded(self.outside, on))

    @property
    def words(self) -> str:
        """The definition in words."""
        without = f" without {', '.join(self.outside)}" if self.outside else ""
        return f"{', '.join(self.inside)}{without}"


def named_group(text: str) -> NamedGroup:
    """The group that a text defines.

    >>> named_group("Rest of the UN=UN,-G7,-CHN").words
    'UN without G7, CHN'

    Args:
        text: An organisation or region (``BRICS``), or ``NAME=TERM,TERM,...`` where a term is a state,
            organisation or region, with ``-`` before those to leave out.

    Raises:
        AskedWronglyError: A term is not known, or nothing belongs.
    """
    name, equals, terms = (part.strip() for part in text.partition("="))
    if not equals:
        found = actors.find(name)
        if found.kind not in ("organisation", "region"):
            raise AskedWronglyError(
                f"{found.name} is not a group", f'Name a group, or define one: "NAME={found.id},..."'
            )
        return NamedGroup(found.id, (found.id,))
    signed = [term.strip() for term in terms.split(",") if term.strip()]
    inside = tuple(actors.find(t).id for t in signed if not t.startswith("-"))
    outside = tuple(actors.find(t[1:].strip()).id for t in signed if t.startswith("-"))
    if not name or not inside:
        raise AskedWronglyError(f"{text!r} defines no group", 'Write "NAME=STATE,ORGANISATION,-EXCEPT"')
    return NamedGroup(name, inside, outside)


def _expanded(terms: tuple[str, ...], on: date) -> set[str]:
    found: set[str] = set()
    for term in terms:
        if actors.get(term).kind in ("organisation", "region"):
            found |= members_of(term, on)
        else:
            found |= _then(term, on)
    return found


def _then(state: str, on: date) -> set[str]:
    try:
        return {actors.as_of(state, on).id}
    except actors.NotThenError:
        return set()
