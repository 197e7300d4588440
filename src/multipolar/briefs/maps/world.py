"""The bundled map: each actor's outline, its extent, and the dot of those too small to see."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from multipolar.briefs.maps.projection import equal_earth, from_meridian

_FILE = Path(__file__).parent / "data" / "world.json"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class World:
    """Where each actor lies, in units of the map.

    Attributes:
        width: Units across.
        height: Units from top to bottom.
        shapes: Path data by actor id.
        boxes: Left, top, right and bottom of an actor's largest piece.
        dots: Middle of the dot of an actor that has no outline, or a small one.
        sheet: How the plane of the projection lies on the map.
    """

    width: int
    height: int
    shapes: Mapping[str, str]
    boxes: Mapping[str, Box]
    dots: Mapping[str, tuple[float, float]]
    sheet: Mapping[str, float]

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """The place of a longitude and latitude in degrees."""
        x, y = equal_earth(from_meridian(lon, self.sheet["meridian"]), lat)
        scale, margin = self.sheet["scale"], self.sheet["margin"]
        return (x - self.sheet["left"]) * scale + margin, (self.sheet["top"] - y) * scale + margin

    def has(self, actor: str) -> bool:
        """Whether the actor can be drawn."""
        return actor in self.shapes or actor in self.dots

    def around(self, actors: list[str]) -> Box:
        """The extent of some actors."""
        boxes = [self.boxes.get(actor) or (*self.dots[actor], *self.dots[actor]) for actor in actors]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


@cache
def world() -> World:
    """The map, read once."""
    read = json.loads(_FILE.read_text(encoding="utf-8"))
    return World(
        width=read["size"][0],
        height=read["size"][1],
        shapes=read["shapes"],
        boxes={actor: tuple(box) for actor, box in read["boxes"].items()},
        dots={actor: tuple(dot) for actor, dot in read["dots"].items()},
        sheet=read["sheet"],
    )
