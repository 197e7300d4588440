"""Ideal points: the Assembly's whole history, and generated votes of 0.1, 1 and 10 times its size."""

import os
import resource
import time
from pathlib import Path

from benchmarks.case import Case, Job

_HERE = "benchmarks.ideal_points"
_SHARED = Path(os.environ.get("MULTIPOLAR_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
_STATES, _SESSIONS, _ROLL_CALLS, _TURNOUT = 200, 74, 74, 0.73


def _generated(size: float):
    """Votes from the model: random walks of 200 states over 74 sessions, a tenth of the items repeated."""
    import numpy as np

    from multipolar.models.ideal_points import VoteArrays

    rng = np.random.default_rng(74)
    per = max(2, round(_ROLL_CALLS * size))
    steps = np.column_stack([
        rng.normal(size=_STATES), 0.15 * rng.normal(size=(_STATES, _SESSIONS - 1)),
    ])  # fmt: skip
    theta = np.cumsum(steps, axis=1)
    session = np.repeat(np.arange(_SESSIONS), per)
    item = np.arange(len(session))
    repeated = (rng.random(len(session)) < 0.1) & (session > 0)
    item[repeated] -= per
    beta = 1.4 * rng.normal(size=len(session))[item]
    low = 0.8 + 0.7 * rng.normal(size=len(session))[item]
    parts = []
    for start in range(0, len(session), 2_000):
        part = np.arange(start, min(start + 2_000, len(session)))
        state, j = np.nonzero(rng.random((_STATES, len(part))) < _TURNOUT)
        j = part[j]
        latent = beta[j] * theta[state, session[j]] + rng.normal(size=len(j))
        parts.append((state, item[j], session[j], 1 + (latent > low[j]) + (latent > low[j] + 0.5)))
    return VoteArrays.of(*(np.concatenate(one) for one in zip(*parts, strict=True)))


def _compiled() -> float:
    """Compile, or load what was compiled, on a few votes."""
    from multipolar.models.ideal_points import fit_ideal_points

    few = _generated(0.03)
    began = time.perf_counter()
    fit_ideal_points(few)
    return time.perf_counter() - began


def _timed(votes, told: str = "", **options):
    from multipolar.models.ideal_points import fit_ideal_points

    compiling = _compiled()
    processor, began = time.process_time(), time.perf_counter()
    fit = fit_ideal_points(votes, **options)
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    done = "converged" if fit.converged else "NOT converged"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    note = (
        f"{fit.votes_used.sum():,} votes, {done} in {fit.iterations} passes, {processor:.1f} processor s "
        f"of the fit ({1e6 * processor / fit.votes_used.sum():.1f} millionths a vote), {peak:,.0f} MB, "
        f"first call {compiling:.1f} s"
    )
    return fit, seconds, note + told


def assembly() -> tuple[float, str]:
    """The whole history against the published series, which stand in the optional folder."""
    from tests.models.ideal_points.published import agreement, assembly

    whole = assembly(_SHARED / "data")
    fit, seconds, note = _timed(whole.votes, anchors=whole.anchors)
    for name, published in (("April 2020", whole.april_2020), ("July 2023", whole.july_2023)):
        overall, median, least, _ = agreement(fit.theta, published)
        note += f"; {name}: r {overall:.4f}, within sessions {median:.4f} (least {least:.4f})"
    return seconds, note


def generated(size: str) -> tuple[float, str]:
    """Generated votes of some multiple of the Assembly's."""
    _, seconds, note = _timed(_generated(float(size)))
    return seconds, note


def _few():
    """One session of 100 roll calls and 200 states, as tables of items by persons want it: no absences."""
    import numpy as np

    rng = np.random.default_rng(7)
    theta, beta, low = rng.normal(size=200), 1.4 * rng.normal(size=100), 0.7 * rng.normal(size=100)
    latent = np.outer(beta, theta) + rng.normal(size=(100, 200))
    return theta, 1 + (latent > low[:, None]) + (latent > low[:, None] + 0.5)


def _beside_truth(points, theta) -> str:
    import numpy as np

    return f"r with the true points {abs(np.corrcoef(points, theta)[0, 1]):.3f}"


def few() -> tuple[float, str]:
    """A static fit of a hundred roll calls."""
    import numpy as np

    from multipolar.models.ideal_points import VoteArrays

    theta, choices = _few()
    item, state = (axis.ravel() for axis in np.mgrid[:100, :200])
    votes = VoteArrays.of(state, item, np.zeros_like(state), choices.ravel())
    fit, seconds, _ = _timed(votes)
    return seconds, f"with standard deviations; {_beside_truth(fit.theta[:, 0], theta)}"


def few_girth() -> tuple[float, str]:
    """The same by girth's graded response model (marginal maximum likelihood), where it is installed."""
    import importlib.util
    import sys

    if importlib.util.find_spec("girth") is None:
        sys.exit("not installed (pip install girth)")
    import girth

    theta, choices = _few()
    began = time.perf_counter()
    told = girth.grm_mml(choices)
    return time.perf_counter() - began, f"items and points; {_beside_truth(told['Ability'], theta)}"


CASES = (
    Case(
        "ideal-points-few", "a hundred roll calls of 200 states in one session, by a static model",
        Job("multipolar", f"{_HERE}:few"), (Job("girth", f"{_HERE}:few_girth"),), None, None,
    ),
    Case(
        "ideal-points", "ideal points of the Assembly's whole history, compilation left out",
        Job("multipolar", f"{_HERE}:assembly"), (), 10.0, 1500.0,
    ),
    *(
        Case(
            f"ideal-points-x{size}", f"generated votes, {size} times that size",
            Job("multipolar", f"{_HERE}:generated", (size,)), (), None, None,
        )
        for size in ("0.1", "1", "10")
    ),
)  # fmt: skip
