"""What every actor exports and imports of every product in a year, as two matrices read from one release."""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_gaps import pullable
from multipolar.record import Record

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]
    _Part = tuple[Ints, Ints, Ints, Floats]

DIGITS = (2, 4, 6)
_FINEST = 6
_KEYS = ("exporter", "importer", "product")
_SORTS = ("nomenclature", "reporter")
# So many flows are gathered before they are added to the matrices.
_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Goods:
    """Exports and imports of actors by product in one year, current US dollars.

    Attributes:
        year: Calendar year.
        source: The source.
        release: Its release.
        nomenclature: Classification of the products.
        digits: How many digits of the code tell products apart.
        reporter: Whose figures.
        actors: Actor ids: the rows.
        products: Product codes, ascending: the columns.
        exports: To all partners, actors by products; zero where there is no flow on record.
        imports: From all partners.
    """

    year: int
    source: str
    release: str
    nomenclature: str
    digits: int
    reporter: str
    actors: tuple[str, ...]
    products: tuple[str, ...]
    exports: "Floats"
    imports: "Floats"

    @cached_property
    def _places(self) -> dict[str, int]:
        return {actor: place for place, actor in enumerate(self.actors)}

    def place(self, actor: str) -> int | None:
        """The row of an actor; ``None`` where it has no flow at all."""
        return self._places.get(actor)

    def together(self, members: Sequence[str]) -> "tuple[Floats, Floats]":
        """Exports and imports of several actors added up, trade among themselves included."""
        rows = [self._places[m] for m in members if m in self._places]
        return self.exports[rows].sum(axis=0), self.imports[rows].sum(axis=0)

    def at(self, digits: int) -> "Goods":
        """The same with coarser products.

        Raises:
            AskedWronglyError: Not 2, 4 or 6 digits, or finer than these are.
        """
        check_digits(digits)
        if digits == self.digits:
            return self
        if digits > self.digits:
            raise AskedWronglyError(f"Products of {self.digits} digits cannot be parted into {digits}")
        codes = [code[:digits] for code in self.products]
        kept = sorted(set(codes))
        starts = np.searchsorted(codes, kept)
        return Goods(
            self.year, self.source, self.release, self.nomenclature, digits, self.reporter, self.actors,
            tuple(kept), np.add.reduceat(self.exports, starts, axis=1),
            np.add.reduceat(self.imports, starts, axis=1),
        )  # fmt: skip


def check_digits(digits: int) -> None:
    """Refuse another depth of the nomenclature than 2, 4 or 6 digits.

    Raises:
        AskedWronglyError: Another number.
    """
    if digits not in DIGITS:
        raise AskedWronglyError(f"Products are not told apart by {digits} digits", "Choose 2, 4 or 6")


def goods(record: Record, year: int, digits: int = _FINEST) -> Goods:
    """Exports and imports of all actors by product, from the most believed source that has the year.

    Args:
        record: The record.
        year: Calendar year.
        digits: 2, 4 or 6 digits of the product code.

    Raises:
        AskedWronglyError: No source in force has goods by product in that year; says what to pull.
    """
    check_digits(digits)
    held: list[tuple[int, int]] = []
    for source, release, path in product_files(record):
        file = YearFile(path, year)
        if file.groups:
            return _matrices(file, source, release).at(digits)
        held += file.spans
    raise no_goods(record, year, held)


def no_goods(record: Record, year: int | None, held: Sequence[tuple[int, int]] = ()) -> AskedWronglyError:
    """The failure that says which years have goods by product, or what to pull."""
    when = "" if year is None else f" in {year}"
    if held:
        first, last = min(a for a, _ in held), max(b for _, b in held)
        kind = "not yet published" if year is not None and year > last else "out of coverage"
        return AskedWronglyError(
            f"No source in force holds goods by product{when} ({kind})",
            f"There are figures of {first} to {last}",
        )
    remedy = "Pull baci (`multipolar record pull baci`), or add a table of your own"
    return AskedWronglyError(
        f"No source in force holds goods by product{when}",
        remedy if "baci" in pullable(record) else "Add a table of your own",
    )


def product_files(record: Record) -> tuple[tuple[str, str, Path], ...]:
    """Source, release and file of each release in force that tells goods apart, the most believed first."""
    active = [one for one in record.releases() if one.active and "flow" in one.rows]
    ranked = sorted(active, key=lambda one: (-record.priority(one.source), one.source))
    paths = [(one.source, one.release, one.path / "flow.parquet") for one in ranked]
    return tuple(found for found in paths if _tells_goods(found[2]))


def _tells_goods(path: Path) -> bool:
    """Whether any code of a product begins with a digit, by the file's own statistics."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    place = file.schema_arrow.get_field_index("product")
    for group in range(file.num_row_groups):
        statistics = file.metadata.row_group(group).column(place).statistics
        if statistics is None or not statistics.has_min_max or str(statistics.min) < "A":
            return True
    return False


class YearFile:
    """The part of a file that holds one year, and which of its columns need looking at."""

    def __init__(self, path: Path, year: int) -> None:
        import pyarrow.parquet as pq

        self.path = path
        self.year = year
        self.meta = meta = pq.read_metadata(path)
        names = [meta.schema.column(place).name for place in range(meta.num_columns)]
        spans = [_span(meta, group, names.index("year")) for group in range(meta.num_row_groups)]
        self.spans = [span for span in spans if span is not None]
        self.groups = [g for g, span in enumerate(spans) if span is None or span[0] <= year <= span[1]]
        self.whole_year = all(spans[g] == (year, year) for g in self.groups)


def _span(meta: Any, group: int, column: int) -> tuple[Any, Any] | None:  # noqa: ANN401 - pyarrow's own
    statistics = meta.row_group(group).column(column).statistics
    return (statistics.min, statistics.max) if statistics is not None and statistics.has_min_max else None


class _Codes:
    """Numbers for texts as they appear; several threads may ask."""

    def __init__(self) -> None:
        import pyarrow as pa

        self.known: pa.Array = pa.array([], pa.string())
        self._lock = threading.Lock()

    def of(self, column: "pa.ChunkedArray") -> "Ints":
        """The number of each value of a dictionary-coded column."""
        parts = [self._numbers(chunk.dictionary).take(chunk.indices.to_numpy()) for chunk in column.chunks]
        return parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, np.int32), *parts])

    def _numbers(self, texts: "pa.Array") -> "Ints":
        import pyarrow as pa
        import pyarrow.compute as pc

        with self._lock:
            found = pc.index_in(texts, self.known)
            if found.null_count:
                self.known = pa.concat_arrays([self.known, pc.unique(texts.filter(pc.is_null(found)))])
                found = pc.index_in(texts, self.known)
        return np.asarray(found.to_numpy(), np.int32)


def _matrices(file: YearFile, source: str, release: str) -> Goods:
    """Add up a year's flows of one nomenclature and one reporter."""
    nomenclature, reporter = sort_of(file)
    actors, products, sums = _Codes(), _Codes(), _Sums()
    mixed = _mixed(file)

    def read(group: int) -> "_Part":
        table = _table(file, group, mixed, {"nomenclature": nomenclature, "reporter": reporter})
        usd = table["usd"].fill_null(0.0).to_numpy()
        ones, others = actors.of(table["exporter"]), actors.of(table["importer"])
        return ones, others, products.of(table["product"]), usd

    # Reading and numbering leave the interpreter free: two groups of rows are under way at once.
    with ThreadPoolExecutor(2) as pool:
        for part in pool.map(read, file.groups):
            sums.add(part)
    exports, imports = sums.matrices(len(actors.known), len(products.known))
    return _tidy(file.year, source, release, nomenclature, reporter, actors, products, exports, imports)


def _tidy(
    year: int, source: str, release: str, nomenclature: str, reporter: str, actors: _Codes, products: _Codes,
    exports: "Floats", imports: "Floats",
) -> Goods:  # fmt: skip
    """Products in order, and only those of six digits."""
    codes: list[str] = products.known.to_pylist()
    fine = sorted(
        (code, place) for place, code in enumerate(codes) if len(code) == _FINEST and code.isdigit()
    )
    order = [place for _, place in fine]
    return Goods(
        year, source, release, nomenclature, _FINEST, reporter, tuple(actors.known.to_pylist()),
        tuple(code for code, _ in fine),
        np.ascontiguousarray(exports[:, order]), np.ascontiguousarray(imports[:, order]),
    )  # fmt: skip


class _Sums:
    """Two matrices that grow with the actors and products that appear."""

    def __init__(self) -> None:
        self._shape = (512, 8192)
        self._exports = np.zeros(self._shape)
        self._imports = np.zeros(self._shape)
        self._waiting: list[_Part] = []
        self._flows = 0

    def add(self, part: "_Part") -> None:
        """Add flows: exporters, importers, products and values."""
        self._waiting.append(part)
        self._flows += len(part[3])
        if self._flows >= _AT_ONCE:
            self._sum()

    def matrices(self, actors: int, products: int) -> "tuple[Floats, Floats]":
        """The parts in use."""
        self._sum()
        return self._exports[:actors, :products], self._imports[:actors, :products]

    def _sum(self) -> None:
        waiting = [part for part in self._waiting if len(part[3])]
        self._waiting, self._flows = [], 0
        if not waiting:
            return
        self._grow(
            max(int(max(ones.max(), others.max())) for ones, others, _, _ in waiting) + 1,
            max(int(products.max()) for _, _, products, _ in waiting) + 1,
        )
        usd = np.concatenate([part[3] for part in waiting])
        for side, matrix in ((0, self._exports), (1, self._imports)):
            width = np.int32(self._shape[1])
            keys = np.concatenate([part[side] * width + part[2] for part in waiting])
            first = int(keys.min())
            found = np.bincount(keys - first, weights=usd)
            matrix.reshape(-1)[first : first + len(found)] += found

    def _grow(self, actors: int, products: int) -> None:
        rows, columns = self._shape
        if actors <= rows and products <= columns:
            return
        self._shape = (max(rows, 2 * actors), max(columns, 2 * products))
        for name in ("_exports", "_imports"):
            larger = np.zeros(self._shape)
            larger[:rows, :columns] = getattr(self, name)
            setattr(self, name, larger)


def _table(file: YearFile, group: int, mixed: Sequence[str], wanted: Mapping[str, str]) -> "pa.Table":
    """One group of rows of the file, without the flows of other years, nomenclatures and reporters."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    opened = pq.ParquetFile(file.path, metadata=file.meta, read_dictionary=list(_KEYS))
    columns = [*_KEYS, "usd", *([] if file.whole_year else ["year"]), *mixed]
    table = opened.read_row_group(group, columns=columns, use_threads=False)
    for name in mixed:
        table = table.filter(pc.equal(table[name], wanted[name]))
    return table if file.whole_year else table.filter(pc.equal(table["year"], file.year))


def _mixed(file: YearFile) -> list[str]:
    """Columns of sorts that hold more than one value in the groups of the year."""
    return [name for name in _SORTS if len(_values(file, name)) != 1]


def _values(file: YearFile, name: str) -> set[str]:
    """The one value of a column by the statistics of its groups; empty where they do not tell."""
    meta = file.meta
    place = [meta.schema.column(c).name for c in range(meta.num_columns)].index(name)
    found: set[str] = set()
    for group in file.groups:
        span = _span(meta, group, place)
        if span is None or span[0] != span[1] or meta.row_group(group).column(place).statistics.null_count:
            return set()
        found.add(str(span[0]))
    return found


def sort_of(file: YearFile) -> tuple[str, str]:
    """The nomenclature and reporter that have most flows by product in the year; reconciled ones first."""
    simple = [_values(file, name) for name in _SORTS]
    if all(len(values) == 1 for values in simple):
        return simple[0].pop(), simple[1].pop()
    import duckdb

    text = (
        "SELECT nomenclature, reporter FROM read_parquet(?) WHERE year = ? AND length(product) = 6 "
        "AND product <> 'TOTAL' AND reporter IS NOT NULL GROUP BY 1, 2 "
        "ORDER BY reporter = 'reconciled' DESC, count(*) DESC, 1, 2 LIMIT 1"
    )
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(text, [str(file.path), file.year]).fetchone()
    if found is None:
        raise AskedWronglyError(f"No flow of {file.year} has a product of six digits")
    return str(found[0]), str(found[1])


def years_of_goods(record: Record) -> range:
    """From the first to the last year in which a source in force tells goods apart.

    Raises:
        AskedWronglyError: None does; says what to pull.
    """
    spans = [span for _, _, path in product_files(record) for span in YearFile(path, 0).spans]
    if not spans:
        raise no_goods(record, None)
    return range(min(a for a, _ in spans), max(b for _, b in spans) + 1)
