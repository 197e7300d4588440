"""How the answer to a what-if is printed: the flows meant, countries, and the assumptions in words."""

from typing import Any

from multipolar import actors
from multipolar.cli.output import Output
from multipolar.measures.whatif import CountryChange, Estimate, Total, WhatIf

Row = dict[str, Any]
# Of the countries on neither side so many are shown in a table; CSV and JSON have all.
_OTHERS = 8
_MILLION = 1e6
TOTALS = ("trade", "before", "change", "per_cent")
COUNTRIES = (
    "country", "name", "side", "exports", "imports", "with_partner", "to_others", "from_others",
    "real_income",
)  # fmt: skip
_PARTS = ("exports", "imports", "inside", "from_others", "to_others", "real_income", "welfare")
CSV = (
    "country",
    "name",
    "side",
    "exports_usd",
    *(f"{p}{end}" for p in _PARTS for end in ("", "_low", "_high")),
)


def show(output: Output, found: WhatIf) -> None:
    """Print it in the form asked for; a table is followed by its assumptions."""
    if output.form == "json":
        output.json(_object(found))
        return
    if output.form == "csv":
        output.rows([_flat(found, row) for row in found.countries], CSV)
        for text in found.assumptions:
            output.note(text)
        return
    output.say(f"{found.scenario.title}\n")
    output.rows([_total(total) for total in found.totals], TOTALS)
    output.say("\nTrade before and its change in million US dollars.\n")
    others = [row for row in found.countries if row.part == "others"]
    shown = [row for row in found.countries if row.part != "others"] + others[:_OTHERS]
    output.rows([_country(found, row) for row in shown], COUNTRIES)
    _tell(output, found, max(0, len(others) - _OTHERS))


def _tell(output: Output, found: WhatIf, hidden: int) -> None:
    output.say(
        "\nIn per cent: exports, imports, exports to the partner, real income. In million US dollars: "
        "exports to and imports from all others (below zero: trade diverted)."
    )
    if found.draws:
        output.say(f"In brackets the middle 90 per cent of {found.draws:,} draws of the parameters.")
    if hidden:
        output.say(f"{hidden} further countries change less; --csv and --json have all.")
    output.say("\nAssumed:")
    for text in (*found.assumptions, *found.scenario.missing):
        output.say(f"- {text}")
    output.say(f"Largest error of an equation: {found.residual:.0e} of a country's output.")


def _total(total: Total) -> Row:
    return {
        "trade": total.name, "before": total.before / _MILLION,
        "change": written(total.change, 1 / _MILLION), "per_cent": written(total.per_cent),
    }  # fmt: skip


def _country(found: WhatIf, row: CountryChange) -> Row:
    return {
        "country": row.actor, "name": actors.get(row.actor).name, "side": _side(found, row),
        "exports": written(row.exports), "imports": written(row.imports), "with_partner": written(row.inside),
        "to_others": written(row.to_others, 1 / _MILLION),
        "from_others": written(row.from_others, 1 / _MILLION), "real_income": written(row.real_income),
    }  # fmt: skip


def written(value: Estimate | None, scale: float = 1.0) -> str:
    """A change with its sign, three digits, and its interval in brackets."""
    if value is None:
        return ""
    text = _signed(value.value * scale)
    if value.low is None or value.high is None:
        return text
    return f"{text} ({_signed(value.low * scale)} to {_signed(value.high * scale)})"


def _signed(value: float) -> str:
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:+,.0f}"
    return f"{value:+.3g}" if abs(value) >= 1e-4 else f"{value:+.0e}"


def _side(found: WhatIf, row: CountryChange) -> str:
    first, second = found.scenario.names
    return {"first": first, "second": second, "others": ""}[row.part]


def _flat(found: WhatIf, row: CountryChange) -> Row:
    flat: Row = {
        "country": row.actor, "name": actors.get(row.actor).name, "side": _side(found, row),
        "exports_usd": row.exports_usd,
    }  # fmt: skip
    for part in _PARTS:
        estimate: Estimate | None = getattr(row, part)
        for end, field in (("", "value"), ("_low", "low"), ("_high", "high")):
            flat[f"{part}{end}"] = getattr(estimate, field) if estimate is not None else None
    return flat


def _object(found: WhatIf) -> Row:
    return {
        "title": found.scenario.title, "year": found.matrix.year, "source": found.matrix.source,
        "draws": found.draws, "residual": found.residual,
        "totals": [
            {"trade": t.name, "before_usd": t.before, "change_usd": _ends(t.change),
             "per_cent": _ends(t.per_cent)}
            for t in found.totals
        ],
        "countries": [_flat(found, row) for row in found.countries],
        "assumptions": [*found.assumptions, *found.scenario.missing],
        "left_out": dict(found.matrix.left_out),
    }  # fmt: skip


def _ends(value: Estimate | None) -> Row | None:
    return None if value is None else {"value": value.value, "low": value.low, "high": value.high}
