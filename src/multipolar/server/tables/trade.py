"""Tables about trade in goods: partners of a side, flows between two, and how they changed."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from multipolar.actors.registry import registry
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_flow import Flow, Report, trade_flow
from multipolar.measures.trade_partners import DIRECTIONS, Direction, Partners, trade_partners
from multipolar.measures.trade_sides import side, two_sides
from multipolar.record import Record
from multipolar.record.engines.duck import reading
from multipolar.server.tables.links import cells, name
from multipolar.server.tables.model import Column, Option, Row, Table, named, origins

VALUED = (
    "Current US dollars; exporters report free on board, importers with cost, insurance and freight; "
    "reconciled figures are free on board."
)
_PARTNERS = (
    Column("rank", kind="number"), *named("actor", "partner"), Column("usd", "US dollars", kind="number"),
    Column("share", kind="number", meaning="of all partners on record"),
    Column("of_world", "of world", kind="number", meaning="of the total with the world by the same report"),
    Column("is", choices=True), Column("source"),
)  # fmt: skip
_FLOW = (
    Column("year", kind="year"), Column("report", choices=True, meaning="whose figures"),
    Column("exports", kind="number"), Column("imports", kind="number"), Column("turnover", kind="number"),
    Column("balance", kind="number"), Column("exports_is", choices=True), Column("imports_is", choices=True),
    Column("source"),
)  # fmt: skip


def partners(record: Record, actor: str, query: Mapping[str, str]) -> Table:
    """With whom a side trades in a year, by rank; a gap where nothing is on record."""
    year, way = query.get("year", ""), query.get("direction", "") or "turnover"
    options = (
        Option("year", "Year", year),
        Option("direction", "Direction", query.get("direction", ""), ("", "exports", "imports")),
    )  # fmt: skip
    title, command = f"Trade partners of {name(actor)}", f"multipolar trade partners {actor}"
    known = registry().get(actor)
    if known is not None and known.kind in ("state", "territory") and actor not in traders(record):
        gap = record.nothing("flow", {"exporter": actor})
        said = gap.reason if gap else "No figure is on record."
        return Table("trade", title, _PARTNERS, [], (), command, "partners", gap=said, options=options)
    try:
        found = trade_partners(record, side(actor), whole(year, "year"), direction(way))
    except AskedWronglyError as error:
        if year:
            raise
        return Table("trade", title, _PARTNERS, [], (), command, "partners", gap=str(error), options=options)
    rows: list[Row] = [
        {
            "rank": p.rank, **cells("actor", p.actor), "usd": p.usd, "share": round(p.share, 4),
            "of_world": None if p.of_world is None else round(p.of_world, 4),
            "is": "zero" if p.usd == 0 else "estimated" if p.estimated else "value", "source": p.source,
        }
        for p in found.partners
    ]  # fmt: skip
    return Table(
        "trade", f"{title}, {found.direction} of {found.year}", _PARTNERS, rows, origins(record, rows),
        f"{command} --year {found.year} --direction {found.direction}", "partners",
        notes=_notes(found), options=options,
    )  # fmt: skip


_TRADERS: "WeakKeyDictionary[Record, frozenset[str]]" = WeakKeyDictionary()


def traders(record: Record) -> frozenset[str]:
    """Every actor with a flow on record, looked up once: partners are worked out for these alone."""
    if record not in _TRADERS:
        text = "SELECT DISTINCT exporter FROM flow UNION SELECT DISTINCT importer FROM flow"
        with reading(record.files, ("flow",)) as connection:
            _TRADERS[record] = frozenset(row[0] for row in connection.execute(text).fetchall())
    return _TRADERS[record]


def _notes(found: Partners) -> tuple[str, ...]:
    said = {"own": f"as {found.side.name} reports", "partner": "as the partners report"}.get(
        found.report, "reconciled"
    )
    words = [f"{found.direction.capitalize()} of {found.year}, {said}. {VALUED}"]
    if not found.world:
        words.append("No total with the world by that report: shares are of these partners alone.")
    if found.blank:
        listed = ", ".join(name(actor) for actor in found.blank)
        words.append(f"Left out, for a figure of theirs is not reported: {listed}.")
    return tuple(words)


def flow(record: Record, first: str, second: str, query: Mapping[str, str]) -> Table:
    """Exports, imports, turnover and balance of two sides by year and by whose report."""
    since, until = whole(query.get("since", ""), "since"), whole(query.get("until", ""), "until")
    if since and until and since > until:
        raise AskedWronglyError(f"The period from {since} to {until} has no year")
    a, b = two_sides(first, second)
    found = trade_flow(record, a, b, since, until)
    rows = [_flow(one) for one in found.flows if _known(one)]
    gaps = [f"No figures {_SAID[r]}: {g.kind.replace('_', ' ')}. {g.reason}" for r, g in found.silent.items()]
    return Table(
        "flow", f"Trade in goods of {a.name} with {b.name}", _FLOW, rows, origins(record, rows),
        f'multipolar trade flow "{a.id}" "{b.id}"', "flow", notes=(VALUED, *gaps),
        gap="" if rows else "No figure is on record.",
    )  # fmt: skip


_SAID: Mapping[Report, str] = {
    "own": "as the first side reports", "partner": "as the second side reports", "reconciled": "reconciled",
}  # fmt: skip


def _known(one: Flow) -> bool:
    return one.exports.usd is not None or one.imports.usd is not None


def _flow(one: Flow) -> Row:
    return {
        "year": one.year, "report": one.report, "exports": one.exports.usd, "imports": one.imports.usd,
        "turnover": one.turnover, "balance": one.balance, "exports_is": one.exports.state,
        "imports_is": one.imports.state, "source": one.source,
    }  # fmt: skip


def direction(text: str) -> Direction:
    """A direction of trade by its name.

    Raises:
        AskedWronglyError: There is no such direction.
    """
    if text not in DIRECTIONS:
        raise AskedWronglyError(f"There is no direction {text!r}", f"Choose from {', '.join(DIRECTIONS)}")
    return text


def whole(text: str, what: str) -> int | None:
    """A year as it is written; ``None`` for none.

    Raises:
        AskedWronglyError: It is no year of four digits.
    """
    if not text:
        return None
    if not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise AskedWronglyError(f"{what} is {text!r}", "Write a year of four digits")
    return int(text)


def change(record: Record, first: str, second: str, since: int, until: int) -> Table:
    """How trade of two sides changed between two years, nominal and deflated."""
    from multipolar.measures.trade_change import trade_change
    from multipolar.measures.trade_prices import NONE, prices

    if since >= until:
        raise AskedWronglyError(f"{since} is not before {until}", "A change needs two different years")
    a, b = two_sides(first, second)
    deflator = prices(record)
    found = trade_change(trade_flow(record, a, b, since, until), since, until, deflator)
    rows: list[Row] = [
        {
            "what": c.what, "report": c.report, "dollars": str(c.last) if c.real else "current",
            "first": c.first, "last": c.last, "before": _digits(c.before, 0), "after": _digits(c.after, 0),
            "per_cent": _digits(c.per_cent, 1), "multiple": _digits(c.multiple, 3),
            "yearly": _digits(c.yearly, 2), "source": c.source, "note": c.note,
        }
        for c in found
    ]  # fmt: skip
    columns = (
        Column("what"), Column("report"), Column("dollars"), Column("first", kind="year"),
        Column("last", kind="year"),
        *(Column(one, kind="number") for one in ("before", "after", "per_cent", "multiple", "yearly")),
        Column("source"), Column("note"),
    )  # fmt: skip
    said = f"Deflated by {deflator.words} ({deflator.source})." if deflator else NONE
    return Table(
        "change", f"How trade of {a.name} with {b.name} changed, {since} to {until}", columns, rows,
        origins(record, rows), f'multipolar trade change "{a.id}" "{b.id}" --since {since} --until {until}',
        "change", notes=(VALUED, said), gap="" if rows else "No figure is on record for both years.",
    )  # fmt: skip


def _digits(value: float | None, places: int) -> float | None:
    return None if value is None or value != value else round(value, places)
