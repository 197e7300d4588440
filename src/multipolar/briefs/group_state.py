"""The brief of a group and a state: relations, visits, votes and trade of the state with each member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multipolar import actors
from multipolar.actors import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.bodies import is_member, role, standings
from multipolar.briefs.group_trade import trade
from multipolar.briefs.group_votes import votes
from multipolar.briefs.language.words import Words, upper
from multipolar.briefs.made import finished
from multipolar.briefs.notes import Notes, literal
from multipolar.briefs.pair_glance import leads
from multipolar.briefs.pair_sides import ended, persons, read_as_of
from multipolar.briefs.pair_visits import once
from multipolar.briefs.parts import Brief, Section, Sentence
from multipolar.briefs.setting import Setting
from multipolar.briefs.state_links import homes, latest_acts, standing
from multipolar.measures.events import events
from multipolar.measures.votes import members_of
from multipolar.record import Record


@dataclass(frozen=True, slots=True)
class Meeting:
    """A group and a state, on the day a brief speaks of.

    Attributes:
        group: The region or organisation.
        state: The state.
        members: Ids of the members on the day, without the state itself.
    """

    group: Actor
    state: Actor
    members: tuple[str, ...]


def group_brief(
    record: Record, words: Words, group: Actor, state: Actor, documents: Sequence[Path] = ()
) -> Brief:
    """The brief of a region or organisation and a state.

    Raises:
        AskedWronglyError: The state did not yet exist, or the group had no other member on the day.
        DocumentError: A document that cannot be read.
    """
    today = record.as_of or date.today()
    on = min([today, *(x.until.last for x in (group, state) if x.until)])
    if state.since is not None and on < state.since.first:
        raise AskedWronglyError(f"{state.name} did not yet exist on {on}: it began on {state.since}")
    setting = Setting(record, Notes(record), words, on)
    inside = set(members_of(group.id, on)) - {state.id}
    ids = tuple(sorted(x for x in inside if actors.get(x).kind == "state"))
    if not ids:
        raise AskedWronglyError(f"{group.name} had no other member on {on}", "Name another group")
    met = Meeting(group, state, ids)
    over = state.until is not None and state.until.first <= on
    first = (*((ended(setting, state, None),) if over else ()), *read_as_of(setting))
    sections = [
        _relations(setting, met),
        votes(setting, group, state, ids),
        trade(setting, group, state, ids),
    ]
    sections = [Section("glance", words.text("glance.title"), leads(sections)), *sections]
    if documents:
        from multipolar.briefs.documents import told_of

        sections.append(told_of(setting, documents, [group.id, state.id]))
    title = words.text("page.pair", a=words.name(group), b=words.name(state))
    return finished(setting, (group.id, state.id), upper(title), first, sections)


def _names(setting: Setting, met: Meeting) -> dict[str, object]:
    return {"g": setting.words.name(met.group), "a": setting.words.name(met.state)}


def _relations(setting: Setting, met: Meeting) -> Section:
    """With how many members relations stand, visits both ways, and the state's own role in the group."""
    latest, note = latest_acts(setting, met.state)
    inside = {x: row for x, row in latest.items() if x in met.members}
    names = _names(setting, met)
    good, broken = standing(inside)
    told = [setting.say("group.standing", note, n=len(good), all=len(met.members), **names)]
    if broken:
        listed = setting.words.several([setting.name(x) for x in broken], 20)
        told.append(setting.say("state.broken", note, n=len(broken), names=listed))
        told.append(setting.say("state.relations_caution"))
    missing = sorted(set(met.members) - set(inside))
    if missing:
        listed = setting.words.several([setting.name(x) for x in missing], 12)
        told.append(setting.say("group.no_act", note, n=len(missing), names=listed))
    told += [*_visits(setting, met), *_role(setting, met)]
    return Section("timeline", setting.text("group.relations"), tuple(told))


def _visits(setting: Setting, met: Meeting) -> list[Sentence]:
    ids = persons(met.state.id)
    dated = [e for e in events(setting.record) if e.start is not None and setting.past(e.start)]
    out = once(setting, (e for e in dated if e.host in met.members and homes(e) and homes(e) <= set(ids)))
    members = set(met.members)
    back = once(setting, (e for e in dated if e.host in ids and homes(e) <= members and len(homes(e)) == 1))
    names = _names(setting, met)
    if not out and not back:
        where = {"host": list(ids)}
        return [setting.silence("visits_group", "event", where, **names)]
    mine, theirs = (", ".join(map(literal, sorted(x))) for x in (ids, met.members))
    sql = (
        "SELECT DISTINCT e.* FROM event e JOIN participant p ON p.event = e.id WHERE p.role <> 'host' AND "
        f"((e.host IN ({theirs}) AND p.actor IN ({mine})) OR (e.host IN ({mine}) AND p.actor IN ({theirs})))"
    )
    note = setting.cite("visits_group", sql, [e.row for e in (*out, *back)], **names)
    return [setting.say("group.visits", note, n=len(out), m=len(back), **names)]


def _role(setting: Setting, met: Meeting) -> list[Sentence]:
    """The state's own standing in an organisation."""
    if met.group.kind != "organisation":
        return []
    held, note = standings(setting, [met.state.id])
    row = held.get(met.group.id, {}).get(met.state.id)
    names = _names(setting, met)
    if row is None:
        return [setting.say("group.no_role", note, **names)]
    key = "group.member" if is_member(row) else "group.role"
    return [setting.say(key, note, role=role(setting, row), **names)]
