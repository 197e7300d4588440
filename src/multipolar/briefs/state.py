"""The brief of one state: basics, relations, visits, votes, trade and ties, with the source of each."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from multipolar.actors import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.language.words import Words
from multipolar.briefs.made import finished
from multipolar.briefs.notes import Notes
from multipolar.briefs.pair_glance import basics, leads
from multipolar.briefs.pair_sides import ended, read_as_of
from multipolar.briefs.parts import Brief, Section, Sentence
from multipolar.briefs.setting import Setting
from multipolar.briefs.state_links import relations, visits
from multipolar.briefs.state_ties import ties
from multipolar.briefs.state_trade import trade
from multipolar.briefs.state_votes import votes
from multipolar.record import Record


def state_brief(record: Record, words: Words, actor: Actor, documents: Sequence[Path] = ()) -> Brief:
    """The brief of one state, as of today, the day of the record, or its own last day.

    Raises:
        AskedWronglyError: It did not yet exist.
        DocumentError: A document that cannot be read.
    """
    today = record.as_of or date.today()
    on = min([today, *([actor.until.last] if actor.until else [])])
    if actor.since is not None and on < actor.since.first:
        raise AskedWronglyError(f"{actor.name} did not yet exist on {today}: it began on {actor.since}")
    setting = Setting(record, Notes(record), words, on)
    first = _standing(setting, actor)
    sections = [relations(setting, actor), visits(setting, actor), votes(setting, actor)]
    sections += [trade(setting, actor), ties(setting, actor)]
    glance = Section("glance", words.text("glance.title"), leads(sections), (basics(setting, (actor,)),))
    sections = [glance, *sections]
    if documents:
        from multipolar.briefs.documents import told_of

        sections.append(told_of(setting, documents, [actor.id]))
    return finished(setting, (actor.id,), words.name(actor).plain, first, sections)


def _standing(setting: Setting, actor: Actor) -> tuple[Sentence, ...]:
    over = actor.until is not None and actor.until.first <= setting.on
    return (*((ended(setting, actor, None),) if over else ()), *read_as_of(setting))
