"""Reads the wide matrix of General Assembly votes 1946-2024: a row a roll call, a column a state."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.sources import voeten
from multipolar.record.sources._common import check_header, open_text, table_rows
from multipolar.record.sources.ballots import Ballots, RollcallIds, recorded_rollcall, sql_text
from multipolar.record.sources.base import ReadContext, Rows

COLUMNS = ("rcid", "date", *voeten.ISSUES)
STATES = 194


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the roll calls, then the votes; the author's successors are told apart again by date."""
    path = files["matrix"]
    header = _header(context.spec.name, path)
    ballots = Ballots(context, "un", "rcid", coarse_before=voeten.DAYS_FROM)
    relation = _load(ballots, path, header)
    rollcalls = _rollcalls(ballots, relation)
    context.progress(len(rollcalls))
    ballots.refuse("choice LIKE '? %'", "no vote is written so")
    yield table_rows("rollcall", rollcalls)
    ballots.name({str(row["locator"]).removeprefix("rcid "): str(row["id"]) for row in rollcalls})
    yield ballots.votes()


def _header(source: str, path: Path) -> list[str]:
    with open_text(path) as lines:
        header = next(csv.reader(lines), [])
    check_header(source, path.name, header[: len(COLUMNS)], COLUMNS)
    codes = header[len(COLUMNS) :]
    strange = [code for code in codes if len(code) != 3 or not code.isupper()]
    if strange or len(set(codes)) != STATES or len(codes) != STATES:
        raise SourceError(
            source,
            f"{path.name} has {len(codes)} columns of states, {STATES} expected; {strange[:5]} are none",
        )
    return header


def _load(ballots: Ballots, path: Path, header: list[str]) -> str:
    """Turn columns into rows; a number used by two roll calls names neither."""
    spec = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in header)
    ballots.con.execute(
        f"CREATE TABLE matrix AS SELECT * FROM read_csv({sql_text(path)}, header = true,"
        f" auto_detect = false, delim = ',', nullstr = '', columns = {{{spec}}})"
    )
    choice = " ".join(f"WHEN '{code}' THEN '{word}'" for code, word in voeten.CHOICES.items())
    ballots.con.execute(
        "INSERT INTO cell SELECT regexp_replace(rcid, '\\.0$', ''), code,"
        f" CASE value {choice} ELSE '? ' || coalesce(value, 'empty') END, CAST(date AS DATE)"
        " FROM (SELECT rcid, date, code, regexp_replace(v, '\\.0$', '') AS value FROM (UNPIVOT matrix ON"
        f" COLUMNS(* EXCLUDE ({', '.join(COLUMNS)})) INTO NAME code VALUE v))"
        f" WHERE value <> '{voeten.NOT_A_MEMBER}'"
    )
    for known in ballots.context.spec.corrections:
        where = f"code = {sql_text(known.expect)} AND day < DATE {sql_text(known.where['before'])}"
        ballots.con.execute(f"UPDATE cell SET code = {sql_text(known.value)} WHERE {where}")
    return "matrix"


def _rollcalls(ballots: Ballots, relation: str) -> list[dict[str, object]]:
    wanted = ", ".join(COLUMNS)
    found = ballots.con.execute(
        f"SELECT {wanted} FROM {relation} ORDER BY try_cast(rcid AS DOUBLE), date"
    ).fetchall()
    rows = [dict(zip(COLUMNS, cells, strict=True)) for cells in found]
    uses = Counter(row["rcid"] for row in rows)
    for rcid, count in uses.items():
        if count > 1:
            ballots.refuse(f"key = {sql_text(_number(rcid))}", f"{count} roll calls have that number", "key")
            ballots.context.issue(
                "rollcall", f"rcid {_number(rcid)}", f"{count} rows have that number", rcid, count
            )
    ids = RollcallIds(ballots.context)
    return [_row(row, ids) for row in rows if uses[row["rcid"]] == 1]


def _row(row: Mapping[str, str], ids: RollcallIds) -> dict[str, object]:
    rcid = int(_number(row["rcid"]))
    return recorded_rollcall(
        id=ids.claim(None, f"GA/rcid/{rcid}"), body="GA",
        **voeten.dated(rcid, date.fromisoformat(row["date"])), topics=list(voeten.topics(row)),
        locator=f"rcid {rcid}",
    )  # fmt: skip


def _number(text: str) -> str:
    return text.removesuffix(".0")
