"""What the members of a group weigh in the world: shares of population, product and votes."""

from multipolar.actors import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.language.words import upper
from multipolar.briefs.notes import select
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.named_groups import named_group
from multipolar.measures.weights import Weight, weights

_SEATS = "seats"


def weight(setting: Setting, actor: Actor) -> Section:
    """Shares of what the record can measure, in the last year of each series up to the day."""
    title = setting.text("body.weight")
    try:
        group = named_group(actor.id)
        found = [
            w for w in weights(setting.record, [group]) if w.share is not None and w.year <= setting.on.year
        ]
    except AskedWronglyError:
        found = []
    if not found:
        return Section("weight", title, (setting.lack("out_of_coverage", "body.no_weight"),))
    notes = {w.measure: _note(setting, w) for w in found}
    name = setting.words.name(actor)
    told: list[Sentence] = []
    for one in found[:2]:
        values = {"measure": _measure(setting, one), "share": setting.words.share(one.share or 0.0)}
        told.append(setting.say("body.share", notes[one.measure], a=name, year=str(one.year), **values))
    columns = tuple(
        setting.text(f"body.{c}") for c in ("resource", "year", "share_heading", "without", "source")
    )
    rows = tuple(
        (
            upper(_measure(setting, w)),
            str(w.year),
            setting.words.share(w.share or 0.0),
            _without(setting, w),
            w.source,
        )
        for w in found
    )
    caption = setting.text("body.weight_table")
    table = Table(caption, columns, rows, tuple(sorted(set(notes.values()))), frozenset((1, 2)))
    return Section("weight", title, tuple(told), (table,))


def _measure(setting: Setting, one: Weight) -> str:
    return setting.words.word("measure", one.measure)


def _without(setting: Setting, one: Weight) -> str:
    names = [setting.name(x).plain for x in one.without]
    return setting.words.several(names, 6) if names else "–"


def _note(setting: Setting, one: Weight) -> int:
    """The figures or seats behind a share."""
    if one.measure == _SEATS:
        where: dict[str, str | int | list[str]] = {"organisation": "UN", "actor": sorted(one.members)}
        rows = setting.record.rows("membership", where)
        return setting.cite("seats", select("membership", where), rows)
    where = {"source": one.source.split(",")[0], "year": one.year, "actor": sorted(one.members)}
    rows = setting.record.rows("indicator", where)
    label = _measure(setting, one)
    return setting.cite("weight", select("indicator", where, ("code", "actor")), rows, label=label)
