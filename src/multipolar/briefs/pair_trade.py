"""What two states trade: both directions by year and by whose report, how they moved, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from multipolar.actors import Actor
from multipolar.briefs.notes import select
from multipolar.briefs.pair_goods import goods
from multipolar.briefs.pair_pull import could_bring
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Chart, Section, Sentence, Table
from multipolar.briefs.plot import Band, plot
from multipolar.measures.trade_cells import REPORTERS, TOTAL, Cell, Key, Reporter, cells
from multipolar.measures.trade_gaps import trade_gap

_YEARS_SHOWN = 14
_BACK = 5
_MOST_HOLES = 6
_MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Way:
    """One direction: who sells to whom, the figures of each report by year, and the note."""

    seller: Actor
    buyer: Actor
    held: Mapping[tuple[int, Reporter], Cell]
    note: int

    def years(self, reporter: Reporter) -> list[int]:
        """Years of a report with a figure."""
        return sorted(y for (y, r), c in self.held.items() if r == reporter and c.usd is not None)

    def usd(self, year: int, reporter: Reporter) -> float:
        """The figure of a year that has one."""
        found = self.held.get((year, reporter))
        return (found.usd if found is not None else None) or 0.0

    def best(self) -> Reporter | None:
        """The report with most years."""
        held = [r for r in REPORTERS if self.years(r)]
        return max(held, key=lambda r: len(self.years(r)), default=None)

    def guessed(self, year: int, reporter: Reporter) -> bool:
        """Whether a figure is the source's estimate."""
        return self.held[year, reporter].status == "estimated"


def trade(pair: Pair) -> Section:
    """Goods traded between the two."""
    title = pair.text("trade.title")
    found = cells(pair.record, tuple(pair.ids), tuple(pair.ids))
    ways = (_way(pair, found, pair.a, pair.b), _way(pair, found, pair.b, pair.a))
    told, tables = goods(pair)
    if not any(way.best() for way in ways):
        pull = could_bring("trade", pair.a, pair.b, pair.on, pair.record)
        where = {"exporter": pair.ids, "importer": pair.ids}
        nothing = pair.silence("trade", "flow", where, pull, **pair.named)
        return Section("trade", title, (nothing, *told), tables)
    sentences = [*_lead(pair, ways), *(s for w in ways for s in (*_moved(pair, w), *_silent(pair, w)))]
    sentences += [pair.say("trade.definition"), *told]
    chart = _chart(pair, ways)
    return Section("trade", title, tuple(sentences), (_table(pair, ways), *tables), (chart,) if chart else ())


def _way(pair: Pair, found: Mapping[Key, Cell], seller: Actor, buyer: Actor) -> Way:
    held = {
        (year, r): cell
        for (x, y, year, r), cell in found.items()
        if (x, y) == (seller.id, buyer.id) and year <= pair.on.year
    }
    # Sums over products are found by the same condition without the total.
    where: dict[str, str | int] = {"exporter": seller.id, "importer": buyer.id}
    if all(cell.products is None for cell in held.values()):
        where["product"] = TOTAL
    rows = [{"source": c.source, "release": c.release, "locator": c.locator} for c in held.values()]
    names = {"a": pair.words.name(seller), "b": pair.words.name(buyer)}
    note = pair.cite("trade", select("flow", where, ("year", "reporter")), rows, **names)
    return Way(seller, buyer, held, note)


def _names(pair: Pair, way: Way) -> dict[str, object]:
    return {"seller": pair.words.name(way.seller), "buyer": pair.words.name(way.buyer)}


def _who(pair: Pair, way: Way, reporter: Reporter) -> str:
    """Whose report it is, in words."""
    if reporter == "reconciled":
        return pair.text("trade.by_reconciled")
    actor = way.seller if reporter == "exporter" else way.buyer
    return pair.text("trade.by_report", a=pair.words.name(actor))


def _lead(pair: Pair, ways: Sequence[Way]) -> list[Sentence]:
    """The last year in which one side, or a reconciliation, tells both directions; else each by itself."""
    out, back = ways
    reports: tuple[tuple[Reporter, Reporter], ...] = (
        ("exporter", "importer"), ("importer", "exporter"), ("reconciled", "reconciled"),
    )  # fmt: skip
    both = [(max(known), o, b) for o, b in reports if (known := set(out.years(o)) & set(back.years(b)))]
    if not both:
        return [s for w in ways for s in _alone(pair, w)]
    year, o, b = max(both, key=lambda found: found[0])
    sold, bought = out.usd(year, o), back.usd(year, b)
    text = pair.words.sentence(
        "trade.lead", year=str(year), who=_who(pair, out, o), sold=pair.words.money(sold),
        bought=pair.words.money(bought), balance=_balance(pair, sold - bought), **_names(pair, out),
    )  # fmt: skip
    guess = [w for w, r in ((out, o), (back, b)) if w.guessed(year, r)]
    if guess:
        key = "trade.both_estimates" if len(guess) == 2 else "trade.one_estimate"
        text += f" {pair.words.sentence(key, a=pair.words.name(guess[0].seller))}"
    return [Sentence(text, (out.note, back.note))]


def _balance(pair: Pair, balance: float) -> str:
    if balance == 0:
        return pair.text("trade.even")
    key = "trade.surplus" if balance > 0 else "trade.deficit"
    return pair.text(key, size=pair.words.money(abs(balance)), a=pair.one)


def _alone(pair: Pair, way: Way) -> list[Sentence]:
    reporter = way.best()
    if reporter is None:
        return []
    year = way.years(reporter)[-1]
    sold, who = pair.words.money(way.usd(year, reporter)), _who(pair, way, reporter)
    return [pair.say("trade.alone", way.note, year=str(year), who=who, sold=sold, **_names(pair, way))]


def _moved(pair: Pair, way: Way) -> list[Sentence]:
    """How one direction moved over the last years of its longest report, and where it stood highest."""
    reporter = way.best()
    known = way.years(reporter) if reporter else []
    if reporter is None or len(known) < 2:
        return []
    last = known[-1]
    first = min(known[-2], next(y for y in known if y >= last - _BACK))
    now, before = way.usd(last, reporter), way.usd(first, reporter)
    top = max(known, key=lambda y: way.usd(y, reporter))
    peak = "" if top in (first, last) else pair.text(
        "trade.peak", year=str(top), usd=pair.words.money(way.usd(top, reporter))
    )  # fmt: skip
    told = [
        pair.words.sentence(
            "trade.moved", moved=pair.words.change(now, before), first=str(first), last=str(last),
            before=pair.words.money(before), now=pair.words.money(now), who=_who(pair, way, reporter),
            peak=peak, **_names(pair, way),
        )
    ]  # fmt: skip
    told += [pair.words.sentence("trade.last_estimate")] if way.guessed(last, reporter) else []
    holes = [str(y) for y in range(known[0], last + 1) if y not in known]
    if 0 < len(holes) <= _MOST_HOLES:
        told.append(pair.words.sentence("trade.holes", years=pair.words.listed(holes)))
    return [Sentence(" ".join(told), (way.note,))]


def _silent(pair: Pair, way: Way) -> list[Sentence]:
    """What there is no figure of: years after the last, or one direction at all."""
    reporter = way.best()
    if reporter is None:
        gap = trade_gap(pair.record, way.seller.id, way.buyer.id, pair.on.year - 1, "exporter")
        values = {"nothing": pair.text(f"gap.short.{gap.kind}"), **_names(pair, way)}
        return [pair.lack(gap.kind, "trade.none", way.note, **values)]
    last = way.years(reporter)[-1]
    if last + 1 >= pair.on.year:
        return []
    gap = trade_gap(pair.record, way.seller.id, way.buyer.id, last + 1, reporter)
    values = {
        "last": str(last),
        "who": _who(pair, way, reporter),
        "nothing": pair.text(f"gap.short.{gap.kind}"),
    }
    return [pair.lack(gap.kind, "trade.none_after", way.note, **values, **_names(pair, way))]


def _table(pair: Pair, ways: Sequence[Way]) -> Table:
    """By year, each direction as the two sides and a reconciliation have it."""
    held = [(w, r) for w in ways for r in REPORTERS if w.years(r)]
    every = sorted({y for w, r in held for y in w.years(r)})
    wanted = list(range(every[0], every[-1] + 1))[::-1]
    shown = wanted[:_YEARS_SHOWN]
    columns = [pair.text("votes.year"), *(_heading(pair, w, r) for w, r in held)]
    rows = [(str(y), *(_cell(pair, w, y, r) for w, r in held)) for y in shown]
    more = pair.text("trade.more_years", year=str(shown[-1])) if len(wanted) > len(shown) else ""
    return Table(
        pair.text("trade.table"), tuple(columns), tuple(rows), tuple(w.note for w in ways),
        frozenset(range(1, len(columns))), more,
    )  # fmt: skip


def _heading(pair: Pair, way: Way, reporter: Reporter) -> str:
    return pair.text("trade.heading", who=_who(pair, way, reporter), **_names(pair, way))


def _cell(pair: Pair, way: Way, year: int, reporter: Reporter) -> str:
    found = way.held.get((year, reporter))
    if found is not None and found.usd is not None:
        mark = pair.text("trade.estimate_mark") if found.status == "estimated" else ""
        return f"{pair.words.money(found.usd)}{mark}" if found.usd else pair.text("gap.short.zero")
    kind = "not_reported" if found is not None else trade_gap(
        pair.record, way.seller.id, way.buyer.id, year, reporter
    ).kind  # fmt: skip
    return pair.text(f"gap.short.{kind}")


def _chart(pair: Pair, ways: Sequence[Way]) -> Chart | None:
    bands = []
    for way in ways:
        reporter = way.best()
        if reporter is not None and len(years := way.years(reporter)) >= 3:
            values = [way.usd(y, reporter) / _MILLION for y in years]
            bands.append(Band(_heading(pair, way, reporter), years, values))
    if not bands:
        return None
    said = "; ".join(
        pair.text("trade.chart_said", name=b.name, first=str(b.years[0]), last=str(b.years[-1]),
                  usd=pair.words.money(_MILLION * b.values[-1]))
        for b in bands
    )  # fmt: skip
    svg = plot(bands, label=said, written=lambda v: pair.words.rounded(v))
    return Chart(svg, pair.text("trade.chart"), tuple(w.note for w in ways))
