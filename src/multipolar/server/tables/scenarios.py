"""Tables of a what-if: the flows it is about, and what changes for every country."""

from multipolar.measures.whatif import Estimate, WhatIf
from multipolar.record import Record
from multipolar.server.tables.links import cells
from multipolar.server.tables.model import Column, Option, Row, Table, named, origins

_PARTS = ("real_income", "exports", "imports", "inside", "from_others", "to_others")
_LABELS = {
    "real_income": "real income, %", "exports": "exports, %", "imports": "imports, %",
    "inside": "to the partner, %", "from_others": "from others, USD", "to_others": "to others, USD",
}  # fmt: skip


def _columns() -> tuple[Column, ...]:
    figures: list[Column] = []
    for part in _PARTS:
        figures += [
            Column(part, _LABELS[part], "number"),
            Column(f"{part}_low", "low", "number", hidden=part != "real_income"),
            Column(f"{part}_high", "high", "number", hidden=part != "real_income"),
        ]
    return (*named("country"), Column("side", choices=True), *figures, Column("source", hidden=True))


_COUNTRIES = _columns()
_TOTALS = (
    Column("trade"), Column("before", "before, USD", "number"), Column("change", "change, USD", "number"),
    Column("per_cent", "per cent", "number"), Column("low", kind="number"), Column("high", kind="number"),
    Column("source", hidden=True),
)  # fmt: skip


def countries(record: Record, found: WhatIf, command: str, options: tuple[Option, ...]) -> Table:
    """What changes for every country, the sides first."""
    first, second = found.scenario.names
    sides = {"first": first, "second": second, "others": "others"}
    rows: list[Row] = []
    for one in found.countries:
        row: dict[str, object] = {
            **cells("country", one.actor), "side": sides[one.part], "source": found.matrix.source.split()[0],
        }  # fmt: skip
        for part in _PARTS:
            estimate: Estimate | None = getattr(one, part)
            row |= _ends(part, estimate)
        rows.append(row)
    return Table(
        "countries", "What changes for every country", _COUNTRIES, rows, origins(record, rows), command,
        "whatif", options=options,
    )  # fmt: skip


def totals(record: Record, found: WhatIf, command: str, options: tuple[Option, ...]) -> Table:
    """What each side sells on the flows that the scenario is about."""
    rows: list[Row] = []
    for one in found.totals:
        ends = _ends("per_cent", one.per_cent)
        rows.append({
            "trade": one.name, "before": round(one.before), "change": _round(one.change, 0),
            "per_cent": ends["per_cent"], "low": ends["per_cent_low"], "high": ends["per_cent_high"],
            "source": found.matrix.source.split()[0],
        })  # fmt: skip
    title = f"{found.scenario.title}, trade of {found.matrix.year}"
    return Table("totals", title, _TOTALS, rows, origins(record, rows), command, "whatif", options=options)


def _ends(part: str, estimate: Estimate | None) -> dict[str, float | None]:
    digits = 0 if part.endswith("others") else 5
    if estimate is None:
        return {part: None, f"{part}_low": None, f"{part}_high": None}
    ends = (estimate.value, estimate.low, estimate.high)
    names = (part, f"{part}_low", f"{part}_high")
    return {name: None if end is None else round(end, digits) for name, end in zip(names, ends, strict=True)}


def _round(estimate: Estimate | None, digits: int) -> float | None:
    return None if estimate is None else round(estimate.value, digits)
