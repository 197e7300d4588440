"""What two states trade: both directions by year and by whose report, how they moved, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from multipolar.briefs.notes import select
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Chart, Section, Sentence, Table
from multipolar.briefs.plot import Band, plot
from multipolar.briefs.sentences import change, listed, money, owned, upper
from multipolar.measures.trade_cells import REPORTERS, TOTAL, Cell, Key, Reporter, cells
from multipolar.measures.trade_gaps import trade_gap

_TITLE = "Trade in goods"
_YEARS_SHOWN = 14
_BACK = 5
_WORDS = {
    "zero": "zero", "not_reported": "not reported", "out_of_coverage": "not covered",
    "not_yet_published": "not yet published",
}  # fmt: skip
DEFINITION = (
    "Values are current US dollars. Exports are reported free on board, imports with cost, insurance and "
    "freight, so that the reports of the two sides differ for good reasons; no figure mixes them."
)


@dataclass(frozen=True, slots=True)
class _Way:
    """One direction: who sells to whom, the figures of each report by year, and the note."""

    seller: str
    buyer: str
    seller_name: str
    buyer_name: str
    held: Mapping[tuple[int, Reporter], Cell]
    note: int

    def years(self, reporter: Reporter) -> list[int]:
        return sorted(y for (y, r), c in self.held.items() if r == reporter and c.usd is not None)

    def usd(self, year: int, reporter: Reporter) -> float | None:
        found = self.held.get((year, reporter))
        return found.usd if found is not None else None

    def best(self) -> Reporter | None:
        """The report with most years."""
        held = [r for r in REPORTERS if self.years(r)]
        return max(held, key=lambda r: len(self.years(r)), default=None)

    def who(self, reporter: Reporter) -> str:
        """Whose report it is, in words."""
        if reporter == "reconciled":
            return "the reconciled figures"
        return f"{owned(self.seller_name if reporter == 'exporter' else self.buyer_name)} reports"


def trade(pair: Pair) -> Section:
    """Goods traded between the two."""
    ids = (pair.a.id, pair.b.id)
    found = cells(pair.record, ids, ids)
    ways = (_way(pair, found, True), _way(pair, found, False))
    if not any(way.best() for way in ways):
        return Section("trade", _TITLE, (_nothing(pair, ways),))
    sentences = [*_lead(ways), *(s for w in ways for s in (*_moved(w), *_silent(pair, w)))]
    sentences.append(Sentence(DEFINITION))
    chart = _chart(ways)
    return Section("trade", _TITLE, tuple(sentences), (_table(pair, ways),), (chart,) if chart else ())


def _way(pair: Pair, found: Mapping[Key, Cell], out: bool) -> _Way:
    seller, buyer = (pair.a, pair.b) if out else (pair.b, pair.a)
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
    note = pair.notes.cite(
        f"Goods from {seller.name} to {buyer.name}", select("flow", where, ("year", "reporter")), rows
    )
    names = (pair.one, pair.other) if out else (pair.other, pair.one)
    return _Way(seller.id, buyer.id, *names, held, note)


def _nothing(pair: Pair, ways: Sequence[_Way]) -> Sentence:
    out = ways[0]
    where = {"exporter": [out.seller, out.buyer], "importer": [out.seller, out.buyer]}
    subject, what = f"goods traded between {pair.both}", "Goods traded between the two"
    return pair.silence(subject, what, "flow", where, "trade")


def _lead(ways: Sequence[_Way]) -> list[Sentence]:
    """The last year in which one side, or a reconciliation, tells both directions; else each by itself."""
    out, back = ways
    both: list[tuple[int, Reporter, Reporter, str]] = []
    for o, b, who in (
        ("exporter", "importer", f"{owned(out.seller_name)} reports"),
        ("importer", "exporter", f"{owned(out.buyer_name)} reports"),
        ("reconciled", "reconciled", "the reconciled figures"),
    ):
        known = set(out.years(o)) & set(back.years(b))  # type: ignore[arg-type]
        both += [(max(known), o, b, who)] if known else []  # type: ignore[list-item]
    if not both:
        return [s for w in ways for s in _alone(w)]
    year, o, b, who = max(both, key=lambda found: found[0])
    sold, bought = out.usd(year, o) or 0.0, back.usd(year, b) or 0.0
    text = (
        f"In {year}, by {who}, {out.seller_name} sold {out.buyer_name} goods for {money(sold)} and bought "
        f"goods for {money(bought)}: {_balance(out.seller_name, sold - bought)}"
    )
    guess = [w for w, r in ((out, o), (back, b)) if w.held[year, r].status == "estimated"]
    said = " Both figures are estimates of the source." if len(guess) == 2 else (
        f" The figure of sales from {guess[0].seller_name} is an estimate of the source." if guess else ""
    )  # fmt: skip
    return [Sentence(f"{text}.{said}", (out.note, back.note))]


def _balance(name: str, balance: float) -> str:
    if balance == 0:
        return "the balance was even"
    return f"a {'surplus' if balance > 0 else 'deficit'} of {money(abs(balance))} for {name}"


def _alone(way: _Way) -> list[Sentence]:
    reporter = way.best()
    if reporter is None:
        return []
    year = way.years(reporter)[-1]
    usd = way.usd(year, reporter) or 0.0
    text = (
        f"In {year}, by {way.who(reporter)}, {way.seller_name} sold {way.buyer_name} goods for {money(usd)}."
    )
    return [Sentence(text, (way.note,))]


def _moved(way: _Way) -> list[Sentence]:
    """How one direction moved over the last years of its longest report, and where it stood highest."""
    reporter = way.best()
    known = way.years(reporter) if reporter else []
    if reporter is None or len(known) < 2:
        return []
    last = known[-1]
    first = next((y for y in known if y >= last - _BACK), known[0])
    if first == last:
        first = known[-2]
    now, before = way.usd(last, reporter) or 0.0, way.usd(first, reporter) or 0.0
    moved = change(now, before)
    span = f"between {first} and {last} ({money(before)} to {money(now)}, by {way.who(reporter)})"
    text = f"Goods sold by {way.seller_name} to {way.buyer_name}: the value {moved} {span}"
    top = max(known, key=lambda y: way.usd(y, reporter) or 0.0)
    peak = f"; the highest year on record is {top}, with {money(way.usd(top, reporter) or 0.0)}" if (
        top not in (first, last)
    ) else ""  # fmt: skip
    holes = [str(y) for y in range(known[0], last + 1) if y not in known]
    guess = (
        " The last figure is an estimate of the source."
        if way.held[last, reporter].status == "estimated"
        else ""
    )
    missing = f" No figure is on record for {listed(holes)}." if 0 < len(holes) <= 6 else ""
    return [Sentence(f"{text}{peak}.{guess}{missing}", (way.note,))]


def _silent(pair: Pair, way: _Way) -> list[Sentence]:
    """What there is no figure of: years after the last, and the report of the other side."""
    reporter = way.best()
    whom = f"what {way.seller_name} sold {way.buyer_name}"
    if reporter is None:
        gap = trade_gap(pair.record, way.seller, way.buyer, pair.on.year - 1, "exporter")
        return [Sentence(f"{upper(whom)}: {_WORDS[gap.kind]}.", (way.note,), gap.kind)]
    last = way.years(reporter)[-1]
    if last + 1 >= pair.on.year:
        return []
    gap = trade_gap(pair.record, way.seller, way.buyer, last + 1, reporter)
    text = f"{upper(whom)} after {last}, by {way.who(reporter)}: {_WORDS[gap.kind]}."
    return [Sentence(text, (way.note,), gap.kind)]


def _table(pair: Pair, ways: Sequence[_Way]) -> Table:
    """By year, each direction as the two sides and a reconciliation have it."""
    held = [(w, r) for w in ways for r in REPORTERS if w.years(r)]
    every = sorted({y for w, r in held for y in w.years(r)})
    wanted = list(range(every[0], every[-1] + 1))[::-1]
    shown = wanted[:_YEARS_SHOWN]
    columns = ["Year", *(f"{_arrow(pair, w)}, {_by(w, r)}" for w, r in held)]
    rows = [(str(y), *(_cell(pair, w, y, r) for w, r in held)) for y in shown]
    more = f"Years before {shown[-1]} are left out; the notes find them." if len(wanted) > len(shown) else ""
    return Table(
        "Goods by year, current US dollars; an e marks the source's estimate", tuple(columns), tuple(rows),
        tuple(w.note for w in ways), frozenset(range(1, len(columns))), more,
    )  # fmt: skip


def _arrow(pair: Pair, way: _Way) -> str:
    names = (pair.a.name, pair.b.name)
    return " to ".join(names if way.seller == pair.a.id else names[::-1])


def _by(way: _Way, reporter: Reporter) -> str:
    if reporter == "reconciled":
        return "reconciled"
    return f"reported by {upper(way.seller_name if reporter == 'exporter' else way.buyer_name)}"


def _cell(pair: Pair, way: _Way, year: int, reporter: Reporter) -> str:
    found = way.held.get((year, reporter))
    if found is not None and found.usd is not None:
        return f"{money(found.usd)}{' e' if found.status == 'estimated' else ''}" if found.usd else "zero"
    if found is not None:
        return "not reported"
    return _WORDS[trade_gap(pair.record, way.seller, way.buyer, year, reporter).kind]


def _chart(ways: Sequence[_Way]) -> Chart | None:
    bands = []
    for way in ways:
        reporter = way.best()
        if reporter is not None and len(years := way.years(reporter)) >= 3:
            values = [(way.usd(y, reporter) or 0.0) / 1e6 for y in years]
            bands.append(
                Band(f"{upper(way.seller_name)} to {way.buyer_name}, by {way.who(reporter)}", years, values)
            )
    if not bands:
        return None
    said = "; ".join(
        f"{b.name}: {b.years[0]} to {b.years[-1]}, last {money(1e6 * b.values[-1])}" for b in bands
    )
    caption = "Goods traded by year, millions of current US dollars; a missing year breaks the line."
    return Chart(plot(bands, label=said), caption, tuple(w.note for w in ways))
