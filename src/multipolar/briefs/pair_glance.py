"""The first things to know of two states: their basics side by side, and the first sentence of each part."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from multipolar import actors
from multipolar.basics.dates import Span
from multipolar.briefs.charts.text import number
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.sentences import money
from multipolar.measures.indicators import Concept, figure
from multipolar.measures.offices import Tenure, tenures

_FIGURES: tuple[tuple[str, Concept], ...] = (
    ("Population", "population"), ("Area", "area"), ("Product, current US dollars", "gdp"),
    ("Product a head, purchasing power parity", "gdp_per_head"), ("Military spending", "military_spending"),
)  # fmt: skip
_TITLES = (
    ("monarch", "Monarch"), ("supreme_leader", "Supreme leader"), ("president", "President"),
    ("general_secretary", "General secretary"), ("chancellor", "Chancellor"),
    ("prime_minister", "Prime minister"), ("foreign_minister", "Foreign minister"),
)  # fmt: skip


def glance(pair: Pair, sections: Sequence[Section]) -> Section:
    """Basics side by side, then what each section says first."""
    rows, notes = _basics(pair)
    people, number_ = _people(pair)
    table = Table(
        "Basics; the year of a figure in brackets", ("", pair.a.name, pair.b.name), (*rows, *people),
        (*notes, number_) if people else notes,
    )  # fmt: skip
    leads = [s for section in sections for s in _leads(section)]
    return Section("glance", "At a glance", tuple(leads), (table,))


def _leads(section: Section) -> tuple[Sentence, ...]:
    """What stands at the head of the brief: relations and the last visit, else the first sentence."""
    if section.id == "timeline":
        return tuple(
            s for s in section.sentences if "relations" in s.text[:90] or "last visit" in s.text[:20]
        )[:2]
    return section.sentences[:1]


def _basics(pair: Pair) -> tuple[list[tuple[str, ...]], tuple[int, ...]]:
    _, actor_note = pair.notes.ask("Both as actors", "actor", {"id": [pair.a.id, pair.b.id]})
    rows: list[tuple[str, ...]] = [
        ("Exists", _life(pair.a), _life(pair.b)),
        ("Regional group at the UN", _group(pair, pair.a), _group(pair, pair.b)),
    ]
    notes = [actor_note]
    for label, concept in _FIGURES:
        one, other = (_figure(pair, concept, x.id) for x in (pair.a, pair.b))
        codes = sorted({row["code"] for _, found in (one, other) for row in found})
        if codes:
            where = {"actor": [pair.a.id, pair.b.id], "code": codes}
            _, note = pair.notes.ask(f"{label} of both", "indicator", where, ("actor", "year"))
            notes.append(note)
            rows.append((label, one[0], other[0]))
    return rows, tuple(notes)


def _life(actor: actors.Actor) -> str:
    since = f"since {actor.since}" if actor.since else "since before the record begins"
    return f"{since}, until {actor.until}" if actor.until else since


def _group(pair: Pair, actor: actors.Actor) -> str:
    from multipolar.measures.vote_groups import regional_group

    found = regional_group(actor.id, pair.on)
    return actors.get(found).name if found else "none on record"


def _figure(pair: Pair, concept: Concept, actor: str) -> tuple[str, tuple[dict[str, Any], ...]]:
    found = figure(pair.record, concept, actor, pair.on.year, 5)
    if found is None or found.year > pair.on.year:
        return f"no figure within five years of {pair.on.year}", ()
    units = {"population": "", "area": " km²", "gdp": "", "gdp_per_head": "", "military_spending": ""}
    value = (
        f"{number(found.value)}{units.get(concept, '')}"
        if concept in ("population", "area")
        else money(found.value)
    )
    return f"{value} ({found.year})", found.rows


def _people(pair: Pair) -> tuple[list[tuple[str, ...]], int]:
    """Who held the first offices on the day, where the record knows any of the two."""
    ids = [pair.a.id, pair.b.id]
    day = Span(pair.on, pair.on)
    titles = dict(_TITLES)
    held = [t for t in tenures(pair.record) if t.actor in ids and t.title in titles and t.held(day)]
    _, note = pair.notes.ask(
        "Offices of both", "office", {"actor": ids, "title": sorted(titles)}, ("actor", "start")
    )
    rows: list[tuple[str, ...]] = []
    for title, label in _TITLES:
        one, other = (_holder([t for t in held if (t.actor, t.title) == (x, title)], pair.on) for x in ids)
        if one or other:
            rows.append((label, one or "not on record", other or "not on record"))
    return rows, note


def _holder(held: Sequence[Tenure], on: date) -> str:
    """Who held an office for sure; where only years are known, who may have."""
    sure = [
        t for t in held
        if (t.start is None or t.start.last <= on) and (t.end is None or t.end.first >= on)
    ]  # fmt: skip
    names = sorted({t.person for t in (sure if len(sure) == 1 else held)})
    return " or ".join(names) + (" (days not known)" if len(names) > 1 else "")
