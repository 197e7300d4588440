"""Delimited files of millions of rows as Arrow batches: columns proven, figures checked, bad rows counted."""

import csv
import gzip
import zlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TypeVar, cast

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import check_header
from multipolar.record.sources.base import ReadContext

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
Kind = Literal["whole", "figure", "text"]
_BLOCK = 1 << 24
# A writer gathers about two blocks before it orders and writes them: so many may be read meanwhile.
_AHEAD = 3
# A few unreadable rows are the publisher's slips; one in a hundred means that the layout is another.
_TOLERATED = 0.01
_FIGURE = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a published file.

    Attributes:
        read: Columns wanted and what they hold; every value of a ``whole`` or ``figure`` is checked.
        known: Columns that are there and not wanted.
        missing: Marks that mean no figure.
        required: Columns of ``read`` that may not be empty.
        delimiter: One character.
        encoding: Of the text.
    """

    read: Mapping[str, Kind]
    known: tuple[str, ...] = ()
    missing: tuple[str, ...] = ("", "NA")
    required: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8"


@dataclass
class _Refused:
    """Rows left out, by reason: how many, and the first one."""

    table: str
    where: str
    seen: int = 0
    found: dict[str, tuple[int, str, str]] = field(default_factory=dict)

    def add(self, reason: str, count: int, row: str, value: str) -> None:
        before, first_row, first_value = self.found.get(reason, (0, row, value))
        self.found[reason] = (before + count, first_row, first_value)

    def report(self, context: ReadContext) -> None:
        """Turn the counts into issues; stop the source when they are too many."""
        total = sum(count for count, _, _ in self.found.values())
        for reason, (count, row, value) in self.found.items():
            context.issue(self.table, f"{self.where} {row}".strip(), reason, value, count)
        if total > _TOLERATED * (self.seen + total):
            reason, (_, row, value) = next(iter(self.found.items()))
            raise SourceError(
                context.spec.name,
                f"{total:,} of {self.seen + total:,} rows of {self.where} cannot be read; "
                f"the first is {row}: {reason} ({value!r})",
                "Get the published file; if it is that, its layout has changed",
            )


@contextmanager
def opened(path: Path, context: ReadContext) -> Iterator[IO[bytes]]:
    """A file's bytes, unpacked when its name ends in ``.gz``.

    Raises:
        SourceError: The gzip is cut short or damaged.
    """
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            yield cast("IO[bytes]", stream)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(
            context.spec.name, f"{path.name} is cut short or damaged ({error})", "Download it again"
        ) from None


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items; a second thread prepares the next few while one is used."""
    from concurrent.futures import ThreadPoolExecutor

    end = object()
    with ThreadPoolExecutor(1) as pool:
        following = deque(pool.submit(next, items, end) for _ in range(_AHEAD))
        while (item := following.popleft().result()) is not end:
            following.append(pool.submit(next, items, end))
            yield cast("T", item)


def batches(
    stream: IO[bytes], layout: Layout, context: ReadContext, table: str, where: str, done: int = 0
) -> Iterator["pa.RecordBatch"]:
    """Read a delimited file block by block; memory stays bounded whatever its size.

    Rows with a wrong number of fields, or with a value that is not what its column holds, are left out
    and counted as issues of ``table``.

    Args:
        stream: The file's bytes; it is rewound once after the header is read.
        layout: Its columns.
        context: The run.
        table: The canonical table whose issues the refused rows are.
        where: The file's name, for messages.
        done: Rows of earlier files, for the progress bar.

    Raises:
        SourceError: A column is missing or new; the text is in another encoding; more than one row in a
            hundred cannot be read.
    """
    import pyarrow as pa

    _check(stream, layout, context, where)
    refused = _Refused(table, where)
    row = 2
    try:
        for batch in _blocks(stream, layout, refused):
            clean = _convert(batch, layout, refused, row)
            row += batch.num_rows
            refused.seen += clean.num_rows
            context.progress(done + refused.seen)
            yield clean
    except pa.ArrowInvalid as error:
        reason = str(error).splitlines()[0]
        raise SourceError(
            context.spec.name, f"{where} cannot be read: {reason}", "Download it again"
        ) from None
    refused.report(context)


def _check(stream: IO[bytes], layout: Layout, context: ReadContext, where: str) -> None:
    line = stream.readline().decode(layout.encoding, "replace").lstrip("\ufeff")
    names = next(csv.reader([line], delimiter=layout.delimiter), [])
    check_header(context.spec.name, where, [n.strip() for n in names], [*layout.read, *layout.known])
    stream.seek(0)


def _blocks(stream: IO[bytes], layout: Layout, refused: _Refused) -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    def skip(row: Any) -> str:  # noqa: ANN401 - pyarrow does not name the class
        reason = f"{row.actual_columns} fields where the header has {row.expected_columns}"
        refused.add(reason, 1, "", (row.text or "")[:120])
        return "skip"

    try:
        return iter(
            arrow_csv.open_csv(
                stream,
                arrow_csv.ReadOptions(block_size=_BLOCK, encoding=layout.encoding),
                arrow_csv.ParseOptions(delimiter=layout.delimiter, invalid_row_handler=skip),
                arrow_csv.ConvertOptions(
                    column_types={name: pa.string() for name in layout.read},
                    include_columns=list(layout.read),
                    null_values=list(layout.missing),
                    strings_can_be_null=True,
                    quoted_strings_can_be_null=True,
                ),
            )
        )
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return iter(())
        raise


def _convert(batch: "pa.RecordBatch", layout: Layout, refused: _Refused, row: int) -> "pa.RecordBatch":
    import pyarrow as pa
    import pyarrow.compute as pc

    columns: list[Any] = []
    bad: Any = None
    for name, kind in layout.read.items():
        column, wrong = _column(batch.column(name), kind, layout.missing)
        if name in layout.required and column.null_count:
            empty = pc.is_null(column)
            wrong = empty if wrong is None else pc.or_(wrong, empty)
        columns.append(column)
        if wrong is not None:
            new = wrong if bad is None else pc.and_(wrong, pc.invert(bad))
            _count(refused, batch, name, kind, new, row)
            bad = wrong if bad is None else pc.or_(wrong, bad)
    whole = pa.RecordBatch.from_arrays(columns, names=list(layout.read))
    return whole if bad is None else whole.filter(pc.invert(bad))


def _count(refused: _Refused, batch: "pa.RecordBatch", name: str, kind: Kind, bad: Any, row: int) -> None:  # noqa: ANN401
    import pyarrow.compute as pc

    count = pc.sum(bad).as_py()
    if count:
        first = pc.index(bad, True).as_py()
        sort = {"whole": "a whole number", "figure": "a figure", "text": "given"}[kind]
        value = batch.column(name)[first].as_py()
        refused.add(f"{name} is not {sort}", count, f"row {row + first}", "" if value is None else value)


def _column(text: Any, kind: Kind, missing: Sequence[str]) -> tuple[Any, Any]:  # noqa: ANN401
    """A column of its type, and which of its values are wrong (``None``: none is)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if kind == "text":
        return text, None
    target = pa.int64() if kind == "whole" else pa.float64()
    try:
        column = text.cast(target)
    except pa.ArrowInvalid:
        return _mixed(text, target, missing)
    if kind == "whole":
        return column, None
    finite = pc.fill_null(pc.is_finite(column), True)
    return column, None if pc.all(finite).as_py() else pc.invert(finite)


def _mixed(text: Any, target: Any, missing: Sequence[str]) -> tuple[Any, Any]:  # noqa: ANN401
    """The slower way, for padded figures, whole numbers written 2.0, and values that are wrong."""
    import pyarrow as pa
    import pyarrow.compute as pc

    plain = pc.utf8_trim_whitespace(text)
    plain = pc.if_else(pc.is_in(plain, pa.array(missing, pa.string())), pa.scalar(None, pa.string()), plain)
    sound = pc.fill_null(pc.match_substring_regex(plain, _FIGURE), True)
    figures = pc.if_else(sound, plain, pa.scalar(None, pa.string())).cast(pa.float64())
    if pa.types.is_integer(target):
        sound = pc.and_(sound, pc.fill_null(pc.equal(pc.floor(figures), figures), True))
        figures = pc.if_else(sound, figures, pa.scalar(None, pa.float64())).cast(target)
    return figures, None if pc.all(sound).as_py() else pc.invert(sound)
