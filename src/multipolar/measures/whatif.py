"""What a scenario does to each country: trade, diversion and real income, with intervals from the draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.scenarios import Scenario
from multipolar.measures.trade_matrix import TradeMatrix
from multipolar.measures.trade_parameters import Parameter

if TYPE_CHECKING:
    import numpy as np

    from multipolar.models.equilibrium import DrawnOutcomes, Imbalances

DRAWS = 200
_MOST_DRAWS = 10_000
# The middle nine tenths of the draws.
_LOW, _HIGH = 5.0, 95.0
_SEED = 4
Part = Literal["first", "second", "others"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A change in per cent, or an amount, with its interval.

    Attributes:
        value: At the central parameters.
        low: The 5th percentile of the draws; ``None`` without draws.
        high: The 95th percentile.
    """

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class CountryChange:
    """What happens to one country.

    Attributes:
        actor: Actor id.
        part: Whose side it is on.
        exports_usd: Exports before.
        exports: Change in exports, per cent.
        imports: Change in imports, per cent.
        inside: Change in exports on the flows the scenario is about, per cent; ``None`` where it has none.
        from_others: Change in imports on all other flows, US dollars: below zero is diverted trade.
        to_others: Change in exports on all other flows, US dollars.
        real_income: Change in output and tariff revenue over the price index, per cent.
        welfare: Change in spending over the price index, per cent.
    """

    actor: str
    part: Part
    exports_usd: float
    exports: Estimate
    imports: Estimate
    inside: Estimate | None
    from_others: Estimate
    to_others: Estimate
    real_income: Estimate
    welfare: Estimate


@dataclass(frozen=True, slots=True)
class Total:
    """Exports of one side on the flows the scenario is about, before and after, in US dollars."""

    name: str
    before: float
    change: Estimate
    per_cent: Estimate | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer to a what-if.

    Attributes:
        scenario: The change.
        matrix: The trade it is measured from.
        totals: What each side sells on the flows the scenario is about.
        countries: One each, the sides first, then by the size of the change in real income.
        draws: Draws behind the intervals; zero for none.
        residual: The largest excess demand of any solution, as a share of a country's output.
        assumptions: What was assumed, in words.
    """

    scenario: Scenario
    matrix: TradeMatrix
    totals: tuple[Total, ...]
    countries: tuple[CountryChange, ...]
    draws: int
    residual: float
    assumptions: tuple[str, ...]


_IMBALANCES = {
    "world_share": "each country's trade imbalance stays the same share of the world's output",
    "ratio": "each country spends the same multiple of its output as before",
    "balanced": "trade imbalances are closed first, and changes measured from there",
}


def what_if(
    matrix: TradeMatrix,
    scenario: Scenario,
    elasticity: Parameter,
    draws: int = DRAWS,
    imbalances: "Imbalances" = "world_share",
) -> WhatIf:
    """Solve a scenario at the central parameters and for draws of them.

    Args:
        matrix: The trade before.
        scenario: The change.
        elasticity: The trade elasticity.
        draws: Draws of parameters; none when the parameters are all known.
        imbalances: What becomes of trade imbalances.

    Raises:
        AskedWronglyError: Too many draws or less than none, or a change the model has no answer to.
        NotConvergedError: An equation that does not hold in one of the draws.
    """
    import numpy as np

    from multipolar.models.equilibrium import drawn

    if not 0 <= draws <= _MOST_DRAWS:
        raise AskedWronglyError(f"{draws:,} draws", f"Ask for 0 to {_MOST_DRAWS:,}")
    count = 0 if scenario.effect.known and elasticity.known else draws
    rng = np.random.default_rng(_SEED)
    effects = np.append(scenario.effect.central, scenario.effect.draw(rng, count))
    thetas = np.append(elasticity.central, elasticity.draw(rng, count))
    found = drawn(
        matrix.economy, scenario.pattern, effects, thetas, scenario.marked, scenario.tariffs, imbalances
    )
    before = _before(scenario, found)
    rows = _countries(matrix, scenario, found, before)
    return WhatIf(
        scenario, matrix, _totals(matrix, scenario, found, before), rows, count, found.residual,
        _assumptions(matrix, scenario, elasticity, count, imbalances),
    )  # fmt: skip


def _before(scenario: Scenario, found: "DrawnOutcomes") -> "tuple[np.ndarray, ...]":
    """Exports, imports, and both on the marked flows, before the change."""
    import numpy as np

    flows, home = found.before, np.diag(found.before)
    kept = flows * scenario.marked
    return flows.sum(axis=1) - home, flows.sum(axis=0) - home, kept.sum(axis=1), kept.sum(axis=0)


def _countries(
    matrix: TradeMatrix, scenario: Scenario, found: "DrawnOutcomes", before: "tuple[np.ndarray, ...]"
) -> tuple[CountryChange, ...]:
    exports, imports, inside, outside = before
    rows = []
    for i, actor in enumerate(matrix.actors):
        part: Part = (
            "first" if actor in scenario.first else "second" if actor in scenario.second else "others"
        )
        rows.append(CountryChange(
            actor, part, float(exports[i]),
            _change(found.exports[:, i], exports[i]), _change(found.imports[:, i], imports[i]),
            _change(found.exports_inside[:, i], inside[i]) if inside[i] else None,
            _estimate((found.imports - found.imports_inside)[:, i] - (imports - outside)[i]),
            _estimate((found.exports - found.exports_inside)[:, i] - (exports - inside)[i]),
            _estimate(100 * (found.real_income[:, i] - 1)), _estimate(100 * (found.welfare[:, i] - 1)),
        ))  # fmt: skip
    order = ("first", "second", "others")
    return tuple(sorted(rows, key=lambda r: (order.index(r.part), -abs(r.real_income.value), r.actor)))


def _totals(
    matrix: TradeMatrix, scenario: Scenario, found: "DrawnOutcomes", before: "tuple[np.ndarray, ...]"
) -> tuple[Total, ...]:
    totals = []
    for members, name in _directions(scenario):
        at = [matrix.place(actor) for actor in members]
        was = float(before[2][at].sum())
        then = found.exports_inside[:, at].sum(axis=1)
        if was or then[0]:
            totals.append(Total(name, was, _estimate(then - was), _change(then, was) if was else None))
    return tuple(totals)


def _directions(scenario: Scenario) -> tuple[tuple[Sequence[str], str], ...]:
    one, other = scenario.names
    if not scenario.second:
        return ((scenario.first, "the flows that are named"),)
    return (scenario.first, f"{one} to {other}"), (scenario.second, f"{other} to {one}")


def _change(after: "np.ndarray", before: float) -> Estimate:
    return _estimate(100 * (after / before - 1))


def _estimate(values: "np.ndarray") -> Estimate:
    """The first value is the central one, the others are draws."""
    import numpy as np

    if len(values) == 1:
        return Estimate(float(values[0]))
    low, high = np.percentile(values[1:], [_LOW, _HIGH])
    return Estimate(float(values[0]), float(low), float(high))


def _assumptions(
    matrix: TradeMatrix, scenario: Scenario, elasticity: Parameter, draws: int, imbalances: str
) -> tuple[str, ...]:
    year = f" in {matrix.year}" if matrix.year else ""
    told = [
        *scenario.assumptions,
        f"trade elasticity {elasticity.text}: {elasticity.words} [{elasticity.cited}]",
        "one good a country, made from a fixed stock of labour and capital; all prices and incomes adjust "
        "(Armington; Anderson and van Wincoop 2003; Arkolakis, Costinot and Rodríguez-Clare 2012)",
        _IMBALANCES[imbalances],
        "amounts are in units in which the world's output is what it was; how long it takes is not said",
        f"trade of {len(matrix.actors)} countries{year}: {matrix.source}; sales at home: {matrix.home}",
    ]
    if matrix.silent:
        told.append(
            f"{matrix.silent:,} pairs without a figure count as no trade, and a flow of zero stays zero"
        )
    if draws:
        told.append(
            f"intervals hold the middle 90 per cent of {draws:,} draws of the parameters, and nothing else"
        )
    if matrix.left_out:
        told.append(f"not in the model: {', '.join(sorted(matrix.left_out))}")
    return tuple(told)
