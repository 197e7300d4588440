"""The brief of a resolution: who voted how, by region and bloc, on a map, and beside related roll calls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multipolar.actors.names import key as folded
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.language.words import Words
from multipolar.briefs.made import finished
from multipolar.briefs.notes import Notes, select
from multipolar.briefs.pair_calls import call_columns, cite_calls, result, title
from multipolar.briefs.pair_sides import read_as_of
from multipolar.briefs.parts import Brief, Chart, Section, Sentence, Table
from multipolar.briefs.resolution_groups import groups
from multipolar.briefs.setting import Setting
from multipolar.measures.rollcall_find import one_roll_call
from multipolar.measures.rollcall_search import find
from multipolar.measures.votes import CHOICES, Ballots, Choice, RollCall, ballots
from multipolar.record import Record

_RELATED = 8
_FEW = 15
_VOTED: tuple[Choice, ...] = ("no", "abstain", "yes")


@dataclass(frozen=True, slots=True)
class Decision(Setting):
    """A resolution in the setting of a brief.

    Attributes:
        held: Its ballots.
        note: The note of the votes.
        call: The note of the roll call.
    """

    held: Ballots
    note: int
    call: int


def resolution_brief(record: Record, words: Words, symbol: str, documents: Sequence[Path] = ()) -> Brief:
    """The brief of a resolution.

    Raises:
        AskedWronglyError: It is not in the record, or later than the day as of which the record is read.
        DocumentError: A document that cannot be read.
    """
    decision = _decision(record, words, symbol)
    sections = [_result(decision), _who(decision), groups(decision, decision.held, decision.note)]
    sections += [_related(decision)]
    if documents:
        from multipolar.briefs.documents import told_of

        sections.append(told_of(decision, documents, [decision.held.rollcall.id]))
    lead = Section(
        "glance", words.text("glance.title"), tuple(p.sentences[0] for p in sections if p.sentences)
    )
    call = decision.held.rollcall
    told = f"{call.id}: {title(call)}" if title(call) else call.id
    return finished(decision, (call.id,), told, read_as_of(decision), [lead, *sections])


def _decision(record: Record, words: Words, symbol: str) -> Decision:
    call = one_roll_call(record, symbol)
    today = record.as_of or date.today()
    if call.date is not None and call.date > today:
        raise AskedWronglyError(f"{call.id} was put to the vote on {call.date}, after {today}")
    notes = Notes(record)
    setting = Setting(record, notes, words, today)
    held = ballots(record, call.id)
    number = cite_calls(setting, [call], "call", call=call.id)
    sql = select("vote", {"rollcall": call.id}, ("actor",))
    votes = setting.cite("ballots", sql, list(held.rows.values()), call=call.id)
    return Decision(record, notes, words, today, held, votes, number)


def _result(decision: Decision) -> Section:
    """The tally, what came of it, and whether the list of votes is whole."""
    call, counts = decision.held.rollcall, decision.held.counts()
    day = PartialDate.stored(call.date, call.precision)
    values = {
        "body": decision.text(f"resolution.body_{call.body}"), "title": title(call) or call.id,
        "day": decision.words.when(day, "at") if day else decision.text("timeline.unknown_day"),
    }  # fmt: skip
    heading = decision.text("resolution.result")
    if call.modality == "without_vote":
        return Section("result", heading, (decision.say("resolution.without_vote", decision.call, **values),))
    told = [decision.say("resolution.put", decision.call, tally=_tally(decision, call.tally), **values)]
    told += [decision.say(f"resolution.{call.row['outcome']}", decision.call)] if call.row["outcome"] else []
    if not decision.held.rows:
        return Section("result", heading, (*told, decision.silence("ballots", "vote", {"rollcall": call.id})))
    key = "resolution.whole" if decision.held.complete else "resolution.not_whole"
    told.append(decision.say(key, decision.note, tally=_tally(decision, counts)))
    return Section("result", heading, tuple(told), (), (_map(decision),))


def _tally(decision: Decision, counts: Mapping[Choice, int]) -> str:
    held = [(c, counts[c]) for c in CHOICES if c in counts]
    return ", ".join(decision.text(f"resolution.count_{c}", n=n) for c, n in held)


def _map(decision: Decision) -> Chart:
    from multipolar.briefs.maps import NO_DATA, world_map
    from multipolar.briefs.maps.draw import BORDERS

    said = {c: decision.text(f"resolution.ends_{c}") for c in CHOICES}
    values = {actor: said[choice] for actor, choice in decision.held.choices.items()}
    order = [said[c] for c in CHOICES if said[c] in values.values()]
    call = decision.held.rollcall
    heading = decision.text("resolution.map", call=call.id)
    svg = world_map(
        values, title=heading, legend=decision.text("resolution.vote"), kind="category", order=order
    )
    # The caption says it in the language of the brief.
    svg = svg.replace(BORDERS, "").replace(f">{NO_DATA}<", f">{decision.text('resolution.no_data')}<")
    return Chart(svg, decision.text("resolution.map_note"), (decision.note,))


def _who(decision: Decision) -> Section:
    """Every name under its choice."""
    rows = []
    for choice in CHOICES:
        found = decision.held.who(choice)
        names = sorted((decision.name(a).plain for a in found), key=folded)
        if names:
            rows.append((decision.text(f"resolution.ends_{choice}"), str(len(names)), ", ".join(names)))
    columns = tuple(decision.text(f"resolution.{c}") for c in ("vote", "states", "names"))
    table = Table(decision.text("resolution.list"), columns, tuple(rows), (decision.note,), frozenset((1,)))
    told = tuple(_few(decision))
    return Section("who", decision.text("resolution.who"), told, (table,) if rows else ())


def _few(decision: Decision) -> Sequence[Sentence]:
    """Who made the rarest choices, where they are few enough to be named."""
    told = []
    for choice in _VOTED:
        found = decision.held.who(choice)
        if 0 < len(found) <= _FEW:
            names = decision.words.listed([decision.name(a) for a in found])
            told.append(decision.say(f"resolution.few_{choice}", decision.note, n=len(found), names=names))
    return told


def _related(decision: Decision) -> Section:
    """Roll calls with the nearest titles, and how many states voted alike in both."""
    call = decision.held.rollcall
    heading = decision.text("resolution.related")
    near = _near(decision)
    if not near:
        return Section("related", heading, (decision.say("resolution.related_none", decision.call),))
    rows = []
    for one in near:
        other = ballots(decision.record, one.id)
        both = [a for a, c in decision.held.choices.items() if c in _VOTED and other.choices.get(a) in _VOTED]
        same = sum(decision.held.choices[a] == other.choices[a] for a in both)
        alike = decision.text("resolution.alike", n=same, all=len(both)) if both else "–"
        rows.append((one.when, one.id, title(one), result(decision, one), alike))
    note = cite_calls(decision, near, "related", call=call.id)
    day, symbol, heading_, count = call_columns(decision)
    columns = (day, symbol, heading_, count, decision.text("resolution.alike_heading"))
    table = Table(decision.text("resolution.related_table"), columns, tuple(rows), (note,))
    return Section(
        "related", heading, (decision.say("resolution.related_lead", note, n=len(near)),), (table,)
    )


def _near(decision: Decision) -> list[RollCall]:
    call = decision.held.rollcall
    try:
        found = find(decision.record, title(call).rstrip("…") or call.id, until=decision.on, body=call.body)
        if len(found) < 3 and call.topics:
            found += find(decision.record, " ".join(call.topics[:1]), until=decision.on, body=call.body)
    except AskedWronglyError:
        return []
    kept = {f.rollcall.id: f.rollcall for f in found if f.rollcall.id != call.id}
    return list(kept.values())[:_RELATED]
