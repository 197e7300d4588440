"""``multipolar votes``: which roll calls there are, who voted how, and who left whose line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import votes_alike
from multipolar.cli.options import group, verb
from multipolar.cli.output import Output, opened
from multipolar.cli.vote_options import (
    Asked,
    From,
    Important,
    Since,
    State,
    Topic,
    Until,
    Whole,
    called,
    caution,
    group_id,
    rounded,
    state_id,
)

if TYPE_CHECKING:
    from multipolar.measures.dissent import Dissent
    from multipolar.measures.rollcall_search import Found
    from multipolar.measures.votes import Ballots, RollCall

app = typer.Typer(rich_markup_mode=None)
group(app, "Who voted how in the General Assembly, and how alike states and groups vote.")

Limit = Annotated[int, typer.Option("--limit", metavar="N", help="How many rows; 0 for all.")]
Choice = Annotated[str | None, typer.Option("--choice", metavar="CHOICE", help="yes, no, abstain or absent.")]
_BODIES = {"GA": "General Assembly", "SC": "Security Council"}
_MAP_WORDS = {"yes": "yes", "no": "no", "abstain": "abstained", "absent": "did not vote"}


@verb(app)
def who(
    output: Output,
    resolution: Annotated[str, typer.Argument(metavar="SYMBOL", help="A resolution, as A/RES/68/262.")],
    choice: Choice = None,
    among: Annotated[
        str | None, typer.Option("--group", metavar="GROUP", help="A region or organisation, as of the day.")
    ] = None,
    map_: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Draw a map of the votes: .svg or .png.")
    ] = None,
) -> None:
    """List how each Member voted on a resolution.

    Example: multipolar votes who A/RES/68/262 --choice no
    """
    from multipolar import actors
    from multipolar.measures.rollcall_find import one_roll_call
    from multipolar.measures.votes import CHOICES, ballots, tally_words

    record = opened(output)
    held = ballots(record, one_roll_call(record, resolution).id)
    _known_choice(choice)
    inside = _members(among, held.rollcall) if among else None
    rows = [
        {"actor": a, "name": actors.get(a).name, "choice": c, "source": held.rows[a]["source"]}
        for a, c in sorted(held.choices.items(), key=lambda pair: (CHOICES.index(pair[1]), pair[0]))
        if choice in (None, c) and (inside is None or a in inside)
    ]
    call = held.rollcall
    output.note(f"{call.id}, {call.title}, {call.when}: {tally_words(held) or _counted(held)}")
    if not held.choices:
        output.note("No vote of a Member was recorded")
    if map_ is not None:
        _draw(output, held, map_)
    output.rows(rows, ("actor", "name", "choice", "source"))


def _known_choice(choice: str | None) -> None:
    from multipolar.measures.votes import CHOICES

    if choice is not None and choice not in CHOICES:
        raise AskedWronglyError(f"There is no choice {choice!r}", f"Choices: {', '.join(CHOICES)}")


def _members(text: str, rollcall: "RollCall") -> frozenset[str]:
    from multipolar import actors
    from multipolar.measures.votes import members_of

    found = actors.find(text)
    inside = members_of(found.id, rollcall.date)
    if not inside:
        since = f"; it began {found.since}" if found.since else ""
        raise AskedWronglyError(f"{found.name} had no members on {rollcall.date}{since}")
    return inside


def _counted(held: "Ballots") -> str:
    """The votes counted from the list, where the source publishes no tally."""
    words = ", ".join(f"{n} {_MAP_WORDS[c]}" for c, n in held.counts().items() if n)
    return f"{words} (counted from the list; the source gives no tally)" if words else "no list of votes"


def _draw(output: Output, held: "Ballots", path: Path) -> None:
    from multipolar import actors
    from multipolar.briefs.charts import write_svg
    from multipolar.briefs.maps import NOT_MEMBER, world_map
    from multipolar.measures.votes import tally_words

    call = held.rollcall
    if not held.choices:
        raise AskedWronglyError(f"{call.id} has no votes to draw", "It was adopted without a vote")
    then = {m.actor for m in actors.members("UN", call.date)}
    now = {m.actor for m in actors.members("UN")}
    values: dict[str, float | str | None] = dict.fromkeys(now - then, NOT_MEMBER)
    values |= {a: _MAP_WORDS[c] for a, c in held.choices.items()}
    source = ", ".join(sorted({str(row["source"]) for row in held.rows.values()}))
    svg = world_map(
        values, title=f"{call.id}: {call.title}", legend="Vote", kind="category",
        order=[*_MAP_WORDS.values()],
        note=f"{_BODIES[call.body]}, {call.when}: {tally_words(held) or _counted(held)}. Source: {source}",
    )  # fmt: skip
    write_svg(path, svg)
    output.note(f"Map written to {path}")


@verb(app)
def find(
    output: Output,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Words of a title or topic, or a symbol.")],
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    body: Annotated[str | None, typer.Option("--body", metavar="BODY", help="GA or SC.")] = None,
    limit: Limit = 25,
) -> None:
    """Find roll calls by the words of their titles, names and topics, or by symbol.

    Example: multipolar votes find "territorial integrity of Ukraine" --since 2014
    """
    from multipolar.measures.rollcall_search import find as search

    if body not in (None, "GA", "SC"):
        raise AskedWronglyError(f"There is no body {body!r}", "Write GA or SC")
    asked = Asked(since, until)
    found = search(
        opened(output), words, since=asked.first, until=asked.last, topic=topic, body=body
    )  # fmt: skip
    if found and not found[0].whole:
        output.note("No title holds every word; the nearest follow")
    rows = [_found_row(output, one) for one in _cut(output, found, limit)]
    if not found:
        output.note("Nothing found; fewer words find more, and `multipolar record status` says what is held")
    caution(output, [one.rollcall for one in found])
    output.rows(rows, ("date", "id", "title", "result", "part", "topics", "source"))


def _cut(output: Output, found: "tuple[Any, ...] | list[Any]", limit: int) -> "tuple[Any, ...] | list[Any]":
    if limit < 0:
        raise AskedWronglyError(f"{limit} rows are none", "Give --limit a number of 0 or more")
    if limit and len(found) > limit:
        output.note(f"{len(found)} fit; the first {limit} are shown (--limit 0 for all)")
        return found[:limit]
    return found


def _found_row(output: Output, one: "Found") -> dict[str, Any]:
    return called(output, one.rollcall) | {"part": one.rollcall.part, "topics": list(one.rollcall.topics)}


@verb(app)
def key(
    output: Output,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="important, cited, close or divided.")
    ] = "cited",
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="Show this state's vote too.")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="Only this year.")] = None,
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    whole: Whole = False,
    limit: Limit = 25,
) -> None:
    """List the roll calls that matter most, by a definition that is named.

    Example: multipolar votes key --by close --since 2020 --state CHL
    """
    from multipolar.measures.rollcall_key import KEYS, MEANING, key_votes
    from multipolar.measures.vote_history import history

    if by not in KEYS:
        raise AskedWronglyError(f"There is no definition {by!r}", f"Choose from {', '.join(KEYS)}")
    if year is not None and (since or until):
        raise AskedWronglyError("--year was given with --since or --until", "Choose one")
    record = opened(output)
    asked = Asked(str(year) if year else since, str(year) if year else until, topic, whole=whole)
    matrix = asked.matrix(record)
    found = key_votes(record, matrix, by)
    output.note(f"{by}: {MEANING[by]}")
    shown = _cut(output, found, limit)
    rows = [
        called(output, one.rollcall)
        | {"yes": one.yes, "abstain": one.abstain, "no": one.no, "figure": one.value}
        for one in shown
    ]
    columns = ["date", "id", "title", "yes", "no", "abstain", "figure", "source"]
    if state is not None:
        told = history(record, matrix, state_id(state), [one.rollcall.id for one in shown])
        choices = {vote.rollcall.id: vote.words for vote in told}
        rows = [row | {"choice": choices[row["id"]]} for row in rows]
        columns.insert(3, "choice")
    caution(output, [one.rollcall for one in found])
    output.rows(rows, [c for c in columns if c != "figure" or by in ("close", "divided")])


@verb(app)
def dissent(
    output: Output,
    state: State,
    whom: From = "region",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    important: Important = False,
    whole: Whole = False,
) -> None:
    """List the roll calls in which a state left the majority of its region, bloc or neighbours.

    Example: multipolar votes dissent NIC --from GRULAC --since 2014
    """
    from multipolar.measures.dissent import dissent as measure

    record = opened(output)
    matrix = Asked(since, until, topic, important, whole).matrix(record)
    found = measure(record, matrix, state_id(state), group_id(whom))
    rows = [
        called(output, one.rollcall)
        | {"choice": one.choice, "line": one.line, "yes": one.yes, "no": one.no, "abstain": one.abstain}
        | {"opposite": one.opposite}
        for one in found.departures
    ]
    output.note(_dissent_words(found))
    caution(output, found.rollcalls)
    columns = ("date", "id", "title", "choice", "line", "yes", "no", "abstain", "opposite", "source")
    output.rows(rows, columns)


def _dissent_words(found: "Dissent") -> str:
    """How often the state left the line, of how many roll calls, and what the line is."""
    left = len(found.departures)
    figures = rounded({"share": found.share, "low": found.low, "high": found.high})
    share = f" (share {figures['share']}, 95 % bootstrap {figures['low']} to {figures['high']})"
    return (
        f"{found.actor} left the line of {found.group} in {left} of {found.compared} roll calls"
        f"{share if found.compared else ''}; {found.without_line} more had no line. The line is the choice of"
        " more than half of the others that voted, at least two"
    )


@verb(app, "record")
def record_(
    output: Output,
    state: State,
    about: Annotated[
        str | None, typer.Option("--about", metavar="WORDS", help="Only roll calls that these words find.")
    ] = None,
    choice: Choice = None,
    whom: From = "region",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    limit: Limit = 0,
) -> None:
    """List how a state voted, with the line of its region beside.

    Example: multipolar votes record CHL --about Ukraine --since 2014
    """
    from multipolar.measures.rollcall_search import find as search
    from multipolar.measures.vote_history import history

    _known_choice(choice)
    record, asked = opened(output), Asked(since, until, topic)
    matrix = asked.matrix(record)
    wanted = None
    if about is not None:
        wanted = [one.rollcall.id for one in search(record, about, since=asked.first, until=asked.last)]
    told = history(record, matrix, state_id(state), wanted, group_id(whom))
    fitting = [vote for vote in told if choice in (None, vote.choice)][::-1]
    _note_record(output, told, whom)
    rows = [
        called(output, vote.rollcall)
        | {"choice": vote.words, "line": vote.line or "none"}
        | dict(zip(("yes", "abstain", "no"), vote.region, strict=True))
        for vote in _cut(output, fitting, limit)
    ]
    columns = ("date", "id", "title", "choice", "line", "yes", "no", "abstain", "source")
    output.rows(rows, columns)


def _note_record(output: Output, told: "tuple[Any, ...]", whom: str) -> None:
    from collections import Counter

    counts = Counter(vote.words for vote in told)
    words = ", ".join(f"{n} {choice}" for choice, n in counts.most_common())
    output.note(f"{len(told)} roll calls: {words or 'none'}; yes, no, abstain: others of {whom} that voted")
    caution(output, [vote.rollcall for vote in told])


votes_alike.register(app)
