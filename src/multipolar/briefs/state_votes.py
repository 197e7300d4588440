"""How one state votes: with whom it agrees most and least, and where it left its regional group."""

from typing import TYPE_CHECKING

import numpy as np

from multipolar.actors import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import literal
from multipolar.briefs.pair_calls import call_columns, result, title
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.points import points
from multipolar.briefs.setting import Setting
from multipolar.measures.cohesion import CHOICE_OF
from multipolar.measures.vote_basis import cited_only
from multipolar.measures.vote_groups import counts, majority, others, regional_group
from multipolar.measures.vote_matrix import VoteMatrix, vote_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SPAN = 5
_FEWEST = 10
_MOST = 6
_CALLS = 10


def votes(setting: Setting, actor: Actor) -> Section:
    """Votes of the last years in which it voted."""
    heading = setting.text("votes.title")
    stand, drawn = points(setting, (actor,))
    matrix = _matrix(setting, actor)
    if matrix is None:
        where = {"actor": actor.id}
        nothing = setting.silence("votes_of", "vote", where, a=setting.words.name(actor))
        return Section("votes", heading, (nothing, *stand), (), drawn)
    own = matrix.choices[matrix.actors.index(actor.id)]
    note = _note(setting, actor, matrix, own)
    told, table = _group(setting, actor, matrix, own, note)
    likes, alike = _alike(setting, actor, matrix, own, note)
    tables = tuple(t for t in (alike, table) if t.rows)
    return Section(
        "votes", heading, (*told, *likes, *_basis(setting, matrix, own, note), *stand), tables, drawn
    )


def _matrix(setting: Setting, actor: Actor) -> VoteMatrix | None:
    """The roll calls of the last five years up to its last vote."""
    try:
        matrix = vote_matrix(setting.record, until=setting.on)
    except AskedWronglyError:
        return None
    if actor.id not in matrix.actors:
        return None
    cast = matrix.choices[matrix.actors.index(actor.id)] > 0
    if not cast.any():
        return None
    last = int(matrix.years[cast].max())
    return matrix.take(matrix.years > last - _SPAN)


def _note(setting: Setting, actor: Actor, matrix: VoteMatrix, own: "NDArray[np.int8]") -> int:
    ids = [c.id for c, choice in zip(matrix.rollcalls, own.tolist(), strict=True) if choice]
    sources = {c.id: c.row["source"] for c in matrix.rollcalls}
    wanted = {"actor": actor.id, "choice": ["yes", "no", "abstain"]}
    rows = [
        r for r in setting.record.rows("vote", wanted, ["rollcall", "source", "release", "locator"])
        if sources.get(r["rollcall"]) == r["source"]
    ]  # fmt: skip
    first = min(int(y) for y in matrix.years)
    sql = (
        "SELECT v.* FROM vote v JOIN rollcall r ON r.id = v.rollcall AND r.source = v.source "
        f"WHERE v.actor = {literal(actor.id)} AND year(r.date) >= {first} AND v.choice <> 'absent' "
        "ORDER BY r.date"
    )
    held = set(ids)
    kept = [r for r in rows if r["rollcall"] in held]
    return setting.cite("votes_of", sql, kept, a=setting.words.name(actor))


def _span(matrix: VoteMatrix, own: "NDArray[np.int8]") -> dict[str, str]:
    years = matrix.years[own > 0]
    return {"first": str(int(years.min())), "last": str(int(years.max()))}


def _group(
    setting: Setting, actor: Actor, matrix: VoteMatrix, own: "NDArray[np.int8]", note: int
) -> tuple[list[Sentence], Table]:
    """How often it voted as most of its regional group, and the latest votes in which it did not."""
    group = regional_group(actor.id, setting.on)
    name = {"a": setting.words.name(actor), **_span(matrix, own)}
    voted = int((own > 0).sum())
    if group is None:
        return [setting.say("state.voted", note, n=voted, **name)], Table("", (), ())
    line = majority(counts(matrix, others(setting.record, matrix, actor.id, "region")[0]))
    both = (own > 0) & (line > 0)
    same, total = int((own[both] == line[both]).sum()), int(both.sum())
    told = setting.say("state.with_group", note, n=same, all=total, group=setting.name(group), **name)
    apart = [int(i) for i in np.flatnonzero(both & (own != line))[::-1][:_CALLS]]
    if not apart:
        return [told], Table("", (), ())
    rows = tuple(
        (
            call.when, call.id, title(call), setting.words.word("choice", str(CHOICE_OF[int(own[i])])),
            setting.words.word("choice", str(CHOICE_OF[int(line[i])])), result(setting, call),
        )
        for i in apart for call in (matrix.rollcalls[i],)
    )  # fmt: skip
    day, symbol, heading, count = call_columns(setting)
    columns = (
        day,
        symbol,
        heading,
        setting.words.name(actor).plain,
        setting.text("state.most_of_group"),
        count,
    )
    left = total - same - len(rows)
    more = setting.text("votes.more_calls", n=left) if left else ""
    return [told], Table(setting.text("state.apart_table"), columns, rows, (note,), more=more)


def _alike(
    setting: Setting, actor: Actor, matrix: VoteMatrix, own: "NDArray[np.int8]", note: int
) -> tuple[list[Sentence], Table]:
    """With which states it chose the same most and least often, among those with enough common votes."""
    both = (matrix.choices > 0) & (own > 0)
    common = both.sum(axis=1)
    same = ((matrix.choices == own) & both).sum(axis=1)
    known = [
        (same[i] / common[i], x, int(same[i]), int(common[i])) for i, x in enumerate(matrix.actors)
        if x != actor.id and common[i] >= max(_FEWEST, int((own > 0).sum()) // 2)
    ]  # fmt: skip
    if len(known) < 2 * _MOST:
        return [], Table("", (), ())
    ranked = sorted(known, key=lambda k: (-k[0], k[1]))
    most, least = ranked[:_MOST], ranked[::-1][:_MOST]
    names = {
        "a": setting.words.name(actor), "most": setting.words.listed([setting.name(k[1]) for k in most[:3]]),
        "least": setting.words.listed([setting.name(k[1]) for k in least[:3]]), **_span(matrix, own),
    }  # fmt: skip
    rows = tuple(
        (
            setting.name(x).plain,
            setting.words.share(float(value)),
            setting.text("resolution.alike", n=n, all=of),
        )
        for value, x, n, of in (*most, *least[::-1])
    )
    columns = tuple(setting.text(f"state.{c}") for c in ("state", "agreement", "calls"))
    caption = setting.text("state.alike_table", n=_MOST)
    all_note = setting.cite("votes_all", _every(matrix), (), **_span(matrix, own))
    table = Table(caption, columns, rows, (note, all_note), frozenset((1, 2)))
    return [setting.say("state.alike", note, all_note, **names), setting.say("votes.definition_plain")], table


def _every(matrix: VoteMatrix) -> str:
    first, last = (str(f(int(y) for y in matrix.years if y)) for f in (min, max))
    return (
        "SELECT v.* FROM vote v JOIN rollcall r ON r.id = v.rollcall AND r.source = v.source "
        f"WHERE r.body = 'GA' AND year(r.date) BETWEEN {first} AND {last}"
    )


def _basis(setting: Setting, matrix: VoteMatrix, own: "NDArray[np.int8]", note: int) -> list[Sentence]:
    used = [c for c, choice in zip(matrix.rollcalls, own.tolist(), strict=True) if choice]
    cited = cited_only(used)
    if not cited:
        return []
    key = "votes.caution_all" if cited == len(used) else "votes.caution_some"
    return [setting.say(key, note, n=cited)]
