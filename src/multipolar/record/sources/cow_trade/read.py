"""Reads Correlates of War trade: two directed flows for each pair and year, and each state's totals."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.archives import member
from multipolar.record.sources._common import actor_in_year
from multipolar.record.sources._stream import Layout, batches, opened
from multipolar.record.sources.base import ReadContext, Rows

if TYPE_CHECKING:
    import pyarrow as pa

# Figures are in millions of current US dollars.
_MILLION = 1e6
_MISSING = ("", "NA", "-9", "-9.0")
_DYAD = ("ccode1", "ccode2", "year")
# flow1 is what state 1 imports from state 2. The smoothed and alternative series are estimates of the
# project's own for other uses and are not read.
_DYADS = Layout(
    {"ccode1": "whole", "ccode2": "whole", "year": "whole", "flow1": "figure", "flow2": "figure"},
    known=(
        "importer1", "importer2", "smoothflow1", "smoothflow2", "smoothtotrade", "spike1", "spike2", "dip1",
        "dip2", "trdspike", "tradedip", "bel_lux_alt_flow1", "bel_lux_alt_flow2", "china_alt_flow1",
        "china_alt_flow2", "source1", "source2", "version",
    ),
    missing=_MISSING,
    required=_DYAD,
    encoding="latin-1",
)  # fmt: skip
_PACKAGED_DYADS = Layout(_DYADS.read, ("smoothflow1", "smoothflow2"), _MISSING, _DYAD)
_NATIONAL = Layout(
    {"ccode": "whole", "year": "whole", "imports": "figure", "exports": "figure"},
    known=("statename", "stateabb", "alt_imports", "alt_exports", "source1", "source2", "version"),
    missing=_MISSING,
    required=("ccode", "year"),
    encoding="latin-1",
)
_PACKAGED_NATIONAL = Layout(_NATIONAL.read, (), _MISSING, ("ccode", "year"))
_WORLD = "WLD"


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the flows of pairs as a stream, then the totals of states."""
    found = False
    if "archive" in files:
        found = True
        yield from _from_archive(files["archive"], context)
    for name, layout, pairs in (
        ("dyads", _DYADS, True),
        ("packaged_dyads", _PACKAGED_DYADS, True),
        ("national", _NATIONAL, False),
        ("packaged_national", _PACKAGED_NATIONAL, False),
    ):
        if name in files:
            found = True
            with opened(files[name], context) as stream:
                yield _rows(stream, files[name].name, layout, context, pairs=pairs)
    if not found:
        raise SourceError(context.spec.name, "no file given", "Give COW_Trade_4.0.zip")


def _from_archive(path: Path, context: ReadContext) -> Iterator[Rows]:
    with member(context.spec.name, path, "Dyadic_COW_4.0.csv") as stream:
        yield _rows(stream, "Dyadic_COW_4.0.csv", _DYADS, context, pairs=True)
    with member(context.spec.name, path, "National_COW_4.0.csv") as stream:
        yield _rows(stream, "National_COW_4.0.csv", _NATIONAL, context, pairs=False)


def _rows(stream: IO[bytes], where: str, layout: Layout, context: ReadContext, *, pairs: bool) -> Rows:
    """One file's flows; ``pairs`` tells the dyads from the states' totals."""
    import pyarrow as pa

    def flows() -> Iterator["pa.RecordBatch"]:
        actors = _Actors(context)
        for batch in batches(stream, layout, context, "flow", where):
            yield from _dyadic(batch, actors) if pairs else _totals(batch, actors)
        actors.report(where)

    return Rows("flow", pa.RecordBatchReader.from_batches(_schema(), flows()))


def _schema() -> "pa.Schema":
    import pyarrow as pa

    text = ("exporter", "importer", "product", "nomenclature", "reporter", "locator", "status")
    fields = [pa.field(name, pa.string()) for name in text]
    return pa.schema([*fields, pa.field("year", pa.int64()), pa.field("usd", pa.float64())])


class _Actors:
    """The actor a state number means in a year, asked once each, and the numbers that mean none.

    Two numbers can mean one actor in one year (255 and 260 in 1990); the first in the file holds.
    """

    def __init__(self, context: ReadContext) -> None:
        self._context = context
        self._known: dict[tuple[int, int], str | None] = {}
        self._holder: dict[tuple[str, int], int] = {}
        self._refused: dict[int, int] = {}

    def of(self, codes: "pa.Array", years: "pa.Array") -> "pa.Array":
        """Actor ids row by row, null where the number means none in that year."""
        import pyarrow as pa
        import pyarrow.compute as pc

        keys = pc.add(pc.multiply(codes, 10_000), years).dictionary_encode()
        ids = [self._one(*divmod(key, 10_000)) for key in keys.dictionary.to_pylist()]
        return pa.array(ids, pa.string()).take(keys.indices)

    def drop(self, codes: "pa.Array", actors: "pa.Array") -> None:
        """Count rows left out because a number means no actor."""
        import pyarrow.compute as pc

        for entry in pc.value_counts(codes.filter(pc.is_null(actors))).to_pylist():
            self._refused[entry["values"]] = self._refused.get(entry["values"], 0) + entry["counts"]

    def report(self, where: str) -> None:
        """Turn the counts into issues."""
        for code, count in sorted(self._refused.items()):
            reason = f"state number {code} has no actor, or another number has it, in those years"
            self._context.issue("flow", f"{where} {code}", reason, str(code), count)

    def _one(self, code: int, year: int) -> str | None:
        if (code, year) not in self._known:
            actor = actor_in_year(self._context, str(code), year, "cow")
            if actor is not None and self._holder.setdefault((actor, year), code) != code:
                actor = None
            self._known[code, year] = actor
        return self._known[code, year]


def _dyadic(batch: "pa.RecordBatch", actors: _Actors) -> Iterator["pa.RecordBatch"]:
    import pyarrow.compute as pc

    code1, code2, year = batch["ccode1"], batch["ccode2"], batch["year"]
    first, second = actors.of(code1, year), actors.of(code2, year)
    actors.drop(code1, first)
    actors.drop(code2, second)
    pair = pc.binary_join_element_wise(code1.cast("string"), code2.cast("string"), "-")
    locator = pc.binary_join_element_wise(pair, year.cast("string"), " ")
    yield _flow(second, first, year, batch["flow1"], "importer", locator)
    yield _flow(first, second, year, batch["flow2"], "importer", locator)


def _totals(batch: "pa.RecordBatch", actors: _Actors) -> Iterator["pa.RecordBatch"]:
    import pyarrow as pa
    import pyarrow.compute as pc

    code, year = batch["ccode"], batch["year"]
    state = actors.of(code, year)
    actors.drop(code, state)
    world = pa.array([_WORLD] * len(code), pa.string())
    locator = pc.binary_join_element_wise(code.cast("string"), year.cast("string"), " ")
    yield _flow(world, state, year, batch["imports"], "importer", locator)
    yield _flow(state, world, year, batch["exports"], "exporter", locator)


def _flow(exporter: Any, importer: Any, year: Any, millions: Any, reporter: str, locator: Any) -> Any:  # noqa: ANN401
    """Canonical rows; a missing figure is a row without a value, known to be not reported."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = len(year)
    columns = {
        "exporter": exporter,
        "importer": importer,
        "product": pa.array(["TOTAL"] * rows),
        "nomenclature": pa.array(["total"] * rows),
        "reporter": pa.array([reporter] * rows),
        "locator": locator,
        "status": pc.if_else(pc.is_null(millions), "not_reported", "reported"),
        "year": year,
        "usd": pc.multiply(millions, _MILLION),
    }
    batch = pa.RecordBatch.from_arrays(list(columns.values()), schema=_schema())
    return batch.filter(pc.and_(pc.is_valid(exporter), pc.is_valid(importer)))
