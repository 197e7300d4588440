"""Actors of codes in their years, by columns, with the codes that were refused and how often."""

from typing import TYPE_CHECKING

from multipolar.actors import Scheme
from multipolar.record.sources._common import actor_in_year
from multipolar.record.sources.base import ReadContext

if TYPE_CHECKING:
    import pyarrow as pa


class CodedYears:
    """Resolves columns of codes and years, each pair once.

    Args:
        context: Where codes are looked up.
        scheme: The scheme of the codes.
    """

    def __init__(self, context: ReadContext, scheme: Scheme) -> None:
        self._context = context
        self._scheme = scheme
        self._actors: dict[tuple[str, int], str | None] = {}
        self.refused: dict[str, int] = {}

    def actors(self, codes: "pa.Array", years: "pa.Array") -> "pa.Array":
        """Actors of codes in their years, null where there is none."""
        import pyarrow as pa
        import pyarrow.compute as pc

        keys = pc.binary_join_element_wise(codes, years.cast("string"), " ").dictionary_encode()
        ids = [self._actor(*key.split(" ")) for key in keys.dictionary.to_pylist()]
        found = pa.array(ids, pa.string()).take(keys.indices)
        for entry in pc.value_counts(codes.filter(pc.is_null(found))).to_pylist():
            self.refused[entry["values"]] = self.refused.get(entry["values"], 0) + entry["counts"]
        return found

    def _actor(self, code: str, year: str) -> str | None:
        key = (code, int(year))
        if key not in self._actors:
            self._actors[key] = actor_in_year(self._context, code, int(year), self._scheme)
        return self._actors[key]
