"""A small voting file in the layout of the UN Digital Library, and its source with bounds to match."""

import csv
import io

import pytest

from multipolar.record.sources import registry
from multipolar.record.sources.base import Expected

HEADER = (
    "undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "draft", "committee_report",
    "meeting", "title", "agenda_title", "subjects", "vote_note", "total_yes", "total_no",
    "total_abstentions", "total_non_voting", "total_ms", "undl_link",
)  # fmt: skip
STATES = ("ARG", "BRA", "CHL", "CHN", "FRA", "IND", "NIC", "RUS", "USA", "ZAF")
VOTES = "YYYYYYANXY"


def ga_rows(rollcalls: int = 6, year: int = 2024) -> list[list[str]]:
    """Rows of some roll calls of one year, each state voting as its place in the list says."""
    rows = []
    for number in range(1, rollcalls + 1):
        votes = VOTES[number % 10 :] + VOTES[: number % 10]
        totals = [f"{votes.count(choice)}.0" for choice in "YNAX"] + [f"{len(STATES)}.0"]
        day = f"{year}-{1 + number // 28:02d}-{1 + number % 28:02d}"
        for state, vote in zip(STATES, votes, strict=True):
            rows.append([
                f"40{year}{number:03d}", state, state, vote, day, str(year - 1945),
                f"A/RES/{year - 1945}/{number}", f"A/{year - 1945}/L.{number}", "", f"A/{year - 1945}/PV.9",
                f"Question {number} : resolution / adopted by the General Assembly", "", "PEACE", "",
                *totals, f"https://digitallibrary.un.org/record/40{year}{number:03d}",
            ])  # fmt: skip
    return rows


def ga_csv(rows: list[list[str]] | None = None, header: tuple[str, ...] = HEADER) -> bytes:
    """The file that such rows make."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *(ga_rows() if rows is None else rows)])
    return text.getvalue().encode()


def small_spec(**changes):
    """The description of the Assembly's votes, with bounds for a file of a few rows."""
    bounds = {"rollcall": Expected(min_rows=2, max_rows=200), "vote": Expected(min_rows=20, max_rows=2000)}
    return registry.spec("undl_ga").model_copy(update={"tables": bounds, **changes})


@pytest.fixture
def small(monkeypatch):
    """The same, in the place of the shipped description."""
    spec, shipped = small_spec(), registry.spec
    monkeypatch.setattr(registry, "spec", lambda name: spec if name == "undl_ga" else shipped(name))
    return spec
