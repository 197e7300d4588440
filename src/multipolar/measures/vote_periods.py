"""How roll calls are divided by time: all together, by year, or in stretches of some years."""

from typing import TYPE_CHECKING

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.vote_matrix import VoteMatrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def periods(
    matrix: VoteMatrix, years: int | None = None, first: int | None = None
) -> "list[tuple[str, NDArray[np.bool_]]]":
    """Stretches that hold a roll call, each with its name and its columns.

    Args:
        matrix: The votes.
        years: Length of a stretch; ``None`` for one that holds all.
        first: Year in which a stretch begins; by default stretches begin in years divisible by their length.

    Raises:
        AskedWronglyError: A length that is none.
    """
    of = matrix.years
    known = sorted({int(y) for y in of if y})
    if years is None:
        span = f"{known[0]}-{known[-1]}" if len(known) > 1 else str(known[0]) if known else "all"
        return [(span, of >= 0)]
    if years < 1:
        raise AskedWronglyError(f"A period of {years} years is none", "Give --period a number of 1 or more")
    offset = (first or 0) % years
    starts = sorted({(y - offset) // years * years + offset for y in known})
    return [(str(s) if years == 1 else f"{s}-{s + years - 1}", (of >= s) & (of < s + years)) for s in starts]
