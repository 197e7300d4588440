"""Gravity: three-way pseudo-maximum likelihood on 1.1 million generated flows, beside pyfixest by hand."""

import time

from benchmarks.case import Case, Job

_HERE = "benchmarks.gravity"
_COUNTRIES, _PERIODS, _TRUE = 200, 28, 0.4


def _flows():
    """Flows of 200 countries in 28 periods with an agreement, a border's effect by period, and zeros."""
    import numpy as np

    rng = np.random.default_rng(28)
    i, j, t = (axis.ravel() for axis in np.mgrid[:_COUNTRIES, :_COUNTRIES, :_PERIODS])
    apart = i != j
    i, j, t = i[apart], j[apart], t[apart]
    start = rng.integers(2, 2 * _PERIODS, (_COUNTRIES, _COUNTRIES))
    agreed = (t >= np.minimum(start, start.T)[i, j]).astype(float)
    tariff = rng.gamma(2.0, 2.0, (_COUNTRIES, _PERIODS))[j, t] * (1 - 0.7 * agreed) + rng.normal(size=len(i))
    size, want = (rng.normal(size=(_COUNTRIES, _PERIODS)) for _ in range(2))
    pair = rng.normal(size=(_COUNTRIES, _COUNTRIES))
    rate = np.exp(size[i, t] + want[j, t] + pair[i, j] + _TRUE * agreed - 0.02 * tariff)
    trade = rate * rng.gamma(0.8, 1.25, len(i))
    trade[rate * rng.random(len(i)) < 0.05] = 0.0
    return trade, agreed, tariff, i, j, t


def _warm(estimate) -> None:
    """Compilation and imports are left out on both sides."""
    import numpy as np

    columns = _flows()
    few = np.isin(columns[3], range(12)) & np.isin(columns[4], range(12)) & (columns[5] < 4)
    estimate(tuple(column[few] for column in columns))


def _ours(columns):
    from multipolar.models.gravity import fit_gravity, panel

    trade, agreed, tariff, i, j, t = columns
    data = panel(trade, {"agreed": agreed, "tariff": tariff}, i.astype(str), j.astype(str), t)
    found = fit_gravity(data)
    return found.coefficients[0], found.errors[0], found.observations


def _pyfixest(columns, checks):
    import warnings

    import numpy as np
    import pandas as pd
    import pyfixest as pf

    trade, agreed, tariff, i, j, t = columns
    frame = pd.DataFrame({
        "trade": trade, "agreed": agreed, "tariff": tariff, "out": i * _PERIODS + t, "into": j * _PERIODS + t,
        "pair": i * _COUNTRIES + j,
    })  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = pf.fepois(
            "trade ~ agreed + tariff | out + into + pair", data=frame, vcov={"CRV1": "pair"},
            separation_check=checks,
        )  # fmt: skip
    return float(model.coef().iloc[0]), float(np.sqrt(model._vcov[0, 0])), model._N


def _timed(estimate) -> tuple[float, str]:
    _warm(estimate)
    columns = _flows()
    began, processor = time.perf_counter(), time.process_time()
    beta, error, used = estimate(columns)
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    return seconds, (
        f"processor {processor:.1f} s; {used:,} of {len(columns[0]):,} rows used; agreement {beta:.6f} "
        f"({error:.6f}), true {_TRUE}"
    )


def ours() -> tuple[float, str]:
    """Both checks of separation, errors clustered by pair, rows as a person has them."""
    return _timed(_ours)


def pyfixest(checks: str) -> tuple[float, str]:
    """The library itself, with its check of effects only or with both."""
    return _timed(lambda columns: _pyfixest(columns, checks.split("+")))


CASES = (
    Case(
        "gravity", "three-way estimate of 1.1 million flows, after import and compilation",
        Job("multipolar", f"{_HERE}:ours"),
        (
            Job("pyfixest, one check", f"{_HERE}:pyfixest", ("fe",)),
            Job("pyfixest, both checks", f"{_HERE}:pyfixest", ("fe+ir",)),
        ),
        8.0, None,
    ),
)  # fmt: skip
