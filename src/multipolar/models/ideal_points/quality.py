"""How well points and items reproduce votes: share classified, gain over the majority, log score."""

import math
from dataclasses import dataclass

import numpy as np

from multipolar.models.ideal_points.layout import Layout
from multipolar.models.ideal_points.votes import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Quality:
    """Fit to a set of votes.

    Attributes:
        votes: How many.
        classified: Share whose likeliest choice is the one made.
        reduction: Proportional reduction in error: errors fewer than when every state is given its item's
            most frequent choice, over those errors (aggregate PRE of Poole and Rosenthal 1997).
        log_score: Mean log probability of the choices made; zero is perfect.
        baseline: The same when every state is given its item's shares.
    """

    votes: int
    classified: float
    reduction: float
    log_score: float
    baseline: float


def quality(layout: Layout, theta: FloatArray, item: FloatArray) -> Quality:
    """Fit to the votes that were used."""
    of_item = np.repeat(np.arange(len(layout.item)), np.diff(layout.start))
    shares = choice_shares(item[of_item, 0] * theta[layout.cell], item[of_item, 1], item[of_item, 2])
    return score(layout.choice, of_item, shares, layout.tally)


def score(choice: IntArray, of_item: IntArray, shares: FloatArray, tally: IntArray) -> Quality:
    """Compare choices with their probabilities, and with the tallies of their items.

    Args:
        choice: 1 yes, 2 abstain, 3 no.
        of_item: Row of ``tally`` of each vote.
        shares: Probability of each choice, by vote.
        tally: Votes by item and choice that the baselines go by.
    """
    rows = np.arange(len(choice))
    made = choice - 1
    right = int((shares.argmax(1) == made).sum())
    majority = int((tally.argmax(1)[of_item] == made).sum())
    # Half a vote for each choice, as an item's tally may lack a choice that was held back.
    smooth = (tally + 0.5) / (tally + 0.5).sum(1, keepdims=True)
    wrong, errors = len(choice) - right, len(choice) - majority
    return Quality(
        votes=len(choice),
        classified=right / len(choice),
        reduction=(errors - wrong) / errors if errors else math.nan,
        log_score=float(np.log(np.maximum(shares[rows, made], 1e-12)).mean()),
        baseline=float(np.log(smooth[of_item, made]).mean()),
    )


def choice_shares(eta: FloatArray, first: FloatArray, second: FloatArray) -> FloatArray:
    """Probability of yes, abstention and no."""
    below, above = _normal(first - eta), _normal(eta - second)
    return np.stack([below, np.maximum(1.0 - below - above, 0.0), above], 1)


def _normal(x: FloatArray) -> FloatArray:
    """Standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 8e-8)."""
    size = np.minimum(np.abs(x), 40.0)
    k = 1.0 / (1.0 + 0.2316419 * size)
    series = k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))))
    upper = np.exp(-0.5 * size * size) / math.sqrt(2 * math.pi) * series
    return np.asarray(np.where(x > 0, 1.0 - upper, upper))
