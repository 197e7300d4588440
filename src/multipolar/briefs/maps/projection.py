"""The Equal Earth projection: where a place on the globe lies on the plane, areas kept in proportion."""

import math

# The polynomial of Šavrič, Patterson and Jenny (2018), "The Equal Earth map projection", International
# Journal of Geographical Information Science 33(3).
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """Longitude from the middle meridian and latitude, in degrees, on the plane of a globe of radius 1."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    slope = 9 * _A4 * theta**8 + 7 * _A3 * theta**6 + 3 * _A2 * theta**2 + _A1
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * slope)
    return x, _A4 * theta**9 + _A3 * theta**7 + _A2 * theta**3 + _A1 * theta


def from_meridian(lon: float, meridian: float) -> float:
    """Degrees east of a meridian, from -180 to 180."""
    return (lon - meridian + 180) % 360 - 180
