"""How a state votes with a group: agreement by year with its interval, and with each member."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from multipolar.actors import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import literal
from multipolar.briefs.pair_ballots import FEWEST
from multipolar.briefs.parts import Chart, Section, Table
from multipolar.briefs.plot import Band, plot
from multipolar.briefs.setting import Setting
from multipolar.measures.agreement import Agreement, pair_agreement
from multipolar.measures.vote_basis import cited_only
from multipolar.measures.vote_groups import side_mask
from multipolar.measures.vote_matrix import VoteMatrix, vote_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SPAN = 5
_DRAWS = 1000
_LEAST = 10


def votes(setting: Setting, group: Actor, state: Actor, ids: tuple[str, ...]) -> Section:
    """Agreement of the state with the members, with membership as of each vote."""
    heading = setting.text("votes.title")
    names = {"g": setting.words.name(group), "a": setting.words.name(state)}
    try:
        matrix = vote_matrix(setting.record, until=setting.on)
        cast = matrix.choices[matrix.rows([state.id])[0]] > 0
    except AskedWronglyError:
        nothing = setting.silence("votes_of", "vote", {"actor": state.id}, a=names["a"])
        return Section("votes", heading, (nothing,))
    series = _by_year(matrix, group.id, state.id, cast)
    if not series:
        nothing = setting.silence("votes_of", "vote", {"actor": state.id}, a=names["a"])
        return Section("votes", heading, (nothing,))
    last = max(series)
    recent = matrix.take(cast & (matrix.years > last - _SPAN))
    found = pair_agreement(recent, group.id, state.id, draws=_DRAWS)
    note = _note(setting, state, ids, recent)
    told = [
        setting.say(
            "group.agreement", note, first=str(last - _SPAN + 1), last=str(last), n=found.votes,
            share=setting.words.share(found.value), ends=setting.words.interval(found.low, found.high),
            **names,
        )
    ]  # fmt: skip
    told.append(setting.say("group.definition"))
    cited = cited_only(recent.rollcalls)
    told += [setting.say("votes.caution_all", note, n=cited)] if cited == len(recent.rollcalls) else []
    table = _members(setting, state, ids, recent, note)
    chart = _chart(setting, series, names, note)
    return Section("votes", heading, tuple(told), (table,) if table.rows else (), chart)


def _by_year(matrix: VoteMatrix, group: str, state: str, cast: "NDArray[np.bool_]") -> dict[int, Agreement]:
    found = {}
    members = (side_mask(matrix, group) & (matrix.choices > 0)).any(axis=0)
    for year in np.unique(matrix.years[cast & members]).tolist():
        columns = cast & (matrix.years == year)
        one = pair_agreement(matrix, group, state, columns=columns, draws=_DRAWS)
        if year and one.votes:
            found[int(year)] = one
    return found


def _note(setting: Setting, state: Actor, ids: tuple[str, ...], matrix: VoteMatrix) -> int:
    every = sorted({state.id, *ids})
    first = min(int(y) for y in matrix.years)
    sql = (
        "SELECT v.* FROM vote v JOIN rollcall r ON r.id = v.rollcall AND r.source = v.source WHERE v.actor "
        f"IN ({', '.join(map(literal, every))}) AND r.body = 'GA' AND year(r.date) >= {first}"
    )
    wanted = {c.id: c.row["source"] for c in matrix.rollcalls}
    held = setting.record.rows("vote", {"actor": every}, ["rollcall", "source", "release", "locator"])
    rows = [r for r in held if wanted.get(r["rollcall"]) == r["source"]]
    return setting.cite("votes_of", sql, rows, a=setting.words.name(state))


def _members(setting: Setting, state: Actor, ids: tuple[str, ...], matrix: VoteMatrix, note: int) -> Table:
    """Agreement with each member of today that voted often enough with the state."""
    own = matrix.choices[matrix.rows([state.id])[0]]
    rows = []
    for one in ids:
        if one not in matrix.actors:
            continue
        other = matrix.choices[matrix.actors.index(one)]
        both = (own > 0) & (other > 0)
        n = int(both.sum())
        if n >= _LEAST:
            rows.append((int((own[both] == other[both]).sum()) / n, one, n))
    ranked = sorted(rows, key=lambda r: (-r[0], r[1]))
    cells = tuple((setting.name(x).plain, str(n), setting.words.share(value)) for value, x, n in ranked)
    columns = (
        setting.text("state.state"),
        *(setting.text(f"votes.{c}") for c in ("both_voted", "agreement")),
    )
    return Table(setting.text("group.members_table"), columns, cells, (note,), frozenset((1, 2)))


def _chart(
    setting: Setting, series: dict[int, Agreement], names: Mapping[str, object], note: int
) -> tuple[Chart, ...]:
    enough = {y: found for y, found in sorted(series.items()) if found.votes >= FEWEST}
    if len(enough) < 3:
        return ()
    held = list(enough.values())
    band = Band(
        "",
        list(enough),
        [100 * f.value for f in held],
        [100 * f.low for f in held],
        [100 * f.high for f in held],
    )
    said = setting.text("group.chart_said", first=str(min(enough)), last=str(max(enough)), **names)
    svg = plot([band], label=said, written=lambda v: setting.words.percent(v), top=100.0)
    return (Chart(svg, setting.text("votes.chart"), (note,)),)
