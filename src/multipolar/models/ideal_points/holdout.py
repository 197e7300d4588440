"""Fits on most votes and scores the rest: how well the model says what it has not seen."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.ideal_points.fit import fit_ideal_points
from multipolar.models.ideal_points.quality import Quality, choice_shares, score
from multipolar.models.ideal_points.votes import ABSENT, ABSTAIN, VoteArrays


@dataclass(frozen=True, slots=True)
class Holdout:
    """Score on votes held back.

    Attributes:
        quality: Fit to the held-back votes that could be scored; probabilities average over the
            uncertainty of the points.
        unscored: Held-back votes of a state, session or item that the other votes do not place.
        converged: Whether the fit to the other votes has converged.
    """

    quality: Quality
    unscored: int
    converged: bool


def holdout_score(votes: VoteArrays, *, share: float = 0.1, seed: int = 0, **options: Any) -> Holdout:  # noqa: ANN401
    """Hold a random share of the votes back, fit on the rest, and score what was held back.

    Args:
        votes: The votes.
        share: Share held back.
        seed: Seed of the choice, and of the fit.
        **options: As ``fit_ideal_points`` takes them.
    """
    if not 0 < share < 1:
        raise AskedWronglyError(f"A share of {share} cannot be held back", "Choose one between 0 and 1")
    held = np.random.default_rng(seed).random(len(votes)) < share
    fit = fit_ideal_points(votes.where(~held), seed=seed, **options)
    state, item, session, choice = (
        getattr(votes, name)[held] for name in ("state", "item", "session", "choice")
    )
    if options.get("absence") == "abstain":
        choice = np.where(choice == ABSENT, ABSTAIN, choice)
    theta, sd, beta = fit.theta[state, session], fit.theta_sd[state, session], fit.discrimination[item]
    scored = np.isfinite(theta) & np.isfinite(beta) & (choice != ABSENT)
    if not scored.any():
        raise AskedWronglyError("No vote that was held back can be scored", "Hold a smaller share back")
    wide = np.sqrt(1.0 + np.square(beta * sd))[scored]
    cut = fit.cutpoints[item[scored]] / wide[:, None]
    shares = choice_shares((beta * theta)[scored] / wide, cut[:, 0], cut[:, 1])
    kept = ~held & (votes.choice != ABSENT)
    tally = np.zeros((votes.items, 3), np.int64)
    np.add.at(tally, (votes.item[kept], votes.choice[kept] - 1), 1)
    return Holdout(
        score(choice[scored], item[scored], shares, tally),
        int((~scored & (choice != ABSENT)).sum()),
        fit.converged,
    )
