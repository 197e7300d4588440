"""Who belongs to an organisation or a region: members with roles and dates, who came last and who left."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from multipolar.actors import Actor, region_members
from multipolar.actors.model import MEMBER_ROLES
from multipolar.basics.dates import PartialDate
from multipolar.briefs.bodies import is_member, role
from multipolar.briefs.notes import Row
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.vote_basis import STARTER

_MOST_NAMES = 60
_LAST = 5


def members(setting: Setting, actor: Actor) -> Section:
    """Members on the day, other roles, and changes."""
    if actor.kind == "region":
        return _region(setting, actor)
    where: dict[str, str] = {"organisation": actor.id}
    if STARTER in setting.record.sources():
        where["source"] = STARTER
    rows, note = setting.ask(
        "members", "membership", where, ("valid_from", "actor"), a=setting.words.name(actor)
    )
    title = setting.text("body.members")
    if not rows:
        nothing = setting.silence("members", "membership", where, a=setting.words.name(actor))
        return Section("members", title, (nothing,))
    held = _standing(setting, rows)
    inside = [r for r in held if is_member(r)]
    told = [
        _lead(setting, actor, inside, note),
        *_others(setting, held, note),
        *_changes(setting, rows, note),
    ]
    columns = (setting.text("state.state"), setting.text("state.role"))
    ranked = sorted(held, key=lambda r: (not is_member(r), setting.name(r["actor"]).plain))
    table = Table(
        setting.text("body.table"), columns,
        tuple((setting.name(r["actor"]).plain, role(setting, r)) for r in ranked), (note,),
    )  # fmt: skip
    return Section("members", title, tuple(told), (table,))


def _standing(setting: Setting, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The spell of each actor on the day."""
    held: dict[str, dict[str, Any]] = {}
    for row in rows:
        over = row["valid_to"] is not None and row["valid_to"] <= setting.on
        ahead = row["valid_from"] is not None and row["valid_from"] > setting.on
        if not over and not ahead and row["role"] != "withdrawn":
            held[row["actor"]] = dict(row)
    return list(held.values())


def _lead(setting: Setting, actor: Actor, inside: Sequence[Row], note: int) -> Sentence:
    names = sorted(str(setting.name(r["actor"])) for r in inside)
    values = {
        "a": setting.words.name(actor),
        "n": len(inside),
        "names": setting.words.several(names, _MOST_NAMES),
    }
    if not inside:
        return setting.say("body.no_members", note, **values)
    return setting.say("body.has_members", note, **values)


def _others(setting: Setting, held: Sequence[Row], note: int) -> list[Sentence]:
    """Partners, associates, observers and the like, by role."""
    told = []
    for one in dict.fromkeys(str(r["role"]) for r in held if not is_member(dict(r))):
        names = sorted(setting.name(r["actor"]).plain for r in held if r["role"] == one)
        values = {"role": setting.words.word("role", one), "n": len(names)}
        told.append(setting.say("body.role", note, names=setting.words.several(names, 30), **values))
    return told


def _changes(setting: Setting, rows: Sequence[Row], note: int) -> list[Sentence]:
    """Who came last, and who left."""
    mine = [r for r in rows if r["role"] in MEMBER_ROLES]
    came = [r for r in mine if r["valid_from"] and r["valid_from"] <= setting.on and r["role"] == "member"]
    left = [r for r in mine if r["valid_to"] and r["valid_to"] <= setting.on and not _back(rows, r)]
    told = []
    for key, column, found in (("body.came", "valid_from", came), ("body.left", "valid_to", left)):
        ranked = sorted(found, key=lambda r, c=column: r[c], reverse=True)[:_LAST]  # type: ignore[misc]
        if ranked:
            names = setting.words.listed([_dated(setting, r, column) for r in ranked])
            told.append(setting.say(key, note, n=len(ranked), names=names))
    return told


def _back(rows: Sequence[Row], gone: Row) -> bool:
    """Whether one that left is a member again, or went on as one in another role."""
    return any(
        r["actor"] == gone["actor"] and is_member(dict(r)) and r is not gone
        and (r["valid_from"] or date.min) >= gone["valid_to"]
        for r in rows
    )  # fmt: skip


def _dated(setting: Setting, row: Row, column: str) -> str:
    day = PartialDate.stored(row[column], row[f"{column}_precision"])
    name = setting.name(row["actor"]).plain
    return setting.text("body.dated", name=name, day=day) if day else name


def _region(setting: Setting, actor: Actor) -> Section:
    """The states and territories of a region by its definition."""
    inside = region_members(actor.id, setting.on)
    ids = sorted(x.id for x in inside)
    name = setting.words.name(actor)
    _, note = setting.ask("region", "actor", {"id": ids}, ("name",), a=name)
    names = sorted(setting.words.name(x).plain for x in inside)
    told = setting.say(
        "body.comprises_states", note, a=name, n=len(ids), names=setting.words.several(names, 70)
    )
    return Section("members", setting.text("body.members"), (told,))
