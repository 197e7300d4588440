"""The most cited decisions of the General Assembly and how each member voted."""

from collections.abc import Iterator
from datetime import date

from multipolar.basics.symbols import body_of, session_of
from multipolar.record.starter.rows import Row, actor_on, dated, doubted, facts, locator, parts, whole


def rollcalls() -> Iterator[Row]:
    """Rows of ``rollcall``: recorded votes, and texts adopted without one."""
    for fact in facts("rollcalls"):
        yield {
            "id": fact["id"],
            "body": body_of(fact["id"]),
            "session": session_of(fact["id"]),
            **dated("date", fact["date"]),
            "title": fact["title"],
            "topics": parts(fact["topics"]),
            "names": parts(fact["names"]),
            **{choice: whole(fact[choice]) for choice in ("yes", "no", "abstain", "absent")},
            "part": "whole",
            "modality": fact["modality"],
            "outcome": "adopted",
            "meeting": fact["meeting"] or None,
            "locator": locator(fact),
        }


def votes() -> Iterator[Row]:
    """Rows of ``vote``; those in doubt are left out."""
    held = {fact["id"]: (date.fromisoformat(fact["date"]), fact["source"]) for fact in facts("rollcalls")}
    for fact in facts("votes"):
        rollcall = fact["rollcall"]
        day, source = held[rollcall]
        for code in fact["states"].split():
            if ("vote", rollcall, code) not in doubted():
                yield {
                    "rollcall": rollcall,
                    "actor": actor_on(code, day),
                    "choice": fact["choice"],
                    "locator": source,
                }
