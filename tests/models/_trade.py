"""Small invented economies for the tests of equilibrium."""

import numpy as np


def small(n=4, seed=1):
    """Flows of a few countries with trade imbalances."""
    rng = np.random.default_rng(seed)
    size = np.exp(rng.normal(size=n))
    flows = np.exp(0.8 * rng.normal(size=(n, n))) * np.outer(size, size)
    flows[np.arange(n), np.arange(n)] += 2 * flows.sum(axis=1)
    return flows
