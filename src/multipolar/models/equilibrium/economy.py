"""The economy before a change: what every country sells to every country, and what must hold of it."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multipolar.basics.errors import AskedWronglyError, MultipolarError

Floats = NDArray[np.float64]
Imbalances = Literal["world_share", "ratio", "balanced"]
IMBALANCES: tuple[Imbalances, ...] = get_args(Imbalances)
# Totals that a source prints beside its cells are rounded; more than this is another matrix.
_BALANCE = 1e-6


class NotConvergedError(MultipolarError):
    """The solver stopped before the equations held; there is no result.

    Args:
        what: What was solved.
        residual: The largest error of an equation, as a share of a country's output.
        iterations: Steps taken.
        wanted: The residual below which a result is one.
    """

    def __init__(self, what: str, residual: float, iterations: int, wanted: float) -> None:
        self.what = what
        self.residual = residual
        self.iterations = iterations
        self.wanted = wanted
        super().__init__(
            f"{what} did not converge in {iterations} steps: residual {residual:.1e}, wanted {wanted:.0e}. "
            "Nothing is reported; make the change smaller, or the elasticity lower."
        )


@dataclass(frozen=True, slots=True)
class Economy:
    """Flows in one period, at the border: what importers pay exporters, before any tariff.

    Attributes:
        flows: Exporters in rows, importers in columns, sales at home on the diagonal; any one currency.
        tariffs: Ad valorem rates in force, as 0.05 for five per cent, of the same shape.
        labels: Names of the countries, for messages.
    """

    flows: Floats
    tariffs: Floats
    labels: tuple[str, ...]

    @property
    def output(self) -> Floats:
        """What each country sells, at home and abroad."""
        return np.asarray(self.flows.sum(axis=1))

    @property
    def absorption(self) -> Floats:
        """What each country buys, at home and abroad, before tariffs."""
        return np.asarray(self.flows.sum(axis=0))

    @property
    def deficits(self) -> Floats:
        """What each country buys beyond what it sells; these add up to zero."""
        return self.absorption - self.output


def economy(
    flows: ArrayLike,
    labels: tuple[str, ...] = (),
    tariffs: ArrayLike | None = None,
    output: ArrayLike | None = None,
    absorption: ArrayLike | None = None,
) -> Economy:
    """An economy from its matrix of flows, checked.

    Args:
        flows: Exporters in rows, importers in columns, sales at home on the diagonal.
        labels: Names of the countries; numbers when left out.
        tariffs: Ad valorem rates in force; none when left out.
        output: Totals by exporter that the rows must add up to, where they are known.
        absorption: Totals by importer that the columns must add up to.

    Raises:
        AskedWronglyError: Not square, not finite, negative, a country that sells or buys nothing, or totals
            that the matrix does not add up to.
    """
    matrix = np.array(flows, dtype=float)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or len(matrix) < 2:
        shape = " by ".join(map(str, matrix.shape))
        raise AskedWronglyError(
            f"Flows are a matrix of {shape}", "Give as many importers as exporters, two or more"
        )
    names = labels or tuple(str(i) for i in range(len(matrix)))
    if len(names) != len(matrix) or len(set(names)) != len(names):
        raise AskedWronglyError(
            f"{len(matrix)} countries need as many different names, not {len(set(names))}"
        )
    _check_flows(matrix, names)
    _check_totals(matrix.sum(axis=1), output, names, "sells")
    _check_totals(matrix.sum(axis=0), absorption, names, "buys")
    return Economy(matrix, checked_rates(tariffs, matrix.shape), names)


def _check_flows(flows: Floats, labels: tuple[str, ...]) -> None:
    wrong = np.argwhere(~np.isfinite(flows) | (flows < 0))
    if len(wrong):
        i, j = wrong[0]
        sort = "negative" if flows[i, j] < 0 else "not a number"
        raise AskedWronglyError(
            f"The flow from {labels[i]} to {labels[j]} is {sort} ({flows[i, j]:g}); {len(wrong)} such in all",
            "Leave the country out or correct the matrix: a flow is zero or more",
        )
    for axis, what in ((1, "sells"), (0, "buys")):
        none = np.flatnonzero(flows.sum(axis=axis) == 0)
        if len(none):
            raise AskedWronglyError(f"{labels[none[0]]} {what} nothing in this matrix", "Leave it out")


def _check_totals(found: Floats, told: ArrayLike | None, labels: tuple[str, ...], what: str) -> None:
    if told is None:
        return
    wanted = np.asarray(told, dtype=float)
    gap = np.abs(found - wanted) / wanted
    worst = int(np.argmax(gap))
    if not gap[worst] <= _BALANCE:
        raise AskedWronglyError(
            f"The matrix does not balance: {labels[worst]} {what} {found[worst]:g} in it and "
            f"{wanted[worst]:g} by its total",
            "Give totals that the flows add up to, or none",
        )


def checked_rates(tariffs: ArrayLike | None, shape: tuple[int, ...]) -> Floats:
    """Ad valorem rates as an array of a shape, none where none are given.

    Raises:
        AskedWronglyError: Another shape, a rate of -1 or below, or one on a country's own goods.
    """
    rates = np.zeros(shape) if tariffs is None else np.array(tariffs, dtype=float)
    if rates.shape != shape:
        raise AskedWronglyError("Tariffs and flows are of different shapes", "Give one rate for each flow")
    if not np.all(np.isfinite(rates)) or rates.min() <= -1:
        raise AskedWronglyError("A tariff is not a number above -1", "Write 0.05 for five per cent")
    if np.any(np.diagonal(rates)):
        raise AskedWronglyError("A country has a tariff on its own goods", "Leave the diagonal at zero")
    return rates


def check_elasticity(theta: ArrayLike) -> Floats:
    """Trade elasticities as an array.

    Raises:
        AskedWronglyError: One that is not above zero.
    """
    values = np.asarray(theta, dtype=float)
    if not np.all(np.isfinite(values)) or np.any(values <= 0):
        raise AskedWronglyError(
            "A trade elasticity is not above zero",
            "Write it as a positive number (5: one per cent of cost, five of trade)",
        )
    return values
