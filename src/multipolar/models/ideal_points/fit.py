"""Fits a dynamic ordinal ideal-point model: each state's point in each session, with its uncertainty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.ideal_points.layout import Layout, lay_out
from multipolar.models.ideal_points.quality import Quality, quality
from multipolar.models.ideal_points.votes import ABSENCE, Absence, FloatArray, IntArray, VoteArrays

if TYPE_CHECKING:
    from multipolar.models.ideal_points.estimate import Run

Innovation = Literal["votes", "estimate"]
Walk = Literal["sequential", "joint"]
# Bailey, Strezhnev and Voeten's published setting (``Smooth``): half, times the share of the session's votes.
PUBLISHED_SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Anchors:
    """Which states fix the direction; they are not fixed in place.

    Attributes:
        positive: States whose mean point lies above that of the negative ones.
        negative: The others.
    """

    positive: tuple[int, ...]
    negative: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IdealPointFit:
    """Points, items, and how well they fit.

    Points have mean zero and variance one over all states and sessions with votes. The latent position of a
    vote is discrimination times point plus a standard normal error: a yes below the lower cutpoint, a no
    above the upper one, an abstention between.

    Attributes:
        theta: Posterior mean by state and session; NaN where a state cast no vote that was used.
        theta_sd: Posterior standard deviation, the items' uncertainty included.
        votes_used: Votes behind each, zero where there are none.
        discrimination: By item; NaN for items that were not used (unanimous, or without votes).
        discrimination_sd: Its standard deviation given the points.
        cutpoints: By item, lower and upper; minus or plus infinity where nobody chose beyond it, equal where
            nobody abstained.
        cutpoints_sd: Their standard deviations given the points; NaN where infinite.
        innovation: Variance of the step into each state and session; NaN where there is none.
        quality: Classification and log likelihood of the votes used.
        iterations: Passes that were made.
        change: Farthest that a point moved in the last one.
        converged: Whether that is within the tolerance.
        items_used: Items on which choices differed.
        identification: What fixes centre, scale and direction, in words.
    """

    theta: FloatArray
    theta_sd: FloatArray
    votes_used: IntArray
    discrimination: FloatArray
    discrimination_sd: FloatArray
    cutpoints: FloatArray
    cutpoints_sd: FloatArray
    innovation: FloatArray
    quality: Quality
    iterations: int
    change: float
    converged: bool
    items_used: int
    identification: str


def fit_ideal_points(
    votes: VoteArrays,
    *,
    dimensions: int = 1,
    absence: Absence = "ignore",
    anchors: Anchors | None = None,
    innovation: Innovation | float = "votes",
    walk: Walk = "sequential",
    tol: float = 0.01,
    max_iter: int = 60,
    seed: int = 0,
) -> IdealPointFit:
    """Fit the model of Bailey, Strezhnev and Voeten (2017) by variational Newton steps.

    Args:
        votes: The votes.
        dimensions: Only one; two are the business of ``fit_ideal_plane``.
        absence: ``ignore`` leaves absences out; ``abstain`` counts them as abstentions.
        anchors: Which states stand on which side; without them, higher means more often no.
        innovation: Variance of a state's step between sessions. ``votes`` is the published rule: half, times
            the share of the session's votes in those of the session and the one before. ``estimate`` scales
            that rule to the data (``walk`` joint only). A number is the variance of a step of one session.
        walk: ``sequential`` centres a session's prior on the state's estimate in the session before, and lets
            nothing flow back, as the published sampler does. ``joint`` is a random walk in the full sense,
            where later votes inform earlier points as well.
        tol: Farthest that any point may still move, in standard deviations of all points.
        max_iter: Most passes; a fit that ends there says that it has not converged.
        seed: Seed of the first direction where there are no anchors.

    Returns:
        The fit; look at ``converged``.

    Raises:
        AskedWronglyError: An option is unknown, or the votes cannot place the states on one scale.

    References:
        Bailey, M. A., A. Strezhnev and E. Voeten (2017), "Estimating dynamic state preferences from United
        Nations voting data", Journal of Conflict Resolution 61(2), 430-456.
        Martin, A. D. and K. M. Quinn (2002), "Dynamic ideal point estimation via Markov chain Monte Carlo for
        the U.S. Supreme Court", Political Analysis 10(2), 134-153.
        Imai, K., J. Lo and J. Olmsted (2016), "Fast estimation of ideal points with massive data", American
        Political Science Review 110(4), 631-656.
    """
    _check(dimensions, absence, innovation, walk, tol, max_iter)
    _check_anchors(votes, anchors)
    layout = lay_out(votes, absence)

    from multipolar.models.ideal_points.estimate import iterate
    from multipolar.models.ideal_points.model import Prior
    from multipolar.models.ideal_points.start import starting_values

    lean = _lean(layout, anchors, seed)
    prior = Prior.of(layout, _innovations(layout, innovation))
    guess = starting_values(layout, lean)
    run = iterate(
        guess, layout, prior, sequential=walk == "sequential", tolerance=tol, most=max_iter,
        estimate_innovation=innovation == "estimate",
    )  # fmt: skip
    return _result(votes, layout, run, anchors)


def _check(
    dimensions: int,
    absence: str,
    innovation: str | float,
    walk: str,
    tol: float,
    max_iter: int,
) -> None:
    if dimensions != 1:
        raise AskedWronglyError(
            f"A fit in {dimensions} dimensions is not offered here",
            "Two have a function of their own, fit_ideal_plane",
        )
    if absence not in ABSENCE:
        raise AskedWronglyError(f"Absence cannot be {absence!r}", f"Choose one of: {', '.join(ABSENCE)}")
    if walk not in ("sequential", "joint"):
        raise AskedWronglyError(f"Walk {walk!r} is not known", "Choose sequential or joint")
    if isinstance(innovation, str) and innovation not in ("votes", "estimate"):
        raise AskedWronglyError(
            f"Innovation {innovation!r} is not known", "Choose votes, estimate, or a variance"
        )
    if innovation == "estimate" and walk != "joint":
        raise AskedWronglyError(
            "Innovations can be estimated only for a walk that flows both ways", "Ask for walk joint"
        )
    if not isinstance(innovation, str) and not 0 < innovation < np.inf:
        raise AskedWronglyError(f"An innovation variance of {innovation} is not positive and finite")
    if not 0 < tol < np.inf or max_iter < 1:
        raise AskedWronglyError("The tolerance must be positive and at least one pass allowed")


def _check_anchors(votes: VoteArrays, anchors: Anchors | None) -> None:
    if anchors is None:
        return
    for state in (*anchors.positive, *anchors.negative):
        if not 0 <= state < votes.states:
            raise AskedWronglyError(f"Anchor {state} is not among states 0 to {votes.states - 1}")
    if not (anchors.positive and anchors.negative):
        raise AskedWronglyError("Anchors need at least one state on either side")


def _lean(layout: Layout, anchors: Anchors | None, seed: int) -> FloatArray:
    if anchors is None:
        return np.random.default_rng(seed).normal(size=len(layout.state))
    sides = np.isin(layout.state, anchors.positive).astype(float) - np.isin(layout.state, anchors.negative)
    if not (sides > 0).any() or not (sides < 0).any():
        raise AskedWronglyError("The anchors of one side cast no vote on a divided item", "Name others")
    return sides


def _innovations(layout: Layout, innovation: str | float) -> FloatArray:
    """Variance of the step into each cell; a gap counts as many steps only where a number is given."""
    leans = layout.leans
    if isinstance(innovation, str):
        return np.asarray(PUBLISHED_SMOOTHING * layout.votes / (layout.votes + layout.votes[leans]))
    gap = np.maximum(np.abs(layout.session - layout.session[leans]), 1)
    return np.asarray(float(innovation) * gap)


def _result(votes: VoteArrays, layout: Layout, run: "Run", anchors: Anchors | None) -> IdealPointFit:
    """Standardise over cells, orient, and spread out to states, sessions and items."""
    from multipolar.models.ideal_points.uncertainty import standard_deviations

    sd = standard_deviations(run.curve, run.guess.theta)
    theta = run.guess.theta
    sign = _sign(layout, theta, anchors)
    scale = float(theta.std()) * sign
    guess = run.guess.moved(float(theta.mean()), scale)
    item, kind = guess.item, layout.kind
    spread = np.sqrt(np.einsum("jkk->jk", run.curve.inverse)[:, :3])
    shape = (votes.states, votes.sessions)
    full = (layout.state, layout.session)
    return IdealPointFit(
        theta=_spread(shape, full, guess.theta),
        theta_sd=_spread(shape, full, sd / abs(scale)),
        votes_used=_spread(shape, full, layout.votes, 0).astype(np.int64),
        discrimination=_spread((votes.items,), (layout.item,), item[:, 0]),
        discrimination_sd=_spread((votes.items,), (layout.item,), spread[:, 0] * abs(scale)),
        cutpoints=_spread((votes.items, 2), (layout.item,), item[:, 1:3]),
        cutpoints_sd=_spread(
            (votes.items, 2), (layout.item,), np.where(np.isfinite(item[:, 1:3]), spread[:, 1:], np.nan)
        ),
        innovation=_spread(shape, full, np.where(layout.opens, np.nan, run.prior.innovation) / scale**2),
        quality=quality(layout, guess.theta, item),
        iterations=run.iterations,
        change=run.change / abs(scale),
        converged=run.converged,
        items_used=len(kind),
        identification=_identification(anchors),
    )


def _spread(
    shape: tuple[int, ...], at: Sequence[IntArray], values: FloatArray | IntArray, empty: float = np.nan
) -> FloatArray:
    out = np.full(shape, empty)
    out[tuple(at)] = values
    return out


def _sign(layout: Layout, theta: FloatArray, anchors: Anchors | None) -> float:
    if anchors is None:
        of_item = np.repeat(np.arange(len(layout.item)), np.diff(layout.start))
        mean = np.bincount(of_item, layout.choice) / np.diff(layout.start)
        excess = np.bincount(layout.cell, layout.choice - mean[of_item])
        return 1.0 if float(excess @ theta) >= 0 else -1.0
    above = theta[np.isin(layout.state, anchors.positive)].mean()
    below = theta[np.isin(layout.state, anchors.negative)].mean()
    return 1.0 if above >= below else -1.0


def _identification(anchors: Anchors | None) -> str:
    centre = "points have mean 0 and variance 1 over all states and sessions with votes"
    spread = "while fitting, a pull towards zero in proportion to what votes tell holds both"
    if anchors is None:
        return f"{centre}; {spread}; higher means more often no than others on the same item"
    up, down = (", ".join(map(str, side)) for side in (anchors.positive, anchors.negative))
    return f"{centre}; {spread}; the mean of state(s) {up} lies above that of state(s) {down}"
