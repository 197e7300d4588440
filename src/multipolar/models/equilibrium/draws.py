"""Many draws of effects and elasticities through one economy, summed by country to keep memory small."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.equilibrium.economy import Economy, Floats, Imbalances, check_elasticity
from multipolar.models.equilibrium.hat import Outcome, counterfactual

# So many cells of draws by flows are solved at once: what fits the processor's caches.
_CELLS = 400_000


@dataclass(frozen=True, slots=True)
class DrawnOutcomes:
    """Results of many draws: draws by countries, in units in which the world's output is what it was.

    Attributes:
        exports: Sales abroad.
        imports: Purchases abroad, before tariffs.
        exports_inside: Sales on the flows that were marked.
        imports_inside: Purchases on the flows that were marked.
        real_income: Output and tariff revenue over the price index, after over before.
        welfare: Spending over the price index, after over before.
        before: Flows the change is measured from; with balanced trade they depend on the elasticity, and
            these are those of the first draw.
        residual: The largest excess demand of any draw, as a share of a country's output.
    """

    exports: Floats
    imports: Floats
    exports_inside: Floats
    imports_inside: Floats
    real_income: Floats
    welfare: Floats
    before: Floats
    residual: float


def drawn(
    economy: Economy,
    pattern: ArrayLike,
    effects: ArrayLike,
    theta: ArrayLike,
    marked: ArrayLike | None = None,
    tariffs: ArrayLike | None = None,
    imbalances: Imbalances = "world_share",
) -> DrawnOutcomes:
    """Solve one change for many draws of its size and of the elasticity.

    Args:
        economy: The economy before.
        pattern: What one unit of effect does to the log of each flow (one where an agreement applies).
        effects: The size in each draw.
        theta: The trade elasticity in each draw.
        marked: Flows whose sums are kept apart; those of the pattern when left out.
        tariffs: Rates after the change.
        imbalances: What becomes of trade imbalances.

    Raises:
        AskedWronglyError: Effects and elasticities of different numbers, or as `counterfactual`.
        NotConvergedError: A draw whose equations do not hold.
    """
    sizes, elasticities = np.atleast_1d(np.asarray(effects, float)), np.atleast_1d(check_elasticity(theta))
    if sizes.shape != elasticities.shape or sizes.ndim != 1:
        raise AskedWronglyError(
            f"{sizes.size} effects do not go with {elasticities.size} elasticities", "Give as many"
        )
    shape = np.asarray(pattern, float)
    inside = shape != 0 if marked is None else np.asarray(marked, bool)
    per = 1 if imbalances == "balanced" else max(1, _CELLS // economy.flows.size)
    parts: list[tuple[tuple[Floats, ...], float]] = []
    before = economy.flows
    for start in range(0, len(sizes), per):
        part = slice(start, start + per)
        effect = _scaled(shape, sizes[part])
        found = counterfactual(economy, effect, elasticities[part], tariffs, imbalances)
        before = before if start else found.before
        parts.append((_summed(found, inside), found.residual))
    sums = [np.concatenate([sums[k] for sums, _ in parts]) for k in range(6)]
    residual = max(residual for _, residual in parts)
    return DrawnOutcomes(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], before, residual)


def _scaled(pattern: Floats, sizes: Floats) -> Floats:
    """Effects by draw; a flow that is ended stays ended whatever the size."""
    ended = np.isneginf(pattern)
    scaled: Floats = np.where(ended, 0.0, pattern) * sizes[:, None, None]
    scaled[:, ended] = -np.inf
    return scaled


def _summed(found: Outcome, inside: NDArray[np.bool_]) -> tuple[Floats, ...]:
    """Sums by draw and country in the order of the fields of `DrawnOutcomes`."""
    home = np.einsum("bii->bi", found.flows)
    kept = found.flows * inside
    sold, bought = found.flows.sum(axis=2) - home, found.flows.sum(axis=1) - home
    return sold, bought, kept.sum(axis=2), kept.sum(axis=1), found.real_income, found.welfare
