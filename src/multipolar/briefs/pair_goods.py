"""Goods of two states: the largest, how exports fit imports, duties, dependence on single goods."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from multipolar.actors import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import Row, literal
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Sentence, Table
from multipolar.measures.trade_names import Names, product_names
from multipolar.measures.vote_basis import STARTER
from multipolar.record.coverage import sources_of

if TYPE_CHECKING:
    from multipolar.measures.trade_products import Lines
    from multipolar.measures.trade_tariff import Tariff

_TOP = 6
_LONGEST = 90
# One partner brings at least this share of what a state imports of a product.
_SINGLE = 0.9
_REGIMES = ("effective", "applied", "preferential", "mfn", "bound")
_WORLD = "WLD"


def goods(pair: Pair) -> tuple[list[Sentence], tuple[Table, ...]]:
    """Products, their fit, duties and dependence on single goods, or why there are none."""
    told, tables = _products(pair)
    told += [s for importer, exporter in pair.ways for s in _reliance(pair, importer, exporter)]
    return [*told, *_tariffs(pair)], tables


def _products(pair: Pair) -> tuple[list[Sentence], tuple[Table, ...]]:
    found = _lines(pair)
    if found is None:
        where = {"exporter": pair.ids, "importer": pair.ids, "nomenclature": "HS92"}
        pull = "baci" if "baci" not in pair.record.sources() else ""
        return [pair.silence("products", "flow", where, pull)], ()
    sold = {x.id: _by_code(found, x.id, 0) for x in (pair.a, pair.b)}
    bought = {x.id: _by_code(found, x.id, 1) for x in (pair.a, pair.b)}
    names = product_names(pair.record, found.nomenclature)
    note = _note(pair, found)
    told = [s for x, y in pair.ways for s in _fit(pair, x, y, sold[x.id], bought[y.id], found.year, note)]
    told += [s for x, y in pair.ways for s in _single(pair, y, x, found, bought[y.id], names, note)]
    tables = (_top(pair, x, y, found, names, note) for x, y in pair.ways)
    return told, tuple(t for t in tables if t.rows)


def _lines(pair: Pair) -> "Lines | None":
    """Everything that the two sell and buy, by product, in the last year up to the day."""
    pulled = [one for one in pair.record.releases() if one.active and "flow" in set(one.rows)]
    if all(one.source == STARTER for one in pulled):
        return None
    from multipolar.measures.trade_goods import years_of_goods
    from multipolar.measures.trade_products import Lines, lines

    try:
        years = years_of_goods(pair.record)
        year = min(years[-1], pair.on.year)
        out, back = lines(pair.record, pair.ids, None, year), lines(pair.record, None, pair.ids, year)
    except AskedWronglyError:
        return None
    return Lines(
        out.year, out.source, out.release, out.nomenclature, out.digits, out.reporter, {**back.usd, **out.usd}
    )


def _by_code(found: "Lines", actor: str, place: int) -> dict[str, float]:
    held: defaultdict[str, float] = defaultdict(float)
    for key, usd in found.usd.items():
        if key[place] == actor:
            held[key[2]] += usd
    return dict(held)


def _note(pair: Pair, found: "Lines") -> int:
    ids = ", ".join(map(literal, sorted(pair.ids)))
    sql = (
        f"SELECT * FROM flow WHERE (exporter IN ({ids}) OR importer IN ({ids})) AND year = {found.year} AND "
        f"nomenclature = {literal(found.nomenclature)} AND reporter = {literal(found.reporter)} "
        f"AND source = {literal(found.source)}"
    )
    row = {"source": found.source, "release": found.release, "locator": str(found.year)}
    return pair.cite("products", sql, [row] * len(found.usd), **pair.named)


def _fit(
    pair: Pair, seller: Actor, buyer: Actor, sold: Mapping[str, float], bought: Mapping[str, float],
    year: int, note: int,
) -> list[Sentence]:  # fmt: skip
    """Michaely's index: the part of two distributions over products that they share."""
    out, back = sum(sold.values()), sum(bought.values())
    if not out or not back:
        return []
    value = sum(min(usd / out, bought.get(code, 0.0) / back) for code, usd in sold.items())
    values = {"seller": pair.words.name(seller), "buyer": pair.words.name(buyer), "year": str(year)}
    return [pair.say("goods.fit", note, value=pair.words.share(value), **values)]


def _single(
    pair: Pair, importer: Actor, exporter: Actor, found: "Lines", bought: Mapping[str, float], names: Names,
    note: int,
) -> list[Sentence]:  # fmt: skip
    """Goods that one gets nearly all from the other."""
    held = {
        code: usd for (x, y, code), usd in found.usd.items()
        if (x, y) == (exporter.id, importer.id) and usd >= _SINGLE * bought[code] > 0
    }  # fmt: skip
    values = {
        "importer": pair.words.name(importer), "exporter": pair.words.name(exporter), "n": len(bought),
        "year": str(found.year), "least": pair.words.share(_SINGLE),
    }  # fmt: skip
    if not bought:
        return []
    if not held:
        return [pair.say("goods.single_none", note, **values)]
    top = max(held, key=lambda code: (held[code], code))
    product = f"{_cut(names.of(top))} ({top})"
    usd = pair.words.money(bought[top])
    return [pair.say("goods.single", note, k=len(held), product=product, usd=usd, **values)]


def _top(pair: Pair, seller: Actor, buyer: Actor, found: "Lines", names: Names, note: int) -> Table:
    flows = {c: usd for (x, y, c), usd in found.usd.items() if (x, y) == (seller.id, buyer.id) and usd > 0}
    total, ranked = sum(flows.values()), sorted(flows, key=lambda c: (-flows[c], c))[:_TOP]
    rows = tuple(
        (c, _cut(names.of(c)), pair.words.money(flows[c]), pair.words.share(flows[c] / total)) for c in ranked
    )
    columns = tuple(pair.text(f"goods.{c}") for c in ("code", "product", "value", "share"))
    caption = pair.text(
        "goods.table", year=str(found.year), nomenclature=found.nomenclature,
        seller=pair.words.name(seller), buyer=pair.words.name(buyer),
    )  # fmt: skip
    left = len(flows) - len(ranked)
    more = pair.text("goods.more", n=left) if left else ""
    return Table(caption, columns, rows, (note,), frozenset((2, 3)), more)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _reliance(pair: Pair, importer: Actor, exporter: Actor) -> list[Sentence]:
    """Commodities for which an importer relies on imports, with the other among its main suppliers."""
    where = {"importer": importer.id}
    rows = [r for r in pair.record.rows("reliance", where) if r["year"] <= pair.on.year]
    named = {r["commodity"] for r in rows if exporter.id in (r["suppliers"] or ())}
    if not named:
        return []
    latest = [_latest([r for r in rows if r["commodity"] == c]) for c in sorted(named)]
    held = [r for r in latest if exporter.id in (r["suppliers"] or ()) and r["share"]]
    if not held:
        return []
    _, note = pair.ask("reliance", "reliance", where, ("commodity", "year"), a=pair.words.name(importer))
    ranked = sorted(held, key=lambda r: (-r["share"], r["commodity"]))
    told = [
        pair.text("goods.commodity", name=r["commodity"], year=str(r["year"]), share=_bounded(pair, r))
        for r in ranked
    ]
    names = {"importer": pair.words.name(importer), "exporter": pair.words.name(exporter)}
    return [pair.say("goods.reliance", note, n=len(held), names=pair.words.several(told, 6), **names)]


def _latest(rows: Sequence[Row]) -> Row:
    return max(rows, key=lambda r: (r["year"], r["edition"] or ""))


def _bounded(pair: Pair, row: Row) -> str:
    share = pair.words.percent(row["share"])
    return f"{row['qualifier']}{share}" if row["qualifier"] in (">", "<") else share


def _tariffs(pair: Pair) -> list[Sentence]:
    """The mean duty of each on the goods of the other, or why there is none."""
    told = [s for importer, exporter in pair.ways if (s := _tariff(pair, importer, exporter))]
    if told:
        return told
    pull = next((s for s in sources_of("tariff") if s not in pair.record.sources()), "")
    where = {"importer": pair.ids, "exporter": [*pair.ids, _WORLD]}
    return [pair.silence("tariffs", "tariff", where, pull, **pair.named)]


def _tariff(pair: Pair, importer: Actor, exporter: Actor) -> Sentence | None:
    where = {"importer": importer.id, "exporter": [exporter.id, _WORLD]}
    rows = [r for r in pair.record.rows("tariff", where) if r["rate"] is not None]
    years = {r["year"] for r in rows if r["year"] <= pair.on.year}
    if not years:
        return None
    from multipolar.measures.trade_sides import side
    from multipolar.measures.trade_tariff import trade_tariff

    year = max(years)
    found = trade_tariff(pair.record, side(importer.id), side(exporter.id), year)
    best = min(found, key=lambda t: _REGIMES.index(t.regime))
    names = {"importer": pair.words.name(importer), "exporter": pair.words.name(exporter)}
    order = ("exporter", "regime", "product")
    _, note = pair.ask("tariffs", "tariff", {**where, "year": year}, order, **names)
    return pair.say(
        "goods.tariff_mean" if best.products else "goods.tariff", note, **_duty(pair, best), **names
    )


def _duty(pair: Pair, best: "Tariff") -> dict[str, object]:
    return {
        "year": str(best.year), "regime": pair.text(f"goods.regime.{best.regime}"), "n": best.products,
        "rate": pair.words.percent(best.simple, 1), "free": pair.words.share(best.free or 0.0),
    }  # fmt: skip
