"""Reads Correlates of War disputes and wars as disputes and their sides, each list where it is at hand."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import table_rows
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.sources.cow_disputes import mid, wars
from multipolar.record.sources.cow_disputes.conflict import Conflict

_WARS: Mapping[str, Callable[[Path, ReadContext], Iterator[Conflict]]] = {
    "interstate": wars.interstate,
    "extrastate": wars.extrastate,
    "intrastate": wars.intrastate,
    "nonstate": wars.nonstate,
}


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield disputes, then sides, of every list given."""
    conflicts: list[Conflict] = []
    if "mid" in files:
        conflicts += mid.disputes(files["mid"], files.get("midloc"), context)
    for name, reader in _WARS.items():
        if name in files:
            conflicts += reader(files[name], context)
    if not conflicts:
        raise SourceError(
            context.spec.name, "no file given", "Give dyadic_mid_4.02.csv or one of the lists of wars"
        )
    yield table_rows("dispute", (conflict.row() for conflict in conflicts))
    yield table_rows("side", (side for conflict in conflicts for side in conflict.side_rows(context)))
