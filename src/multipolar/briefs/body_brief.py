"""The brief of an organisation or a region: members with roles and dates, how they vote, what they weigh."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from multipolar.actors import Actor
from multipolar.actors.organisations import organisations
from multipolar.actors.regions import definition
from multipolar.briefs.body_members import members
from multipolar.briefs.body_votes import votes
from multipolar.briefs.body_weight import weight
from multipolar.briefs.language.words import Words, upper
from multipolar.briefs.made import finished
from multipolar.briefs.notes import Notes
from multipolar.briefs.pair_glance import leads
from multipolar.briefs.pair_sides import read_as_of
from multipolar.briefs.parts import Brief, Section, Table
from multipolar.briefs.setting import Setting
from multipolar.record import Record


def body_brief(record: Record, words: Words, actor: Actor, documents: Sequence[Path] = ()) -> Brief:
    """The brief of an organisation or region, as of today, the day of the record, or its own last day.

    Raises:
        DocumentError: A document that cannot be read.
    """
    today = record.as_of or date.today()
    on = min([today, *([actor.until.last] if actor.until else [])])
    setting = Setting(record, Notes(record), words, on)
    sections = [members(setting, actor), votes(setting, actor), weight(setting, actor)]
    glance = Section("glance", words.text("glance.title"), leads(sections), (_basics(setting, actor),))
    sections = [glance, *sections]
    if documents:
        from multipolar.briefs.documents import told_of

        sections.append(told_of(setting, documents, [actor.id]))
    title = words.body(actor.id, long=True).plain if actor.kind == "organisation" else words.name(actor).plain
    return finished(setting, (actor.id,), upper(title), read_as_of(setting), sections)


def _basics(setting: Setting, actor: Actor) -> Table:
    _, note = setting.ask("actor", "actor", {"id": actor.id}, a=setting.words.name(actor))
    rows = _of_body(setting, actor) if actor.kind == "organisation" else _of_region(setting, actor)
    name = upper(setting.words.name(actor).plain)
    return Table(setting.text("body.basics"), ("", name), tuple(rows), (note,))


def _of_body(setting: Setting, actor: Actor) -> list[tuple[str, str]]:
    body = organisations()[actor.id]
    dates = (("founded", body.founded), ("in_force", body.in_force), ("ended", body.ended))
    rows = [(setting.text("body.kind"), body.kind)]
    rows += [(setting.text(f"body.{key}"), setting.words.when(day)) for key, day in dates if day]
    rows += [(setting.text("body.seat"), body.seat)] if body.seat else []
    return [*rows, (setting.text("body.source"), body.source)]


def _of_region(setting: Setting, actor: Actor) -> list[tuple[str, str]]:
    comprises, source = definition(actor.id)
    return [(setting.text("body.comprises"), comprises), (setting.text("body.source"), source)]
