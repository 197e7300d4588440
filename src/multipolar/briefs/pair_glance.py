"""The first things to know of two states: their basics side by side, and the first sentence of each part."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from multipolar import actors
from multipolar.basics.dates import Span
from multipolar.briefs.language.words import upper
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.indicators import Concept, figure
from multipolar.measures.offices import Tenure, tenures

_FIGURES: tuple[Concept, ...] = ("population", "area", "gdp", "gdp_per_head", "military_spending")
_COUNTED: tuple[Concept, ...] = ("population", "area")
_TITLES = (
    "monarch", "supreme_leader", "president", "general_secretary", "chancellor", "prime_minister",
    "foreign_minister",
)  # fmt: skip
_REACH = 5
_LEADS = {"timeline": 2, "goods": 0, "model": 0, "documents": 0}


def glance(pair: Pair, sections: Sequence[Section]) -> Section:
    """Basics side by side, then what each section says first."""
    leads = [s for part in sections for s in part.sentences[: _LEADS.get(part.id, 1)]]
    return Section("glance", pair.text("glance.title"), tuple(leads), (basics(pair, (pair.a, pair.b)),))


def basics(setting: Setting, who: Sequence[actors.Actor]) -> Table:
    """Basics of one state, or of two side by side, with who holds the first offices."""
    rows, notes = _basics(setting, who)
    people, number = _people(setting, who)
    names = [setting.words.name(x).plain for x in who]
    return Table(
        setting.text("glance.caption"), ("", *names), (*rows, *people),
        (*notes, number) if people else notes,
    )  # fmt: skip


def _basics(setting: Setting, who: Sequence[actors.Actor]) -> tuple[list[tuple[str, ...]], tuple[int, ...]]:
    ids = [x.id for x in who]
    names = setting.words.listed([setting.words.name(x) for x in who])
    _, actor_note = setting.ask("actors", "actor", {"id": ids}, names=names)
    rows: list[tuple[str, ...]] = [
        (setting.text("glance.exists"), *(_life(setting, x) for x in who)),
        (setting.text("glance.group"), *(_group(setting, x) for x in who)),
    ]
    notes = [actor_note]
    for concept in _FIGURES:
        found = [_figure(setting, concept, x) for x in ids]
        codes = sorted({row["code"] for _, held in found for row in held})
        if codes:
            label = setting.text(f"glance.{concept}")
            where = {"actor": ids, "code": codes}
            _, note = setting.ask("figures", "indicator", where, ("actor", "year"), label=label, names=names)
            notes.append(note)
            rows.append((label, *(told for told, _ in found)))
    return rows, tuple(notes)


def _life(setting: Setting, actor: actors.Actor) -> str:
    words = setting.words
    since = words.when(actor.since, "since") if actor.since else words.text("glance.before")
    return f"{since}, {words.when(actor.until, 'until')}" if actor.until else since


def _group(setting: Setting, actor: actors.Actor) -> str:
    from multipolar.measures.vote_groups import regional_group

    found = regional_group(actor.id, setting.on)
    return upper(setting.name(found).plain) if found else setting.text("glance.no_group")


def _figure(setting: Setting, concept: Concept, actor: str) -> tuple[str, tuple[dict[str, Any], ...]]:
    found = figure(setting.record, concept, actor, setting.on.year, _REACH)
    if found is None or found.year > setting.on.year:
        return setting.text("glance.no_figure", n=_REACH, year=str(setting.on.year)), ()
    words = setting.words
    value = words.large(found.value) if concept in _COUNTED else words.money(found.value)
    unit = " km²" if concept == "area" else ""
    return f"{value}{unit} ({found.year})", found.rows


def _people(setting: Setting, who: Sequence[actors.Actor]) -> tuple[list[tuple[str, ...]], int]:
    """Who held the first offices on the day, where the record knows any of them."""
    ids = [x.id for x in who]
    day = Span(setting.on, setting.on)
    held = [t for t in tenures(setting.record) if t.actor in ids and t.title in _TITLES and t.held(day)]
    names = setting.words.listed([setting.words.name(x) for x in who])
    _, note = setting.ask(
        "offices", "office", {"actor": ids, "title": sorted(_TITLES)}, ("actor", "start"), names=names
    )
    rows: list[tuple[str, ...]] = []
    for title in _TITLES:
        told = [_holder(setting, [t for t in held if (t.actor, t.title) == (x, title)]) for x in ids]
        if any(told):
            label = upper(setting.words.word("office", title))
            rows.append((label, *(name or setting.text("glance.not_on_record") for name in told)))
    return rows, note


def _holder(setting: Setting, held: Sequence[Tenure]) -> str:
    """Who held an office for sure; where only years are known, who may have."""
    sure = [t for t in held if _surely(t, setting.on)]
    names = sorted({t.person for t in (sure if len(sure) == 1 else held)})
    return setting.text("glance.either", names=" / ".join(names)) if len(names) > 1 else "".join(names)


def _surely(tenure: Tenure, on: date) -> bool:
    begun = tenure.start is None or tenure.start.last <= on
    return begun and (tenure.end is None or tenure.end.first >= on)


def leads(sections: Sequence[Section]) -> tuple[Sentence, ...]:
    """The first sentence of each part."""
    return tuple(s for part in sections for s in part.sentences[:1])
