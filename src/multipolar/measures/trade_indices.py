"""Indices of trade over matrices of goods: advantage, complementarity, similarity, intensity."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Importers whose goods are held against an exporter's at once: two such blocks stay in the processor's cache.
_BLOCK = 8


def shares(goods: "Floats") -> "Floats":
    """Each row's goods as shares of the row's sum; rows without trade are NaN."""
    totals = goods.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(goods / np.where(totals > 0, totals, np.nan))


def advantage(exports: "Floats", world: "Floats | None" = None) -> "Floats":
    """Revealed comparative advantage, actors by products (Balassa 1965).

    A product's share in the actor's exports over its share in the world's: 0 for none, above 1 for an
    advantage. NaN for an actor that exports nothing and for a product that nobody exports.

    Args:
        exports: Actors by products.
        world: Exports of the world by product; the sum over the actors when not given.
    """
    reference = shares(exports.sum(axis=0) if world is None else world)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(shares(exports) / np.where(reference > 0, reference, np.nan))


def symmetric(ratio: "Floats") -> "Floats":
    """Advantage between -1 and 1, zero for none either way: (r - 1) / (r + 1) (Laursen 1998)."""
    return np.asarray((ratio - 1) / (ratio + 1))


def overlap(ones: "Floats", others: "Floats") -> "Floats":
    """The part of two distributions that they share, each row of one with each of the other: sum of minima.

    For rows that sum to one it is 1 - sum |a - b| / 2. Rows that are NaN give NaN.
    """
    found = np.empty((len(ones), len(others)))
    weights = np.ones(ones.shape[1])

    def fill(start: int) -> None:
        block = np.ascontiguousarray(others[start : start + _BLOCK])
        least = np.empty_like(block)
        for place, row in enumerate(ones):
            np.minimum(block, row, out=least)
            found[place, start : start + _BLOCK] = least @ weights

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(fill, range(0, len(others), _BLOCK)))
    return found


def complementarity(exports: "Floats", imports: "Floats") -> "Floats":
    """How far what each actor sells fits what each buys, exporters by importers, 0 to 1 (Michaely 1996).

    1 - sum over products of |share in i's exports - share in j's imports| / 2, both with all partners.
    """
    return overlap(shares(exports), shares(imports))


def similarity(exports: "Floats") -> "Floats":
    """How alike the actors' exports are, 0 to 1 (Finger and Kreinin 1979): sum of the lesser shares."""
    made_of = shares(exports)
    return overlap(made_of, made_of)


def intensity(flow: float, exports: float, partner_imports: float, world: float) -> float:
    """Trade intensity: the partner's share in the exports over its share in the world's (Brown 1949).

    Above 1, more is sold to the partner than its weight in world trade would lead one to expect.

    Args:
        flow: Exports of i to j.
        exports: All exports of i.
        partner_imports: World exports to j.
        world: All exports of the world.
    """
    if min(exports, partner_imports, world) <= 0:
        return float("nan")
    return (flow / exports) / (partner_imports / world)
