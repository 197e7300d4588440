"""Ideal points in two dimensions, by a simpler model: ordered probit fitted by alternating Newton steps."""

from dataclasses import dataclass, replace

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.ideal_points import plane_kernels as kernels
from multipolar.models.ideal_points.fit import PUBLISHED_SMOOTHING, Anchors
from multipolar.models.ideal_points.layout import ALL_THREE, Layout, lay_out
from multipolar.models.ideal_points.model import pull_weights
from multipolar.models.ideal_points.newton import inverse_blocks
from multipolar.models.ideal_points.plane_start import plane_start
from multipolar.models.ideal_points.quality import Quality, choice_shares, score
from multipolar.models.ideal_points.votes import Absence, FloatArray, IntArray, VoteArrays

_ITEM_STEPS = 2
_FARTHEST = 0.5
_ITEM_FARTHEST = 1.0
_GAP_KEPT = 0.2
_FIRST_RIDGE = 1.5


@dataclass(frozen=True, slots=True)
class PlaneFit:
    """Points in two dimensions, and how well they fit.

    Over all states and sessions with votes, points have mean zero, variance one in either dimension, and no
    correlation between the two. The latent position of a vote is the sum of discrimination times point over
    the dimensions, plus a standard normal error.

    Attributes:
        theta: Posterior mode by state, session and dimension; NaN where a state cast no vote that was used.
        theta_sd: Its standard deviation, the items' own error taken into account vote by vote.
        votes_used: Votes behind each state and session.
        discrimination: By item and dimension; NaN for items that were not used.
        cutpoints: By item, lower and upper.
        quality: Classification and log likelihood of the votes used.
        iterations: Passes that were made.
        change: Farthest that a point moved in the last one.
        converged: Whether that is within the tolerance.
        items_used: Items on which choices differed.
        identification: What fixes centre, scale and directions, in words.
    """

    theta: FloatArray
    theta_sd: FloatArray
    votes_used: IntArray
    discrimination: FloatArray
    cutpoints: FloatArray
    quality: Quality
    iterations: int
    change: float
    converged: bool
    items_used: int
    identification: str


@dataclass(frozen=True, slots=True)
class _State:
    theta: FloatArray
    item: FloatArray
    ridge: float

    def moved(self, centre: FloatArray, turn: FloatArray) -> "_State":
        """The same predictions with points (theta - centre) turn."""
        item = self.item.copy()
        item[:, 2:] -= (item[:, :2] @ centre)[:, None]
        item[:, :2] = item[:, :2] @ np.linalg.inv(turn).T
        return replace(self, theta=(self.theta - centre) @ turn, item=item)


@dataclass(frozen=True, slots=True)
class _Given:
    layout: Layout
    innovation: FloatArray


def fit_ideal_plane(
    votes: VoteArrays,
    *,
    anchors: Anchors,
    up: tuple[int, ...],
    absence: Absence = "ignore",
    tol: float = 0.01,
    max_iter: int = 200,
    seed: int = 0,
) -> PlaneFit:
    """Fit points in two dimensions: random walks with the published variances, a pull that holds the scale.

    Args:
        votes: The votes.
        anchors: The first dimension is the line from the mean point of the negative states to that of the
            positive ones.
        up: States whose mean lies above zero in the second dimension.
        absence: As in ``fit_ideal_points``.
        tol: Farthest that any point may still move.
        max_iter: Most passes.
        seed: Seed of the first directions.

    Raises:
        AskedWronglyError: Anchors that cast no vote, or votes that cannot place the states on one scale.
    """
    if not 0 < tol < np.inf or max_iter < 1:
        raise AskedWronglyError("The tolerance must be positive and at least one pass allowed")
    layout = lay_out(votes, absence)
    sides = _sides(layout, anchors, up)
    leans = layout.leans
    innovation = PUBLISHED_SMOOTHING * layout.votes / (layout.votes + layout.votes[leans])
    given = _Given(layout, np.asarray(innovation))
    state = _State(*plane_start(layout, seed), _FIRST_RIDGE)
    state, done, change = _iterate(state, given, tol, max_iter)
    spread = _turned(state, given, sides)
    return _result(votes, given, *spread, done, change, change <= tol)


def _iterate(state: _State, given: _Given, tol: float, most: int) -> tuple[_State, int, float]:
    """Passes, every third from a point extrapolated from the two before (Varadhan and Roland 2008)."""
    done, change = 0, np.inf
    while done < most and change > tol:
        start = state.theta
        state = _pass(state, given)
        first = state.theta - start
        before = state.theta
        state = _pass(state, given)
        second = state.theta - before
        done, change = done + 2, float(np.abs(second).max())
        bend = second - first
        stretch = float(np.sqrt((first * first).sum() / max((bend * bend).sum(), 1e-300)))
        stretch = min(max(stretch, 1.0), 1.0 + done / 2)
        if change > tol and stretch > 1.0:
            leap = start + 2 * stretch * first + stretch * stretch * bend
            state = _pass(replace(state, theta=leap), given)
            done += 1
    return state, done, change


def _pass(state: _State, given: _Given) -> _State:
    """Items given points, points given items; then mean zero, variance one, no correlation."""
    lay = given.layout
    for _ in range(_ITEM_STEPS):
        state = _with_items(state, lay)
    rows, weight = _cells(state, given)
    prior = state.ridge * weight
    diagonal = rows[:, 2:5].copy()
    diagonal[:, 0] += prior
    diagonal[:, 2] += prior
    right = rows[:, :2] - _walk(state.theta, given) - prior[:, None] * state.theta
    step, _ = kernels.solve_chains(lay.chain, diagonal, given.innovation, right)
    theta = state.theta + np.clip(step, -_FARTHEST, _FARTHEST)
    wide = float(theta.var(0).mean())
    ridge = state.ridge * min(max(wide, 0.8), 1.25)
    return _standardised(replace(state, theta=theta, ridge=ridge))


def _with_items(state: _State, lay: Layout) -> _State:
    gradient, curvature = kernels.item_sums(lay.start, lay.cell, lay.choice, state.item, state.theta)
    gradient[:, :2] -= state.item[:, :2]
    inverse = _inverse(curvature, lay)
    step = np.einsum("jab,jb->ja", inverse, gradient)
    part = np.minimum(1.0, _ITEM_FARTHEST / np.maximum(np.abs(step).max(1), 1e-12))
    both = lay.kind == ALL_THREE
    gap = np.where(both, state.item[:, 3] - np.where(both, state.item[:, 2], 0.0), 1.0)
    closing = np.where(both, step[:, 2] - step[:, 3], 0.0)
    limit = (1 - _GAP_KEPT) * gap / np.maximum(closing, 1e-12)
    part = np.where(closing > 0, np.minimum(part, limit), part)
    return replace(state, item=state.item + part[:, None] * step)


def _inverse(curvature: FloatArray, lay: Layout) -> FloatArray:
    curvature[:, 0, 0] += 1.0
    curvature[:, 1, 1] += 1.0
    return inverse_blocks(curvature, lay.kind)


def _cells(state: _State, given: _Given) -> tuple[FloatArray, FloatArray]:
    """Sums by cell (see ``plane_kernels.cell_sums``), and the weights of the pull."""
    lay = given.layout
    _, curvature = kernels.item_sums(lay.start, lay.cell, lay.choice, state.item, state.theta)
    inverse = _inverse(curvature, lay)
    rows = kernels.cell_sums(
        lay.blocks, lay.start, lay.cell, lay.choice, state.item, inverse, state.theta
    ).sum(0)
    square = np.repeat(np.square(state.item[:, :2]).sum(1), np.diff(lay.start))
    return rows, pull_weights(np.bincount(lay.cell, square, len(state.theta)).astype(np.float64))


def _walk(theta: FloatArray, given: _Given) -> FloatArray:
    """Precision of the random walks times the points."""
    step = np.zeros_like(theta)
    step[1:] = np.diff(theta, axis=0)
    step[given.layout.opens] = 0.0
    step /= given.innovation[:, None]
    out = step.copy()
    out[:-1] -= step[1:]
    return out


def _standardised(state: _State) -> _State:
    """Whitened along the points' own axes, which turns them least."""
    values, axes = np.linalg.eigh(np.cov(state.theta.T, bias=True))
    turn = axes @ np.diag(1 / np.sqrt(np.maximum(values, 1e-12))) @ axes.T
    return state.moved(state.theta.mean(0), turn)


def _sides(layout: Layout, anchors: Anchors, up: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """By cell, the line's weights and those of ``up``."""
    parts = []
    for what, states in (("positive", anchors.positive), ("negative", anchors.negative), ("up", up)):
        there = np.isin(layout.state, states).astype(np.float64)
        if not there.any():
            raise AskedWronglyError(f"No {what} anchor cast a vote on a divided item", "Name others")
        parts.append(there / there.sum())
    return parts[0] - parts[1], parts[2]


def _turned(
    state: _State, given: _Given, sides: tuple[FloatArray, FloatArray]
) -> tuple[_State, FloatArray, str]:
    """The rotation that the anchors ask for, and the standard deviations after it."""
    line = sides[0] @ state.theta
    size = float(np.hypot(*line))
    if size < 1e-6:
        raise AskedWronglyError("The positive and negative anchors stand in one place", "Name others")
    turn = np.array([[line[0], -line[1]], [line[1], line[0]]]) / size
    if (sides[1] @ state.theta @ turn)[1] < 0:
        turn[:, 1] *= -1
    state = state.moved(np.zeros(2), turn)
    rows, weight = _cells(state, given)
    diagonal = rows[:, 5:8].copy()
    diagonal[:, 0] += state.ridge * weight
    diagonal[:, 2] += state.ridge * weight
    _, variance = kernels.solve_chains(given.layout.chain, diagonal, given.innovation, state.theta)
    said = (
        "points have mean 0, variance 1 in either dimension and no correlation over all states and sessions; "
        "the first dimension is the line between the anchors' mean points, the second is turned by a state"
    )
    return state, np.sqrt(variance), said


def _result(
    votes: VoteArrays, given: _Given, state: _State, sd: FloatArray, said: str,
    done: int, change: float, converged: bool,
) -> PlaneFit:  # fmt: skip
    lay = given.layout
    of_item = np.repeat(np.arange(len(lay.item)), np.diff(lay.start))
    eta = (state.item[of_item, :2] * state.theta[lay.cell]).sum(1)
    shares = choice_shares(eta, state.item[of_item, 2], state.item[of_item, 3])
    full = (lay.state, lay.session)
    theta, spread = (np.full((votes.states, votes.sessions, 2), np.nan) for _ in range(2))
    theta[full], spread[full] = state.theta, sd
    used = np.zeros((votes.states, votes.sessions), np.int64)
    used[full] = lay.votes
    beta, cut = (np.full((votes.items, 2), np.nan) for _ in range(2))
    beta[lay.item], cut[lay.item] = state.item[:, :2], state.item[:, 2:]
    return PlaneFit(
        theta, spread, used, beta, cut, score(lay.choice, of_item, shares, lay.tally),
        done, change, converged, len(lay.item), said,
    )  # fmt: skip
