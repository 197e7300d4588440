"""What-if: a baseline and one change in 30 to 200 countries beside gegravity, draws, and many sectors."""

import time

from benchmarks.case import Case, Job

_HERE = "benchmarks.equilibrium"
_SIGMA, _EFFECT = 5.0, 0.4711383


def _costs(countries: int):
    """Trade costs to a power, outputs and expenditures, as estimates of gravity would give them."""
    import numpy as np

    rng = np.random.default_rng(countries)
    place = rng.normal(size=(countries, 2))
    apart = np.log(1 + np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1)))
    log_cost = -0.5 * apart - 1.5 * (1 - np.eye(countries))
    output = np.exp(1.2 * rng.normal(size=countries)) * 1e5
    return log_cost, output, output * np.exp(0.05 * rng.normal(size=countries))


def _change(countries: int):
    import numpy as np

    change = np.zeros((countries, countries))
    change[0, 1] = change[1, 0] = _EFFECT
    return change


def ours(size: str) -> tuple[float, str]:
    """Baseline resistances, one change, and the closed loop on top, which gegravity does not do."""
    import numpy as np

    from multipolar.models.equilibrium import conditional_change, counterfactual, economy

    countries = int(size)
    log_cost, output, spent = _costs(countries)
    change = _change(countries)
    began = time.perf_counter()
    found = conditional_change(np.exp(log_cost), np.exp(log_cost + change), output, spent, _SIGMA)
    middle = time.perf_counter()
    closed = counterfactual(economy(found.before), change, _SIGMA - 1)
    seconds = time.perf_counter() - began
    return seconds, (
        f"conditional {1e3 * (middle - began):.1f} ms, residual {found.residual:.0e}; closed loop "
        f"{1e3 * (seconds - middle + began):.1f} ms, residual {closed.residual:.0e}; welfare statistic of "
        f"the first country {found.welfare_statistic[0]:.6f}"
    )


def gegravity(size: str) -> tuple[float, str]:
    """The same by gegravity, where it is installed."""
    import importlib.util
    import sys

    if importlib.util.find_spec("gegravity") is None:
        sys.exit("not installed (pip install gegravity)")
    import gegravity as ge
    import numpy as np
    import pandas as pd

    countries = int(size)
    log_cost, output, spent = _costs(countries)
    i, j = (axis.ravel() for axis in np.mgrid[:countries, :countries])
    names = np.array([f"C{k:03d}" for k in range(countries)])
    frame = pd.DataFrame({
        "exporter": names[i], "importer": names[j], "year": "2006", "trade": 1.0, "Y": output[i],
        "E": spent[j], "cost": log_cost.ravel(), "pta": 0,
    })  # fmt: skip
    base = ge.BaselineData(
        frame, imp_var_name="importer", exp_var_name="exporter", year_var_name="year", trade_var_name="trade",
        expend_var_name="E", output_var_name="Y",
    )  # fmt: skip
    values = pd.DataFrame({"var": ["cost", "pta"], "beta": [1.0, _EFFECT], "stderr": [0.0, 0.0]})
    costs = ge.CostCoeffs(estimates=values, identifier_col="var", coeff_col="beta", stderr_col="stderr")
    began = time.perf_counter()
    model = ge.OneSectorGE(
        base, year="2006", reference_importer=names[0], sigma=_SIGMA, cost_variables=["cost", "pta"],
        cost_coeff_values=costs, quiet=True,
    )  # fmt: skip
    model.build_baseline()
    after = model.baseline_data.copy()
    pair = after["exporter"].isin(names[:2]) & after["importer"].isin(names[:2])
    after.loc[pair & (after["exporter"] != after["importer"]), "pta"] = 1
    model.define_experiment(after)
    model.simulate()
    seconds = time.perf_counter() - began
    statistic = model.country_results.loc[names[0], "welfare statistic"]
    return seconds, f"welfare statistic of the first country {statistic:.6f}"


def draws() -> tuple[float, str]:
    """A thousand draws of effect and elasticity at 200 countries."""
    import numpy as np

    from multipolar.models.equilibrium import conditional_change, drawn, economy

    log_cost, output, spent = _costs(200)
    base = conditional_change(np.exp(log_cost), np.exp(log_cost), output, spent, _SIGMA).before
    rng = np.random.default_rng(1)
    effects, thetas = rng.normal(0.36, 0.42, 1000), rng.triangular(2.8, 5, 8.28, 1000)
    began = time.perf_counter()
    found = drawn(economy(base), _change(200), effects, thetas)
    return time.perf_counter() - began, f"largest residual {found.residual:.0e}"


def sectors() -> tuple[float, str]:
    """A hundred countries by forty sectors with input-output links, one change."""
    from benchmarks.generated_sectors import generated
    from multipolar.models.equilibrium import sector_counterfactual

    world, effect = generated(100, 40)
    began = time.perf_counter()
    found = sector_counterfactual(world, effect)
    return time.perf_counter() - began, f"residual {found.residual:.0e}, {found.iterations} passes"


CASES = (
    *(
        Case(
            f"whatif-{size}", f"baseline and one trade agreement, {size} countries, one sector",
            Job("multipolar", f"{_HERE}:ours", (size,)), (Job("gegravity", f"{_HERE}:gegravity", (size,)),),
            seconds, None, None, 3,
        )
        for size, seconds in (("30", 0.018), ("60", None), ("120", None), ("200", 0.05))
    ),
    Case(
        "whatif-draws", "1,000 draws of the parameters at 200 countries", Job("multipolar", f"{_HERE}:draws"),
        (), 30.0, None,
    ),
    Case(
        "whatif-sectors", "an agreement, 100 countries by 40 sectors with input-output links",
        Job("multipolar", f"{_HERE}:sectors"), (), 30.0, 4000.0,
    ),
)  # fmt: skip
