"""Economies of many sectors from a generator: flows by gravity, and input shares that leave final demand."""


def generated(countries: int, sectors: int):
    """An economy, and the effect of an agreement of its first two countries."""
    import numpy as np

    from multipolar.models.equilibrium import sector_economy

    rng = np.random.default_rng(countries * 1000 + sectors)
    place = rng.normal(size=(countries, 2))
    apart = np.log(1 + np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1)))
    size = np.exp(rng.normal(size=(sectors, countries)))
    noise = 0.5 * rng.normal(size=(sectors, countries, countries))
    flows = size[:, :, None] * size[:, None, :] * np.exp(-apart + noise)
    at = np.arange(countries)
    flows[:, at, at] += 3 * flows.sum(axis=2)
    bought, sold = flows.sum(axis=1), flows.sum(axis=2)
    # Inputs in proportion to what a country buys, so few that each sector's goods are left for final demand.
    share = 0.45 * (bought / bought.sum(axis=0)) * np.minimum(1, bought.sum(axis=0) / sold.sum(axis=0))
    inputs = np.repeat(share[:, None, :], sectors, axis=1)
    theta = rng.uniform(3, 9, sectors)
    effect = np.zeros((countries, countries))
    effect[0, 1] = effect[1, 0] = 0.36
    return sector_economy(flows, 1 - inputs.sum(axis=0), inputs, theta), effect
