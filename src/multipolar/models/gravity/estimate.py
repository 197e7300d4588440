"""Structural gravity by Poisson pseudo-maximum likelihood, with clustered errors and what was left out."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from multipolar.basics.errors import AskedWronglyError, MultipolarError
from multipolar.models.gravity.bias import leading_bias
from multipolar.models.gravity.leverage import corrected_covariance
from multipolar.models.gravity.panel import Codes, Floats, Panel
from multipolar.models.gravity.within import within

if TYPE_CHECKING:
    from numpy.typing import NDArray

Cluster = Literal["pair", "exporter", "importer", "period"]
CLUSTERS: tuple[Cluster, ...] = get_args(Cluster)
_ALL_EXPLAINED = "Every regressor is explained by the effects; nothing is left to estimate."


class NotEstimatedError(MultipolarError):
    """The estimate did not converge, or nothing is left to estimate from; there is no result."""


@dataclass(frozen=True, slots=True)
class GravityFit:
    """Estimates of a gravity equation.

    Attributes:
        names: Regressors that were estimated.
        coefficients: Change in the log of trade for one unit of each.
        errors: Standard errors, clustered as asked.
        covariance: Their covariances.
        corrected: Coefficients less their leading bias (Weidner and Zylkin 2021); ``None`` where not asked.
        corrected_errors: Standard errors, clustered by pair, with the leverage of each pair taken off;
            ``None`` where not asked, or where that cannot be computed (`corrected_covariance`).
        collinear: Regressors left out because the effects or other regressors explain them.
        rows: Observations given.
        observations: Observations used.
        separated: Left out because a regressor or an effect alone fits them perfectly.
        clusters: Number of clusters of each way of clustering.
        deviance: Of the fit.
        fitted: Trade as fitted, for the observations used.
        kept: Which observations were used.
    """

    names: tuple[str, ...]
    coefficients: Floats
    errors: Floats
    covariance: Floats
    corrected: Floats | None
    corrected_errors: Floats | None
    collinear: tuple[str, ...]
    rows: int
    observations: int
    separated: int
    clusters: tuple[int, ...]
    deviance: float
    fitted: Floats
    kept: "NDArray[np.bool_]"


def fit_gravity(
    data: Panel, pairs: bool = True, cluster: Sequence[Cluster] = ("pair",), correct: bool = False
) -> GravityFit:
    """Estimate by Poisson pseudo-maximum likelihood with exporter-period and importer-period effects.

    Observations that an effect alone fits, all flows of its group being zero, are taken out first, until none
    is left. The iterations, the removal of what else is separated and of collinear regressors are those of
    pyfixest; its check of separation by regressors is many times faster on what is then left.
    Standard errors follow Cameron, Gelbach and Miller 2011, with G / (G - 1) for the fewest clusters G.

    Args:
        data: The observations.
        pairs: Whether each pair has an effect of its own.
        cluster: Ways of clustering; several are combined.
        correct: Whether to take off the leading bias of three-way estimates, and to correct their errors.

    Raises:
        AskedWronglyError: No such cluster, or a correction without pairs and periods.
        NotEstimatedError: No convergence, or nothing left to estimate.
    """
    if not cluster or any(name not in CLUSTERS for name in cluster):
        problem = f"Cannot cluster by {', '.join(cluster) or 'nothing'}"
        raise AskedWronglyError(problem, f"Ways: {', '.join(CLUSTERS)}")
    if correct and (not pairs or data.period.max() == 0):
        raise AskedWronglyError(
            "The correction is for estimates with pair effects over several periods",
            "Leave it out, or add both",
        )
    if correct and len(np.unique(data.pair)) != len(np.unique(data.ways)):
        raise AskedWronglyError(
            "The correction is for pairs whose directions are apart", "Use directed pairs"
        )
    kept = _fitted_by_no_effect(data, pairs)
    model, left_in = _estimated(data.take(kept), pairs)
    kept[kept] = left_in
    used = data.take(kept)
    names = tuple(str(name) for name in model._coefnames)
    at = [used.names.index(name) for name in names]
    fitted = np.asarray(model._Y_hat_response, dtype=float).ravel()
    left = within(used.regressors[:, at], fitted, _numbered(used.effects(pairs)))
    covariance, counts = _covariance(left, used, fitted, cluster)
    beta = np.asarray(model._beta_hat, dtype=float)
    corrected = beta - leading_bias(used, left, fitted) if correct else None
    wider = corrected_covariance(used, left, fitted) if correct else None
    return GravityFit(
        names, beta, np.sqrt(np.diag(covariance)), covariance, corrected,
        np.sqrt(np.diag(wider)) if wider is not None else None,
        tuple(n for n in data.names if n not in names), len(data.trade), len(used.trade),
        len(data.trade) - len(used.trade), counts, float(model.deviance), fitted, kept,
    )  # fmt: skip


def _fitted_by_no_effect(data: Panel, pairs: bool) -> "NDArray[np.bool_]":
    """Observations that are in no group, of any effect, whose flows are all zero."""
    kept = np.ones(len(data.trade), dtype=bool)
    groups = data.effects(pairs)
    while True:
        before = int(kept.sum())
        for codes in groups:
            sums = np.bincount(codes[kept], data.trade[kept], int(codes.max()) + 1)
            kept &= sums[codes] > 0
        if not kept.any():
            raise NotEstimatedError("Every flow is zero; nothing is left to estimate from.")
        if int(kept.sum()) == before:
            return kept


def _estimated(data: Panel, pairs: bool) -> "tuple[Any, NDArray[np.bool_]]":
    """The fitted model of pyfixest, and which observations it used."""
    try:
        import pandas as pd
        import pyfixest as pf
    except ImportError as error:
        raise NotEstimatedError("Gravity needs pyfixest: install multipolar[gravity].") from error
    columns = {f"x{k}": data.regressors[:, k] for k in range(len(data.names))}
    effects = {f"e{k}": codes for k, codes in enumerate(data.effects(pairs))}
    frame = pd.DataFrame({"trade": data.trade, **columns, **effects})
    formula = f"trade ~ {' + '.join(columns)} | {' + '.join(effects)}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            model: Any = pf.fepois(
                formula,
                data=frame,
                vcov="iid",
                fixef_rm="none",
                separation_check=["fe", "ir"],
                iwls_maxiter=100,
            )
        except (ValueError, RuntimeError, np.linalg.LinAlgError) as error:
            if "collinear" in str(error):
                raise NotEstimatedError(_ALL_EXPLAINED) from error
            problem = " ".join(str(error).split()) or type(error).__name__
            raise NotEstimatedError(f"Gravity was not estimated: {problem}") from error
    if not model.convergence:
        raise NotEstimatedError("Gravity did not converge in 100 steps; nothing is reported.")
    if not model._coefnames:
        raise NotEstimatedError(_ALL_EXPLAINED)
    model._coefnames = [data.names[int(name[1:])] for name in model._coefnames]
    kept = np.ones(len(data.trade), dtype=bool)
    kept[np.asarray(model.na_index, dtype=int)] = False
    return model, kept


def _numbered(groups: Sequence[Codes]) -> tuple[Codes, ...]:
    """Groups numbered without gaps."""
    return tuple(np.unique(codes, return_inverse=True)[1].astype(np.int64) for codes in groups)


def _covariance(
    left: Floats, data: Panel, fitted: Floats, cluster: Sequence[Cluster]
) -> tuple[Floats, tuple[int, ...]]:
    """The sandwich, with the meat of several ways of clustering added and their overlaps taken off."""
    bread = np.linalg.inv((left * fitted[:, None]).T @ left)
    scores = left * (data.trade - fitted)[:, None]
    ways = _numbered([getattr(data, name) for name in dict.fromkeys(cluster)])
    counts = tuple(int(codes.max()) + 1 for codes in ways)
    meat = np.zeros_like(bread)
    for size in range(1, len(ways) + 1):
        for some in combinations(ways, size):
            codes = _numbered([_crossed(some)])[0]
            sums = np.column_stack([np.bincount(codes, column) for column in scores.T])
            meat += (-1) ** (size + 1) * sums.T @ sums
    factor = min(counts) / (min(counts) - 1) if min(counts) > 1 else 1.0
    return np.asarray(factor * bread @ meat @ bread), counts


def _crossed(ways: Sequence[Codes]) -> Codes:
    crossed = ways[0]
    for codes in ways[1:]:
        crossed = crossed * (int(codes.max()) + 1) + codes
    return crossed
