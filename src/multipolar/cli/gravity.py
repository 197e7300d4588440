"""``multipolar gravity``: what explains the flows of a table, by structural gravity."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli.options import verb
from multipolar.cli.output import Output

if TYPE_CHECKING:
    from multipolar.models.gravity import GravityFit, Panel

COLUMNS = ("regressor", "coefficient", "error", "low", "high", "per_cent", "corrected")
# Standard errors on either side that hold 95 per cent of a normal distribution.
_NORMAL = 1.959964

Table = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV with a row for each exporter, importer and period.")
]
On = Annotated[
    list[str],
    typer.Option("--on", metavar="COLUMN", help="A regressor; log:COLUMN for its log. May be repeated."),
]
Trade = Annotated[str, typer.Option("--trade", metavar="COLUMN", help="The flows.")]
Exporter = Annotated[str, typer.Option("--exporter", metavar="COLUMN", help="Who sells.")]
Importer = Annotated[str, typer.Option("--importer", metavar="COLUMN", help="Who buys.")]
Period = Annotated[
    str | None, typer.Option("--period", metavar="COLUMN", help="The period; none: a cross-section.")
]
Periods = Annotated[str | None, typer.Option("--only", metavar="A,B,C", help="Only these periods.")]
Pairs = Annotated[
    str, typer.Option("--pairs", metavar="HOW", help="Pair effects: directed, symmetric or none.")
]
Clusters = Annotated[
    list[str] | None,
    typer.Option("--cluster", metavar="HOW", help="pair, exporter, importer or period. May be repeated."),
]
Correct = Annotated[bool, typer.Option("--correct", help="Take off the leading bias of three-way estimates.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "gravity")(gravity)


def gravity(
    output: Output,
    file: Table,
    on: On,
    trade: Trade = "trade",
    exporter: Exporter = "exporter",
    importer: Importer = "importer",
    period: Period = None,
    only: Periods = None,
    pairs: Pairs = "directed",
    cluster: Clusters = None,
    correct: Correct = False,
) -> None:
    """Estimate what explains trade, with effects of exporters and importers by period, and of pairs.

    Example: multipolar gravity flows.csv --on rta --period year --pairs symmetric
    """
    from multipolar.models.gravity import CLUSTERS, fit_gravity

    if pairs not in ("directed", "symmetric", "none"):
        raise AskedWronglyError(f"There are no pair effects {pairs!r}", "Choose directed, symmetric or none")
    ways = cluster or ["pair"]
    if wrong := [way for way in ways if way not in CLUSTERS]:
        raise AskedWronglyError(f"Cannot cluster by {wrong[0]!r}", f"Ways: {', '.join(CLUSTERS)}")
    names = (trade, exporter, importer, *([period] if period else []))
    data = _panel(file, on, names, only, pairs == "symmetric")
    found = fit_gravity(data, pairs != "none", [way for way in CLUSTERS if way in ways], correct)
    _show(output, found, ways)


def _panel(file: Path, on: list[str], names: tuple[str, ...], only: str | None, symmetric: bool) -> "Panel":
    """The columns asked for, of the rows asked for."""
    import math

    from multipolar.measures.trade_matrix import number_in, read_rows
    from multipolar.models.gravity import panel

    wanted = {text: text.removeprefix("log:") for text in on}
    rows = read_rows(file, (*names, *wanted.values()))
    if only is not None:
        if len(names) < 4:
            raise AskedWronglyError("--only was given without --period", "Name the column of periods")
        chosen = {_plain(part) for part in only.split(",")}
        rows = [(line, row) for line, row in rows if _plain(row[names[3]]) in chosen]
        if not rows:
            raise AskedWronglyError(f"No row of {file} is of the periods {only}")
    regressors: dict[str, list[float]] = {}
    for text, column in wanted.items():
        values = [number_in(file, line, row, column) for line, row in rows]
        if text != column and min(values) <= 0:
            raise AskedWronglyError(f"{column} has no log: it is zero or less in some rows")
        regressors[text] = [math.log(v) for v in values] if text != column else values
    flows = [number_in(file, line, row, names[0]) for line, row in rows]
    a, b = ([row[name] for _, row in rows] for name in names[1:3])
    when = [row[names[3]] for _, row in rows] if len(names) == 4 else None
    return panel(flows, regressors, a, b, when, symmetric)


def _plain(text: str) -> str:
    """A period as it is compared: 1986.0 is 1986."""
    return text.strip().removesuffix(".0")


def _show(output: Output, found: "GravityFit", ways: list[str]) -> None:
    import math

    rows = []
    for k, name in enumerate(found.names):
        beta, error = float(found.coefficients[k]), float(found.errors[k])
        rows.append({
            "regressor": name, "coefficient": beta, "error": error, "low": beta - _NORMAL * error,
            "high": beta + _NORMAL * error, "per_cent": 100 * math.expm1(beta),
            "corrected": float(found.corrected[k]) if found.corrected is not None else None,
        })  # fmt: skip
    output.rows(rows, COLUMNS)
    output.note(
        f"{found.observations:,} of {found.rows:,} rows used; {found.separated:,} left out because effects "
        "or regressors alone fit them (separation)"
    )
    if found.collinear:
        output.note(
            f"explained by the effects or by other regressors, left out: {', '.join(found.collinear)}"
        )
    counts = ", ".join(f"{n:,} by {way}" for way, n in zip(ways, found.clusters, strict=False))
    output.note(
        f"errors clustered: {counts}; interval of 95 per cent; per_cent is what one unit does to trade"
    )
    if found.corrected is not None:
        output.note("corrected: less the leading bias of three-way estimates (Weidner and Zylkin 2021)")
