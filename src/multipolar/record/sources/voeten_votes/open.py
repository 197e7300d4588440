"""Opens a table of Voeten's collection, CSV, tab-separated, R or Excel, as a relation of text columns."""

import csv
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import check_header, formats_module, open_text
from multipolar.record.sources.ballots import Ballots, sql_text
from multipolar.record.sources.voeten_votes.rfile import OtherKindError, read_table

if TYPE_CHECKING:
    import pyarrow as pa

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Opened:
    """A relation that SQL can read, all of its columns text."""

    ballots: Ballots
    file: str
    relation: str

    def rows(self, columns: Sequence[str], distinct: str | None = None) -> list[dict[str, str | None]]:
        """Rows of some columns, one for each value of ``distinct``; in the order of ``rcid``."""
        import duckdb

        wanted = ", ".join(
            f'"{c}"' if distinct in (None, c) else f'any_value("{c}") AS "{c}"' for c in columns
        )
        group = f' GROUP BY "{distinct}"' if distinct else ""
        query = f'SELECT {wanted} FROM {self.relation}{group} ORDER BY try_cast("rcid" AS DOUBLE)'
        try:
            found = self.ballots.con.execute(query).fetchall()
        except duckdb.Error as error:
            line = str(error).splitlines()[0]
            raise SourceError(self.ballots.context.spec.name, f"{self.file}: {line}") from None
        return [dict(zip(columns, row, strict=True)) for row in found]


def opened(
    ballots: Ballots, name: str, path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> Opened:
    """Open a file after proving its columns.

    Raises:
        SourceError: A column is missing or new, or the file is of another kind than its name says.
    """
    source = ballots.context.spec.name
    kind = path.name.lower().removesuffix(".gz").rpartition(".")[2]
    if kind in ("rda", "rdata", "xls"):
        table = _from_excel(source, path) if kind == "xls" else _from_r(source, path)
        check_header(source, path.name, table.column_names, columns, optional)
        ballots.con.register(name, table)
        return Opened(ballots, path.name, name)
    return Opened(ballots, path.name, _from_text(source, path, columns, optional))


def _from_text(source: str, path: Path, columns: Sequence[str], optional: Sequence[str]) -> str:
    try:
        with open_text(path) as lines:
            first = lines.readline()
    except (UnicodeDecodeError, OSError, EOFError) as error:
        raise SourceError(source, f"{path.name} cannot be read: {error}", "Get the file again") from None
    delimiter = "\t" if "\t" in first else ","
    header = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), [])]
    check_header(source, path.name, header, columns, optional)
    spec = ", ".join(f"{sql_text(cell or 'row')}: 'VARCHAR'" for cell in header)
    return (
        f"read_csv({sql_text(path)}, header = true, auto_detect = false, delim = {sql_text(delimiter)},"
        f" quote = '\"', escape = '\"', nullstr = '', columns = {{{spec}}})"
    )


def _from_r(source: str, path: Path) -> "pa.Table":
    try:
        table = read_table(path)
    except OtherKindError:
        table = _from_other_r(source, path)
    return _texts({name: _column(name, values) for name, values in table.items()})


def _from_other_r(source: str, path: Path) -> dict[str, list[Any]]:
    """Other R files, by a general reader, which takes a minute or two for all votes."""
    rdata = formats_module(source, "rdata")
    with warnings.catch_warnings():
        # rdata warns of each R class it has no Python class for (tibble, Date, AsIs).
        warnings.simplefilter("ignore")
        try:
            objects: dict[str, Any] = rdata.read_rda(str(path))
        except (ValueError, NotImplementedError, EOFError, OSError) as error:
            raise SourceError(source, f"{path.name} is no R data file: {error}") from None
    if len(objects) != 1:
        raise SourceError(source, f"{path.name} holds {len(objects)} objects, one table expected")
    frame = next(iter(objects.values()))
    return {name: frame[name].tolist() for name in frame.columns}


def _column(name: str, values: list[Any]) -> list[str | None]:
    days = name == "date" and any(isinstance(value, float) for value in values)
    written = {value: _written(value, days) for value in set(values)}
    return [written[value] for value in values]


def _written(value: Any, day: bool) -> str | None:  # noqa: ANN401 - whatever the file holds
    if value is None or value != value or str(value) == "<NA>":
        return None
    return str(_EPOCH + timedelta(days=int(value))) if day else str(value)


def _from_excel(source: str, path: Path) -> "pa.Table":
    xlrd = formats_module(source, "xlrd")
    try:
        book = xlrd.open_workbook(path)
    except (xlrd.XLRDError, OSError) as error:
        raise SourceError(source, f"{path.name} is no Excel workbook: {error}") from None
    sheet = book.sheet_by_index(0)
    names = [str(cell).strip() for cell in sheet.row_values(0)]
    return _texts({name: [_cell(v) for v in sheet.col_values(i, 1)] for i, name in enumerate(names)})


def _cell(value: object) -> str | None:
    text = str(value).strip()
    return text or None


def _texts(columns: dict[str, list[str | None]]) -> "pa.Table":
    import pyarrow as pa

    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
