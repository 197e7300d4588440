"""``multipolar gravity``: what explains trade, by structural gravity on the record or on a table."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened

if TYPE_CHECKING:
    from multipolar.models.gravity import GravityFit, Panel

COLUMNS = (
    "regressor", "coefficient", "error", "low", "high", "per_cent", "corrected", "corrected_error",
)  # fmt: skip
# Standard errors on either side that hold 95 per cent of a normal distribution.
_NORMAL = 1.959964
_OUTPUT_TO_PRODUCT = 2.0

Table = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE", help="CSV with a row for each exporter, importer and period; none: the record."
    ),
]
On = Annotated[
    list[str] | None,
    typer.Option("--on", metavar="COLUMN", help="A regressor; log:COLUMN for its log. May be repeated."),
]
Trade = Annotated[str, typer.Option("--trade", metavar="COLUMN", help="The flows.")]
Exporter = Annotated[str, typer.Option("--exporter", metavar="COLUMN", help="Who sells.")]
Importer = Annotated[str, typer.Option("--importer", metavar="COLUMN", help="Who buys.")]
Period = Annotated[
    str | None, typer.Option("--period", metavar="COLUMN", help="The period; none: a cross-section.")
]
Periods = Annotated[str | None, typer.Option("--only", metavar="A,B,C", help="Only these periods or years.")]
Pairs = Annotated[
    str, typer.Option("--pairs", metavar="HOW", help="Pair effects: directed, symmetric or none.")
]
Clusters = Annotated[
    list[str] | None,
    typer.Option("--cluster", metavar="HOW", help="pair, exporter, importer or period. May be repeated."),
]
Correct = Annotated[
    bool, typer.Option("--correct", help="Correct three-way estimates and their errors for leading biases.")
]
Zeros = Annotated[bool, typer.Option("--zeros", help="Of the record: pairs without a figure count as zero.")]
Domestic = Annotated[
    bool, typer.Option("--domestic", help="Of the record: add sales at home, product times 2 less exports.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "gravity")(gravity)


def gravity(
    output: Output,
    file: Table = None,
    on: On = None,
    trade: Trade = "trade",
    exporter: Exporter = "exporter",
    importer: Importer = "importer",
    period: Period = None,
    only: Periods = None,
    pairs: Pairs = "directed",
    cluster: Clusters = None,
    correct: Correct = False,
    zeros: Zeros = False,
    domestic: Domestic = False,
) -> None:
    """Estimate what explains trade, with effects of exporters and importers by period, and of pairs.

    Without FILE flows and regressors are the record's: agreement, sanction, log:distance, contiguity and
    others, agreement-4 as it stood four years before, agreement/10 phased in over ten years.

    Example: multipolar gravity --on agreement --on agreement-4 --only 1998,2002,2006,2010,2014
    """
    from multipolar.models.gravity import CLUSTERS, fit_gravity

    if pairs not in ("directed", "symmetric", "none"):
        raise AskedWronglyError(f"There are no pair effects {pairs!r}", "Choose directed, symmetric or none")
    ways = cluster or ["pair"]
    if wrong := [way for way in ways if way not in CLUSTERS]:
        raise AskedWronglyError(f"Cannot cluster by {wrong[0]!r}", f"Ways: {', '.join(CLUSTERS)}")
    if file is None:
        data = _of_record(output, on or ["agreement"], only, pairs == "symmetric", zeros, domestic)
    else:
        if not on:
            raise AskedWronglyError("Nothing was named that may explain trade", "Add --on COLUMN")
        if zeros or domestic:
            raise AskedWronglyError("--zeros and --domestic are for the record", "Leave them out, or FILE")
        names = (trade, exporter, importer, *([period] if period else []))
        data = _of_file(file, on, names, only, pairs == "symmetric")
    _show(output, fit_gravity(data, pairs != "none", [w for w in CLUSTERS if w in ways], correct), ways)


def _of_record(
    output: Output, on: list[str], only: str | None, symmetric: bool, zeros: bool, domestic: bool
) -> "Panel":
    """Flows and regressors of the record, with where they come from in the notes."""
    from multipolar.measures.gravity_flows import record_flows, with_home
    from multipolar.measures.gravity_terms import terms

    record = opened(output)
    flows = record_flows(record, _years(only), zeros)
    if domestic:
        flows = with_home(record, flows, _OUTPUT_TO_PRODUCT)
    elif wrong := [term for term in on if term.startswith("border")]:
        raise AskedWronglyError(f"{wrong[0]} needs sales at home", "Add --domestic")
    found = terms(record, flows, on)
    years = ", ".join(map(str, flows.years))
    output.note(f"trade of {len(flows.actors)} countries in {years}: {flows.source}")
    told = "count as zero" if zeros else "are left out (--zeros counts them as zero)"
    output.note(f"{flows.silent:,} pairs and years without a figure {told}")
    if flows.home:
        output.note(f"sales at home of {flows.home:,} countries and years: product times 2, less exports")
    if found.unknown:
        output.note(f"{found.unknown:,} flows left out because a regressor is not known of them")
    for line in found.notes:
        output.note(line)
    return found.panel(symmetric)


def _years(only: str | None) -> list[int] | None:
    if only is None:
        return None
    try:
        return sorted({int(part) for part in only.split(",")})
    except ValueError:
        raise AskedWronglyError(f"--only {only!r} is no list of years", "Write 2006,2010,2014") from None


def _of_file(file: Path, on: list[str], names: tuple[str, ...], only: str | None, symmetric: bool) -> "Panel":
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
            "corrected_error": _number(found.corrected_errors, k),
        })  # fmt: skip
    output.rows(rows, COLUMNS if found.corrected is not None else COLUMNS[:6])
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
        _tell_correction(output, found)


def _number(values: object, k: int) -> float | None:
    import numpy as np

    return None if values is None else float(np.asarray(values)[k])


def _tell_correction(output: Output, found: "GravityFit") -> None:
    output.note("corrected: less the leading bias of three-way estimates (Weidner and Zylkin 2021)")
    output.note(
        "corrected_error: clustered by pair, with the leverage of each pair taken off"
        if found.corrected_errors is not None
        else "no corrected_error: there are too many effects for it"
    )
