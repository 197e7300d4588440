"""Standard deviations of the points, the items' uncertainty and the choice of scale taken into account."""

from dataclasses import replace

import numpy as np

from multipolar.models.ideal_points import kernels
from multipolar.models.ideal_points.newton import Coarse, Curvature, solve
from multipolar.models.ideal_points.votes import FloatArray

_SOLVED = 1e-3


def standard_deviations(curve: Curvature, theta: FloatArray) -> FloatArray:
    """Standard deviation of each point in units of ``theta``, once all points are standardised.

    The covariance is S^-1 (see ``newton``). Its diagonal is that of T^-1, the points given the items, plus
    what sessions' shifts and stretches add. Standardising removes the common shift and stretch (delta
    method): with a the unit vectors along one and theta, the covariance becomes P S^-1 P, P = I - a a'.
    """
    lay = curve.layout
    curve = replace(curve, sequential=False)
    coarse = Coarse.of(curve, theta)
    given_items, _ = kernels.variances(lay.chain, curve.pivot, curve.off)
    variance = given_items + coarse.excess()
    centred = theta - theta.mean()
    axes = np.stack([np.full_like(theta, 1 / np.sqrt(len(theta))), centred / np.linalg.norm(centred)], 1)
    solved = np.stack([solve(curve, coarse, axis, _SOLVED) for axis in axes.T], 1)
    variance += np.einsum("ca,ab,cb->c", axes, axes.T @ solved, axes) - 2 * (axes * solved).sum(1)
    return np.sqrt(np.maximum(variance, 0.25 * given_items))
