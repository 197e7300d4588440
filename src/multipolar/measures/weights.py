"""The weight of named groups in population, product, trade, military spending, capabilities and votes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from multipolar.measures.named_groups import NamedGroup, named_group
from multipolar.measures.poles import LEAST, check_period
from multipolar.measures.resource_series import RESOURCES, Series, series_of
from multipolar.measures.resources import Distribution, distributions
from multipolar.record import Record

SEATS = "seats"
_FIRST_SEATS = 1945


@dataclass(frozen=True, slots=True)
class Weight:
    """A group's share of a resource in one year.

    Attributes:
        group: The group's name.
        measure: The series, or ``seats`` for seats in the General Assembly.
        year: The year; membership is that of its last day, or of today in the current year.
        share: Its members' share of the sum over all states with a figure; ``None`` where the group has no
            members or none of them has a figure.
        members: Its members on that day.
        without: Members that have no figure: the share leaves them out.
        states: States with a figure.
        expected: States with a figure and without.
        of_world: The sum over all states as a share of the publisher's world total, where it gives one.
        source: The source.
    """

    group: str
    measure: str
    year: int
    share: float | None
    members: tuple[str, ...]
    without: tuple[str, ...]
    states: int
    expected: int
    of_world: float | None
    source: str


def weights(
    record: Record,
    groups: Sequence[NamedGroup],
    *,
    resources: Sequence[str] = RESOURCES,
    since: int | None = None,
    until: int | None = None,
    least: float = LEAST,
) -> tuple[Weight, ...]:
    """The weight of groups, for each way the record can measure each resource, and in seats.

    Args:
        record: The record.
        groups: The groups.
        resources: Which resources.
        since: First year; when neither end is given, the last year of each series.
        until: Last year.
        least: Years in which a smaller share of the states has a figure are left out, as in `poles`.

    Raises:
        AskedWronglyError: No such resource, or a period that ends before it begins.
    """
    check_period(since, until)
    found: list[Weight] = []
    for series in (s for resource in resources for s in series_of(resource)):
        years = _years(distributions(record, series), since, until, least)
        found += [_weight(group, series, held) for held in years for group in groups]
    today = record.as_of or date.today()
    first = max(since or (until if until is not None else today.year), _FIRST_SEATS)
    last = min(until or today.year, today.year)
    found += [seats(group, year, today) for year in range(first, last + 1) for group in groups]
    return tuple(found)


def _years(
    held: Mapping[int, Distribution], since: int | None, until: int | None, least: float
) -> list[Distribution]:
    full = [d for d in held.values() if d.values and len(d.values) >= least * d.expected]
    if since is None and until is None:
        return full[-1:]
    return [d for d in full if (since or d.year) <= d.year <= (until or d.year)]


def _weight(group: NamedGroup, series: Series, held: Distribution) -> Weight:
    members = tuple(sorted(group.members(date(held.year, 12, 31))))
    counted = [held.values[m] for m in members if m in held.values]
    without = tuple(m for m in members if m not in held.values)
    share = sum(counted) / held.total if counted and held.total else None
    return Weight(
        group.name, series.name, held.year, share, members, without, len(held.values), held.expected,
        held.of_world, held.source,
    )  # fmt: skip


def seats(group: NamedGroup, year: int, today: date | None = None) -> Weight:
    """A group's share of the seats, and so of the votes, in the General Assembly."""
    day = min(date(year, 12, 31), today or date.today())
    members = tuple(sorted(group.members(day)))
    all_seats = named_group("UN").members(day)
    without = tuple(m for m in members if m not in all_seats)
    share = (len(members) - len(without)) / len(all_seats) if members and all_seats else None
    return Weight(
        group.name, SEATS, year, share, members, without, len(all_seats), len(all_seats), None, "membership"
    )
