"""The first things to know of two states: their basics side by side, and the first sentence of each part."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from multipolar import actors
from multipolar.basics.dates import Span
from multipolar.briefs.language.words import upper
from multipolar.briefs.notes import select
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.indicators import SERIES, Concept
from multipolar.measures.offices import Tenure, tenures

_FIGURES: tuple[Concept, ...] = ("population", "area", "gdp", "gdp_per_head", "military_spending")
_COUNTED: tuple[Concept, ...] = ("population", "area")
_TITLES = (
    "monarch", "supreme_leader", "president", "general_secretary", "chancellor", "prime_minister",
    "foreign_minister",
)  # fmt: skip
_REACH = 5
# Areas hardly change, and are published once.
_LASTING = 100
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
    held = _held(setting, ids)
    for concept in _FIGURES:
        found = [_figure(setting, concept, x, held) for x in ids]
        codes = sorted({code for _, code in found if code})
        if codes:
            label = setting.text(f"glance.{concept}")
            sql = select("indicator", {"actor": ids, "code": codes}, ("actor", "year"))
            behind = [row for row in held if row["code"] in codes]
            notes.append(setting.cite("figures", sql, behind, label=label, names=names))
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


def _held(setting: Setting, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Every row of these actors that measures one of the basics, at once."""
    codes = sorted({series.code for concept in _FIGURES for series in SERIES[concept]})
    return setting.record.rows("indicator", {"actor": list(ids), "code": codes})


def _figure(
    setting: Setting, concept: Concept, actor: str, held: Sequence[dict[str, Any]]
) -> tuple[str, str]:
    """The last figure within reach of the day, by the concept's first series that has one, and its code."""
    words, year = setting.words, setting.on.year
    for series in SERIES[concept]:
        rows = [
            r for r in held
            if r["actor"] == actor and r["code"] == series.code and r["value"] is not None
            and year - (_LASTING if concept == "area" else _REACH) <= r["year"] <= year
        ]  # fmt: skip
        if rows:
            best = max(rows, key=lambda r: (r["year"], setting.record.priority(r["source"])))
            value = best["value"] * series.scale
            told = words.large(value) if concept in _COUNTED else words.money(value)
            return f"{told}{' km²' if concept == 'area' else ''} ({best['year']})", series.code
    return setting.text("glance.no_figure", n=_REACH, year=str(year)), ""


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
