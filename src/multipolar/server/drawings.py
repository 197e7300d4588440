"""Maps and charts that stand on pages, each drawn from the table that stands beside it."""

from collections.abc import Mapping

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.votes import CHOICES, ballots, tally_words
from multipolar.record import Record
from multipolar.server.tables import alike
from multipolar.server.tables.ballots import votes_of
from multipolar.server.tables.links import name

_CHOICE: Mapping[str, str] = {"yes": "yes", "no": "no", "abstain": "abstained", "absent": "did not vote"}


def vote_map(record: Record, rollcall: str) -> str:
    """The world by vote in a roll call."""
    from multipolar.briefs.maps import with_non_members, world_map

    held = ballots(record, rollcall)
    call = held.rollcall
    values = with_non_members({a: _CHOICE[c] for a, c in held.choices.items()}, call.date)
    sources = ", ".join(sorted({str(row["source"]) for row in held.rows.values()}))
    return world_map(
        values, title=f"{call.id}: {call.title}", legend="Vote", kind="category",
        order=[_CHOICE[choice] for choice in CHOICES],
        note=f"{call.when}: {tally_words(held) or 'no tally given'}. Source: {sources}",
    )  # fmt: skip


def votes(record: Record, actor: str) -> bool:
    """Whether an actor has any vote by which others could be coloured."""
    try:
        return actor in votes_of(record, "", "").matrix.actors
    except AskedWronglyError:
        return False


def agreement_map(record: Record, actor: str) -> str:
    """The world by agreement in votes with a state."""
    from multipolar.briefs.maps import with_non_members, world_map

    table = alike.alike(record, actor, {})
    values: dict[str, float | str | None] = {str(row["other"]): row["agreement"] for row in table.rows}
    rollcalls = votes_of(record, "", "").matrix.rollcalls
    first, last = rollcalls[0].when[:4], rollcalls[-1].when[:4]
    sources = ", ".join(origin.source for origin in table.origins)
    return world_map(
        with_non_members(values), title=f"Agreement with {name(actor)} in the General Assembly",
        legend="Share of identical votes", marked=[actor],
        note=f"{len(rollcalls):,} roll calls, {first} to {last}. Source: {sources}",
    )  # fmt: skip


def coheres(record: Record, group: str) -> bool:
    """Whether two members of a group ever voted together."""
    return len(alike.cohesion(record, group, {}).rows) > 1


def cohesion_chart(record: Record, group: str) -> str:
    """The agreement index of a group by year."""
    from multipolar.briefs.charts import Line, line_chart

    rows = alike.cohesion(record, group, {}).rows
    line = Line(
        name(group), [row["period"] for row in rows], [row["agreement_index"] for row in rows],
        [row["low"] for row in rows], [row["high"] for row in rows],
    )  # fmt: skip
    sources = ", ".join(sorted({row["source"] for row in rows}))
    return line_chart(
        [line], title=f"How far members of {actors.get(group).name} vote as one",
        y_title="Agreement index, 0 to 1",
        note=f"Hix, Noury and Roland's index, mean over roll calls of the year. Source: {sources}",
    )  # fmt: skip
