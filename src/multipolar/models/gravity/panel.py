"""The observations of a gravity estimate: flows, what may explain them, and which effects absorb the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multipolar.basics.errors import AskedWronglyError

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Panel:
    """Flows between exporters and importers over periods.

    Attributes:
        trade: Flows, zero or more.
        regressors: Values of each regressor, observations by regressors.
        names: Names of the regressors.
        exporter: Number of each exporter.
        importer: Number of each importer.
        period: Number of each period; all zero for a cross-section.
        pair: Number of each pair, its two directions apart or as one.
    """

    trade: Floats
    regressors: Floats
    names: tuple[str, ...]
    exporter: Codes
    importer: Codes
    period: Codes
    pair: Codes

    @property
    def ways(self) -> Codes:
        """Number of each exporter and importer, the two directions of a pair apart."""
        return np.asarray(self.exporter * (max(self.importer.max(), self.exporter.max()) + 1) + self.importer)

    def take(self, kept: NDArray[np.bool_]) -> "Panel":
        """Some of the observations."""
        return Panel(
            self.trade[kept], self.regressors[kept], self.names, self.exporter[kept], self.importer[kept],
            self.period[kept], self.pair[kept],
        )  # fmt: skip

    def effects(self, pairs: bool) -> tuple[Codes, ...]:
        """Groups that have an effect each: exporters and importers by period, and pairs."""
        periods = int(self.period.max()) + 1
        both = (self.exporter * periods + self.period, self.importer * periods + self.period)
        numbered = tuple(np.unique(codes, return_inverse=True)[1].astype(np.int64) for codes in both)
        return (*numbered, self.pair) if pairs else numbered


def panel(
    trade: ArrayLike,
    regressors: Mapping[str, ArrayLike],
    exporter: Sequence[object] | NDArray[np.object_],
    importer: Sequence[object] | NDArray[np.object_],
    period: Sequence[object] | NDArray[np.object_] | NDArray[np.int64] | None = None,
    symmetric: bool = False,
) -> Panel:
    """Observations, checked.

    Args:
        trade: Flows, zero or more.
        regressors: Values by name.
        exporter: Who sells.
        importer: Who buys.
        period: When; left out for a cross-section.
        symmetric: Whether the two directions of a pair are one pair.

    Raises:
        AskedWronglyError: Columns of different length, no regressor, a flow below zero, a value that is not a
            number, or an observation twice.
    """
    flows = np.asarray(trade, dtype=float)
    if not regressors:
        raise AskedWronglyError("Nothing was named that may explain trade", "Name a regressor")
    columns = np.column_stack([np.asarray(values, dtype=float) for values in regressors.values()])
    when = np.zeros(len(flows)) if period is None else np.asarray(period)
    lengths = {len(flows), len(columns), len(exporter), len(importer), len(when)}
    if len(lengths) != 1:
        raise AskedWronglyError(f"Columns are of different length: {sorted(lengths)}")
    if not np.all(np.isfinite(flows)) or flows.min() < 0:
        raise AskedWronglyError(
            "A flow is below zero or not a number", "Leave such rows out, or correct them"
        )
    for name, values in zip(regressors, columns.T, strict=True):
        if not np.all(np.isfinite(values)):
            raise AskedWronglyError(f"{name} is not a number in {np.sum(~np.isfinite(values)):,} rows")
    codes, states = _coded(np.concatenate([np.asarray(exporter), np.asarray(importer)]))
    a, b = codes[: len(flows)], codes[len(flows) :]
    t = np.unique(when, return_inverse=True)[1].astype(np.int64)
    way = a * states + b
    if len(np.unique(way * (t.max() + 1) + t)) != len(flows):
        raise AskedWronglyError(
            "A pair stands twice in one period", "Name the column of periods, or give one row for each"
        )
    joined = np.minimum(a, b) * states + np.maximum(a, b) if symmetric else way
    pair = np.unique(joined, return_inverse=True)[1].astype(np.int64)
    return Panel(flows, columns, tuple(regressors), a, b, t, pair)


def _coded(names: NDArray[Any]) -> tuple[Codes, int]:
    """A number for each different name, in their order, and how many there are."""
    try:
        import pandas as pd
    except ImportError:
        held, codes = np.unique(names.astype(str), return_inverse=True)
        return codes.astype(np.int64), len(held)
    codes, held = pd.factorize(names, sort=True)
    return np.asarray(codes, dtype=np.int64), len(held)
