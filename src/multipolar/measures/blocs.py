"""Blocs: communities of states that vote alike in a period, how firm they are, and how far apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.agreement import Definition, agreement_matrix, joint_counts
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.models.communities import communities
from multipolar.models.divisions import silhouettes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]

By = Literal["year", "session"]
DIVISIONS: tuple[By, ...] = get_args(By)
FEWEST_CALLS = 10
"""Roll calls below which a period is not divided into blocs."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How blocs are found.

    Attributes:
        definition: Agreement between two states that weighs their tie (docs/agreement.md).
        threshold: Agreement below which there is no tie; ``None`` to keep all ties.
        resolution: Above 1 more and smaller blocs, below 1 fewer.
        least: A state must have voted in this share of the period's roll calls to be placed.
        runs: Runs of the algorithm, each with its own seed.
        seed: The first seed.
    """

    definition: Definition = "identical"
    threshold: float | None = None
    resolution: float = 1.0
    least: float = 0.25
    runs: int = 10
    seed: int = 0

    @property
    def words(self) -> str:
        """The rules in words."""
        cut = f", ties below {self.threshold:g} left out" if self.threshold is not None else ""
        return (
            f"Leiden communities of the network of agreement ({self.definition}){cut}, modularity with "
            f"resolution {self.resolution:g}, best of {self.runs} runs from seed {self.seed}; states that "
            f"voted in at least {self.least:.0%} of the roll calls"
        )


@dataclass(frozen=True, slots=True)
class Blocs:
    """The blocs of one period.

    Attributes:
        period: The year or session, or the span of years.
        rules: How they were found.
        actors: States placed, in the order of every array below.
        labels: Bloc of each state; 0 is the largest.
        names: Name of each bloc: A, B, C, ...; the same name in another period of one series is the bloc
            that continues it.
        agreement: Agreement of each pair; NaN where they have no vote in common.
        place: Silhouette of each state on the distance 1 - agreement: 1 firmly in its bloc, 0 between two,
            below 0 nearer to another; NaN for a state alone or without another bloc.
        distances: Mean distance of each state to the other members of each bloc, states by blocs.
        kept: Share of each state's pairs that stay together or apart in the other runs.
        modularity: Signed modularity of the division.
        stability: Mean adjusted Rand index with the other runs.
        roll_calls: Roll calls used.
        votes: Votes of each state in them.
        left_out: States that voted too seldom to be placed.
        sources: Sources of the roll calls.
    """

    period: str
    rules: Rules
    actors: tuple[str, ...]
    labels: "IntArray"
    names: tuple[str, ...]
    agreement: "FloatArray"
    place: "FloatArray"
    distances: "FloatArray"
    kept: "FloatArray"
    modularity: float
    stability: float
    roll_calls: int
    votes: "IntArray"
    left_out: tuple[str, ...]
    sources: tuple[str, ...]

    def members(self, bloc: int) -> tuple[str, ...]:
        """The states of a bloc, in the order of their ids."""
        return tuple(a for a, label in zip(self.actors, self.labels.tolist(), strict=True) if label == bloc)

    def between(self, one: int, other: int) -> float:
        """Mean distance (1 - agreement) of the pairs of two blocs, or of those inside one; NaN for none."""
        pairs = 1 - self.agreement[np.ix_(self.labels == one, self.labels == other)]
        if one == other:
            pairs = pairs[np.triu_indices(len(pairs), 1)]
        known = pairs[~np.isnan(pairs)]
        return float(known.mean()) if known.size else float("nan")

    def nearest(self, actor: int) -> int | None:
        """The other bloc at the least mean distance from a state; ``None`` where there is none."""
        apart = self.distances[actor].copy()
        apart[self.labels[actor]] = np.nan
        return None if np.isnan(apart).all() else int(np.nanargmin(apart))


def blocs(matrix: VoteMatrix, rules: Rules | None = None, period: str = "") -> Blocs:
    """The blocs in all roll calls of a matrix.

    States that vote alike throughout are one bloc; states without any tie are blocs of one.

    Args:
        matrix: The votes.
        rules: How blocs are found.
        period: What the period is called; the span of its years by default.

    Raises:
        AskedWronglyError: Fewer than ten roll calls, or than two states that voted often enough.
        ExtraMissingError: The extra ``blocs`` is not installed.
    """
    used = rules or Rules()
    name = period or _span(matrix)
    calls = matrix.choices.shape[1]
    if calls < FEWEST_CALLS:
        raise AskedWronglyError(
            f"{name} has {calls} recorded votes, too few to tell blocs apart (at least {FEWEST_CALLS})",
            "Widen the period, or pull more with `multipolar record pull voeten_votes undl_ga`",
        )
    votes = (matrix.choices > 0).sum(axis=1)
    inside = (votes > 0) & (votes >= used.least * calls)
    if inside.sum() < 2:
        raise AskedWronglyError(
            f"Fewer than two states voted in {used.least:.0%} of the roll calls of {name}",
            "Ask for a lower share with --least",
        )
    placed = VoteMatrix(_named(matrix, inside), matrix.rollcalls, matrix.choices[inside])
    agreement = np.asarray(agreement_matrix(joint_counts(placed), used.definition))
    found = communities(_ties(agreement, used), resolution=used.resolution, runs=used.runs, seed=used.seed)
    place, distances = silhouettes(1 - agreement, found.labels)
    return Blocs(
        name, used, placed.actors, found.labels, letters(int(found.labels.max()) + 1), agreement, place,
        distances, found.kept, found.modularity, found.agreement, calls, votes[inside],
        _named(matrix, ~inside & (votes > 0)), tuple(sorted({r.row["source"] for r in matrix.rollcalls})),
    )  # fmt: skip


def periods(matrix: VoteMatrix, by: By) -> Iterator[tuple[str, VoteMatrix]]:
    """The years, or the sessions, of a matrix in the order of their first vote.

    Raises:
        AskedWronglyError: Neither ``year`` nor ``session``.
    """
    if by not in DIVISIONS:
        raise AskedWronglyError(f"There is no way to divide by {by!r}", f"Choose {' or '.join(DIVISIONS)}")
    keys = [
        str(r.row["session"] or "") if by == "session" else str(r.date.year) if r.date else ""
        for r in matrix.rollcalls
    ]
    for key in dict.fromkeys(k for k in keys if k):
        yield key, matrix.take(np.array([k == key for k in keys]))


def letters(count: int) -> tuple[str, ...]:
    """Names for blocs: A to Z, then AA, AB, ..."""
    return tuple(_letter(i) for i in range(count))


def _letter(place: int) -> str:
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _ties(agreement: "FloatArray", rules: Rules) -> "FloatArray":
    if rules.threshold is None:
        return agreement
    return np.where(agreement >= rules.threshold, agreement, 0.0)


def _named(matrix: VoteMatrix, inside: "NDArray[np.bool_]") -> tuple[str, ...]:
    return tuple(a for a, keep in zip(matrix.actors, inside.tolist(), strict=True) if keep)


def _span(matrix: VoteMatrix) -> str:
    years: Sequence[int] = sorted({int(y) for y in matrix.years if y})
    return "-".join(dict.fromkeys((str(years[0]), str(years[-1])))) if years else "undated"
