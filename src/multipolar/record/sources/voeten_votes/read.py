"""Reads Voeten's votes of the General Assembly: the unvotes package, the file of 2016, Dataverse's file."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.sources import voeten
from multipolar.record.sources._common import table_rows
from multipolar.record.sources.ballots import Ballots, RollcallIds, count_of, sql_text
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.sources.voeten import RollCall
from multipolar.record.sources.voeten_votes.open import Opened, opened

VOTES = ("rcid", "country", "country_code", "vote")
ROLL_CALLS = ("rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr")
ROLL_CALL_ISSUES = ("rcid", "short_name", "issue")
_FLAGS = tuple(voeten.ISSUES)
PUBLISHED = (
    "rcid", "session", "vote", "ccode", "member", "importantvote", "date", "unres", *_FLAGS, "year",
)  # fmt: skip
COMPLETE = (
    "rcid", "ccode", "member", "vote", "Country", "Countryname", "year", "session", "abstain", "yes", "no",
    "importantvote", "date", "unres", "amend", "para", "short", "descr", *_FLAGS, "resid",
)  # fmt: skip
DESCRIPTIONS = (
    "session", "rcid", "abstain", "yes", "no", "importantvote", "date", "unres", "amend", "para", "short",
    "descr", *_FLAGS,
)  # fmt: skip
_EMPTY = ("", "NA", "<NA>", "nan", "None")
_COUNTRIES = Path(__file__).with_name("countries.csv")


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the roll calls, then the votes; a state that was not a member has no vote."""
    ballots = Ballots(context, "unvotes", "rcid", coarse_before=voeten.DAYS_FROM)
    layout = _layout(files, context)
    calls = layout(files, ballots)
    context.progress(len(calls))
    ballots.refuse("key IS NULL", "no number of a roll call", "code")
    ballots.refuse("choice LIKE '? %'", "no vote is written so")
    ballots.refuse("code LIKE '? %'", "no country of the collection is called so", "code")
    ballots.refuse("day IS NULL", "no roll call has that number", "key")
    ballots.check({str(call.rcid): call.totals for call in calls})
    named = voeten.rows(calls, RollcallIds(context))
    yield table_rows("rollcall", (row for _, row in named))
    ballots.name({str(call.rcid): str(row["id"]) for call, row in named})
    yield ballots.votes()


def _layout(
    files: Mapping[str, Path], context: ReadContext
) -> Callable[[Mapping[str, Path], Ballots], list[RollCall]]:
    if "complete" in files:
        return _complete
    missing = [name for name in ("votes", "roll_calls", "issues") if name not in files]
    if not missing:
        return _packaged
    if "published" in files:
        return _published
    raise SourceError(
        context.spec.name, f"no file for {', '.join(missing)}",
        "Give un_votes, un_roll_calls and un_roll_call_issues, or UNVotes, or UNVotesPublished",
    )  # fmt: skip


def _packaged(files: Mapping[str, Path], ballots: Ballots) -> list[RollCall]:
    described = opened(ballots, "roll_calls", files["roll_calls"], ROLL_CALLS)
    issues = opened(ballots, "issues", files["issues"], ROLL_CALL_ISSUES)
    votes = opened(ballots, "votes", files["votes"], VOTES)
    topics: dict[str, dict[str, str | None]] = {}
    for row in issues.rows(ROLL_CALL_ISSUES):
        if row["short_name"] not in voeten.ISSUES:
            raise SourceError(ballots.context.spec.name, f"unknown issue {row['short_name']!r}")
        topics.setdefault(_number(row["rcid"]), {})[str(row["short_name"])] = "1"
    totals = _totals(files, ballots)
    rows = [row | topics.get(_number(row["rcid"]), {}) for row in described.rows(ROLL_CALLS)]
    calls = _calls(rows, totals, ballots.context)
    _fill(ballots, calls, votes, "c.ccode", f"LEFT JOIN ({_countries()}) c USING (country)", "v.country")
    return calls


def _published(files: Mapping[str, Path], ballots: Ballots) -> list[RollCall]:
    """The file of 2016 tells neither paragraphs nor totals; the list of descriptions does."""
    votes = opened(ballots, "votes", files["published"], PUBLISHED)
    totals = _totals(files, ballots)
    rows = votes.rows(("rcid", "session", "date", "unres", "importantvote", *_FLAGS), distinct="rcid")
    calls = _calls(rows, totals, ballots.context)
    _fill(ballots, calls, votes, f"{_whole('v.ccode')}", "", "v.ccode")
    return calls


def _complete(files: Mapping[str, Path], ballots: Ballots) -> list[RollCall]:
    votes = opened(ballots, "votes", files["complete"], COMPLETE, optional=("", "ident", "absent"))
    wanted = tuple(
        n for n in COMPLETE if n not in ("ccode", "member", "vote", "Country", "Countryname", "year")
    )
    calls = _calls(votes.rows(wanted, distinct="rcid"), {}, ballots.context)
    _fill(ballots, calls, votes, f"{_whole('v.ccode')}", "", "v.ccode")
    return calls


def _totals(files: Mapping[str, Path], ballots: Ballots) -> dict[str, dict[str, str | None]]:
    """Totals and, for the file of 2016, flags and words, from the list of descriptions if it is given."""
    if "descriptions" not in files:
        return {}
    listed = opened(ballots, "descriptions", files["descriptions"], DESCRIPTIONS)
    names = ("yes", "no", "abstain", *(() if "roll_calls" in files else ("amend", "para", "short", "descr")))
    return {_number(row["rcid"]): {n: row[n] for n in names} for row in listed.rows(DESCRIPTIONS)}


def _calls(
    rows: Iterable[Mapping[str, str | None]],
    totals: Mapping[str, Mapping[str, str | None]],
    context: ReadContext,
) -> list[RollCall]:
    """The roll calls that have a number, a session and a date; the others are issues."""
    calls = []
    for row in rows:
        try:
            calls.append(_call({**row, **totals.get(_number(row["rcid"]), {})}, context))
        except ValueError as error:
            context.issue("rollcall", f"rcid {_number(row['rcid'])}", str(error))
    return calls


def _call(row: Mapping[str, str | None], context: ReadContext) -> RollCall:
    cells = {name: "" if value is None or value in _EMPTY else value for name, value in row.items()}
    cells = voeten.corrected(cells, context)
    rcid = int(_number(cells["rcid"]))
    told = "para" in cells
    return RollCall(
        rcid=rcid, session=int(_number(cells["session"])), day=_day(cells["date"]),
        unres=cells["unres"].strip(),
        amend=_flag(cells["amend"]) if told else None, para=_flag(cells["para"]) if told else None,
        short=cells.get("short", "").strip(), descr=cells.get("descr", "").strip(),
        topics=voeten.topics(cells),
        important=_flag(cells["importantvote"]) if cells.get("importantvote") else None,
        totals=(*(count_of(cells.get(name)) for name in ("yes", "no", "abstain")), None),
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        if "/" in text:
            month, day, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"no date of a vote: {text!r}") from None


def _fill(ballots: Ballots, calls: list[RollCall], votes: Opened, code: str, join: str, written: str) -> None:
    """Take the votes in; those of states that were no members on the day are none."""
    import pyarrow as pa

    days = pa.table({"key": [str(call.rcid) for call in calls], "day": [call.day for call in calls]})
    ballots.con.register("days", days)
    words = {**voeten.CHOICES, "yes": "yes", "no": "no", "abstain": "abstain"}
    choice = " ".join(f"WHEN {sql_text(word)} THEN {sql_text(value)}" for word, value in words.items())
    vote = "regexp_replace(v.vote, '\\.0$', '')"
    ballots.con.execute(
        f"INSERT INTO cell SELECT {_whole('v.rcid')} AS key, coalesce({code}, '? ' || {written}),"
        f" CASE {vote} {choice} ELSE '? ' || coalesce({vote}, 'empty') END, d.day"
        f" FROM {votes.relation} v {join} LEFT JOIN days d ON {_whole('v.rcid')} = d.key"
        f" WHERE coalesce({vote}, '') <> '{voeten.NOT_A_MEMBER}'"
    )
    ballots.con.unregister("days")
    for known in ballots.context.spec.corrections:
        if known.column == "ccode":
            where = f"code = {sql_text(known.expect)} AND year(day) = {int(known.where['year'])}"
            ballots.con.execute(f"UPDATE cell SET code = {sql_text(known.value)} WHERE {where}")


def _countries() -> str:
    with _COUNTRIES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    values = ", ".join(f"({sql_text(row['country'])}, {sql_text(row['ccode'])})" for row in rows)
    return f"SELECT * FROM (VALUES {values}) AS t(country, ccode)"


def _whole(column: str) -> str:
    return f"regexp_replace({column}, '\\.0$', '')"


def _number(text: str | None) -> str:
    return (text or "").removesuffix(".0")


def _flag(text: str) -> bool:
    return text.removesuffix(".0") == "1"
