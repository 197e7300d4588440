"""How concentrated a quantity is among its holders: effective number, Herfindahl, CON, shares of the top."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multipolar.basics.errors import AskedWronglyError

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOP = 4


@dataclass(frozen=True, slots=True)
class Concentration:
    """The concentration of a quantity among n holders with shares s.

    Attributes:
        n: Holders, those with a share of zero among them.
        herfindahl: Sum of squared shares, from 1/n (all equal) to 1 (one holds all).
        effective: Effective number of holders, 1 / herfindahl (Laakso and Taagepera 1979): as concentrated
            as that many equal ones.
        con: sqrt((herfindahl - 1/n) / (1 - 1/n)), from 0 (all equal) to 1 (one holds all) (Singer, Bremer
            and Stuckey 1972; Ray and Singer 1973); NaN for one holder.
        top: Share of the largest, the two, three and four largest together (CR1 to CR4).
    """

    n: int
    herfindahl: float
    effective: float
    con: float
    top: tuple[float, float, float, float]


def shares(values: Iterable[float]) -> "NDArray[np.float64]":
    """Each holder's share of the sum, the largest first.

    Raises:
        AskedWronglyError: Nothing, a negative or no finite figure, or a sum of zero: no share is defined.
    """
    held = np.sort(np.asarray(list(values), dtype=float))[::-1]
    if not len(held):
        raise AskedWronglyError("There is no figure to take shares of")
    if not np.isfinite(held).all() or held[-1] < 0:
        raise AskedWronglyError("Shares need finite figures that are not negative")
    if held[0] == 0:
        raise AskedWronglyError("All figures are zero, so that no share is defined")
    # Through the largest, so that figures near the ends of the floating-point range do not overflow.
    scaled = held / held[0]
    return np.asarray(scaled / scaled.sum())


def concentration(values: Iterable[float]) -> Concentration:
    """The concentration of a quantity among its holders.

    Args:
        values: What each holds, in one unit.

    Raises:
        AskedWronglyError: No share is defined (see `shares`).
    """
    held = shares(values)
    n = len(held)
    herfindahl = float((held**2).sum())
    # Rounding may leave the sum of squares a hair below its floor of 1/n.
    con = float(np.sqrt(max(herfindahl - 1 / n, 0.0) / (1 - 1 / n))) if n > 1 else float("nan")
    top = tuple(float(held[:k].sum()) for k in range(1, TOP + 1))
    return Concentration(n, herfindahl, 1 / herfindahl, con, (top[0], top[1], top[2], top[3]))
