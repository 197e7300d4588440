"""How far the members of a group vote as one: by year, who left the line most, and the latest splits."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from multipolar.actors import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import literal
from multipolar.briefs.pair_calls import call_columns, cite_calls, result, title
from multipolar.briefs.parts import Chart, Section, Sentence, Table
from multipolar.briefs.plot import Band, plot
from multipolar.briefs.setting import Setting
from multipolar.measures.cohesion import Line, cohesion, lines, mean_interval
from multipolar.measures.vote_basis import cited_only
from multipolar.measures.vote_groups import membership_mask
from multipolar.measures.vote_matrix import VoteMatrix, vote_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SPAN = 5
_CALLS = 10
_FEWEST = 5
_DRAWS = 1000
_NAMED = 6


def votes(setting: Setting, actor: Actor) -> Section:
    """Cohesion of the members, with membership as of each vote."""
    heading = setting.text("votes.title")
    name = setting.words.name(actor)
    try:
        matrix = vote_matrix(setting.record, until=setting.on)
        index = cohesion(matrix, actor.id).agreement_index
    except AskedWronglyError:
        return Section("votes", heading, (setting.silence("votes_group", "vote", {}, a=name),))
    years = matrix.years
    known = ~np.isnan(index)
    last = int(years[known].max())
    late = known & (years > last - _SPAN)
    recent = matrix.take(late)
    note = _note(setting, actor, recent)
    told = [_lead(setting, actor, index[late], last, note), setting.say("body.definition")]
    found = list(lines(recent, actor.id))
    told += _leavers(setting, found, note)
    cited = cited_only(recent.rollcalls)
    told += [setting.say("votes.caution_all", note, n=cited)] if cited == len(recent.rollcalls) else []
    table = _splits(setting, found, note)
    chart = _chart(setting, actor, index, years, note)
    return Section("votes", heading, tuple(told), (table,) if table.rows else (), chart)


def _note(setting: Setting, actor: Actor, matrix: VoteMatrix) -> int:
    inside = membership_mask(matrix, actor.id).any(axis=1)
    ids = [matrix.actors[i] for i in np.flatnonzero(inside)]
    first = min(int(y) for y in matrix.years)
    sql = (
        "SELECT v.* FROM vote v JOIN rollcall r ON r.id = v.rollcall AND r.source = v.source WHERE v.actor "
        f"IN ({', '.join(map(literal, ids))}) AND r.body = 'GA' AND year(r.date) >= {first}"
    )
    wanted = {c.id: c.row["source"] for c in matrix.rollcalls}
    columns = ["rollcall", "source", "release", "locator"]
    rows = [
        r
        for r in setting.record.rows("vote", {"actor": ids}, columns)
        if wanted.get(r["rollcall"]) == r["source"]
    ]
    return setting.cite("votes_group", sql, rows, a=setting.words.name(actor))


def _lead(
    setting: Setting,
    actor: Actor,
    values: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    last: int,
    note: int,
) -> Sentence:
    found = mean_interval(values, _DRAWS)
    assert found is not None  # noqa: S101 - years with a value were chosen
    mean, low, high = (setting.words.digits(v, 2) for v in found)
    whole = int((values >= 1).sum())
    told = {
        "a": setting.words.name(actor), "first": str(last - _SPAN + 1), "last": str(last), "value": mean,
        "ends": setting.text("interval", low=low, high=high), "k": whole, "n": len(values),
    }  # fmt: skip
    return setting.say("body.cohesion", note, **told)


def _leavers(setting: Setting, found: Sequence[Line], note: int) -> list[Sentence]:
    """Who left the line most often."""
    left = Counter(actor for line in found if line.line for actor, _ in line.left)
    if not left:
        return []
    ranked = sorted(left.items(), key=lambda item: (-item[1], item[0]))[:3]
    names = setting.words.listed([
        setting.text("body.leaver", name=setting.name(x), n=n) for x, n in ranked
    ])  # fmt: skip
    return [setting.say("body.leavers", note, names=names, n=len(ranked))]


def _splits(setting: Setting, found: Sequence[Line], note: int) -> Table:
    """The latest roll calls in which not all voted alike."""
    split = list(islice((line for line in reversed(found) if line.left), _CALLS))
    if not split:
        return Table("", (), ())
    rows = tuple(
        (
            line.rollcall.when, line.rollcall.id, title(line.rollcall),
            setting.words.word("choice", line.line) if line.line else setting.text("resolution.no_line"),
            _who(setting, line), result(setting, line.rollcall),
        )
        for line in split
    )  # fmt: skip
    day, symbol, heading, count = call_columns(setting)
    columns = (day, symbol, heading, setting.text("body.line"), setting.text("resolution.apart"), count)
    calls = cite_calls(setting, [line.rollcall for line in split], "split_calls")
    return Table(setting.text("body.split_table"), columns, rows, (note, calls))


def _who(setting: Setting, line: Line) -> str:
    if line.line is None:
        return setting.text("body.counts", yes=line.yes, abstain=line.abstain, no=line.no)
    names = [f"{setting.name(x).plain} ({setting.words.word('choice', choice)})" for x, choice in line.left]
    return setting.words.several(names, _NAMED)


def _chart(
    setting: Setting, actor: Actor, index: "Floats", years: "NDArray[np.int64]", note: int
) -> tuple[Chart, ...]:
    """The mean index of each year with enough roll calls."""
    held = {}
    for year in np.unique(years[years > 0]).tolist():
        values = index[(years == year) & ~np.isnan(index)]
        if len(values) >= _FEWEST and (found := mean_interval(values, _DRAWS)):
            held[int(year)] = found
    if len(held) < 3:
        return ()
    band = Band(
        "", list(held), [m for m, _, _ in held.values()], [low for _, low, _ in held.values()],
        [high for _, _, high in held.values()],
    )  # fmt: skip
    name = setting.words.name(actor)
    said = setting.text("body.chart_said", a=name, first=str(min(held)), last=str(max(held)))
    svg = plot([band], label=said, written=lambda v: setting.words.digits(v, 2), top=1.0)
    return (Chart(svg, setting.text("body.chart"), (note,)),)
