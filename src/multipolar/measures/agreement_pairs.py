"""The agreement of every pair of actors in every period, from one product of arrays a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multipolar.measures.agreement import (
    Definition,
    agreement_matrix,
    joint_counts,
    known_definition,
    standard_error,
)
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.measures.vote_periods import periods

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_Z = 1.959964  # the normal distribution's 97.5 % quantile


@dataclass(frozen=True, slots=True)
class PairAgreements:
    """Agreement of every pair that voted together, one entry a pair and period.

    Attributes:
        actors: Ids; ``a`` and ``b`` are places in it.
        labels: Names of the periods; ``period`` is a place in it.
        period: Which period.
        a: The one actor, whose id is the lesser.
        b: The other.
        votes: Roll calls in which both voted.
        values: The figure by definition; NaN where it is not defined.
        errors: Its standard error over roll calls, by definition.
    """

    actors: tuple[str, ...]
    labels: tuple[str, ...]
    period: "NDArray[np.int32]"
    a: "NDArray[np.int32]"
    b: "NDArray[np.int32]"
    votes: "NDArray[np.int32]"
    values: "Mapping[Definition, NDArray[np.float64]]"
    errors: "Mapping[Definition, NDArray[np.float64]]"

    def __len__(self) -> int:
        return len(self.votes)

    def table(self) -> "pa.Table":
        """As an Arrow table: period, a, b, votes, and for each definition the figure, low and high."""
        import pyarrow as pa

        columns: dict[str, pa.Array] = {}
        for name, places, words in (
            ("period", self.period, self.labels), ("a", self.a, self.actors), ("b", self.b, self.actors),
        ):  # fmt: skip
            coded = pa.DictionaryArray.from_arrays(pa.array(places), pa.array(words, pa.string()))
            columns[name] = coded.cast(pa.string())
        columns["votes"] = pa.array(self.votes)
        for definition, value in self.values.items():
            reach = _Z * self.errors[definition]
            lowest = -1.0 if definition == "s" else -np.inf if definition in ("pi", "kappa") else 0.0
            ends = (np.maximum(value - reach, lowest), np.minimum(value + reach, 1.0))
            for name, end in zip(("", "_low", "_high"), (value, *ends), strict=True):
                columns[definition + name] = pa.array(end, mask=np.isnan(end))
        return pa.table(columns)


def matrix(
    votes: VoteMatrix,
    definitions: Sequence[Definition] = ("identical",),
    *,
    years: int | None = 1,
    first: int | None = None,
) -> PairAgreements:
    """Agreement of every pair in every period, by one or more definitions.

    Args:
        votes: The votes.
        definitions: Which definitions.
        years: Length of a period; ``None`` for all votes together.
        first: Year in which a period begins; by default one divisible by the length.

    Raises:
        AskedWronglyError: No such definition.
    """
    asked = [known_definition(name) for name in definitions]
    stretches = periods(votes, years, first)
    low, high = np.triu_indices(len(votes.actors), k=1)
    parts = [_period(votes, columns, (low, high), asked) for _, columns in stretches]
    held = [len(part[0]) for part in parts]
    joined = [np.concatenate([part[i] for part in parts]) for i in range(3 + 2 * len(asked))]
    figures: list[NDArray[np.float64]] = joined[3:]
    return PairAgreements(
        votes.actors, tuple(label for label, _ in stretches),
        np.repeat(np.arange(len(parts), dtype=np.int32), held),
        joined[0].astype(np.int32), joined[1].astype(np.int32), joined[2].astype(np.int32),
        dict(zip(asked, figures[::2], strict=True)), dict(zip(asked, figures[1::2], strict=True)),
    )  # fmt: skip


def _period(
    votes: VoteMatrix,
    columns: "NDArray[np.bool_]",
    pairs: "tuple[NDArray[np.intp], NDArray[np.intp]]",
    definitions: Sequence[Definition],
) -> "list[NDArray[np.float64]]":
    """Places of the pairs that voted together, their common votes, then figure and error by definition."""
    joint = joint_counts(votes, columns)[pairs]
    together = joint.sum(axis=(1, 2))
    met = together > 0
    joint = joint[met]
    figures = [f(joint, d) for d in definitions for f in (agreement_matrix, standard_error)]
    return [pairs[0][met].astype(float), pairs[1][met].astype(float), together[met], *figures]
