"""Tables of roll calls for two states: those that split them, and other key votes."""

from collections.abc import Sequence

import numpy as np

from multipolar.briefs.notes import literal
from multipolar.briefs.pair_ballots import PairBallots
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Table
from multipolar.briefs.setting import Setting
from multipolar.measures.vote_basis import STARTER
from multipolar.measures.votes import IMPORTANT, RollCall, result_words

MOST = 10
_LONGEST = 110


def split(pair: Pair, held: PairBallots) -> Table:
    """The latest roll calls in which one said yes and the other no."""
    places = [int(i) for i in np.flatnonzero(held.opposite)[::-1][:MOST]]
    if not places:
        return Table("", (), ())
    left = int(held.opposite.sum()) - len(places)
    more = pair.text("votes.more_calls", n=left) if left else ""
    notes = (held.note, cite_calls(pair, [held.matrix.rollcalls[p] for p in places], "split"))
    return Table(pair.text("votes.split_table"), _columns(pair), _lines(pair, held, places), notes, more=more)


def key(pair: Pair, held: PairBallots) -> Table:
    """Important votes by the lists of the US Department of State, or where none is marked the most cited."""
    calls = held.matrix.rollcalls
    marked = [i for i, c in enumerate(calls) if c.marks and IMPORTANT in c.marks]
    cited = _cited(pair) if not marked else frozenset()
    above = set(np.flatnonzero(held.opposite)[::-1][:MOST].tolist())
    picked = marked or [i for i, c in enumerate(calls) if c.id in cited]
    places = [i for i in picked[::-1] if i not in above][:MOST]
    if not places:
        return Table("", (), ())
    notes = (held.note, cite_calls(pair, [calls[p] for p in places], "key"))
    caption = pair.text("votes.key_listed" if marked else "votes.key_cited")
    return Table(caption, _columns(pair), _lines(pair, held, places), notes)


def _cited(pair: Pair) -> frozenset[str]:
    return frozenset(r["id"] for r in pair.record.rows("rollcall", {"source": STARTER}, ["id"]))


def _columns(pair: Pair) -> tuple[str, ...]:
    date, call, title, result = call_columns(pair)
    return (date, call, title, pair.one.plain, pair.other.plain, result)


def _lines(pair: Pair, held: PairBallots, places: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    rows = []
    for place in places:
        call = held.matrix.rollcalls[place]
        cast = (pair.words.word("choice", c) for c in held.choices(place))
        rows.append((call.when, call.id, title(call), *cast, result(pair, call)))
    return tuple(rows)


def call_columns(setting: Setting) -> tuple[str, str, str, str]:
    """Headings for date, symbol, title and result of a roll call."""
    date, call, heading, count = (
        setting.text(f"votes.{c}") for c in ("date", "call", "call_title", "result")
    )
    return date, call, heading, count


def title(call: RollCall) -> str:
    """The title of a roll call, cut where it is very long."""
    text = call.title or (call.names[0] if call.names else "")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def result(setting: Setting, call: RollCall) -> str:
    """The result of a roll call as yes-no-abstain, or that there was no vote."""
    return setting.text("votes.without_vote") if call.modality == "without_vote" else result_words(call)


def cite_calls(setting: Setting, calls: Sequence[RollCall], note: str, **values: object) -> int:
    """The note of some roll calls."""
    ids = ", ".join(literal(c.id) for c in calls)
    sql = f"SELECT * FROM rollcall WHERE id IN ({ids}) ORDER BY date"
    return setting.cite(note, sql, [c.row for c in calls], **values)
