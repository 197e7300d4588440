"""Reads roll calls of the General Assembly gathered from the library's single vote records."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.basics.symbols import body_of, normal_symbol, session_of
from multipolar.record.sources._common import file_rows, table_rows
from multipolar.record.sources.ballots import Ballots, RollcallIds, count_of, recorded_rollcall
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.sources.undl_rollcalls.records import VoteRecord, records

COLUMNS = (
    "resolution", "date", "title", "yes", "no", "abstain", "not_voting", "meeting_record",
    "undl_record", "votes",
)  # fmt: skip
_LETTERS = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent"}


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the roll calls, then the votes, from the compact file, from single records, or from both."""
    found: list[VoteRecord] = []
    if "rollcalls" in files and "states" in files:
        found += _compact(files["rollcalls"], _states(files["states"], context), context)
    if "record" in files:
        known = {record.number for record in found}
        found += [r for r in records(context.spec.name, files["record"]) if r.number not in known]
    if not found:
        raise SourceError(context.spec.name, "no roll calls", "Give rollcalls and states, or record")
    context.progress(len(found))
    ballots = Ballots(context, "un", "record")
    ballots.add((r.number, code, choice, r.day) for r in found for code, choice in r.votes)
    ballots.check({record.number: record.totals for record in found})
    ids = RollcallIds(context)
    named = [(record, _row(record, ids)) for record in found]
    yield table_rows("rollcall", (row for _, row in named))
    ballots.name({record.number: str(row["id"]) for record, row in named})
    yield ballots.votes()


def _states(path: Path, context: ReadContext) -> list[str]:
    codes = path.read_text(encoding="utf-8-sig").split()
    if len(set(codes)) != len(codes) or any(len(code) != 3 for code in codes):
        raise SourceError(context.spec.name, f"{path.name} is no list of distinct three-letter codes")
    return codes


def _compact(path: Path, states: Sequence[str], context: ReadContext) -> Iterator[VoteRecord]:
    for row in file_rows(context.spec.name, path, COLUMNS):
        try:
            yield _letters(row, states)
        except ValueError as error:
            context.issue("rollcall", f"row {row['#']}", str(error), row["resolution"])


def _letters(row: Mapping[str, str], states: Sequence[str]) -> VoteRecord:
    votes = row["votes"].strip()
    strange = sorted(set(votes) - set(_LETTERS))
    if strange or len(votes) != len(states):
        raise ValueError(f"{len(votes)} letters for {len(states)} states, unknown ones {strange}")
    return VoteRecord(
        number=row["undl_record"], symbol=normal_symbol(row["resolution"]), written=row["resolution"],
        day=date.fromisoformat(row["date"]), title=row["title"] or None,
        meeting=row["meeting_record"] or None,
        topics=(), votes=tuple(zip(states, (_LETTERS[letter] for letter in votes), strict=True)),
        totals=tuple(count_of(row[name]) for name in ("yes", "no", "abstain", "not_voting")),
    )  # fmt: skip


def _row(record: VoteRecord, ids: RollcallIds) -> dict[str, object]:
    if record.symbol is None:
        ids.context.issue(
            "rollcall", f"record {record.number}", "not a symbol of a resolution", record.written
        )
    body = body_of(record.symbol) if record.symbol else "GA"
    yes, no, abstain, absent = record.totals
    return recorded_rollcall(
        id=ids.claim(record.symbol, f"{body}/undl/{record.number}"), body=body,
        session=session_of(record.symbol) if record.symbol else None, date=record.day, date_precision="day",
        title=record.title, topics=list(record.topics), yes=yes, no=no, abstain=abstain, absent=absent,
        outcome="adopted", meeting=record.meeting, locator=f"record {record.number}",
    )  # fmt: skip
