"""Tables about actors: who there is, who belongs to what, and since when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from multipolar import actors
from multipolar.actors.model import Actor, ActorKind, Role
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.server.frame import path
from multipolar.server.tables.links import address, name, words
from multipolar.server.tables.model import Column, Option, Origin, Row, Table, origins
from multipolar.server.tables.slices import LOCATOR, SOURCE

ID = Column("id", hidden=True)
NAME = Column("name", link="href")
ROLE = Column("role")
FROM = Column("from", kind="date")
TO = Column("to", kind="date", meaning="first day on which it no longer holds")
_LIST = (
    NAME, Column("id"), Column("kind", choices=True), Column("iso2"), Column("m49"), Column("cow",
    kind="year"),
    Column("gw", kind="year"), Column("since", kind="date"), Column("until", kind="date"),
)  # fmt: skip


def listed(record: Record, query: Mapping[str, str]) -> Table:
    """Every state, territory and region; those of one day when asked."""
    on = day(query.get("on"))
    kinds: Sequence[ActorKind] = ("state", "territory", "region")
    rows = [_row(one) for kind in kinds for one in actors.all_actors(kind, on)]
    return Table(
        "list", "States, territories and regions", _LIST, sorted(rows, key=lambda row: str(row["name"])),
        held_in(record, "actor"), "multipolar actors find TEXT", "actor", options=(_on(on),),
    )  # fmt: skip


def _row(actor: Actor) -> Row:
    shown: dict[str, Any] = {
        column.name: getattr(actor, column.name) for column in _LIST if column.name not in ("since", "until")
    }
    return shown | {
        "since": words(actor.since),
        "until": words(actor.until),
        "href": path("actors", actor.id),
    }


def organisations_listed(record: Record, _query: Mapping[str, str]) -> Table:
    """Every organisation, forum and treaty body with its number of members today."""
    from multipolar.actors import memberships
    from multipolar.actors.organisations import organisations

    rows = [
        {
            "id": one.id, "name": one.name, "kind": one.kind, "founded": words(one.founded),
            "ended": words(one.ended), "seat": one.seat, "members": len(memberships.members(one.id)),
            "href": path("organisations", one.id), "source": "starter",
        }
        for one in organisations().values()
    ]  # fmt: skip
    columns = (
        NAME, Column("id"), Column("kind"), Column("founded", kind="date"), Column("ended", kind="date"),
        Column("seat"), Column("members", kind="number"),
    )  # fmt: skip
    return Table(
        "list", "Organisations, forums and treaties", columns, rows, held_in(record, "membership"),
        "multipolar actors members ORG", "membership",
    )  # fmt: skip


def members(record: Record, organisation: str, query: Mapping[str, str]) -> Table:
    """Who belongs to an organisation on a day, or every spell in it."""
    on = day(query.get("on"))
    rows = _standing(_spells(record, {"organisation": organisation}, "actor"), query)
    command = f"multipolar actors members {organisation}{f' --on {on}' if on else ''}"
    columns = (ID, NAME, ROLE, FROM, TO, Column("notes"), SOURCE, LOCATOR)
    return Table(
        "members", f"Members of {name(organisation)}" + (f" on {on}" if on else ", every spell on record"),
        columns, rows, origins(record, rows), command, "membership",
        notes=_said(query), gap=_gap(record, {"organisation": organisation}, rows), options=_asking(query),
    )  # fmt: skip


def memberships(record: Record, actor: str, query: Mapping[str, str]) -> Table:
    """What an actor belongs to on a day, or every spell."""
    on = day(query.get("on"))
    rows = _standing(_spells(record, {"actor": actor}, "organisation"), query)
    command = f"multipolar actors organisations {actor}{f' --on {on}' if on else ''}"
    columns = (ID, NAME, ROLE, FROM, TO, Column("notes"), SOURCE, LOCATOR)
    return Table(
        "memberships", f"Memberships of {name(actor)}" + (f" on {on}" if on else ", every spell on record"),
        columns, rows, origins(record, rows), command, "membership",
        notes=_said(query), gap=_gap(record, {"actor": actor}, rows), options=_asking(query),
    )  # fmt: skip


def region_members(record: Record, region: str, query: Mapping[str, str]) -> Table:
    """The states and territories of a region on a day, today's when none is asked."""
    on = day(query.get("on"))
    rows = [_row(one) for one in actors.region_members(region, on)]
    return Table(
        "members", f"States and territories of {name(region)}", _LIST, rows, held_in(record, "actor"),
        f"multipolar actors show {region}", "region", options=(_on(on),),
    )  # fmt: skip


def _roles(asked: str, on: date | None) -> tuple[Role, ...]:
    """The standings asked about; when none is named, every one, or on a day those of members.

    Raises:
        AskedWronglyError: There is no such standing.
    """
    known = get_args(Role)
    if asked and asked not in known:
        raise AskedWronglyError(f"There is no role {asked!r}", f"Roles: {', '.join(known)}")
    if asked:
        return tuple(role for role in known if role == asked)
    return actors.MEMBER_ROLES if on else known


def day(text: str | None) -> date | None:
    """One day as it is written; ``None`` for none.

    Raises:
        AskedWronglyError: It is no full date.
    """
    if not text:
        return None
    found = PartialDate.parse(text)
    if found.precision != "day":
        raise AskedWronglyError(f"{text!r} is not one day", "Write YYYY-MM-DD")
    return found.first


def stored(row: Mapping[str, Any], column: str) -> str | None:
    """A date of a row of the record, as finely as it is known."""
    return words(PartialDate.stored(row[column], row[f"{column}_precision"]))


def _on(on: date | None) -> Option:
    return Option("on", "On the day (YYYY-MM-DD)", str(on) if on else "")


def held_in(record: Record, table: str) -> tuple[Origin, ...]:
    """The releases in force that hold a table."""
    held = [one for one in record.releases() if one.active and table in one.rows]
    return tuple(Origin(one.source, one.release) for one in held)


def _spells(record: Record, where: Mapping[str, str], other: str) -> list[Row]:
    found = record.rows("membership", where, order=["organisation", "actor", "valid_from"])
    return [
        {
            "id": row[other], "name": name(row[other]), "role": row["role"],
            "from": stored(row, "valid_from"), "to": stored(row, "valid_to"), "notes": row["notes"],
            "source": row["source"], "locator": row["locator"], "href": address(row[other]),
            "first": row["valid_from"], "last": row["valid_to"],
        }
        for row in found
    ]  # fmt: skip


def _standing(rows: Sequence[Row], query: Mapping[str, str]) -> list[Row]:
    """The spells in the standings asked about, on the day asked about."""
    on = day(query.get("on"))
    wanted = _roles(query.get("role", ""), on)
    return [row for row in rows if row["role"] in wanted and (on is None or _holds(row, on))]


def _holds(row: Row, on: date) -> bool:
    return (row["first"] is None or row["first"] <= on) and (row["last"] is None or on < row["last"])


def _asking(query: Mapping[str, str]) -> tuple[Option, Option]:
    role = Option("role", "Standing", query.get("role", ""), ("", *get_args(Role)))
    return _on(day(query.get("on"))), role


def _said(query: Mapping[str, str]) -> tuple[str, ...]:
    if not query.get("on") or query.get("role"):
        return ()
    return ("On a day, members alone are shown; choose another standing to see who held that.",)


def _gap(record: Record, where: Mapping[str, str], rows: Sequence[Row]) -> str:
    if rows:
        return ""
    gap = record.nothing("membership", dict(where))
    return gap.reason if gap else "No spell held on that day."


def single(record: Record, actor: Actor) -> Table:
    """One actor as a table of one row."""
    return Table(
        "actor", actor.name, _LIST, [_row(actor)], held_in(record, "actor"),
        f"multipolar actors show {actor.id}",
        "actor",
    )  # fmt: skip
