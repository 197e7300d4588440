"""Drawings of a what-if: bars and a map of the change in real income."""

from multipolar import actors
from multipolar.briefs.charts import Bar, bar_chart
from multipolar.briefs.maps import world_map
from multipolar.measures.whatif import CountryChange, WhatIf

_BARS = 20
_UNIT = "change in real income, per cent"


def bars(found: WhatIf) -> str:
    """The sides and those of the others whose real income changes most, with intervals, as SVG."""
    sides = [row for row in found.countries if row.part != "others"][:_BARS]
    others = [row for row in found.countries if row.part == "others"][: max(5, _BARS - len(sides))]
    drawn = [_bar(found, row) for row in (*sides, *others)]
    lines = f"Lines: middle 90 per cent of {found.draws:,} draws of the parameters. " if found.draws else ""
    note = lines + _note(found)
    return bar_chart(drawn, title=found.scenario.title, x_title=_UNIT, note=note)


def world(found: WhatIf) -> str:
    """The world shaded by the change in real income, the sides outlined, as SVG."""
    return world_map(
        {row.actor: row.real_income.value for row in found.countries},
        title=found.scenario.title,
        legend=_UNIT,
        kind="diverging",
        note=_note(found),
        marked=found.scenario.first if not found.scenario.second else _both(found),
    )


def _both(found: WhatIf) -> tuple[str, ...]:
    sides = (*found.scenario.first, *found.scenario.second)
    return sides if len(sides) < len(found.countries) else found.scenario.first


def _bar(found: WhatIf, row: CountryChange) -> Bar:
    first, second = found.scenario.names
    side = {"first": first, "second": second, "others": "others"}[row.part]
    income = row.real_income
    return Bar(actors.get(row.actor).name, income.value, income.low, income.high, side)


def _note(found: WhatIf) -> str:
    year = f" {found.matrix.year}" if found.matrix.year else ""
    return (
        "A model's answer under its assumptions (one good a country, exact hat algebra), not a forecast. "
        f"Trade{year}: {found.matrix.source}."
    )
