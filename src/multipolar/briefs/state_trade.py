"""What one state trades: its largest partners in the last year on record, and reliance on imports."""

from multipolar.actors import Actor, get
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import literal
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.trade_gaps import pullable
from multipolar.measures.trade_partners import Direction, Partners, trade_partners
from multipolar.measures.trade_sides import side

_TOP = 8
_FEWEST = 3
_WAYS: tuple[Direction, ...] = ("exports", "imports")


def trade(setting: Setting, actor: Actor) -> Section:
    """Partners in exports and imports, and reliance on imports."""
    found = [p for way in _WAYS if (p := _partners(setting, actor, way))]
    told: list[Sentence] = []
    tables: list[Table] = []
    for one in found:
        sentence, table = _told(setting, actor, one)
        told.append(sentence)
        tables.append(table)
    if not told and (few := _few(setting, actor)):
        told.append(few)
    elif not told:
        pull = next(iter(pullable(setting.record)), "")
        where = {"exporter": actor.id}
        told.append(setting.silence("trade_of", "flow", where, pull, a=setting.words.name(actor)))
    else:
        told.append(setting.say("trade.definition"))
    told += _reliance(setting, actor)
    return Section("trade", setting.text("trade.title"), tuple(told), tuple(tables))


def _partners(setting: Setting, actor: Actor, way: Direction) -> Partners | None:
    """The partners of the last year with most of them; nothing where only a few are on record."""
    try:
        found = trade_partners(setting.record, side(actor.id), None, way)
        if found.year > setting.on.year:
            found = trade_partners(setting.record, side(actor.id), setting.on.year, way)
    except AskedWronglyError:
        return None
    return found if len(found.partners) >= _FEWEST else None


def _few(setting: Setting, actor: Actor) -> Sentence | None:
    """With whom alone the record has trade of it, where that is too little to rank."""
    rows, ids = [], set()
    for near, far in (("exporter", "importer"), ("importer", "exporter")):
        found = setting.record.rows("flow", {near: actor.id, "product": "TOTAL"})
        rows += found
        ids |= {r[far] for r in found} - {"WLD"}
    if not ids:
        return None
    name = setting.words.name(actor)
    mine = literal(actor.id)
    sql = f"SELECT * FROM flow WHERE (exporter = {mine} OR importer = {mine}) AND product = 'TOTAL'"
    note = setting.cite("trade_of", sql, rows, a=name)
    names = setting.words.several([setting.name(x) for x in sorted(ids)], 10)
    return setting.say("state.few_partners", note, a=name, n=len(ids), names=names)


def _told(setting: Setting, actor: Actor, found: Partners) -> tuple[Sentence, Table]:
    near, far = ("exporter", "importer") if found.direction == "exports" else ("importer", "exporter")
    sql = (
        f"SELECT * FROM flow WHERE {near} = {literal(actor.id)} AND year = {found.year} "
        "AND product = 'TOTAL' ORDER BY usd DESC"
    )
    where: dict[str, str | int] = {near: actor.id, "year": found.year, "product": "TOTAL"}
    ids = {p.actor for p in found.partners}
    rows = [r for r in setting.record.rows("flow", where) if r[far] in ids]
    names = {"a": setting.words.name(actor), "year": str(found.year)}
    note = setting.cite(f"partners_{found.direction}", sql, rows, **names)
    top = found.partners[:_TOP]
    listed = setting.words.listed([
        setting.text("state.partner", name=setting.name(p.actor), share=setting.words.share(p.share))
        for p in top[:_FEWEST]
    ])  # fmt: skip
    values = {"names": listed, "n": len(found.partners), "total": setting.words.money(found.total)}
    key = f"state.{found.direction}"
    table_rows = tuple(
        (setting.words.name(get(p.actor)).plain, setting.words.money(p.usd), setting.words.share(p.share))
        for p in top
    )
    columns = tuple(setting.text(f"state.{c}") for c in ("partner_heading", "value", "share"))
    caption = setting.text(f"state.{found.direction}_table", year=str(found.year))
    table = Table(caption, columns, table_rows, (note,), frozenset((1, 2)))
    return setting.say(key, note, **values, **names), table


def _reliance(setting: Setting, actor: Actor) -> list[Sentence]:
    """Commodities for which it relies wholly on imports, where a source tells."""
    where = {"importer": actor.id}
    rows = [r for r in setting.record.rows("reliance", where) if r["year"] <= setting.on.year]
    if not rows:
        return []
    _, note = setting.ask("reliance", "reliance", where, ("commodity", "year"), a=setting.words.name(actor))
    latest = {}
    for row in sorted(rows, key=lambda r: (r["year"], r["edition"] or "")):
        latest[row["commodity"]] = row
    whole = sorted(c for c, row in latest.items() if row["share"] == 100 and not row["qualifier"])
    values = {"a": setting.words.name(actor), "n": len(latest), "k": len(whole)}
    names = setting.words.several(whole, 10) if whole else ""
    return [setting.say("state.reliance" if whole else "state.reliance_none", note, names=names, **values)]
