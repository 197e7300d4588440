"""With whom a state has diplomatic relations, and who went where: the latest acts and visits."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from multipolar.actors import Actor, get
from multipolar.basics.dates import PartialDate
from multipolar.briefs.language.words import upper
from multipolar.briefs.notes import Row, literal
from multipolar.briefs.pair_sides import persons
from multipolar.briefs.pair_visits import once
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.events import Event, events

_MOST = 12
_BROKEN = frozenset(("severed", "suspended"))


def relations(setting: Setting, actor: Actor) -> Section:
    """How many states it has relations with by the last act on record, and with whom they are broken."""
    heading = setting.text("state.relations")
    latest, note = latest_acts(setting, actor)
    if not latest:
        where = {"kind": "relations", "a": actor.id}
        nothing = setting.silence("relations_of", "tie", where, a=setting.words.name(actor))
        return Section("timeline", heading, (nothing,))
    good, broken = standing(latest)
    values = {"a": setting.words.name(actor), "n": len(good)}
    told = [setting.say("state.standing", note, **values)]
    if broken:
        names = setting.words.several([setting.name(x) for x in broken], 20)
        told.append(setting.say("state.broken", note, n=len(broken), names=names))
    told.append(setting.say("state.relations_caution"))
    return Section("timeline", heading, tuple(told), (_acts_table(setting, latest, note),))


def standing(latest: Mapping[str, Row]) -> tuple[list[str], list[str]]:
    """With whom relations stand by the last act, and with whom they are broken."""
    broken = sorted(x for x, row in latest.items() if row["value"] in _BROKEN)
    return sorted(set(latest) - set(broken)), broken


def latest_acts(setting: Setting, actor: Actor) -> tuple[dict[str, Row], int]:
    """The last act with each other state of the day, by its id."""
    ids = list(persons(actor.id))
    rows: list[Row] = []
    names = {"a": setting.words.name(actor)}
    for side in ("a", "b"):
        rows += setting.record.rows("tie", {"kind": "relations", side: ids}, order=["valid_from"])
    listed = ", ".join(map(literal, sorted(ids)))
    sql = (
        f"SELECT * FROM tie WHERE kind = 'relations' AND (a IN ({listed}) OR b IN ({listed})) "
        "ORDER BY valid_from"
    )
    note = setting.cite("acts_of", sql, rows, **names)
    latest: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: r["valid_from"] or date.min):
        other = row["b"] if row["a"] in ids else row["a"]
        if row["valid_from"] is not None and row["valid_from"] > setting.on:
            continue
        now = _now(other, setting.on)
        if now is not None and now not in ids:
            latest[now] = row
    return latest, note


def _now(actor: str, on: date) -> str | None:
    """Whoever bears a state's legal person on a day; nobody where it ended."""
    held = next((x for x in persons(actor) if get(x).existed(on)), None)
    return held if held is None or get(held).kind in ("state", "territory") else None


def _acts_table(setting: Setting, latest: dict[str, Row], note: int) -> Table:
    """The newest of the last acts."""
    ranked = sorted(latest.items(), key=lambda item: item[1]["valid_from"] or date.min, reverse=True)[:_MOST]
    rows = tuple(
        (_day(setting, row), setting.name(x).plain, setting.words.word("act", str(row["value"])))
        for x, row in ranked
    )
    left = len(latest) - len(ranked)
    more = setting.text("state.more", n=left) if left else ""
    columns = tuple(setting.text(f"state.{c}") for c in ("when", "with", "act"))
    return Table(setting.text("state.acts_table"), columns, rows, (note,), more=more)


def _day(setting: Setting, row: Row) -> str:
    day = PartialDate.stored(row["valid_from"], row["valid_from_precision"])
    return setting.words.when(day) if day else "–"


def visits(setting: Setting, actor: Actor) -> Section:
    """Visits out and in: how many are on record, and the latest."""
    heading = setting.text("state.visits")
    ids = persons(actor.id)
    name = setting.words.name(actor)
    # As between two states, an event to which representatives of a third state came is left out.
    dated = [e for e in events(setting.record) if e.start is not None and setting.past(e.start)]
    out = once(setting, (e for e in dated if e.host not in ids and homes(e) and homes(e) <= set(ids)))
    back = once(setting, (e for e in dated if e.host in ids and _foreign(e, ids)))
    if not out and not back:
        where = {"host": list(ids)}
        return Section("visits", heading, (setting.silence("visits_of", "event", where, a=name),))
    note = setting.cite("visits_of", _sql(ids), [e.row for e in (*out, *back)], a=name)
    told = (
        setting.say("state.visit_counts", note, a=name, n=len(out), m=len(back)),
        *_last(setting, out, note),
    )
    return Section("visits", heading, told, (_visit_table(setting, [*out, *back], note),))


def homes(event: Event) -> set[str]:
    """Whose representatives came."""
    return {home for _, home in event.visitors if home}


def _foreign(event: Event, ids: Sequence[str]) -> bool:
    """Whether representatives of one other state came, and nobody else's."""
    came = homes(event)
    return len(came) == 1 and not came & set(ids)


def _sql(ids: Sequence[str]) -> str:
    listed = ", ".join(map(literal, sorted(ids)))
    return (
        f"SELECT DISTINCT e.* FROM event e JOIN participant p ON p.event = e.id WHERE p.role <> 'host' AND "
        f"(e.host IN ({listed}) OR p.actor IN ({listed})) ORDER BY e.start"
    )


def _last(setting: Setting, out: Sequence[Event], note: int) -> list[Sentence]:
    if not out:
        return []
    last = max(out, key=_first)
    host = setting.name(last.host).plain if last.host else last.place or "?"
    return [setting.say("state.last_visit", note, on=last.start, what=last.title.rstrip(". "), host=host)]


def _first(event: Event) -> date:
    return event.start.first if event.start else date.min


def _place(setting: Setting, event: Event) -> str:
    """The host and the city, without saying the host twice where the source names it with the city."""
    host = setting.name(event.host).plain if event.host else ""
    parts = [part.strip() for part in (event.place or "").split(",")]
    return ", ".join(dict.fromkeys(x for x in (host, *parts) if x))


def _visit_table(setting: Setting, found: Iterable[Event], note: int) -> Table:
    ranked = sorted(found, key=_first, reverse=True)
    rows = tuple(
        (
            setting.words.when(e.start) if e.start else "–",
            upper(", ".join(dict.fromkeys(setting.name(h).plain for _, h in e.visitors if h))),
            _place(setting, e),
            e.title.rstrip(". "),
        )
        for e in ranked[:_MOST]
    )
    left = len(ranked) - len(rows)
    more = setting.text("state.more", n=left) if left > 0 else ""
    columns = tuple(setting.text(f"state.{c}") for c in ("when", "from", "to", "what"))
    return Table(setting.text("state.visit_table"), columns, rows, (note,), more=more)
