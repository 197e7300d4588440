"""The voting files of the UN Digital Library: their layouts, and one row a vote taken in as a stream."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from multipolar.basics.errors import SourceError, reason
from multipolar.basics.symbols import normal_symbol
from multipolar.record.sources._common import check_header, open_text
from multipolar.record.sources.ballots import Ballots, RollcallIds, count_of, sql_text
from multipolar.record.sources.base import ReadContext

TOTALS = ("yes", "no", "abstain", "absent")
_LETTERS = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent", "NV": "absent"}
# The catalogue closes titles with "resolution / adopted by the General Assembly", with slips of the pen.
_CLOSE = re.compile(r"\s*(?::\s*[A-Za-z]?\s*)?\bresolutions?\s*/\s*adopted\b.*$", re.IGNORECASE)
_ON_LINE = re.compile(r"CSV Error on Line: (\d+)")
_MODALITIES = {
    "": "recorded", "vote": "recorded", "vote, recorded": "recorded", "recorded": "recorded",
    "vote, non-recorded": "unrecorded", "without a vote": "without_vote", "without vote": "without_vote",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """One published arrangement of columns.

    Attributes:
        name: Month of the first file in it.
        columns: Our name of each column read, with the published one.
        unread: Published columns that say nothing the record keeps.
    """

    name: str
    columns: Mapping[str, str]
    unread: tuple[str, ...] = ()

    @property
    def published(self) -> tuple[str, ...]:
        """Every column of the file."""
        return (*self.columns.values(), *self.unread)


@dataclass(frozen=True, slots=True)
class VotingFile:
    """A voting file whose header is known."""

    path: Path
    layout: Layout
    header: tuple[str, ...]

    @property
    def relation(self) -> str:
        """The file as a relation of SQL, every column text."""
        columns = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in self.header)
        return (
            f"read_csv({sql_text(self.path)}, header = true, auto_detect = false, delim = ',', quote = '\"',"
            f" escape = '\"', columns = {{{columns}}}, nullstr = '', max_line_size = 8388608)"
        )

    def column(self, name: str) -> str:
        """A column of the layout, quoted for SQL; an empty text when this layout lacks it."""
        return f'"{self.layout.columns[name]}"' if name in self.layout.columns else "NULL"


def open_voting_file(source: str, path: Path, layouts: Sequence[Layout]) -> VotingFile:
    """Tell the layout of a file by its header.

    Raises:
        SourceError: The header is none of the layouts known; says which columns are new or missing.
    """
    try:
        with open_text(path) as lines:
            header = tuple(name.strip() for name in next(csv.reader(lines), []))
    except (UnicodeDecodeError, csv.Error):
        raise SourceError(source, f"{path.name} is not UTF-8 text", "Download it again") from None
    nearest = min(layouts, key=lambda layout: len(set(header) ^ set(layout.published)))
    check_header(source, path.name, header, nearest.published)
    if len(set(header)) != len(header):
        raise SourceError(source, f"{path.name} names a column twice", "Get the publisher's file")
    return VotingFile(path, nearest, header)


def fill(ballots: Ballots, file: VotingFile) -> None:
    """Take every vote of the file into the workspace; what is no vote is listed and left out.

    Raises:
        SourceError: A line has too many or too few cells, or is not UTF-8.
    """
    import duckdb

    choice = " ".join(f"WHEN '{letter}' THEN '{value}'" for letter, value in _LETTERS.items())
    vote = f"trim({file.column('vote')})"
    try:
        ballots.con.execute(
            f"INSERT INTO cell SELECT {file.column('undl_id')}, trim({file.column('code')}),"
            f" CASE {vote} {choice} ELSE '? ' || coalesce({vote}, 'empty') END,"
            f" try_cast({file.column('date')} AS DATE) FROM {file.relation}"
        )
    except duckdb.Error as error:
        raise SourceError(
            ballots.context.spec.name, f"{file.path.name}: {_first_line(error)}", "Download it again"
        ) from None
    ballots.refuse("key IS NULL", "no record number", "code")
    ballots.refuse("code IS NULL", "no code of a state")
    ballots.refuse("choice LIKE '? %'", "no vote is written so")


def rollcall_rows(ballots: Ballots, file: VotingFile, wanted: Sequence[str]) -> list[dict[str, str | None]]:
    """One row a roll call: the named columns, ``undl_id`` and ``date``; conflicting ones are issues."""
    columns = ", ".join(f"any_value({file.column(name)}) AS {name}" for name in wanted)
    key, day = file.column("undl_id"), file.column("date")
    cursor = ballots.con.execute(
        f"SELECT {key} AS undl_id, min({day}) AS date, max({day}) AS last_date, {columns}"
        f" FROM {file.relation} WHERE {key} IS NOT NULL GROUP BY 1 ORDER BY try_cast({key} AS BIGINT), 1"
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def identify(row: Mapping[str, str | None], ids: RollcallIds) -> str:
    """The id of a roll call by its symbol, or by its record number when it has none that can be read."""
    written = row["resolution"] or ""
    symbol = normal_symbol(written)
    if symbol is None:
        ids.context.issue("rollcall", f"record {row['undl_id']}", "not a symbol of a resolution", written)
    body = "SC" if ids.context.spec.name.endswith("_sc") else "GA"
    return ids.claim(symbol, f"{body}/undl/{row['undl_id']}")


def modality(context: ReadContext, row: Mapping[str, str | None]) -> str:
    """How it was decided.

    Raises:
        SourceError: The file says it in a way not seen before.
    """
    written = (row.get("modality") or "").strip()
    known = _MODALITIES.get(written.lower())
    if known is None:
        raise SourceError(context.spec.name, f"unknown modality {written!r} in record {row['undl_id']}")
    return known


def totals(context: ReadContext, row: Mapping[str, str | None]) -> tuple[int | None, ...]:
    """Published yes, no, abstain, absent; a total that is no number is an issue and empty."""
    found: list[int | None] = []
    for name in TOTALS:
        try:
            found.append(count_of(row[name]))
        except ValueError as error:
            context.issue("rollcall", f"record {row['undl_id']}", str(error), row[name] or "")
            found.append(None)
    return tuple(found)


def dated_or_refused(
    context: ReadContext, rows: Sequence[dict[str, str | None]]
) -> list[dict[str, str | None]]:
    """The roll calls that have one day; the others are issues."""
    kept = []
    for row in rows:
        if row["date"] and row["date"] == row["last_date"] and re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]):
            kept.append(row)
        else:
            said = " and ".join(dict.fromkeys(str(row[n] or "no date") for n in ("date", "last_date")))
            context.issue("rollcall", f"record {row['undl_id']}", "not one day in all its rows", said)
    return kept


def plain_title(text: str | None) -> str | None:
    """A title without the catalogue's closing words."""
    if text is None:
        return None
    return _CLOSE.sub("", text.strip()) or text.strip()


def _first_line(error: Exception) -> str:
    """DuckDB's complaint as "line 3: Expected Number of Columns: 2 Found: 1", else its first line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if not (numbered := _ON_LINE.search(str(error))):
        return reason(error)
    why = next((line for line in lines[1:] if not line.startswith("Original Line:")), "cannot be read")
    return f"line {numbered[1]}: {why.rstrip('.')}"
