"""What a state trades with each member of a group, in the last year in which the record has most of them."""

from collections import defaultdict

from multipolar.actors import Actor
from multipolar.briefs.notes import select
from multipolar.briefs.parts import Section, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.trade_cells import REPORTERS, TOTAL, Cell, Key, Reporter, cells
from multipolar.measures.trade_gaps import pullable

_MOST = 20


def trade(setting: Setting, group: Actor, state: Actor, ids: tuple[str, ...]) -> Section:
    """Both directions with each member, by one sort of report for each direction."""
    title = setting.text("trade.title")
    names = {"g": setting.words.name(group), "a": setting.words.name(state)}
    found = cells(setting.record, (state.id, *ids), (state.id, *ids))
    mine = {
        key: cell for key, cell in found.items()
        if state.id in key[:2] and cell.usd is not None and key[2] <= setting.on.year
    }  # fmt: skip
    if not mine:
        pull = next(iter(pullable(setting.record)), "")
        where = {"exporter": [state.id, *ids], "importer": [state.id, *ids]}
        return Section("trade", title, (setting.silence("trade_group", "flow", where, pull, **names),))
    year = _year(mine)
    both = sorted((state.id, *ids))
    where_rows: dict[str, int | list[str]] = {"exporter": both, "importer": both, "year": year}
    rows = [_row(c) for k, c in mine.items() if k[2] == year]
    sql = select("flow", {**where_rows, "product": TOTAL}, ("exporter", "importer", "reporter"))
    note = setting.cite("trade_group", sql, rows, **names)
    table, held = _table(setting, state, ids, mine, year, note)
    told = setting.say("group.trade", note, n=held, all=len(ids), year=str(year), **names)
    return Section("trade", title, (told, setting.say("trade.definition")), (table,))


def _row(cell: Cell) -> dict[str, str]:
    return {"source": cell.source, "release": cell.release, "locator": cell.locator}


def _year(mine: dict[Key, Cell]) -> int:
    """The last year with at least half as many partners as the fullest."""
    partners: defaultdict[int, set[str]] = defaultdict(set)
    for one, other, year, _ in mine:
        partners[year] |= {one, other}
    most = max(len(p) for p in partners.values())
    return max(y for y, p in partners.items() if 2 * len(p) >= most)


def _table(
    setting: Setting, state: Actor, ids: tuple[str, ...], mine: dict[Key, Cell], year: int, note: int
) -> tuple[Table, int]:
    """Members by what the state sold them; the report with most figures in each direction."""
    ways = []
    for out in (True, False):
        held = {r: _held(mine, state.id, ids, year, r, out) for r in REPORTERS}
        best = max(REPORTERS, key=lambda r, held=held: len(held[r]))  # type: ignore[misc]
        ways.append((best, held[best]))
    (out_by, sold), (back_by, bought) = ways
    every = sorted({*sold, *bought}, key=lambda x: (-(sold.get(x, 0.0) + bought.get(x, 0.0)), x))
    rows = tuple(
        (setting.name(x).plain, *(_cell(setting, way, x) for way in (sold, bought))) for x in every[:_MOST]
    )
    name = setting.words.name(state)
    by = [setting.text(f"group.by_{report}") for report in (out_by, back_by)]
    heads = (
        setting.text(f"group.{way}", a=name, by=b) for way, b in zip(("sold", "bought"), by, strict=True)
    )
    columns = (setting.text("state.state"), *heads)
    left = len(every) - len(rows)
    more = setting.text("state.more", n=left) if left else ""
    caption = setting.text("group.trade_table", year=str(year))
    return Table(caption, columns, rows, (note,), frozenset((1, 2)), more), len(every)


def _held(
    mine: dict[Key, Cell], state: str, ids: tuple[str, ...], year: int, reporter: Reporter, out: bool
) -> dict[str, float]:
    """What one report has of one direction, by member."""
    keys = {x: (state, x, year, reporter) if out else (x, state, year, reporter) for x in ids}
    return {x: mine[key].usd or 0.0 for x, key in keys.items() if key in mine}


def _cell(setting: Setting, way: dict[str, float], one: str) -> str:
    return setting.words.money(way[one]) if one in way else setting.text("group.no_figure")
