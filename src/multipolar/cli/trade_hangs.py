"""The commands of ``multipolar trade`` on what hangs on a partner: dependence, duties, and the map."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened
from multipolar.cli.trade_options import By, First, Plot, Second, Way, Year, cut, digit, told

if TYPE_CHECKING:
    from multipolar.measures.trade_partners import Partners
    from multipolar.measures.trade_sides import Side
    from multipolar.record import Record

_SHARES = ("measure", "year", "share", "usd", "of", "whole", "rank", "report", "source", "note")
_ONE = ("rank", "code", "name", "supplier", "share", "usd")
_TARIFF = (
    "regime", "year", "simple", "weighted", "free", "highest", "products", "traded", "source", "weights",
)  # fmt: skip
_MAP = ("actor", "name", "usd", "is", "source")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    verb(app)(dependence)
    verb(app)(tariff)
    verb(app, "map")(map_)


def dependence(
    output: Output,
    first: First,
    second: Second,
    year: Year = None,
    least: Annotated[
        float,
        typer.Option("--least", metavar="SHARE", help="From which share on one supplier counts as the one."),
    ] = 0.9,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="How many products; 0 for all.")] = 10,
    plot: Plot = None,
) -> None:
    """Say what part of A's trade and product hangs on B, and which products A buys from B alone.

    Example: multipolar trade dependence CHL RUS --year 2018
    """
    from multipolar.measures.trade_dependence import trade_dependence
    from multipolar.measures.trade_gaps import pullable
    from multipolar.measures.trade_sides import two_sides

    a, b = two_sides(first, second)
    record = opened(output)
    found = trade_dependence(record, a, b, year)
    rows = [
        {name: getattr(one, name) for name in _SHARES} | {"share": digit(one.share, 6), "year": str(one.year)}
        for one in found
    ]
    notes = [f"share of {b.name} in the trade and the product of {a.name}; current US dollars"]
    if any(one.share is None and one.measure.endswith("trade") for one in found) and (
        could := pullable(record, found[0].year)
    ):
        notes.append(f"may have what is missing when pulled: {', '.join(could)}")
    single = _single(record, a, b, found[0].year, least)
    notes.append(single[1])
    if plot is not None:
        from multipolar.cli import trade_charts

        named = [
            (f"{way}, of all {way}" if of == "trade" else f"{way}, of {of}", one.share and 100 * one.share)
            for one in found for way, _, of in (one.measure.partition(" of "),)
        ]  # fmt: skip
        title = f"Dependence of {a.name} on {b.name}, {found[0].year}"
        note = f"Source: {trade_charts.sources(one.source for one in found)}."
        trade_charts.draw_bars(named, title, "per cent", note, plot)
        output.note(f"Drawn in {plot}")
    told(output, rows, _SHARES, notes, {"products": single[0]})
    if single[0] and output.form == "table":
        output.say("")
        output.rows(cut(output, single[0], limit), _ONE)


def _single(
    record: "Record", a: "Side", b: "Side", year: int, least: float
) -> tuple[list[dict[str, Any]], str]:
    """Products that the partner alone supplies, and a sentence on them or on why they cannot be told."""
    from multipolar.measures.trade_products import one_supplier

    if not 0 < least <= 1:
        raise AskedWronglyError(
            f"{least:g} is no share of imports", "Write a number above 0 and up to 1, as 0.9"
        )
    try:
        found, bought, held = one_supplier(record, a, year, 6, least)
    except AskedWronglyError as error:
        return [], f"products with one supplier: {error}"
    ours = [one for one in found if one.supplier in b.members(year)]
    rows = [
        {
            "rank": rank,
            "code": p.code,
            "name": p.name,
            "supplier": p.supplier,
            "share": digit(p.share),
            "usd": p.usd,
        }
        for rank, p in enumerate(ours, 1)
    ]
    return rows, (
        f"of {bought:,} products that {a.name} buys, {len(found):,} come to {least:.0%} or more from one "
        f"supplier, {len(ours):,} of them from {b.name} ({held.source}, {held.nomenclature}, {year})"
    )


def tariff(output: Output, first: First, second: Second, year: Year = None, plot: Plot = None) -> None:
    """Show the mean duties that A levies on goods of B: simple, weighted by trade, by regime.

    Example: multipolar trade tariff RUS CHL --year 2018
    """
    from multipolar.measures.trade_sides import two_sides
    from multipolar.measures.trade_tariff import trade_tariff

    a, b = two_sides(first, second)
    found = trade_tariff(opened(output), a, b, year)
    rows = [
        {name: getattr(one, name) for name in _TARIFF}
        | {name: digit(getattr(one, name)) for name in ("simple", "weighted", "free", "traded")}
        | {"year": str(one.year)}
        for one in found
    ]
    notes = [
        f"Duties of {a.name} on goods of {b.name}, per cent ad valorem; products without a rate are left out",
        "weighted: by imports of each product from the exporter; traded: their part that has a rate",
    ]
    if all(one.weighted is None for one in found):
        notes.append(
            "no weighted mean: no source in force tells those goods apart that year (by HS code: pull baci)"
        )
    if plot is not None:
        from multipolar.cli import trade_charts

        named = [(one.regime, digit(one.simple)) for one in found]
        title = f"Duties of {a.name} on goods of {b.name}, {found[0].year}"
        trade_charts.draw_bars(named, title, "per cent, simple mean", f"Source: {found[0].source}.", plot)
        output.note(f"Drawn in {plot}")
    told(output, rows, _TARIFF, notes, {"importer": a.id, "exporter": b.id})


def map_(
    output: Output,
    first: First,
    region: Annotated[
        str, typer.Option("--region", metavar="GROUP", help="Partners in this region or organisation.")
    ] = "World",
    year: Year = None,
    way: Way = "exports",
    report: By = None,
    out: Annotated[
        Path | None, typer.Option("--out", "--plot", metavar="FILE", help="Draw the map: .svg or .png.")
    ] = None,
) -> None:
    """Show a side's trade with each state of a region, and shade a map by it.

    Example: multipolar trade map RUS --region "Latin America and the Caribbean" --year 2021 --out map.svg
    """
    from multipolar.measures.trade_partners import trade_partners
    from multipolar.measures.trade_sides import side

    a, b = side(first), side(region)
    record = opened(output)
    found = trade_partners(record, a, year, way, report)  # type: ignore[arg-type]
    rows = _inside(record, found, a, b)
    if all(row["usd"] is None for row in rows):
        raise AskedWronglyError(f"No state of {b.name} has a figure with {a.name} in {found.year}")
    from multipolar.cli.trade_rows import partner_notes

    without = [row["actor"] for row in rows if row["usd"] is None]
    notes = [partner_notes(found)[0]]
    if without:
        notes.append(f"without a figure, which is not zero: {', '.join(without)}")
    if out is not None:
        _draw(found, a, b, rows, out)
        output.note(f"Map written to {out}")
    about = {"side": a.name, "region": b.name, "year": found.year, "direction": found.direction}
    told(output, rows, _MAP, notes, about)


def _inside(record: "Record", found: "Partners", a: "Side", b: "Side") -> list[dict[str, Any]]:
    """A row for each state of the region, those without a figure last."""
    from multipolar import actors

    known = {one.actor: one for one in found.partners}
    wanted = set(known) if b.world else set(b.members(found.year)) - set(a.members(found.year))
    rows = []
    for actor in wanted:
        one = known.get(actor)
        state = "value" if one else _gap(record, found, a, actor)
        if one is not None and (one.usd == 0 or one.estimated):
            state = "zero" if one.usd == 0 else "estimated"
        rows.append({
            "actor": actor, "name": actors.get(actor).name, "usd": one.usd if one else None, "is": state,
            "source": one.source if one else "",
        })  # fmt: skip
    return sorted(rows, key=lambda row: (row["usd"] is None, -(row["usd"] or 0.0), row["name"]))


def _gap(record: "Record", found: "Partners", a: "Side", actor: str) -> str:
    """Which kind of nothing a state without a figure is."""
    from multipolar.measures.trade_gaps import trade_gap

    if actor in found.blank:
        return "not_reported"
    ours = a.members(found.year)[0]
    way = (actor, ours) if found.direction == "imports" else (ours, actor)
    sort = "reconciled" if found.report == "reconciled" else "exporter"
    if sort == "exporter" and (found.report == "own") is (found.direction == "imports"):
        sort = "importer"
    return trade_gap(record, *way, found.year, sort).kind  # type: ignore[arg-type]


def _draw(found: "Partners", a: "Side", b: "Side", rows: list[dict[str, Any]], out: Path) -> None:
    from multipolar.briefs.charts import write_svg
    from multipolar.briefs.maps import only, world_map

    joined = {"exports": "to", "imports": "from"}.get(found.direction, "with")
    where = "" if b.world else f" {joined} {b.name}"
    sources = ", ".join(sorted({row["source"] for row in rows if row["source"]}))
    missing = sum(row["usd"] is None for row in rows)
    note = f"Report: {found.report}; {missing} without a figure, which is not zero. Source: {sources}."
    values = {row["actor"]: None if row["usd"] is None else row["usd"] / 1e6 for row in rows}
    svg = world_map(
        values if b.world else only(values),
        title=f"{a.name}: {found.direction} of goods{where}, {found.year}",
        legend="million current US dollars", note=note, marked=a.members(found.year),
        focus=() if b.world else [row["actor"] for row in rows],
    )  # fmt: skip
    write_svg(out, svg)
