"""Small parsers that several sources share: headers, rows, partial dates, spells and tables."""

import csv
import fnmatch
import gzip
import importlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO, TypeVar

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError, SourceError
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import ReadContext, Rows

T = TypeVar("T")
FORMATS_REMEDY = "Install them with: pip install 'multipolar[formats]'"
_COW_UNKNOWN = ("", "NA", ".", "?", "-8", "-9", "-7")


def formats_module(source: str, name: str) -> Any:  # noqa: ANN401 - a module has no narrower type
    """Import a library of the ``formats`` extra, or say how to get it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise SourceError(source, f"reading this file needs the library {name}", FORMATS_REMEDY) from None


def check_header(
    source: str, where: str, header: Sequence[str], known: Sequence[str], optional: Sequence[str] = ()
) -> None:
    """Stop the source when a known column is missing or an unknown one has appeared."""
    missing = [name for name in known if name not in header]
    unknown = [name for name in header if name not in known and name not in optional]
    if not missing and not unknown:
        return
    parts = [f"{where} has no column {', '.join(map(repr, missing))}"] if missing else []
    parts += [f"{where} has the unknown column {', '.join(map(repr, unknown))}"] if unknown else []
    raise SourceError(source, "; ".join(parts), f"Columns known: {', '.join(known)}")


def open_text(path: Path, encoding: str = "utf-8-sig") -> TextIO:
    """Open a text file, gzip-compressed or plain, with line ends left alone for the CSV reader."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")


@contextmanager
def readable(source: str, where: str) -> Iterator[None]:
    """Turn what goes wrong in reading bytes into one line about the file."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise SourceError(source, f"{where} is not {error.encoding} text: {error.reason}") from None
    except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, csv.Error) as error:
        raise SourceError(source, f"{where} cannot be read: {error}", "Download it again") from None


def first_line(source: str, path: Path, encoding: str = "utf-8-sig") -> str:
    """The first line of a text file, by which a reader tells one layout from another."""
    with open_text(path, encoding) as stream, readable(source, path.name):
        return stream.readline().strip()


def zip_member(source: str, path: Path, pattern: str, encoding: str = "utf-8-sig") -> TextIO:
    """Open the one member of a zip whose file name matches a pattern (any case), read as a stream."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise SourceError(source, f"{path.name} is not a zip archive", "Download it again") from None
    names = {member: member.rsplit("/", 1)[-1].lower() for member in archive.namelist()}
    found = [member for member, name in names.items() if fnmatch.fnmatchcase(name, pattern.lower())]
    if len(found) != 1:
        raise SourceError(
            source, f"{path.name} holds {len(found)} files called {pattern}", "Get the publisher's archive"
        )
    return io.TextIOWrapper(archive.open(found[0]), encoding=encoding, newline="")


def csv_rows(
    source: str,
    stream: TextIO,
    where: str,
    columns: Sequence[str],
    optional: Sequence[str] | None = (),
    delimiter: str = ",",
) -> Iterator[dict[str, str]]:
    """Rows of a CSV as dictionaries, with ``#`` for the row number, after proving its header.

    ``optional`` columns may stand beside the known ones; ``None`` lets any stand, for tables that give
    each organisation or year a column of its own.

    Raises:
        SourceError: A column is missing, new or repeated; a row is longer or shorter than the header;
            the bytes are not in the encoding expected.
    """
    with stream, readable(source, where):
        reader = csv.reader(stream, delimiter=delimiter)
        header = [name.strip() for name in next(reader, [])]
        check_header(source, where, header, columns, header if optional is None else optional)
        if len(set(header)) != len([name for name in header if name]) + ("" in header):
            raise SourceError(source, f"{where} names a column twice", "Get the publisher's file")
        for number, cells in enumerate(reader, start=1):
            if not cells:
                continue
            if len(cells) != len(header):
                raise SourceError(
                    source,
                    f"{where}, row {number} has {len(cells)} cells, the header {len(header)}",
                    "Get the file again; it may have been cut short",
                )
            yield {**dict(zip(header, cells, strict=True)), "#": str(number)}


def file_rows(
    source: str,
    path: Path,
    columns: Sequence[str],
    optional: Sequence[str] | None = (),
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
) -> Iterator[dict[str, str]]:
    """Rows of a CSV file on disk; see `csv_rows`."""
    return csv_rows(source, open_text(path, encoding), path.name, columns, optional, delimiter)


def whole(text: str) -> int:
    """A whole number, as written or as a float of the same value (``2.0``)."""
    number = float(text)
    if not number.is_integer():
        raise ValueError(f"{text!r} is not a whole number")
    return int(number)


def cow_number(text: str | None) -> int | None:
    """A number in the conventions of Correlates of War: -7, -8, -9, ``?`` and empty are none."""
    if text is None:
        return None
    cleaned = text.strip().replace(",", "")
    return None if cleaned.removesuffix(".0") in _COW_UNKNOWN else whole(cleaned)


def cow_date(year: str | None, month: str | None = None, day: str | None = None) -> PartialDate | None:
    """A date in three columns; -8 (not applicable) and -9 (unknown) parts make it coarser or absent."""
    y, m, d = cow_number(year), cow_number(month), cow_number(day)
    if y is None:
        return None
    if m is None:
        return PartialDate(y)
    if d is None:
        return PartialDate(y, m)
    return PartialDate.of(date(y, m, d))


def after(last: PartialDate) -> PartialDate:
    """The first date that no longer holds, after an inclusive end of the same precision."""
    following = last.last + timedelta(days=1)
    if last.precision == "year":
        return PartialDate(following.year)
    if last.precision == "month":
        return PartialDate(following.year, following.month)
    return PartialDate.of(following)


def dated(name: str, when: PartialDate | None) -> dict[str, object]:
    """The two columns of one date: its first day and how finely it is known."""
    if when is None:
        return {name: None, f"{name}_precision": None}
    return {name: when.first, f"{name}_precision": when.precision}


def resolved(code: str, scheme: "actors.Scheme", day: date) -> str | None:
    """The actor a code of a scheme means on a day, or nothing."""
    try:
        return actors.resolve(code, scheme, day).id
    except AskedWronglyError:
        return None


def meaning(context: ReadContext, code: str, scheme: "actors.Scheme", day: date) -> str | None:
    """The actor a code means on a day, like `ReadContext.actor`, but a miss is not counted as refused."""
    if code in context.spec.actors:
        return context.spec.actors[code]
    return resolved(code, scheme, day)


def actor_in_year(context: ReadContext, code: str, year: int, scheme: "actors.Scheme") -> str | None:
    """The actor a code means in a year: at mid-year, else at its end, else at its start."""
    for day in (date(year, 7, 1), date(year, 12, 31), date(year, 1, 1)):
        found = meaning(context, code, scheme, day)
        if found is not None:
            return found
    return context.actor(code, scheme, date(year, 7, 1))


def first_actor(
    context: ReadContext, code: str, scheme: "actors.Scheme", first: date, last: date
) -> str | None:
    """The actor a code means on the first day, else the first it comes to mean before the last.

    For people who led a country into statehood: Croatia's president of 1990 is Croatia's.
    """
    for year in range(first.year, last.year + 1):
        found = meaning(context, code, scheme, max(first, date(year, 1, 1)))
        if found is not None:
            return found
    return meaning(context, code, scheme, last) or context.actor(code, scheme, first)


def table_rows(table: str, rows: Iterable[Mapping[str, object]]) -> Rows:
    """Rows of one canonical table from dictionaries; absent columns are null, ``status`` reported.

    Raises:
        KeyError: A dictionary names a column the table does not have.
    """
    import pyarrow as pa

    spec = TABLES[table]
    names = [column.name for column in spec.all_columns if column.name not in ("source", "release")]
    columns: dict[str, list[object]] = {name: [] for name in names}
    for row in rows:
        unknown = set(row) - set(columns)
        if unknown:
            raise KeyError(f"{table} has no column {sorted(unknown)}")
        for name in names:
            columns[name].append(row.get(name, "reported" if name == "status" else None))
    full = spec.arrow()
    schema = pa.schema([full.field(name).with_nullable(True) for name in names])
    return Rows(table, pa.table(columns, schema=schema))


def parsed(
    context: ReadContext,
    table: str,
    rows: Iterable[dict[str, str]],
    parse: Callable[[dict[str, str]], T],
) -> Iterator[T]:
    """Parse rows one by one; a row whose numbers or dates are wrong becomes an issue and the run goes on."""
    for row in rows:
        try:
            yield parse(row)
        except (ValueError, AskedWronglyError) as error:
            context.issue(table, f"row {row['#']}", str(error))


def sheet_rows(
    source: str, path: Path, sheet: str, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[dict[str, str]]:
    """Rows of one sheet of an Excel workbook as text (dates as ISO), after proving its header."""
    openpyxl = formats_module(source, "openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except (zipfile.BadZipFile, openpyxl.utils.exceptions.InvalidFileException, KeyError, OSError):
        raise SourceError(source, f"{path.name} is no Excel workbook", "Download it again") from None
    try:
        if sheet not in book.sheetnames:
            raise SourceError(source, f"{path.name} has no sheet {sheet!r}")
        lines = book[sheet].iter_rows(values_only=True)
        header = [_cell_text(cell).strip() for cell in next(lines, ())]
        check_header(source, path.name, header, columns, optional)
        for number, cells in enumerate(lines, start=1):
            texts = [_cell_text(cell) for cell in cells]
            if any(texts):
                yield {**dict(zip(header, texts, strict=False)), "#": str(number)}
    finally:
        book.close()


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
