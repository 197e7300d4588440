"""Makes the bundled world map: outlines and places of actors, projected once, from published geometry.

The geometry is Natural Earth 1:110m (public domain) as bundled in geopandas 0.14.4; the places of small
states are capitals of the same source, and of CEPII's GeoDist for territories. To renew it:

    pip download --no-deps geopandas==0.14.4 && unzip geopandas-*.whl 'geopandas/datasets/*'
    pip install pyshp shapely
    python scripts/build_world.py geopandas/datasets PATH/geo_cepii.csv
"""

import csv
import json
import math
import sys
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapefile
from shapely.geometry import LinearRing, MultiPolygon, Polygon, shape
from shapely.ops import unary_union

from multipolar.actors.registry import registry
from multipolar.briefs.maps.projection import equal_earth, from_meridian

OUT = Path(__file__).resolve().parent.parent / "src/multipolar/briefs/maps/data/world.json"
# Natural Earth's own codes. Its two areas drawn apart from a member of the United Nations take that member's
# colour: the map colours by who sits and votes there.
CODES = {"-99": "XKX", "CYN": "CYP", "SOL": "SOM"}
LEFT_OUT = {"ATA", "ATF"}
# Capitals of members of the United Nations (and the Holy See) that the outlines leave out.
CAPITALS = {
    "AND": "Andorra", "ATG": "Saint John's", "BHR": "Manama", "BRB": "Bridgetown", "COM": "Moroni",
    "CPV": "Praia", "DMA": "Roseau", "FSM": "Palikir", "GRD": "Saint George's", "KIR": "Tarawa",
    "KNA": "Basseterre", "LCA": "Castries", "LIE": "Vaduz", "MCO": "Monaco", "MDV": "Malé", "MHL": "Majuro",
    "MLT": "Valletta", "MUS": "Port Louis", "PLW": "Melekeok", "SGP": "Singapore", "SMR": "San Marino",
    "STP": "São Tomé", "SYC": "Victoria", "TON": "Nuku'alofa", "TUV": "Funafuti", "VAT": "Vatican City",
    "VCT": "Kingstown", "WSM": "Apia",
}  # fmt: skip
# Not among the source's places: Yaren, after the CIA World Factbook.
BY_HAND = {"NRU": (166.92, -0.55)}
UNITS = 10000
MARGIN = 40
MERIDIAN = 11
# An outline of fewer square units than a dot covers gets a dot as well.
SMALL = 2200
APART = 62


def around(lon: float) -> float:
    """Degrees east of the map's middle meridian."""
    return from_meridian(lon, MERIDIAN)


def outlines(folder: Path) -> dict[str, MultiPolygon]:
    """Each actor's outline in degrees from the middle meridian; pieces parted at 180° are one again."""
    found: dict[str, list[Polygon]] = {}
    reader = shapefile.Reader(str(folder / "naturalearth_lowres" / "naturalearth_lowres"))
    for entry in reader.iterShapeRecords():
        actor = CODES.get(entry.record["iso_a3"], entry.record["iso_a3"])
        if actor in LEFT_OUT:
            continue
        if actor not in registry():
            sys.exit(f"no actor {actor} ({entry.record['name']})")
        geometry = shape(entry.shape.__geo_interface__)
        for part in getattr(geometry, "geoms", [geometry]):
            found.setdefault(actor, []).append(turned(part))
    # A hair's width over the seam at 180 degrees, whose two sides touch in a line.
    return {actor: pieces(unary_union([p.buffer(1e-6) for p in parts])) for actor, parts in found.items()}


def turned(part: Polygon) -> Polygon:
    """A piece seen from the middle meridian, whole on the side where most of it lies."""
    offset = around(part.centroid.x) - part.centroid.x
    rings = [[(x + offset, y) for x, y in ring.coords] for ring in rings_of(part)]
    return Polygon(rings[0], rings[1:])


def rings_of(part: Polygon) -> list[LinearRing]:
    """The outer ring of a piece, then its holes (Lesotho is one in South Africa)."""
    return [part.exterior, *part.interiors]


def pieces(geometry: Polygon | MultiPolygon) -> MultiPolygon:
    """Several polygons, also where there is one."""
    return geometry if isinstance(geometry, MultiPolygon) else MultiPolygon([geometry])


def places(folder: Path, geodist: Path, drawn: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of each actor without an outline."""
    reader = shapefile.Reader(str(folder / "naturalearth_cities" / "naturalearth_cities"))
    cities = {city.record["name"]: tuple(city.shape.points[0]) for city in reader.iterShapeRecords()}
    found = {actor: cities[name] for actor, name in CAPITALS.items()} | BY_HAND
    with geodist.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["iso3"] in registry() and row["iso3"] not in drawn and row["cap"] == "1.0":
                found.setdefault(row["iso3"], (float(row["lon"]), float(row["lat"])))
    return {actor: place for actor, place in found.items() if actor not in drawn}


class Sheet:
    """The plane in whole units: 10,000 across, as high as land and dots on it, with a margin for the dots."""

    def __init__(self, degrees: Iterable[tuple[float, float]]) -> None:
        points = [equal_earth(*point) for point in degrees]
        self.left, right = min(x for x, _ in points), max(x for x, _ in points)
        self.top, bottom = max(y for _, y in points), min(y for _, y in points)
        self.scale = (UNITS - 2 * MARGIN) / (right - self.left)
        self.height = round((self.top - bottom) * self.scale) + 2 * MARGIN

    def at(self, lon: float, lat: float) -> tuple[int, int]:
        """The place of degrees seen from the middle meridian."""
        x, y = equal_earth(lon, lat)
        return round((x - self.left) * self.scale) + MARGIN, round((self.top - y) * self.scale) + MARGIN

    def path(self, many: MultiPolygon) -> str:
        """An outline as the data of an SVG path, in steps from point to point."""
        return "".join(self.ring(ring) for part in many.geoms for ring in rings_of(part))

    def ring(self, ring: LinearRing) -> str:
        """One ring; nothing when it is smaller than a unit."""
        steps = [self.at(*point) for point in ring.coords[:-1]]
        moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(steps)]
        numbers = [str(n) for move in moves if move != (0, 0) for n in move]
        rest = "".join(n if n.startswith("-") else f" {n}" for n in numbers).strip()
        return f"M{steps[0][0]} {steps[0][1]}l{rest}z" if len(numbers) > 2 else ""

    def box(self, many: MultiPolygon) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the largest piece."""
        points = [self.at(*p) for p in max(many.geoms, key=lambda part: part.area).exterior.coords]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def area(self, many: MultiPolygon) -> float:
        """Square units that an outline covers."""
        return sum(Polygon([self.at(*p) for p in part.exterior.coords]).area for part in many.geoms)


def apart(dots: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Dots moved until no two touch, each a little from its place."""
    moved = {actor: [float(x), float(y)] for actor, (x, y) in sorted(dots.items())}
    for _ in range(400):
        for first in moved.values():
            for second in moved.values():
                if first is second:
                    continue
                dx, dy = second[0] - first[0], second[1] - first[1]
                gap = math.hypot(dx, dy) or 0.01
                if gap < APART:
                    push = (APART - gap) / 2 / gap
                    first[0], first[1] = first[0] - dx * push, first[1] - dy * push
                    second[0], second[1] = second[0] + dx * push, second[1] + dy * push
    return {actor: (round(x), round(y)) for actor, (x, y) in moved.items()}


def of_today() -> dict[str, str]:
    """Each actor that still exists, and its kind."""
    return {actor.id: actor.kind for actor in registry().values() if actor.until is None}


def world(folder: Path, geodist: Path) -> dict[str, Any]:
    """Outlines, boxes and dots of every actor that has a place."""
    shapes, kinds = outlines(folder), of_today()
    degrees = {
        actor: (around(lon), lat)
        for actor, (lon, lat) in places(folder, geodist, shapes).items()
        if actor in kinds and actor not in LEFT_OUT
    }
    land = [p for many in shapes.values() for part in many.geoms for p in part.exterior.coords]
    sheet = Sheet([*land, *degrees.values()])
    for actor, many in shapes.items():
        if sheet.area(many) < SMALL:
            middle = max(many.geoms, key=lambda part: part.area).representative_point()
            degrees[actor] = (middle.x, middle.y)
    dots = {actor: sheet.at(*place) for actor, place in degrees.items()}
    dots |= apart({actor: place for actor, place in dots.items() if kinds[actor] == "state"})
    return {
        "size": [UNITS, sheet.height],
        "sheet": {
            "meridian": MERIDIAN,
            "left": sheet.left,
            "top": sheet.top,
            "scale": sheet.scale,
            "margin": MARGIN,
        },
        "shapes": {actor: sheet.path(many) for actor, many in sorted(shapes.items())},
        "boxes": {actor: sheet.box(many) for actor, many in sorted(shapes.items())},
        "dots": dict(sorted(dots.items())),
    }


def written(made: Mapping[str, Any]) -> str:
    """The map as JSON, an actor a line."""
    parts = [f'"{key}":{json.dumps(made[key])}' for key in ("size", "sheet")]
    for key in ("shapes", "boxes", "dots"):
        lines = (
            f'"{actor}":{json.dumps(value, separators=(",", ":"))}' for actor, value in made[key].items()
        )
        parts.append(f'"{key}":{{\n' + ",\n".join(lines) + "}")
    return "{" + ",\n".join(parts) + "}\n"


def main(folder: Path, geodist: Path) -> None:
    """Write the map, and say what has no place on it."""
    made = world(folder, geodist)
    OUT.write_text(written(made), encoding="utf-8")
    lands = {actor for actor, kind in of_today().items() if kind in ("state", "territory")}
    absent = sorted(lands - set(made["shapes"]) - set(made["dots"]))
    print(f"{len(made['shapes'])} outlines, {len(made['dots'])} dots, {OUT.stat().st_size} bytes")
    print(f"without a place: {' '.join(absent)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
