"""The joint Newton step for points and items, and the curvature that also gives the standard deviations.

With T the precision of the points given the items, D the items' own (3 x 3) blocks and B the cross terms,
the items are eliminated: S = T - B D^-1 B'. S is never formed. It is applied vote by vote, and solved by
conjugate gradients, preconditioned by T (tridiagonal by state) and by the coarse part of S: its restriction
to shifts and stretches of whole sessions, which the votes hardly determine.

The variance of beta shrinks points towards where the item's voters stand. That centre enters as the item's
fourth parameter, so that moving a session as a whole stays free.
"""

from dataclasses import dataclass

import numpy as np

from multipolar.models.ideal_points import kernels
from multipolar.models.ideal_points.layout import NO_ABSTENTION, NO_NAY, NO_YEA, Layout
from multipolar.models.ideal_points.model import LEVEL_PULL, Guess, Prior
from multipolar.models.ideal_points.votes import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Curvature:
    """Derivatives at a guess.

    Attributes:
        layout: The votes.
        prior: The prior.
        sequential: Whether the walks flow forward only; S is not symmetric then.
        ridge: Precision of the pull towards zero.
        gradient: Of the objective by the points.
        item_gradient: By the items' parameters.
        diagonal: Curvature of the votes by the points.
        inverse: D^-1 by item, with the centre as fourth.
        cross: B by vote.
        pivot: Factored T (of the walks that flow both ways, and the full pull).
        off: Off-diagonal of T.
        likelihood: Log likelihood at the means.
    """

    layout: Layout
    prior: Prior
    sequential: bool
    ridge: float
    gradient: FloatArray
    item_gradient: FloatArray
    diagonal: FloatArray
    inverse: FloatArray
    cross: FloatArray
    pivot: FloatArray
    off: FloatArray
    likelihood: float

    @classmethod
    def at(
        cls, guess: Guess, layout: Layout, prior: Prior, cross: FloatArray, sequential: bool
    ) -> "Curvature":
        """Evaluate all derivatives in one pass over the votes; ``cross`` is filled."""
        by_item, by_block = kernels.evaluate(
            layout.blocks, layout.start, layout.cell, layout.choice,
            guess.item, guess.theta, guess.variance, cross,
        )  # fmt: skip
        by_cell = by_block.sum(0)
        walk = prior.follow if sequential else prior.walk
        pulled = guess.ridge * prior.pull(guess.theta) + guess.centre * prior.weight
        gradient = by_cell[:, 0] - walk(guess.theta) - pulled
        by_item[:, 0] -= guess.item[:, 0]
        by_item[:, 3] += 1.0
        pivot, off = kernels.factor(
            layout.chain, by_cell[:, 1] + guess.ridge * prior.weight, prior.innovation
        )
        return cls(
            layout, prior, sequential, guess.ridge, gradient, by_item[:, :3], by_cell[:, 1],
            _inverse(by_item, layout.kind), cross, pivot, off, float(by_item[:, 10].sum()),
        )  # fmt: skip

    def times(self, x: FloatArray) -> FloatArray:
        """S x."""
        lay = self.layout
        lost = kernels.through_items(lay.blocks, lay.start, lay.cell, self.cross, self.inverse, x).sum(0)
        walk = self.prior.follow if self.sequential else self.prior.walk
        return np.asarray(self.diagonal * x + walk(x) + self.ridge * self.prior.pull(x) - lost)

    def given_items(self, x: FloatArray) -> FloatArray:
        """T^-1 x."""
        return np.asarray(kernels.solve(self.layout.chain, self.pivot, self.off, x))

    def reduced_gradient(self) -> FloatArray:
        """Gradient by the points when the items follow."""
        step = np.zeros((len(self.inverse), 4))
        step[:, :3] = self.item_step()
        lay = self.layout
        taken = kernels.to_cells(lay.start, lay.cell, self.cross, step, len(self.gradient))
        return np.asarray(self.gradient - taken)

    def item_step(self) -> FloatArray:
        """The items' Newton step while the points stay."""
        return np.asarray(np.einsum("jab,jb->ja", self.inverse[:, :3, :3], self.item_gradient))


def _inverse(by_item: FloatArray, kind: IntArray) -> FloatArray:
    """D^-1, with the centre as the fourth parameter."""
    matrix = by_item[:, [3, 4, 5, 4, 6, 7, 5, 7, 8]].reshape(-1, 3, 3)
    out = np.zeros((len(matrix), 4, 4))
    out[:, :3, :3] = inverse_blocks(matrix, kind)
    heavy = by_item[:, 9]
    out[:, 3, 3] = np.divide(1.0, heavy, out=np.zeros_like(heavy), where=heavy > 0)
    return out


def inverse_blocks(matrix: FloatArray, kind: IntArray) -> FloatArray:
    """Inverse of each item's curvature, whose last two rows are the cutpoints'.

    Cutpoints that an item does not have are left out, and two that are one move together.
    """
    low, high = matrix.shape[1] - 2, matrix.shape[1] - 1
    matrix = matrix.copy()
    one = kind == NO_ABSTENTION
    matrix[one, :low, low] += matrix[one, :low, high]
    matrix[one, low, :low] = matrix[one, :low, low]
    matrix[one, low, low] += matrix[one, high, high] + 2 * matrix[one, low, high]
    absent = [(high, one | (kind == NO_NAY)), (low, kind == NO_YEA)]
    for at, which in absent:
        matrix[which, at, :] = 0.0
        matrix[which, :, at] = 0.0
        matrix[which, at, at] = 1.0
    out = np.asarray(np.linalg.inv(matrix))
    for at, which in absent:
        out[which, at, at] = 0.0
    out[one, high, :] = out[one, low, :]
    out[one, :, high] = out[one, :, low]
    return out


@dataclass(frozen=True, slots=True)
class Coarse:
    """Shifts and stretches of whole sessions.

    Attributes:
        session: Session of each cell.
        basis: Of each cell: one, and its deviation from the session's mean.
        full: Inverse of S on these directions.
        given_items: T on them.
    """

    session: IntArray
    basis: FloatArray
    full: FloatArray
    given_items: FloatArray

    @classmethod
    def of(cls, curve: Curvature, theta: FloatArray) -> "Coarse":
        """Restrict S and T to the sessions' shifts and stretches."""
        session = curve.layout.session
        sessions = int(session.max()) + 1
        cells = np.maximum(np.bincount(session), 1)
        basis = np.stack([np.ones_like(theta), theta - (np.bincount(session, theta) / cells)[session]], 1)
        pull = curve.ridge * curve.prior.weight[:, None] * basis
        bare = _walked(basis, curve.prior, curve.sequential, 2 * sessions)
        _add(bare, session, session, _outer(curve.diagonal[:, None] * basis + pull, basis))
        full = bare - _through_items(curve, basis, 2 * sessions)
        _add(full, *_freed(pull, basis, curve.prior, session))
        return cls(session, basis, _inverted(full), bare)

    def __call__(self, x: FloatArray) -> FloatArray:
        """Solve on the coarse directions."""
        sums = [np.bincount(self.session, x * column, len(self.full) // 2) for column in self.basis.T]
        parts = (self.full @ np.stack(sums, 1).ravel()).reshape(-1, 2)
        return np.asarray((self.basis * parts[self.session]).sum(1))

    def excess(self) -> FloatArray:
        """Variance of each cell that its session's shift and stretch add."""
        sessions = len(self.full) // 2
        blocks = (self.full - _inverted(self.given_items)).reshape(sessions, 2, sessions, 2)
        own = blocks[np.arange(sessions), :, np.arange(sessions), :][self.session]
        return np.asarray(np.einsum("ca,cab,cb->c", self.basis, own, self.basis))


def _inverted(matrix: FloatArray) -> FloatArray:
    """Inverse, where sessions without cells, or without a spread, stand apart with a one."""
    scale = np.diag(matrix)
    idle = scale <= 1e-10 * scale.max()
    filled = np.where(idle[:, None] | idle[None, :], 0.0, matrix) + np.diag(idle.astype(float))
    return np.asarray(np.where(np.outer(idle, idle), 0.0, np.linalg.inv(filled)))


def _outer(a: FloatArray, b: FloatArray) -> FloatArray:
    return np.asarray(a[:, :, None] * b[:, None, :])


def _add(matrix: FloatArray, rows: IntArray, columns: IntArray, blocks: FloatArray) -> None:
    """Add 2 x 2 blocks at pairs of sessions."""
    for a in range(2):
        for b in range(2):
            np.add.at(matrix, (2 * rows + a, 2 * columns + b), blocks[:, a, b])


def _walked(basis: FloatArray, prior: Prior, sequential: bool, size: int) -> FloatArray:
    """The walks' precision between sessions."""
    matrix = np.zeros((size, size))
    now = np.arange(len(basis)) if sequential else np.flatnonzero(~prior.opens)
    before = prior.leans[now]
    draws = ((now, 1.0),) if sequential else ((now, 1.0), (before, -1.0))
    for left, sign in draws:
        for right, other in ((now, 1.0), (before, -1.0)):
            scale = (sign * other / prior.innovation[now])[:, None, None]
            _add(matrix, prior.session[left], prior.session[right], scale * _outer(basis[left], basis[right]))
    return matrix


def _freed(
    pull: FloatArray, basis: FloatArray, prior: Prior, session: IntArray
) -> tuple[IntArray, IntArray, FloatArray]:
    """What sessions' means are spared of the pull (see ``Prior.pull``)."""
    sums = np.stack([np.bincount(session, column) for column in pull.T], 1).astype(float)
    weighted = np.stack([np.bincount(session, prior.weight * column) for column in basis.T], 1)
    mass = np.maximum(np.bincount(session, prior.weight), 1e-12)
    place = np.arange(len(mass))
    return place, place, np.asarray(-(1 - LEVEL_PULL) * _outer(np.asarray(sums), weighted / mass[:, None]))


def _through_items(curve: Curvature, basis: FloatArray, size: int) -> FloatArray:
    """B D^-1 B' between sessions: sums by spell (an item in a session), then products within items."""
    lay = curve.layout
    item, session = lay.spell_item, lay.spell_session
    sums = kernels.spell_sums(lay.spell_edges, lay.spell_vote, lay.cell, curve.cross, basis)
    solved = curve.inverse[item] @ sums
    matrix = np.zeros((size, size))
    for lag in range(len(item)):
        left, right = np.arange(len(item) - lag), np.arange(lag, len(item))
        same = item[left] == item[right]
        if not same.any():
            break
        left, right = left[same], right[same]
        blocks = sums[left].transpose(0, 2, 1) @ solved[right]
        _add(matrix, session[left], session[right], blocks)
        if lag:
            _add(matrix, session[right], session[left], blocks.transpose(0, 2, 1))
    return matrix


def solve(
    curve: Curvature,
    coarse: Coarse,
    right: FloatArray,
    tolerance: float,
    start: FloatArray | None = None,
    most: int = 40,
) -> FloatArray:
    """Solve S x = right by generalised minimal residuals (Saad and Schultz 1986), preconditioned on the left.

    Args:
        curve: S.
        coarse: Its coarse part.
        right: The right-hand side.
        tolerance: Size of the preconditioned residual at the end, relative to that of ``right``.
        start: Where to begin; zero when not given.
        most: Most steps.
    """
    enough = tolerance * _size(curve.given_items(right) + coarse(right))
    x = np.zeros_like(right) if start is None else start
    residual = right if start is None else right - curve.times(start)
    first = curve.given_items(residual) + coarse(residual)
    basis = [first / max(_size(first), 1e-300)]
    columns = np.zeros((most + 1, most))
    weights: FloatArray = np.zeros(0)
    aim: FloatArray = np.zeros(most + 1)
    aim[0] = _size(first)
    if aim[0] <= enough:
        return x
    for k in range(most):
        image = curve.times(basis[k])
        image = curve.given_items(image) + coarse(image)
        for j, other in enumerate(basis):
            columns[j, k] = (image * other).sum()
            image = image - columns[j, k] * other
        columns[k + 1, k] = _size(image)
        block = columns[: k + 2, : k + 1]
        weights = np.asarray(np.linalg.lstsq(block, aim[: k + 2], rcond=None)[0], dtype=np.float64)
        if float(np.linalg.norm(aim[: k + 2] - block @ weights)) <= enough or columns[k + 1, k] < 1e-300:
            break
        basis.append(image / columns[k + 1, k])
    return np.asarray(x + sum(w * b for w, b in zip(weights, basis, strict=False)))


def _size(x: FloatArray) -> float:
    """Length, on one thread; a threaded product costs more than it gains here."""
    return float(np.sqrt((x * x).sum()))
