"""Which of several statements found in one place stay: one statement a thing said."""

from collections.abc import Sequence
from typing import Any

from multipolar.statements.agreement import AgreementStatement
from multipolar.statements.alike import AlikeStatement
from multipolar.statements.membership import MembershipStatement
from multipolar.statements.model import Kind, Statement
from multipolar.statements.passages import free
from multipolar.statements.project import ProjectStatement
from multipolar.statements.quantity import QuantityStatement
from multipolar.statements.vote import VoteStatement

_GIVES_WAY = ("vote", "share", "rank", "quantity")
_ACTS = ("agreement", "conflict")
_READ = ("tally", "composition", "membership")


def join(found: Sequence[tuple[Kind[Any], Statement]]) -> list[tuple[Kind[Any], Statement]]:
    """Drop what another kind says better, and order by place.

    A bare count of votes ("35 abstained") is a tally; the vote kind keeps counts within a group and
    lists, and gives way where two sides are said to vote alike. A declaration that the Assembly voted on
    is no agreement. Two statements of one kind over the same characters are one. An opinion is noted only
    where its sentence says nothing checkable besides. What is told in any words of votes, membership or
    agreements gives way to what a phrasing of tallies, composition or membership reads there; a membership of
    nothing that is named gives way to an agreement or war spoken of. What is left
    for projects and quantities is what no other kind has taken, projects first.
    """
    found = _left_over(found)
    told = {s.sentence.index for _, s in found if s.kind != "opinion"}
    votes = [s for _, s in found if s.kind == "vote" and not _left_open(s)]
    read = [s for _, s in found if s.kind in _READ and not _left_open(s)]
    acts = [s for _, s in found if s.kind in _ACTS]
    tallies = [s for _, s in found if s.kind == "tally"]
    alike = [s for _, s in found if isinstance(s, AlikeStatement)]
    kept: list[tuple[Kind[Any], Statement]] = []
    seen: set[tuple[str, int, int, tuple[str, ...]]] = set()
    for kind, statement in found:
        if statement.kind == "opinion" and statement.sentence.index in told:
            continue
        if statement.kind in _GIVES_WAY and any(statement is not a and _overlap(statement, a) for a in alike):
            continue
        if _is_plain_count(statement) and any(_overlap(statement, t) for t in tallies):
            continue
        if statement.kind == "agreement" and any(_overlap(statement, vote) for vote in votes):
            continue
        if _left_open(statement) and any(_overlap(statement, other) for other in read):
            continue
        if _of_no_body(statement) and any(_overlap(statement, other) for other in acts):
            continue
        place = (statement.kind, statement.start, statement.end, statement.actors)
        if place in seen:
            continue
        seen.add(place)
        kept.append((kind, statement))
    return sorted(kept, key=lambda pair: (pair[1].start, pair[1].end))


def _left_open(statement: Statement) -> bool:
    """Whether a statement was told by its kind's words alone."""
    if isinstance(statement, VoteStatement):
        return statement.told
    return isinstance(statement, MembershipStatement | AgreementStatement) and statement.claim == "told"


def _of_no_body(statement: Statement) -> bool:
    """Whether a membership is told of which nothing says in what: "Austria acceded in 1960"."""
    return _left_open(statement) and isinstance(statement, MembershipStatement) and not statement.organisation


def _left_over(found: Sequence[tuple[Kind[Any], Statement]]) -> list[tuple[Kind[Any], Statement]]:
    """Projects and quantities keep the places that are free: their clause, or at least their own words."""
    kept = [(k, s) for k, s in found if not isinstance(s, ProjectStatement | QuantityStatement)]
    taken: dict[int, list[Statement]] = {}
    for _, statement in kept:
        if statement.kind != "opinion":
            taken.setdefault(statement.sentence.index, []).append(statement)
    for sort in (ProjectStatement, QuantityStatement):
        for kind, statement in found:
            if not isinstance(statement, sort):
                continue
            others = taken.setdefault(statement.sentence.index, [])
            placed = free(statement, others)
            if placed is not None:
                others.append(placed)
                kept.append((kind, placed))
    return kept


def _is_plain_count(statement: Statement) -> bool:
    if not isinstance(statement, VoteStatement) or statement.subject is None:
        return False
    subject = statement.subject
    return (
        subject.quantifier == "count"
        and not subject.examples
        and not subject.groups
        and not subject.anaphoric
    )


def _overlap(one: Statement, other: Statement) -> bool:
    return one.start < other.end and other.start < one.end
