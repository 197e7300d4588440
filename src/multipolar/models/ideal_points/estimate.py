"""The iterations: alternating steps to come near, then joint Newton steps until no point moves."""

from dataclasses import dataclass, replace

import numpy as np

from multipolar.models.ideal_points import kernels
from multipolar.models.ideal_points.layout import ALL_THREE, Layout
from multipolar.models.ideal_points.model import Guess, Prior, pull_weights
from multipolar.models.ideal_points.newton import Coarse, Curvature, solve
from multipolar.models.ideal_points.votes import FloatArray

_ALTERNATING = 6
# No point moves farther in a step: the quadratic picture holds about that far.
_FARTHEST = 0.5
_FARTHEST_EARLY = 2.0
_ITEM_FARTHEST = 1.0
# The two cutpoints of an item keep at least this part of their distance in a step.
_GAP_KEPT = 0.2
_SOLVED = 1e-2
_SHORTEST = 0.25


@dataclass(frozen=True, slots=True)
class Run:
    """Where the iterations ended.

    Attributes:
        guess: The last values.
        prior: The prior, with the innovations as used or estimated.
        curve: Curvature at the last values but one step.
        iterations: Passes of either kind.
        change: Farthest that a point moved in the last step.
        converged: Whether that is within the tolerance.
    """

    guess: Guess
    prior: Prior
    curve: Curvature
    iterations: int
    change: float
    converged: bool


def iterate(
    guess: Guess,
    layout: Layout,
    prior: Prior,
    *,
    sequential: bool,
    tolerance: float,
    most: int,
    estimate_innovation: bool,
) -> Run:
    """Run until no point moves farther than the tolerance, or as often as allowed."""
    cross = np.zeros((len(layout.cell), 4))
    for turn in range(min(_ALTERNATING, most)):
        guess = _alternate(guess, layout, prior, cross, 4 if turn == 0 else 1)
        prior = _weighted(guess, layout, prior)
    done, change = min(_ALTERNATING, most), np.inf
    part, last, along = 1.0, np.zeros_like(guess.theta), None
    curve = Curvature.at(guess, layout, prior, cross, sequential)
    while done < most and change > tolerance:
        before = guess.theta
        guess, change, along = _joint(guess, curve, part, along)
        part, last = _damped(part, guess.theta - before, last)
        prior = _weighted(guess, layout, prior)
        if estimate_innovation:
            prior = _innovated(guess, prior, curve)
        curve = Curvature.at(guess, layout, prior, cross, sequential)
        done += 1
    return Run(guess, prior, curve, done, float(change), bool(change <= tolerance))


def _alternate(guess: Guess, layout: Layout, prior: Prior, cross: FloatArray, turns: int) -> Guess:
    for _ in range(turns):
        curve = Curvature.at(guess, layout, prior, cross, sequential=False)
        guess = _with_items(guess, curve, curve.item_step())
    curve = Curvature.at(guess, layout, prior, cross, sequential=False)
    step = np.clip(curve.given_items(curve.gradient), -_FARTHEST_EARLY, _FARTHEST_EARLY)
    variance, _ = kernels.variances(layout.chain, curve.pivot, curve.off)
    return replace(guess, theta=guess.theta + step, variance=variance).standardised()


def _damped(part: float, step: FloatArray, last: FloatArray) -> tuple[float, FloatArray]:
    """Shorter steps where they turn back on themselves, longer ones where they do not."""
    turned = float((step * last).sum()) < 0.0
    return (max(0.5 * part, _SHORTEST) if turned else min(1.5 * part, 1.0)), step


Solutions = tuple[FloatArray, FloatArray]


def _joint(
    guess: Guess, curve: Curvature, most: float, along: Solutions | None
) -> tuple[Guess, float, Solutions]:
    """One step for points, items and pull; the pull moves so that mean and variance stay zero and one."""
    lay, theta = curve.layout, guess.theta
    coarse = Coarse.of(curve, theta)
    held = (curve.prior.weight, curve.prior.pull(theta))
    free = solve(curve, coarse, curve.reduced_gradient(), _SOLVED)
    lines = along or (None, None)
    solved = (
        solve(curve, coarse, held[0], _SOLVED, lines[0]),
        solve(curve, coarse, held[1], _SOLVED, lines[1]),
    )
    shifts = _multipliers(theta, free, solved)
    step = free - shifts[0] * solved[0] - shifts[1] * solved[1]
    change = float(np.abs(step).max())
    part = min(most, _FARTHEST / max(change, 1e-12))
    taken = kernels.to_items(lay.start, lay.cell, curve.cross, part * step)
    followed = np.einsum("jab,jb->ja", curve.inverse, taken)[:, :3]
    new = _with_items(guess, curve, part * curve.item_step() - followed)
    variance, _ = kernels.variances(lay.chain, curve.pivot, curve.off)
    new = replace(
        new,
        theta=theta + part * step,
        variance=variance,
        ridge=max(guess.ridge + part * shifts[1], 0.0),
        centre=guess.centre + part * shifts[0],
    )
    return new.standardised(), change, solved


def _multipliers(theta: FloatArray, free: FloatArray, along: Solutions) -> FloatArray:
    """Changes of centre and ridge after which mean and variance are zero and one, to first order."""
    ones = np.ones_like(theta)
    sides = (ones, theta)
    matrix = np.array([[(side * line).sum() for line in along] for side in sides])
    ends = theta + free
    excess = np.array([ends.sum(), (theta * ends).sum() - len(theta)])
    return np.clip(np.linalg.solve(matrix, excess), -_FARTHEST, _FARTHEST)


def _weighted(guess: Guess, layout: Layout, prior: Prior) -> Prior:
    """Weights of the pull: precision of a point if the latent positions behind its votes were seen."""
    square = np.repeat(np.square(guess.item[:, 0]) + guess.item[:, 3], np.diff(layout.start))
    told = np.bincount(layout.cell, square, len(guess.theta))
    return replace(prior, weight=pull_weights(told.astype(np.float64)))


def _with_items(guess: Guess, curve: Curvature, step: FloatArray) -> Guess:
    """Move the items, no cutpoint past its neighbour, and renew their variances."""
    longest = np.abs(step).max(1)
    part = np.minimum(1.0, _ITEM_FARTHEST / np.maximum(longest, 1e-12))
    both = curve.layout.kind == ALL_THREE
    gap = np.where(both, guess.item[:, 2] - np.where(both, guess.item[:, 1], 0.0), 1.0)
    closing = np.where(both, step[:, 1] - step[:, 2], 0.0)
    limit = (1 - _GAP_KEPT) * gap / np.maximum(closing, 1e-12)
    part = np.where(closing > 0, np.minimum(part, limit), part)
    item = guess.item.copy()
    item[:, :3] += part[:, None] * step
    item[:, 3] = curve.inverse[:, 0, 0]
    return replace(guess, item=item)


def _innovated(guess: Guess, prior: Prior, curve: Curvature) -> Prior:
    """Expectation-maximisation step for the common scale of the innovations."""
    own, lagged = kernels.variances(curve.layout.chain, curve.pivot, curve.off)
    now = np.flatnonzero(~prior.opens)
    moved = np.square(guess.theta[now] - guess.theta[now - 1]) + own[now] + own[now - 1] - 2 * lagged[now]
    scale = float(np.mean(moved / prior.innovation[now])) if len(now) else 1.0
    return replace(prior, innovation=prior.innovation * scale)
