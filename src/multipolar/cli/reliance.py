"""``multipolar reliance``: who depends on imports of which commodities, from whom, and one supplier gone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened
from multipolar.cli.trade_options import Limit, Plot, Year, cut, digit, told

if TYPE_CHECKING:
    from multipolar.measures.reliance_tables import Dependence, Without

_TABLE = (
    "importer", "commodity", "year", "reliance", "is", "suppliers", "shares", "from_group", "exposed",
    "hhi", "edition", "source",
)  # fmt: skip
_WITHOUT = (
    "importer", "commodity", "year", "reliance", "lost", "lost_consumption", "needed", "left", "hhi_before",
    "hhi_after", "note", "source",
)  # fmt: skip
_MEANING = (
    "reliance: net imports, per cent of apparent consumption; suppliers: main sources of imports, the "
    "largest first, with per cent of imports where given"
)

Importer = Annotated[
    str | None,
    typer.Argument(
        metavar="[IMPORTER]", help="A state; all on record when left out.", autocompletion=complete.actors
    ),
]
Region = Annotated[
    str | None,
    typer.Option("--region", metavar="GROUP", help="Only commodities that come from this group."),
]
Supplier = Annotated[
    str | None,
    typer.Option("--supplier", metavar="STATE", help="Only commodities that come from this state."),
]
Removed = Annotated[
    str | None,
    typer.Option("--without", metavar="STATE", help="What is left when this supplier falls out."),
]
Commodity = Annotated[
    str | None,
    typer.Option("--commodity", metavar="NAME", help="Only this commodity, as the source names it."),
]
Edition = Annotated[
    str | None, typer.Option("--edition", metavar="NAME", help='Only this edition, as "MCS 2026".')
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "reliance")(reliance)


def reliance(
    output: Output,
    importer: Importer = None,
    region: Region = None,
    supplier: Supplier = None,
    without: Removed = None,
    commodity: Commodity = None,
    year: Year = None,
    edition: Edition = None,
    limit: Limit = 0,
    plot: Plot = None,
) -> None:
    """Show net import reliance and main sources by commodity, for an importer, a region or a supplier.

    Example: multipolar reliance USA --region "Latin America and the Caribbean"
    """
    from multipolar.measures.named_groups import named_group
    from multipolar.measures.reliance_tables import reliance_table

    found = reliance_table(
        opened(output),
        _state(importer),
        supplier=_state(supplier),
        group=named_group(region) if region else None,
        commodity=commodity,
        year=year,
        edition=edition,
    )
    if not found:
        raise AskedWronglyError(_none(importer, region, supplier), "Main sources alone are on record")
    notes = [_MEANING, *_bounds(found), *_of_group(region)]
    if without is not None:
        _show_without(output, found, without, notes, limit, plot)
        return
    rows = [_row(one) for one in cut(output, found, limit)]
    named = [(one.commodity, one.share) for one in found]
    _plot(output, named, "Net import reliance", "per cent of apparent consumption", found, plot)
    told(output, rows, _TABLE, notes, {"group": region})


def _show_without(
    output: Output,
    found: "Sequence[Dependence]",
    without: str,
    notes: list[str],
    limit: int,
    plot: Path | None,
) -> None:
    """What is left of the imports when one supplier falls out."""
    from multipolar import actors
    from multipolar.measures.reliance_tables import without_supplier

    removed = str(_state(without))
    left = without_supplier(found, removed)
    if not left:
        raise AskedWronglyError(f"{without} is no main source of any of {len(found)} commodities")
    lost = [(one.before.commodity, one.lost) for one in left]
    title = f"Imports lost without {actors.get(removed).name}"
    _plot(output, lost, title, "per cent of imports", found, plot)
    told(output, [_left(one) for one in cut(output, left, limit)], _WITHOUT, [*notes, *_what_if(removed)], {})


def _state(text: str | None) -> str | None:
    from multipolar.cli.vote_options import state_id

    return None if text is None else state_id(text)


def _none(importer: str | None, region: str | None, supplier: str | None) -> str:
    whom = " and ".join(part for part in (region, supplier) if part)
    return f"No commodity {f'of {importer} ' if importer else ''}has a main source in {whom}"


def _row(one: "Dependence") -> dict[str, Any]:
    return {
        "importer": one.importer, "commodity": one.commodity, "year": str(one.year),
        "reliance": one.share, "is": _sort(one),
        "suppliers": list(one.suppliers),
        "shares": [f"{actor}:{share:g}" for actor, share in one.shares.items()],
        "from_group": list(one.from_group), "exposed": digit(one.exposed, 1),
        "hhi": _between(one.concentration, one.upper), "edition": one.edition, "source": one.source,
    }  # fmt: skip


def _sort(one: "Dependence") -> str:
    """Whether the figure is exact, a bound, or which sort of nothing."""
    if one.qualifier == "E":
        return "net exporter"
    if one.share is None:
        return "not_reported"
    return {">": "more than", "<": "less than"}.get(one.qualifier or "", "value" if one.share else "zero")


def _between(low: float | None, high: float | None) -> str | None:
    if low is None or high is None:
        return None
    return f"{low:.2f}" if round(low, 2) == round(high, 2) else f"{low:.2f} to {high:.2f}"


def _left(one: "Without") -> dict[str, Any]:
    before = one.before
    return {
        "importer": before.importer, "commodity": before.commodity, "year": str(before.year),
        "reliance": before.share, "lost": one.lost, "lost_consumption": digit(one.lost_consumption, 1),
        "needed": digit(one.needed, 1), "left": list(one.left), "hhi_before": digit(before.concentration, 2),
        "hhi_after": digit(one.concentration, 2), "note": one.note, "source": before.source,
    }  # fmt: skip


def _bounds(found: "Sequence[Dependence]") -> list[str]:
    editions = ", ".join(sorted({one.edition for one in found if one.edition}))
    held = f"{len(found)} commodities; editions: {editions}"
    ends = "hhi: sum of squared shares, from the remainder as many small suppliers to the remainder as one"
    return [held, *([ends] if any(one.concentration is not None for one in found) else [])]


def _of_group(region: str | None) -> list[str]:
    if region is None:
        return []
    return [
        f"from_group: main sources that belong to {region} at the end of the figure's year; exposed: "
        "reliance times their share of imports, per cent of consumption"
    ]


def _what_if(removed: str | None) -> list[str]:
    return [
        f"without {removed}: lost, per cent of imports; lost_consumption, reliance times lost; needed, per "
        "cent by which the others would have to deliver more to make it up",
        "no one else delivers more, stocks and substitutes are left out; hhi as a lower bound",
    ]


def _plot(
    output: Output,
    named: Sequence[tuple[str, float | None]],
    title: str,
    unit: str,
    found: "Sequence[Dependence]",
    plot: Path | None,
) -> None:
    if plot is None:
        return
    from multipolar import actors
    from multipolar.cli import trade_charts

    importers = ", ".join(sorted({actors.get(one.importer).name for one in found}))
    editions = ", ".join(sorted({one.edition for one in found if one.edition}))
    note = f"{editions}. Source: {trade_charts.sources(one.source for one in found)}."
    known = sorted(named, key=lambda pair: (pair[1] is None, -(pair[1] or 0.0), pair[0]))
    trade_charts.draw_bars(known, f"{title}: {importers}", unit, note, plot)
    output.note(f"Drawn in {plot}")
