"""Reads a workbook of Security Council votes, adopted and not, whose days, columns and symbols are unruly."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from multipolar.basics.errors import SourceError
from multipolar.basics.symbols import body_of, normal_symbol
from multipolar.record.sources._common import check_header, formats_module, table_rows
from multipolar.record.sources.ballots import Ballots, RollcallIds, recorded_rollcall
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.sources.unsc_votes.order import Told, days

COLUMNS = (
    "Year", "Date,", "Resolution", "Meeting", "Draft", "Agenda item", "Category", "Region", "Submitted by",
    "Outcome results", "Vote", "Member State", "ID", "Membership_Status", "Topic",
)  # fmt: skip
_SEATS = 15
_CHOICES = {"Yes": "yes", "No": "no", "Abstain": "abstain"}
_OUTCOMES = {
    "Adopted unanimously": ("adopted", "recorded"), "Adopted by majority": ("adopted", "recorded"),
    "Adopted by consensus": ("adopted", "without_vote"),
    "Adopted by acclamation": ("adopted", "without_vote"), "Not adopted - veto": ("vetoed", "recorded"),
    "Not adopted - failed to receive required number of votes": ("rejected", "recorded"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drafted:
    """One roll call: the cells that its rows share, and its votes by name of the member."""

    number: str
    cells: Mapping[str, Any]
    votes: tuple[tuple[str, str], ...]

    @property
    def told(self) -> Told:
        """The date as written, with the meeting's number; meetings held by video are numbered apart."""
        found = re.fullmatch(r"(?:S/)?(?:PV\.?)?(\d+)", str(self.cells["Meeting"]).strip())
        return Told(self.cells["Date,"].date(), int(found[1]) if found else None)

    @property
    def symbols(self) -> tuple[str | None, str | None, bool]:
        """Symbol of the resolution, the draft, and whether the two columns were swapped."""
        resolution, draft = (_text(self.cells[name]) for name in ("Resolution", "Draft"))
        symbol = _symbol(resolution)
        if symbol is None and _symbol(draft) is not None:
            return _symbol(draft), resolution, True
        return symbol, draft, False


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the roll calls, then the votes of those that were put to the vote."""
    drafted = _drafted(_rows(context.spec.name, files["votes"]), context)
    context.progress(len(drafted))
    decided = days({one.number: one.told for one in drafted})
    ids = RollcallIds(context)
    named = [(one, _rollcall(one, decided[one.number], ids)) for one in drafted]
    yield table_rows("rollcall", (row for _, row in named))
    voted = [(one, row) for one, row in named if row["modality"] == "recorded"]
    ballots = Ballots(context, "name", "ID")
    ballots.add(
        (one.number, member, choice, decided[one.number] or date(int(one.cells["Year"]), 7, 1))
        for one, _ in voted
        for member, choice in one.votes
    )
    ballots.refuse("choice LIKE '? %'", "no vote is written so")
    ballots.name({one.number: str(row["id"]) for one, row in voted})
    yield ballots.votes()


def _rows(source: str, path: Path) -> list[dict[str, Any]]:
    openpyxl = formats_module(source, "openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise SourceError(source, f"{path.name} is no Excel workbook: {error}") from None
    rows = book.worksheets[0].iter_rows(values_only=True)
    header = [str(cell or "").strip() for cell in next(rows, ())]
    check_header(source, path.name, header, COLUMNS)
    found = [dict(zip(header, row, strict=True)) for row in rows if any(cell is not None for cell in row)]
    book.close()
    return found


def _drafted(rows: Sequence[dict[str, Any]], context: ReadContext) -> list[Drafted]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(str(row["ID"]), []).append(row)
    found = []
    for number, members in groups.items():
        cells = members[0]
        if not isinstance(cells["Date,"], datetime) or cells["Date,"].year != cells["Year"]:
            context.issue("rollcall", f"ID {number}", "no date in its year", str(cells["Date,"]))
            continue
        if cells["Outcome results"] not in _OUTCOMES:
            raise SourceError(context.spec.name, f"ID {number}: unknown outcome {cells['Outcome results']!r}")
        votes = tuple(
            (str(row["Member State"]).strip(), _CHOICES.get(str(row["Vote"]), f"? {row['Vote']}"))
            for row in members
        )
        if len(votes) != _SEATS:
            context.issue(
                "rollcall", f"ID {number}", f"{len(votes)} votes for {_SEATS} seats", str(len(votes))
            )
        found.append(Drafted(number, cells, votes))
    return found


def _rollcall(one: Drafted, day: date | None, ids: RollcallIds) -> dict[str, object]:
    outcome, modality = _OUTCOMES[one.cells["Outcome results"]]
    symbol, draft, swapped = one.symbols
    locator = f"ID {one.number}"
    if swapped:
        ids.context.issue("rollcall", locator, "resolution and draft stand in each other's column, put right")
    if day is None:
        said = "day and month may be swapped and the meetings around do not decide; the year is kept"
        ids.context.issue("rollcall", locator, said, str(one.told.written))
    choices = [choice for _, choice in one.votes]
    counts = {c: choices.count(c) if modality == "recorded" else None for c in ("yes", "no", "abstain")}
    return recorded_rollcall(
        id=ids.claim(symbol if outcome == "adopted" else None, f"SC/vote/{one.number}"), body="SC",
        date=day or date(int(one.cells["Year"]), 1, 1), date_precision="day" if day else "year",
        title=_text(one.cells["Agenda item"]), topics=[t for t in (_text(one.cells["Topic"]),) if t],
        modality=modality, outcome=outcome, draft=draft, meeting=_text(one.cells["Meeting"]),
        locator=locator, **counts,
    )  # fmt: skip


def _symbol(text: str | None) -> str | None:
    """A symbol of the Council, also when its last bracket is missing."""
    if not text:
        return None
    found = normal_symbol(text) or normal_symbol(f"{text})")
    return found if found is not None and body_of(found) == "SC" else None


def _text(value: object) -> str | None:
    text = " ".join(str(value).replace("\u00a0", " ").split()) if value is not None else ""
    return text or None
