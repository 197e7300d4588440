"""Where states stand by their votes in the General Assembly: ideal points from the record, with intervals."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures import position_cache
from multipolar.measures.position_votes import PositionVotes, position_votes, topics_known
from multipolar.measures.repeats import Repeats, once_a_session, repeats_by_title, repeats_listed
from multipolar.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from multipolar.models.ideal_points import Anchors, Quality, VoteArrays

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]

Dimensions = Literal[1, 2]
_TOPICS = Path(__file__).with_name("issue_topics.csv")
# Bailey, Strezhnev and Voeten turn their line so that the United States stands above the Soviet Union.
_ABOVE, _BELOW = "USA", ("SUN", "RUS")
# In two dimensions the second is turned so that this state stands high.
_UP = "FRA"
# With fewer roll calls a session than this the published variance of steps lets points wander; a joint walk
# with small steps is the better of those tried against the full record (see docs/ideal-points.md).
_SPARSE, _SPARSE_STEP = 8, 0.02
_MOST_PASSES = 150
_NINETY = 1.645
# A fit that took longer is kept in the record's folder.
_WORTH_KEEPING = 2.0
_FEWEST_CALLS = 5


@dataclass(frozen=True, slots=True)
class Positions:
    """Ideal points by state and session.

    Attributes:
        topic: What the roll calls are on; ``None`` for all of them.
        dimensions: One or two.
        actors: Id of the state of each row.
        session: Number of the session of each row.
        point: Posterior mean, rows by dimensions; mean 0 and variance 1 over all rows.
        sd: Posterior standard deviation, likewise.
        votes: Votes behind each row.
        calls: By session: its number, divided roll calls, first and last day of a vote, source.
        converged: Whether the fit has converged.
        classified: Share of votes whose likeliest choice is the one made.
        reduction: Errors fewer than by each roll call's majority, as a share of those.
        identification: What fixes centre, scale and direction, in words.
        repeats: Which roll calls were taken for one text, in words.
    """

    topic: str | None
    dimensions: Dimensions
    actors: tuple[str, ...]
    session: "IntArray"
    point: "FloatArray"
    sd: "FloatArray"
    votes: "IntArray"
    calls: tuple["SessionCalls", ...]
    converged: bool
    classified: float
    reduction: float
    identification: str
    repeats: str

    def rows(
        self, states: Sequence[str] = (), since: date | None = None, until: date | None = None
    ) -> list[dict[str, Any]]:
        """Rows of some states, or of all, with 90 % intervals, by state and session.

        Raises:
            AskedWronglyError: A state cast no vote that was used, or no session lies in the period.
        """
        missing = [s for s in states if s not in set(self.actors)]
        if missing:
            raise AskedWronglyError(
                f"{', '.join(missing)} cast no vote that was used",
                "Votes stand under the state of the day: SUN to 1991, RUS after",
            )
        chosen = {one.session: one for one in self.calls if one.within(since, until)}
        if not chosen:
            raise AskedWronglyError("No session with votes lies in that period", "Widen --since and --until")
        wanted = [
            i for i, (actor, session) in enumerate(zip(self.actors, self.session.tolist(), strict=True))
            if session in chosen and (not states or actor in states)
        ]  # fmt: skip
        order = {state: i for i, state in enumerate(states)}
        wanted.sort(key=lambda i: (order.get(self.actors[i], 0), self.actors[i], self.session[i]))
        return [self._row(i, chosen[int(self.session[i])]) for i in wanted]

    def _row(self, i: int, calls: "SessionCalls") -> dict[str, Any]:
        row: dict[str, Any] = {"actor": self.actors[i], "session": calls.session, "year": calls.year}
        names = ("",) if self.dimensions == 1 else ("1", "2")
        for name, point, sd in zip(names, self.point[i].tolist(), self.sd[i].tolist(), strict=True):
            low, high = point - _NINETY * sd, point + _NINETY * sd
            row |= {
                f"point{name}": round(point, 3),
                f"low{name}": round(low, 3),
                f"high{name}": round(high, 3),
            }
        return row | {"votes": int(self.votes[i]), "source": calls.source}


@dataclass(frozen=True, slots=True)
class SessionCalls:
    """The roll calls of one session that were used.

    Attributes:
        session: Number of the regular session.
        count: Roll calls.
        first: Day of the first, as far as known.
        last: Day of the last.
        source: The source they were taken from.
    """

    session: int
    count: int
    first: date
    last: date
    source: str

    @property
    def year(self) -> int:
        """Year in which the session opened."""
        return 1945 + self.session

    def within(self, since: date | None, until: date | None) -> bool:
        """Whether any of its votes can lie between two days."""
        return (since is None or self.last >= since) and (until is None or self.first <= until)


def columns(dimensions: Dimensions) -> tuple[str, ...]:
    """Names of the columns of ``Positions.rows``."""
    names = ("",) if dimensions == 1 else ("1", "2")
    parts = tuple(f"{part}{name}" for name in names for part in ("point", "low", "high"))
    return ("actor", "session", "year", *parts, "votes", "source")


def positions(
    record: Record,
    *,
    topic: str | None = None,
    dimensions: Dimensions = 1,
    repeats: Path | None = None,
    keep: bool = True,
    note: Callable[[str], None] = lambda _: None,
) -> Positions:
    """Estimate where states stand from all recorded votes of the Assembly, or those on one topic.

    The estimate always rests on the whole period, so that points of different years are on one scale.
    One that takes more than two seconds is kept in the record's folder under the releases it rests on.

    Args:
        record: The record.
        topic: One of ``topic_names()``, or a topic as a source writes it.
        dimensions: One, or two (a simpler model; see docs/ideal-points.md).
        repeats: A list of roll calls on one text; without it, repeats are told by their titles.
        keep: Whether to use and write the kept estimate.
        note: Told in words what was kept, or could not be.

    Raises:
        AskedWronglyError: Unknown topic, too few roll calls, or votes that place no one.
    """
    if dimensions not in (1, 2):
        raise AskedWronglyError(f"A fit in {dimensions} dimensions is not offered", "Ask for 1 or 2")
    wanted = topics_of(record, topic)
    name = position_cache.name(record, topic, dimensions, repeats)
    if keep and (found := position_cache.load(record, name, note)) is not None:
        return found
    return position_cache.timed(
        record if keep else None, name, _WORTH_KEEPING, note,
        lambda: _estimate(record, topic, wanted, dimensions, repeats),
    )  # fmt: skip


def topic_names() -> tuple[str, ...]:
    """Short names of topics, each standing for what the sources call it."""
    return tuple(_short_topics())


@cache
def _short_topics() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with _TOPICS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["topic"], set()).add(row["subject"].casefold())
    return {topic: frozenset(subjects) for topic, subjects in found.items()}


def topics_of(record: Record, topic: str | None) -> frozenset[str] | None:
    """What the sources call a topic, in lower case; subjects below a subject belong to it.

    Raises:
        AskedWronglyError: Neither a short name nor a topic of the record.
    """
    if topic is None:
        return None
    known = {name.casefold(): name for name in topics_known(record)}
    asked = topic.casefold()
    heads = _short_topics().get(asked, frozenset({asked}))
    found = {one for one in known if one in heads or one.split("--")[0].strip() in heads}
    if not found:
        near = get_close_matches(asked, [*topic_names(), *known], n=5)
        raise AskedWronglyError(
            f"No recorded vote has the topic {topic!r}",
            f"Short names: {', '.join(topic_names())}; or a topic as the sources write it",
            [known.get(one, one) for one in near],
        )
    return frozenset(found)


def _estimate(
    record: Record,
    topic: str | None,
    wanted: frozenset[str] | None,
    dimensions: Dimensions,
    repeats: Path | None,
) -> Positions:
    held = position_votes(record, wanted)
    if len(held.calls) < _FEWEST_CALLS:
        raise AskedWronglyError(
            f"The record holds {len(held.calls)} recorded votes on that, too few for positions",
            "Pull more with `multipolar record pull voeten_votes undl_ga`",
        )
    linked = repeats_listed(repeats, held.calls) if repeats else repeats_by_title(held.calls)
    votes = _numbered(held, linked)
    fit = _on_line(held, votes, topic is not None) if dimensions == 1 else _in_plane(held, votes)
    cells = _cells(held, fit.votes)
    at = (cells.chain, cells.session)
    return Positions(
        topic, dimensions, tuple(held.actors[i] for i in cells.actor),
        np.array(held.sessions, dtype=np.int64)[cells.session],
        fit.point[at], fit.sd[at], fit.votes[at], _session_calls(held), fit.converged,
        fit.quality.classified, fit.quality.reduction, fit.said, linked.told,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Fitted:
    point: "FloatArray"
    sd: "FloatArray"
    votes: "IntArray"
    converged: bool
    quality: "Quality"
    said: str


def _on_line(held: PositionVotes, votes: "VoteArrays", part: bool) -> _Fitted:
    """Points on a line; with a part of the votes the walk flows both ways, as one way need not settle."""
    from multipolar.models.ideal_points import fit_ideal_points

    anchors = _anchors(held)
    options: dict[str, Any] = {}
    said = "points have mean 0 and variance 1 over all states and sessions; " + (
        "higher is nearer the United States, the Soviet Union and Russia stand lower"
        if anchors
        else "higher means more often no than others on the same roll call"
    )
    if len(held.calls) < _SPARSE * len(held.sessions):
        options = {"walk": "joint", "innovation": _SPARSE_STEP}
        said += f"; sessions hold few votes: walks flow both ways in steps of variance {_SPARSE_STEP}"
    elif part:
        options = {"walk": "joint"}
        said += "; on one topic walks flow both ways"
    fit = fit_ideal_points(votes, anchors=anchors, max_iter=_MOST_PASSES, **options)
    point, sd = fit.theta[:, :, None], fit.theta_sd[:, :, None]
    return _Fitted(point, sd, fit.votes_used, fit.converged, fit.quality, said)


def _in_plane(held: PositionVotes, votes: "VoteArrays") -> _Fitted:
    from multipolar.models.ideal_points import fit_ideal_plane

    anchors, place = _anchors(held), _places(held)
    if anchors is None or _UP not in place:
        raise AskedWronglyError(
            f"Two dimensions need votes of {_ABOVE}, {' or '.join(_BELOW)} and {_UP} to be turned by",
            "Ask for one dimension",
        )
    fit = fit_ideal_plane(votes, anchors=anchors, up=(place[_UP],))
    said = (
        "points have mean 0, variance 1 in either dimension and no correlation; the first is the line from "
        f"the Soviet Union and Russia to the United States, {actors.get(_UP).name} stands high in the second"
    )
    return _Fitted(fit.theta, fit.theta_sd, fit.votes_used, fit.converged, fit.quality, said)


def _numbered(held: PositionVotes, linked: Repeats) -> "VoteArrays":
    from multipolar.models.ideal_points import VoteArrays, link_items

    item = once_a_session(link_items(len(held.calls), linked.pairs).tolist(), [c.session for c in held.calls])
    return VoteArrays.of(
        held.chain, np.array(item, dtype=np.int64)[held.call], held.session, held.choice,
        states=len(held.chains), items=max(item) + 1, sessions=len(held.sessions),
    )  # fmt: skip


def _anchors(held: PositionVotes) -> "Anchors | None":
    from multipolar.models.ideal_points import Anchors

    place = _places(held)
    below = next((one for one in _BELOW if one in place), None)
    return Anchors((place[_ABOVE],), (place[below],)) if _ABOVE in place and below is not None else None


def _places(held: PositionVotes) -> dict[str, int]:
    """Numbers of the walks that voted."""
    voted = set(np.unique(held.chain).tolist())
    return {name: i for i, name in enumerate(held.chains) if i in voted}


@dataclass(frozen=True, slots=True)
class _Cells:
    chain: "IntArray"
    session: "IntArray"
    actor: "IntArray"


def _cells(held: PositionVotes, used: "IntArray") -> _Cells:
    """One row a state and session: each walk under the state that cast most of its votes in the session.

    Where two walks are of one state, as when China's seat changed hands, the later one is kept.
    """
    counts = np.zeros((*used.shape, len(held.actors)), np.int32)
    np.add.at(counts, (held.chain, held.session, held.actor), 1)
    chain, session = np.nonzero(used)
    actor = counts[chain, session].argmax(1)
    last = np.zeros(used.shape, np.int64)
    np.maximum.at(last, (held.chain, held.session), held.call)
    order = np.lexsort((last[chain, session], session, actor))
    chain, session, actor = chain[order], session[order], actor[order]
    kept = np.append((actor[1:] != actor[:-1]) | (session[1:] != session[:-1]), True)
    return _Cells(chain[kept], session[kept], actor[kept])


def _session_calls(held: PositionVotes) -> tuple[SessionCalls, ...]:
    days: dict[int, list[date]] = {}
    for i in np.unique(held.call):
        days.setdefault(held.calls[i].session, []).append(held.calls[i].day)
    return tuple(
        SessionCalls(session, len(days[session]), min(days[session]), max(days[session]), source)
        for session, source in zip(held.sessions, held.sources, strict=True)
    )
