"""Memberships of states in the organisations followed, as they stood on the day spoken of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from multipolar.actors.memberships import spells
from multipolar.actors.model import MEMBER_ROLES
from multipolar.actors.organisations import organisations
from multipolar.basics.dates import PartialDate
from multipolar.briefs.setting import Setting
from multipolar.measures.vote_basis import STARTER

Row = dict[str, Any]
Standings = Mapping[str, Mapping[str, Row]]


def standings(setting: Setting, ids: Sequence[str]) -> tuple[Standings, int]:
    """The spell of each state in each organisation on the day, and the number of the note."""
    where: dict[str, str | list[str]] = {"actor": list(ids), "organisation": sorted(organisations())}
    if STARTER in setting.record.sources():
        # The embedded lists are dated and checked one by one; others are older and have no ends.
        where["source"] = STARTER
    names = setting.words.listed([setting.name(x) for x in ids])
    rows, number = setting.ask("memberships", "membership", where, ("organisation", "actor"), names=names)
    held: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in sorted(rows, key=lambda r: -setting.record.priority(r["source"])):
        if _holds(setting, row):
            held[row["organisation"]].setdefault(row["actor"], row)
    return held, number


def _holds(setting: Setting, row: Row) -> bool:
    body = organisations()[row["organisation"]]
    over = row["valid_to"] is not None and row["valid_to"] <= setting.on
    ahead = row["valid_from"] is not None and row["valid_from"] > setting.on
    gone = body.ended is not None and body.ended.first <= setting.on
    unborn = body.founded is not None and body.founded.first > setting.on
    return not (over or ahead or gone or unborn or row["role"] == "withdrawn")


def is_member(row: Row) -> bool:
    """Whether a role is that of a member; a suspended one is when it was a member before."""
    if row["role"] != "suspended":
        return row["role"] in MEMBER_ROLES
    return any(s.role in MEMBER_ROLES for s in spells(row["organisation"], row["actor"]))


def role(setting: Setting, row: Row | None) -> str:
    """A role with its first day, as a table has it."""
    if row is None:
        return "–"
    told = setting.words.word("role", row["role"])
    since = PartialDate.stored(row["valid_from"], row["valid_from_precision"])
    if since is None:
        return setting.text("ties.role_undated", role=told)
    return setting.text("ties.role", role=told, day=since)


def bodies(setting: Setting, ids: Iterable[str], most: int) -> str:
    """Organisations in a row, by the names sentences use."""
    return setting.words.several([setting.words.body(o) for o in ids], most)
