"""To what one state belongs, its agreements, and who has sanctions on whom."""

from datetime import date

from multipolar.actors import Actor
from multipolar.actors.organisations import organisations
from multipolar.briefs.bodies import bodies, is_member, role, standings
from multipolar.briefs.notes import literal
from multipolar.briefs.pair_sides import persons
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.agreements import Agreement, agreements

_MOST = 40
_NEWEST = 12


def ties(setting: Setting, actor: Actor) -> Section:
    """Organisations with role and date, agreements, sanctions."""
    held, note = standings(setting, [actor.id])
    mine = {o: by[actor.id] for o, by in sorted(held.items()) if actor.id in by}
    member = [o for o, row in mine.items() if is_member(row)]
    values = {"a": setting.words.name(actor), "n": len(member), "all": len(organisations())}
    key = "state.member" if member else "state.member_none"
    told = [setting.say(key, note, names=bodies(setting, member, _MOST), **values)]
    rows = tuple((setting.words.body(o, long=True).plain, role(setting, row)) for o, row in mine.items())
    columns = (setting.text("ties.body"), setting.text("state.role"))
    table = Table(setting.text("state.bodies_table"), columns, rows, (note,))
    treaties, treaty_table = _treaties(setting, actor)
    tables = tuple(t for t in (table, treaty_table) if t.rows)
    return Section(
        "ties", setting.text("ties.title"), (*told, *treaties, *_sanctions(setting, actor)), tables
    )


def _treaties(setting: Setting, actor: Actor) -> tuple[list[Sentence], Table]:
    ids = set(persons(actor.id))
    found = [
        a for a in agreements(setting.record)
        if ids & set(a.parties) and (a.signed or a.in_force) and setting.past(a.signed or a.in_force)
    ]  # fmt: skip
    name = setting.words.name(actor)
    if not found:
        return [setting.silence("agreements_of", "party", {"actor": actor.id}, a=name)], Table("", (), ())
    listed = ", ".join(map(literal, sorted(ids)))
    of = f"SELECT agreement FROM party WHERE actor IN ({listed})"
    sql = f"SELECT * FROM agreement WHERE id IN ({of}) ORDER BY signed"
    note = setting.cite("agreements_of", sql, [a.row for a in found], a=name)
    ranked = sorted(found, key=_day, reverse=True)[:_NEWEST]
    rows = tuple((str(a.signed or a.in_force or ""), a.name) for a in ranked)
    left = len(found) - len(ranked)
    more = setting.text("ties.more_treaties", n=left) if left > 0 else ""
    columns = tuple(setting.text(f"ties.{c}") for c in ("signed", "agreement"))
    table = Table(setting.text("state.treaty_table"), columns, rows, (note,), more=more)
    return [setting.say("state.agreements", note, a=name, n=len(found))], table


def _day(one: Agreement) -> date:
    on = one.signed or one.in_force
    return on.first if on else date.min


def _sanctions(setting: Setting, actor: Actor) -> list[Sentence]:
    """Who has sanctions on it and on whom it has, by the rows in force on the day."""
    told = []
    name = setting.words.name(actor)
    for near, far, key in (("b", "a", "sanctioned_by"), ("a", "b", "sanctions")):
        where = {"kind": "sanction", near: actor.id}
        rows = [
            r for r in setting.record.rows("tie", where)
            if r["value"] != "none" and (not r["valid_from"] or r["valid_from"] <= setting.on)
            and (not r["valid_to"] or r["valid_to"] > setting.on) and r[far]
        ]  # fmt: skip
        if rows:
            _, note = setting.ask(f"{key}_of", "tie", where, (far,), a=name)
            who = sorted({r[far] for r in rows})
            names = setting.words.several([setting.name(x) for x in who], 15)
            told.append(setting.say(f"state.{key}", note, a=name, n=len(who), names=names))
    if told:
        return told
    return [setting.silence("sanctions_any", "tie", {"kind": "sanction", "b": actor.id}, a=name)]
