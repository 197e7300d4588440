"""How two states vote: agreement by year with its interval, the roll calls that split them, key votes."""

from typing import TYPE_CHECKING

import numpy as np

from multipolar.actors import get
from multipolar.basics.dates import PartialDate
from multipolar.briefs.pair_ballots import FEWEST, PairBallots, pair_ballots
from multipolar.briefs.pair_calls import key, split
from multipolar.briefs.pair_pull import could_bring
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Chart, Section, Sentence, Table
from multipolar.briefs.plot import Band, plot
from multipolar.briefs.points import points
from multipolar.measures.agreement import Agreement
from multipolar.measures.vote_basis import cited_only

if TYPE_CHECKING:
    from multipolar.briefs.setting import Setting

_YEARS_SHOWN = 12
_SPAN = 5
_ENOUGH = 20
_FIRST_SESSION = 1946


def votes(pair: Pair) -> Section:
    """Agreement of the two in the General Assembly, where they stand, and where they parted."""
    held = pair_ballots(pair)
    stand, drawn = points(pair, (pair.a, pair.b))
    title = pair.text("votes.title")
    if not held.both.any():
        return Section("votes", title, (_none(pair, held), *_before(pair), *stand), (), drawn)
    series = _by_year(held)
    opposite = int(held.opposite.sum())
    sentences = [_lead(pair, held, series), *_trend(pair, held), _split_sentence(pair, held, opposite)]
    sentences += [pair.say("votes.definition"), *_caution(pair, held), *_before(pair), *stand]
    tables = [t for t in (split(pair, held), key(pair, held), _yearly(pair, held, series)) if t.rows]
    enough = {y: found for y, found in series.items() if found.votes >= FEWEST}
    charts = (_chart(pair, held, enough),) if len(enough) >= 3 else ()
    return Section("votes", title, tuple(sentences), tuple(tables), (*charts, *drawn))


def _by_year(held: PairBallots) -> dict[int, Agreement]:
    """Agreement of each year in which both voted at least once."""
    of = held.matrix.years
    return {int(y): held.agreement(held.both & (of == y)) for y in np.unique(of[held.both]) if y}


def _sure(found: Agreement) -> bool:
    """Whether an interval says something: not of a handful of votes, nor where all fell alike."""
    return found.votes >= FEWEST and 0 < found.value < 1


def interval(setting: "Setting", found: Agreement) -> str:
    """A share, with its interval where it has one: ``39 %, 95 % interval 22 to 55 %``."""
    share = setting.words.share(found.value)
    return setting.text("interval_95", share=share, ends=_ends(setting, found)) if _sure(found) else share


def _ends(setting: "Setting", found: Agreement) -> str:
    return setting.words.interval(found.low, found.high)


def _lead(pair: Pair, held: PairBallots, series: dict[int, Agreement]) -> Sentence:
    year = max(series)
    found = series[year]
    same = round(found.value * found.votes)
    values = {"year": str(year), **pair.named}
    if found.votes == 1:
        return pair.say("votes.one_alike" if same else "votes.one_apart", held.note, **values)
    calls = [c for c, both in zip(held.matrix.rollcalls, held.both.tolist(), strict=True) if both]
    cited = cited_only(c for c in calls if c.date and c.date.year == year) == found.votes
    which = "votes.lead_cited" if cited else "votes.lead"
    return pair.say(which, held.note, same=same, n=found.votes, share=interval(pair, found), **values)


def _trend(pair: Pair, held: PairBallots) -> list[Sentence]:
    """The last years against those before, where both hold enough votes to compare."""
    of = held.matrix.years
    last = int(of[held.both].max())
    late = held.agreement(held.both & (of > last - _SPAN))
    early = held.agreement(held.both & (of <= last - _SPAN) & (of > last - 2 * _SPAN))
    if min(late.votes, early.votes) < _ENOUGH:
        return []
    way = "rose" if late.low > early.high else "fell" if late.high < early.low else "level"
    values = {
        "before": pair.words.share(early.value), "before_ends": _ends(pair, early),
        "now": pair.words.share(late.value), "now_ends": _ends(pair, late),
        "old": pair.text("span", first=str(last - 2 * _SPAN + 1), last=str(last - _SPAN)),
        "new": pair.text("span", first=str(last - _SPAN + 1), last=str(last)),
    }  # fmt: skip
    return [pair.say(f"votes.trend_{way}", held.note, **values)]


def _split_sentence(pair: Pair, held: PairBallots, opposite: int) -> Sentence:
    total = int(held.both.sum())
    calls = held.matrix.rollcalls
    first, last = (calls[int(i)].date for i in np.flatnonzero(held.both)[[0, -1]])
    ends = sorted({day.year for day in (first, last) if day})
    span = pair.text("votes.span", first=str(ends[0]), last=str(ends[-1])) if len(ends) == 2 else ""
    if total == 1:
        return pair.say("votes.split_single" if opposite else "votes.split_single_none", held.note)
    which = "votes.split" if opposite else "votes.split_none"
    return pair.say(which, held.note, k=opposite, n=total, span=span)


def _caution(pair: Pair, held: PairBallots) -> list[Sentence]:
    """That the embedded record's votes are no sample."""
    used = [c for c, both in zip(held.matrix.rollcalls, held.both.tolist(), strict=True) if both]
    cited = cited_only(used)
    if not cited:
        return []
    return [pair.say("votes.caution_all" if cited == len(used) else "votes.caution_some", held.note, n=cited)]


def _none(pair: Pair, held: PairBallots) -> Sentence:
    choices = zip(held.matrix.actors, held.matrix.choices, strict=True)
    voted = {x for x, row in choices if bool((row > 0).any())}
    if not voted:
        pull = could_bring("votes", pair.a, pair.b, pair.on, pair.record)
        return pair.silence("votes", "vote", {"actor": pair.ids}, pull, **pair.named)
    silent = [pair.words.name(x) for x in (pair.a, pair.b) if x.id not in voted]
    if silent:
        names = pair.words.listed(silent)
        return pair.lack("not_reported", "votes.never_one", held.note, n=len(silent), names=names)
    return pair.lack("zero", "votes.never", held.note)


def _before(pair: Pair) -> list[Sentence]:
    """Whose votes the earlier ones are, for states that continue another."""
    found = []
    for x, y in pair.ways:
        if x.continues and x.since and x.continues != y.id and x.since.year > _FIRST_SESSION:
            before = get(x.continues)
            if before.until is None or before.until.year < _FIRST_SESSION:
                continue
            ids = " ".join(before.id if z is x else y.id for z in (pair.a, pair.b))
            found.append(pair.say("votes.before", since=x.since, before=pair.words.name(before), ids=ids))
    return found


def _yearly(pair: Pair, held: PairBallots, series: dict[int, Agreement]) -> Table:
    shown = sorted(series)[::-1][:_YEARS_SHOWN]
    rows = tuple(
        (
            str(y), str(series[y].votes), pair.words.share(series[y].value),
            _ends(pair, series[y]) if _sure(series[y]) else "–",
        )
        for y in shown
    )  # fmt: skip
    left = len(series) - len(shown)
    more = pair.text("votes.more_years", n=left) if left else ""
    columns = tuple(pair.text(f"votes.{c}") for c in ("year", "both_voted", "agreement", "interval"))
    caption = pair.text("votes.yearly")
    return Table(caption, columns, rows, (held.note,), frozenset((1, 2, 3)), more)


def _chart(pair: Pair, held: PairBallots, series: dict[int, Agreement]) -> Chart:
    years = sorted(series)
    band = Band(
        "", years, [100 * series[y].value for y in years], [100 * series[y].low for y in years],
        [100 * series[y].high for y in years],
    )  # fmt: skip
    first, last = (PartialDate(y) for y in (years[0], years[-1]))
    ends = {
        "first": pair.words.share(series[first.year].value),
        "last": pair.words.share(series[last.year].value),
    }
    said = pair.text("votes.chart_said", since=str(first.year), until=str(last.year), **ends, **pair.named)
    svg = plot([band], label=said, written=lambda v: pair.words.percent(v), top=100.0)
    return Chart(svg, pair.text("votes.chart"), (held.note,))
