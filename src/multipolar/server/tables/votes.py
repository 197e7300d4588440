"""Tables about votes: roll calls, and who voted how."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from multipolar import actors
from multipolar.actors.model import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.rollcall_find import one_roll_call
from multipolar.measures.vote_basis import caution
from multipolar.measures.votes import CHOICES, RollCall, ballots, roll_calls
from multipolar.record import Record
from multipolar.server.frame import path
from multipolar.server.missing import MissingError
from multipolar.server.tables.ballots import period, votes_of
from multipolar.server.tables.links import address, name
from multipolar.server.tables.model import Column, Option, Row, Table, origins
from multipolar.server.tables.slices import LOCATOR, SOURCE

DATE = Column("date", kind="date")
RESOLUTION = Column("id", "resolution", link="href")
TITLE = Column("title", link="href")
CHOICE = Column("choice", choices=True)
CALLED = (DATE, RESOLUTION, TITLE)
COUNTS = tuple(Column(choice, kind="number") for choice in CHOICES)
_CALLS = (
    DATE,
    RESOLUTION,
    TITLE,
    *COUNTS,
    Column("body", choices=True),
    Column("part", choices=True),
    SOURCE,
)


def call_row(call: RollCall) -> dict[str, Any]:
    """What every row about a roll call shows."""
    return {
        "date": call.when, "id": call.id, "title": call.title, "body": call.body, "part": call.part,
        **{choice: call.tally.get(choice) for choice in CHOICES},
        "source": call.row["source"], "href": path("resolutions", call.id),
    }  # fmt: skip


def listed(record: Record, query: Mapping[str, str]) -> Table:
    """Every roll call of the record, or those that words find; the newest first."""
    words, since, until = query.get("words", ""), query.get("since", ""), query.get("until", "")
    rows = [call_row(call) for call in _found(record, words, since, until)]
    asked = [f"--since {since}"] * bool(since) + [f"--until {until}"] * bool(until)
    return Table(
        "list", "Roll calls", _CALLS, rows, origins(record, rows),
        " ".join(['multipolar votes find "' + (words or "WORDS").replace('"', "") + '"', *asked]),
        "rollcall", options=(
            Option("words", "Words of title or topic", words), Option("since", "Since", since),
            Option("until", "Until", until),
        ),
    )  # fmt: skip


def one(record: Record, text: str) -> RollCall:
    """The roll call that a symbol means.

    Raises:
        MissingError: There is none; the nearest are listed where it was voted on in parts.
    """
    try:
        return one_roll_call(record, text)
    except AskedWronglyError as error:
        raise MissingError(error.problem, error.remedy, error.candidates) from None


def _found(record: Record, words: str, since: str, until: str) -> Sequence[RollCall]:
    first, last = period(since, until)
    if words:
        from multipolar.measures.rollcall_search import find

        return [one.rollcall for one in find(record, words, since=first, until=last)]
    held = [r for r in roll_calls(record).values() if _within(r, first, last)]
    return sorted(held, key=lambda call: (call.date or date.min, call.id), reverse=True)


def _within(call: RollCall, first: date | None, last: date | None) -> bool:
    if call.date is None:
        return first is None and last is None
    return (first or date.min) <= call.date <= (last or date.max)


def who(record: Record, rollcall: str, query: Mapping[str, str]) -> Table:
    """How each Member voted, all or those of one group on the day."""
    among = query.get("group", "")
    held = ballots(record, rollcall)
    inside = _inside(among, held.rollcall) if among else None
    rows: list[Row] = [
        {
            "actor": actor, "name": name(actor), "choice": chosen, "source": held.rows[actor]["source"],
            "locator": held.rows[actor]["locator"], "href": path("actors", actor),
        }
        for actor, chosen in sorted(held.choices.items(), key=lambda one: name(one[0]))
        if inside is None or actor in inside
    ]  # fmt: skip
    command = f"multipolar votes who {rollcall}" + (f' --group "{among}"' if among else "")
    return Table(
        "votes", "How each Member voted" + (f", of {name(actors.find(among).id)}" if among else ""),
        (Column("actor", hidden=True), Column("name", link="href"), CHOICE, SOURCE, LOCATOR), rows,
        origins(record, rows), command, "vote",
        gap="" if rows else "No vote of a Member was recorded.",
        options=(Option("group", "Of a region or organisation", among),),
    )  # fmt: skip


def by_choice(record: Record, rollcall: str, _query: Mapping[str, str]) -> Table:
    """The Members by what they chose, those who said no first."""
    held = ballots(record, rollcall)
    sources = ", ".join(sorted({str(row["source"]) for row in held.rows.values()}))
    rows: list[Row] = []
    for choice in ("no", "abstain", "absent", "yes"):
        actors_of = held.who(choice)
        if actors_of:
            names = sorted(name(actor) for actor in actors_of)
            rows.append({
                "choice": choice, "number": len(names), "members": names, "ids": list(actors_of),
                "source": sources,
            })  # fmt: skip
    columns = (
        Column("choice"), Column("number", kind="number"), Column("members"), Column("ids", hidden=True),
        SOURCE,
    )  # fmt: skip
    return Table(
        "choices", "Members by choice", columns, rows, origins(record, rows),
        f"multipolar votes who {rollcall}", "vote", gap="" if rows else "No vote of a Member was recorded.",
    )  # fmt: skip


def _inside(text: str, call: RollCall) -> frozenset[str]:
    from multipolar.measures.votes import members_of

    found: Actor = actors.find(text)
    inside = members_of(found.id, call.date)
    if not inside:
        raise AskedWronglyError(f"{found.name} had no members on {call.when}")
    return inside


def by_group(record: Record, rollcall: str, _query: Mapping[str, str]) -> Table:
    """How regional groups and organisations split, with membership as of the day."""
    from multipolar.measures.votes import members_of

    held = ballots(record, rollcall)
    groups = [*actors.all_actors("organisation", held.rollcall.date), *actors.all_actors("region")]
    rows: list[Row] = []
    for group in groups:
        inside = members_of(group.id, held.rollcall.date)
        counts = {str(choice): n for choice, n in held.counts(inside).items()}
        voted = sum(counts.values())
        if voted < 2 or group.id in ("UN",):
            continue
        rows.append({
            "group": group.id, "name": group.name, "kind": group.kind, **counts, "members": voted,
            "href": address(group.id), "source": held.rollcall.row["source"],
        })  # fmt: skip
    columns = (
        Column("group", hidden=True), Column("name", link="href"), Column("kind", choices=True),
        *COUNTS, Column("members", kind="number", meaning="Members of the United Nations that belong to it"),
    )  # fmt: skip
    return Table(
        "groups", "How groups voted, with membership as of the day", columns,
        sorted(rows, key=lambda row: str(row["name"])), origins(record, rows),
        f"multipolar votes who {rollcall} --group GROUP", "group-vote",
        gap="" if rows else "No vote of a Member was recorded.",
    )  # fmt: skip


def record_of(record: Record, actor: str, query: Mapping[str, str]) -> Table:
    """How a state voted in every roll call held, with the line of its region beside; the newest first."""
    since, until = query.get("since", ""), query.get("until", "")
    rows, notes, gap = _told(record, actor, since, until)
    return Table(
        "votes", f"How {name(actor)} voted", _RECORD, rows, origins(record, rows),
        f"multipolar votes record {actor}", "line", notes=notes, gap=gap,
        options=(Option("since", "Since", since), Option("until", "Until", until)),
    )  # fmt: skip


_RECORD = (*CALLED, CHOICE, Column("line", "line of its region", choices=True), SOURCE, LOCATOR)


def _told(record: Record, actor: str, since: str, until: str) -> tuple[list[Row], tuple[str, ...], str]:
    """Rows, notes, and why there is no row where there is none."""
    from multipolar.measures.vote_history import history

    period(since, until)
    try:
        told = history(record, votes_of(record, since, until).matrix, actor)[::-1]
    except AskedWronglyError as error:
        return [], (), str(error)
    rows: list[Row] = [
        call_row(vote.rollcall)
        | {
            "choice": vote.words,
            "line": vote.line or "none",
            "locator": vote.row["locator"] if vote.row else "",
        }
        for vote in told
    ]
    said = caution([vote.rollcall for vote in told])
    return rows, (said,) if said else (), ""
