"""Reads sanction cases as directed ties from each sender to each target, with type and objective in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.record.sources._common import actor_in_year, file_rows, parsed, table_rows, whole
from multipolar.record.sources._spells import spell
from multipolar.record.sources.base import ReadContext, Rows

TYPES = ("trade", "arms", "military", "financial", "travel", "other")
COLUMNS = (
    "case_id", "sanctioned_state", "sanctioning_state", "begin", "end", "trade", "descr_trade", "arms",
    "military", "financial", "travel", "other", "target_mult", "sender_mult", "objective", "success",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Case:
    """One case: senders and targets as lists of names, years, and what is sanctioned to what end."""

    number: str
    senders: list[str]
    targets: list[str]
    first: int
    last: int
    value: str


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one tie for each sender and target of a case; a case that runs to the last year is left open."""
    rows = file_rows(context.spec.name, files["cases"], COLUMNS)
    cases = list(parsed(context, "tie", rows, lambda row: _case(row, context)))
    cutoff = date(max((case.last for case in cases), default=1), 12, 31)
    seen: dict[tuple[object, ...], str] = {}
    ties: list[dict[str, object]] = []
    for case in cases:
        for tie in _ties(case, cutoff, context):
            key = (tie["a"], tie["b"], tie["value"], tie["valid_from"])
            if key in seen:
                context.issue("tie", str(tie["locator"]), f"the same tie as {seen[key]}")
                continue
            seen[key] = str(tie["locator"])
            ties.append(tie)
    yield table_rows("tie", ties)


def _case(row: dict[str, str], context: ReadContext) -> _Case:
    first, last = whole(row["begin"]), whole(row["end"])
    if last < first:
        raise ValueError(f"case {row['case_id']} ends in {last}, before it begins in {first}")
    senders = names(row["sanctioning_state"], context)
    targets = names(row["sanctioned_state"], context)
    return _Case(row["case_id"], senders, targets, first, last, _value(row))


def names(cell: str, context: ReadContext) -> list[str]:
    """The names of a list in one cell; a name that has a comma itself (Yemen, North) stays whole."""
    whole_names = [name for name in context.spec.actors if "," in name]
    for number, name in enumerate(whole_names):
        cell = cell.replace(name, f"\0{number}")
    parts = [part.strip() for part in cell.split(",")]
    return [whole_names[int(part[1:])] if part.startswith("\0") else part for part in parts if part]


def _value(row: dict[str, str]) -> str:
    """Types (trade with its direction and extent), then objectives: ``trade (exp_part), arms; end_war``."""
    for name in TYPES:
        if row[name] not in ("0", "1"):
            raise ValueError(f"case {row['case_id']}: {name} is {row[name]!r}, neither 0 nor 1")
    trade = ", ".join(part.strip() for part in row["descr_trade"].split(",") if part.strip())
    labels = {"trade": f"trade ({trade})" if trade else "trade"}
    types = [labels.get(name, name) for name in TYPES if row[name] == "1"]
    objectives = dict.fromkeys(part.strip() for part in row["objective"].split(","))
    return f"{', '.join(types) or 'not coded'}; {', '.join(objectives)}"


def _ties(case: _Case, cutoff: date, context: ReadContext) -> Iterator[dict[str, object]]:
    for sender in case.senders:
        for target in case.targets:
            a = actor_in_year(context, sender, case.first, "name")
            b = actor_in_year(context, target, case.first, "name")
            locator = f"case {case.number}: {sender} on {target}"
            if a is None or b is None:
                context.issue("tie", locator, "no actor of that name", sender if a is None else target)
                continue
            yield {
                "kind": "sanction",
                "a": a,
                "b": b,
                "directed": True,
                "value": case.value,
                "locator": locator,
                **spell(PartialDate(case.first), PartialDate(case.last), cutoff),
            }
