"""Which pairs of states have an agreement that frees their trade, by treaties and shared blocs."""

from datetime import date
from typing import TYPE_CHECKING

from multipolar.actors import memberships
from multipolar.measures.agreements import Agreement, agreements

if TYPE_CHECKING:
    from multipolar.record import Record

# Customs unions and free trade areas among the organisations of the registry. CIS is left out: its free
# trade agreement of 2011 binds some of its members only. Sources: WTO, Regional Trade Agreements Database.
BLOCS = (
    "EU", "EFTA", "EAEU", "MERCOSUR", "ANDEAN", "PA", "CARICOM", "SICA", "USMCA", "CPTPP", "RCEP", "ASEAN",
    "GCC", "ECOWAS", "SADC",
)  # fmt: skip
_KIND = "trade agreement"
# Agreements of that kind that free no trade by themselves.
_NOT_FREE = ("non-preferential", "framework")


def between(record: "Record | None", one: str, other: str, year: int) -> str | None:
    """The agreement or bloc that joins two states at the end of a year, in words; ``None`` for none known."""
    day = date(year, 12, 31)
    shared = _blocs(one, day) & _blocs(other, day)
    if shared:
        return f"both belong to {min(shared)}"
    for found in agreements(record) if record is not None else ():
        if found.kind == _KIND and _in_force(found, day) and _joins(found, one, other, day):
            return found.words
    return None


def _blocs(actor: str, day: date) -> frozenset[str]:
    return frozenset(m.organisation for m in memberships.organisations(actor, day) if m.organisation in BLOCS)


def _in_force(found: Agreement, day: date) -> bool:
    if any(word in found.name.casefold() for word in _NOT_FREE):
        return False
    begun = found.in_force is not None and found.in_force.last <= day
    return begun and (found.ended is None or found.ended.first > day)


def _joins(found: Agreement, one: str, other: str, day: date) -> bool:
    """Whether both are parties, in person or through a bloc that is one, and not through the same bloc."""
    through_one, through_other = ({actor, *_blocs(actor, day)} & set(found.parties) for actor in (one, other))
    return bool(through_one and through_other) and through_one | through_other != through_one & through_other
