"""Maps of the world as SVG text, with every member of the United Nations to be seen."""

from multipolar.briefs.maps.draw import only, small_map, with_non_members, world_map
from multipolar.briefs.maps.values import NO_DATA, NOT_MEMBER, OUTSIDE

__all__ = ["NOT_MEMBER", "NO_DATA", "OUTSIDE", "only", "small_map", "with_non_members", "world_map"]
