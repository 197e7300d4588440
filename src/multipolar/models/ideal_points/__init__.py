"""Where states stand, session by session, as their votes of yes, abstention and no place them on one line."""

from multipolar.models.ideal_points.fit import Anchors, IdealPointFit, fit_ideal_points
from multipolar.models.ideal_points.holdout import Holdout, holdout_score
from multipolar.models.ideal_points.plane import PlaneFit, fit_ideal_plane
from multipolar.models.ideal_points.quality import Quality
from multipolar.models.ideal_points.votes import ABSENT, ABSTAIN, NO, YES, VoteArrays, link_items

__all__ = [
    "ABSENT", "ABSTAIN", "NO", "YES", "Anchors", "Holdout", "IdealPointFit", "PlaneFit", "Quality",
    "VoteArrays", "fit_ideal_plane", "fit_ideal_points", "holdout_score", "link_items",
]  # fmt: skip
