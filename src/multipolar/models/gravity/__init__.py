"""What explains trade between countries: structural gravity by Poisson pseudo-maximum likelihood."""

from multipolar.models.gravity.bias import leading_bias
from multipolar.models.gravity.estimate import CLUSTERS, Cluster, GravityFit, NotEstimatedError, fit_gravity
from multipolar.models.gravity.panel import Panel, panel

__all__ = [
    "CLUSTERS", "Cluster", "GravityFit", "NotEstimatedError", "Panel", "fit_gravity", "leading_bias", "panel",
]  # fmt: skip
