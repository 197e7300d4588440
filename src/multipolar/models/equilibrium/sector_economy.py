"""An economy of many sectors before a change: flows by sector, and what each sector takes from the others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.equilibrium.economy import Floats, check_elasticity

# Shares that a table prints rounded need not add up to one exactly.
_ONE = 1e-6
# Final demand may come out below zero by rounding; more is a table that does not fit its flows.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class SectorEconomy:
    """Flows by sector in one period, at the border, with input-output links inside each country.

    Attributes:
        flows: Sectors by exporters by importers, sales at home on the diagonal.
        tariffs: Ad valorem rates in force, of the same shape.
        value_added: Share of value added in costs, sectors by countries.
        inputs: Share of each sector's goods (first) in the costs of each sector (second), by country.
        theta: Trade elasticity of each sector.
        labels: Names of the countries.
    """

    flows: Floats
    tariffs: Floats
    value_added: Floats
    inputs: Floats
    theta: Floats
    labels: tuple[str, ...]

    @property
    def sales(self) -> Floats:
        """What each country sells, sectors by countries, before tariffs."""
        return np.asarray(self.flows.sum(axis=2))

    @property
    def spending(self) -> Floats:
        """What each country spends, sectors by countries, tariffs included."""
        return np.asarray((self.flows * (1 + self.tariffs)).sum(axis=1))

    @property
    def final(self) -> Floats:
        """What is not bought by other sectors: final demand, sectors by countries."""
        return np.asarray(self.spending - np.einsum("ksj,sj->kj", self.inputs, self.sales))


def sector_economy(
    flows: ArrayLike,
    value_added: ArrayLike,
    inputs: ArrayLike,
    theta: ArrayLike,
    tariffs: ArrayLike | None = None,
    labels: tuple[str, ...] = (),
) -> SectorEconomy:
    """An economy of many sectors, checked.

    Args:
        flows: Sectors by exporters by importers, sales at home on the diagonal.
        value_added: Share of value added in costs, sectors by countries.
        inputs: Share of each sector's goods (first) in the costs of each sector (second), by country.
        theta: Trade elasticity of each sector.
        tariffs: Ad valorem rates in force; none when left out.
        labels: Names of the countries; numbers when left out.

    Raises:
        AskedWronglyError: Shapes that do not fit, flows below zero, shares that do not add up to one, a
            market where nothing is bought, or final demand below zero.
    """
    x = np.array(flows, dtype=float)
    if x.ndim != 3 or x.shape[1] != x.shape[2]:
        raise AskedWronglyError("Flows are not sectors by exporters by importers", "Give three axes")
    sectors, countries, _ = x.shape
    rates = np.zeros_like(x) if tariffs is None else np.array(tariffs, dtype=float)
    added, taken = np.array(value_added, dtype=float), np.array(inputs, dtype=float)
    elasticity = check_elasticity(theta) * np.ones(sectors)
    names = labels or tuple(str(i) for i in range(countries))
    shapes = (rates.shape, added.shape, taken.shape, len(names))
    if shapes != (x.shape, (sectors, countries), (sectors, sectors, countries), countries):
        raise AskedWronglyError(
            f"Arrays do not fit {sectors} sectors and {countries} countries",
            "Value added is sectors by countries, inputs sectors by sectors by countries",
        )
    found = SectorEconomy(x, rates, added, taken, elasticity, names)
    _check(found)
    return found


def _check(found: SectorEconomy) -> None:
    for what, values, least in (
        ("flow", found.flows, 0.0),
        ("share of inputs", found.inputs, 0.0),
        ("share of value added", found.value_added, 1e-12),
        ("tariff", 1 + found.tariffs, 1e-12),
    ):
        if not np.all(np.isfinite(values)) or values.min() < least:
            raise AskedWronglyError(f"A {what} is below what it can be, or not a number", "Correct the table")
    costs = found.value_added + found.inputs.sum(axis=0)
    if np.abs(costs - 1).max() > _ONE:
        s, j = np.unravel_index(np.abs(costs - 1).argmax(), costs.shape)
        raise AskedWronglyError(
            f"Shares of costs of sector {s} in {found.labels[j]} add up to {costs[s, j]:g}, not one"
        )
    if np.any(found.spending == 0):
        s, j = np.argwhere(found.spending == 0)[0]
        raise AskedWronglyError(
            f"{found.labels[j]} buys nothing of sector {s}", "Merge that sector with another"
        )
    final = found.final
    if np.any(final < -_ROUNDING * found.spending.max()):
        s, j = np.unravel_index(final.argmin(), final.shape)
        raise AskedWronglyError(
            f"Sectors of {found.labels[j]} take more of sector {s} than the country buys",
            f"The input shares do not fit the flows: {final[s, j]:g} is left for final demand",
        )
