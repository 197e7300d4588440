"""How two states vote: agreement by year with its interval, the roll calls that split them, key votes."""

import numpy as np

from multipolar.briefs.notes import literal
from multipolar.briefs.pair_ballots import PairBallots, pair_ballots
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Chart, Section, Sentence, Table
from multipolar.briefs.plot import Band, plot
from multipolar.briefs.sentences import counted, named, share, upper, when
from multipolar.basics.dates import PartialDate
from multipolar.measures.agreement import Agreement
from multipolar.measures.vote_basis import STARTER, cited_only
from multipolar.measures.votes import IMPORTANT, RollCall, result_words

_MOST = 10
_YEARS_SHOWN = 12
_SPAN = 5
DEFINITION = (
    "Agreement is the share of the roll calls in which both cast a vote where both chose the same of yes, "
    "abstain and no; absences are left out. The interval is the 95 % bootstrap over roll calls."
)


def votes(pair: Pair) -> Section:
    """Agreement of the two in the General Assembly, and where they parted."""
    held = pair_ballots(pair)
    if not held.both.any():
        return Section("votes", "Votes in the General Assembly", (_none(pair, held), *_before(pair)))
    series = _by_year(held)
    opposite = int(held.opposite.sum())
    sentences = [_lead(pair, held, series), *_trend(held), _split_sentence(pair, held, opposite)]
    sentences += [Sentence(DEFINITION), *_caution(held), *_before(pair)]
    tables = [t for t in (_split(pair, held), _key(pair, held), _yearly(pair, held, series)) if t.rows]
    charts = (_chart(pair, held, series),) if len(series) >= 3 else ()
    return Section("votes", "Votes in the General Assembly", tuple(sentences), tuple(tables), charts)


def _by_year(held: PairBallots) -> dict[int, Agreement]:
    """Agreement of each year in which both voted at least once."""
    of = held.matrix.years
    return {int(y): held.agreement(held.both & (of == y)) for y in np.unique(of[held.both]) if y}


def _figure(found: Agreement) -> str:
    same = round(found.value * found.votes)
    return f"in {same:,} of the {found.votes:,} roll calls" if found.votes > 1 else (
        "in the one roll call" if same else "otherwise in the one roll call"
    )  # fmt: skip


def interval(found: Agreement) -> str:
    """A share with its interval: ``39 %, 95 % interval 22 to 55 %``."""
    return f"{share(found.value)}, 95 % interval {100 * found.low:.0f} to {100 * found.high:.0f} %"


def _lead(pair: Pair, held: PairBallots, series: dict[int, Agreement]) -> Sentence:
    year = max(series)
    found = series[year]
    if found.votes < 2:
        kept = f"alike {_figure(found)}" if found.value else _figure(found)
        text = f"In {year} {pair.both} voted {kept} of that year in which both voted."
        return Sentence(text, (held.note,))
    text = f"In {year} {pair.both} voted alike {_figure(found)} in which both voted ({interval(found)})."
    return Sentence(text, (held.note,))


def _trend(held: PairBallots) -> list[Sentence]:
    """The last years against those before, where both hold enough votes to compare."""
    of = held.matrix.years
    last = int(of[held.both].max())
    late = held.agreement(held.both & (of > last - _SPAN))
    early = held.agreement(held.both & (of <= last - _SPAN) & (of > last - 2 * _SPAN))
    if min(late.votes, early.votes) < 20:
        return []
    verb = "rose" if late.low > early.high else "fell" if late.high < early.low else ""
    old, new = f"{last - 2 * _SPAN + 1} to {last - _SPAN}", f"{last - _SPAN + 1} to {last}"
    told = f"{share(early.value)} in {old} ({_ends(early)})", f"{share(late.value)} in {new} ({_ends(late)})"
    if verb:
        text = f"Agreement {verb} from {told[0]} to {told[1]}."
    else:
        text = f"Agreement was {told[0]} and {told[1]}: the intervals overlap, so that no change can be told."
    return [Sentence(text, (held.note,))]


def _ends(found: Agreement) -> str:
    return f"{100 * found.low:.0f} to {100 * found.high:.0f} %"


def _split_sentence(pair: Pair, held: PairBallots, opposite: int) -> Sentence:
    total = int(held.both.sum())
    calls = held.matrix.rollcalls
    first, last = (calls[int(i)].date for i in np.flatnonzero(held.both)[[0, -1]])
    span = f" of {first.year} to {last.year}" if first and last and first.year < last.year else ""
    if not opposite:
        text = f"In none of the {total:,} roll calls{span} in which both voted did one say yes and the other no."
        return Sentence(text, (held.note,))
    text = (
        f"In {opposite:,} of the {total:,} roll calls{span} in which both voted, one said yes and the other no."
    )
    return Sentence(text, (held.note,))


def _caution(held: PairBallots) -> list[Sentence]:
    """That the embedded record's votes are no sample."""
    used = [c for c, both in zip(held.matrix.rollcalls, held.both.tolist(), strict=True) if both]
    cited = cited_only(used)
    if not cited:
        return []
    who = "All of these roll calls are" if cited == len(used) else f"{upper(counted(cited, 'roll call'))} of these {'is' if cited == 1 else 'are'}"
    text = (
        f"{who} of the embedded record, which holds the most cited votes and no sample of the agenda, so that "
        "the shares are not those of all votes."
    )
    more = " `multipolar record pull undl_ga` brings all." if cited == len(used) else ""
    return [Sentence(text + more, (held.note,))]


def _none(pair: Pair, held: PairBallots) -> Sentence:
    ids = [pair.a.id, pair.b.id]
    voted = {x for x, made in zip(held.matrix.actors, held.matrix.choices.any(axis=1).tolist(), strict=True) if made}
    if voted:
        silent = [x for x in (pair.a, pair.b) if x.id not in voted]
        who = " and ".join(named(x.name) for x in silent)
        text = f"There is no roll call in which both voted: the record has no vote of {who}." if silent else (
            "There is no roll call on record in which both voted."
        )  # fmt: skip
        return Sentence(text, (held.note,), "zero" if not silent else "not_reported")
    return pair.silence(f"votes of {pair.both}", "Votes of either", "vote", {"actor": ids}, ("undl_ga",))


def _before(pair: Pair) -> list[Sentence]:
    """Whose votes the earlier ones are, for states that continue another."""
    found = []
    for x, y in ((pair.a, pair.b), (pair.b, pair.a)):
        if x.continues and x.since and x.continues != y.id:
            from multipolar.actors import get

            before = get(x.continues)
            text = (
                f"Votes before {when(x.since)} are those of {named(before.name)}: "
                f"`multipolar brief {before.id} {y.id}`."
            )
            found.append(Sentence(text))
    return found


def _title(call: RollCall) -> str:
    title = call.title or (call.names[0] if call.names else "")
    return title if len(title) <= 110 else f"{title[:109].rstrip()}…"


def _lines(pair: Pair, held: PairBallots, places: list[int]) -> tuple[tuple[str, ...], ...]:
    rows = []
    for place in places:
        call = held.matrix.rollcalls[place]
        rows.append((call.when, call.id, _title(call), *held.words(place), result_words(call)))
    return tuple(rows)


def _columns(pair: Pair) -> tuple[str, ...]:
    return ("Date", "Roll call", "Title", pair.a.name, pair.b.name, "Yes-no-abstain")


def _cite_calls(pair: Pair, held: PairBallots, places: list[int], what: str) -> tuple[int, ...]:
    calls = [held.matrix.rollcalls[p] for p in places]
    ids = ", ".join(literal(c.id) for c in calls)
    number = pair.notes.cite(what, f"SELECT * FROM rollcall WHERE id IN ({ids}) ORDER BY date", [c.row for c in calls])
    return (held.note, number)


def _split(pair: Pair, held: PairBallots) -> Table:
    places = [int(i) for i in np.flatnonzero(held.opposite)[::-1][:_MOST]]
    if not places:
        return Table("", (), ())
    total = int(held.opposite.sum())
    more = f"{total - len(places):,} earlier ones are left out." if total > len(places) else ""
    caption = "The latest roll calls that split them: one said yes, the other no"
    notes = _cite_calls(pair, held, places, "Roll calls that split them")
    return Table(caption, _columns(pair), _lines(pair, held, places), notes, more=more)


def _key(pair: Pair, held: PairBallots) -> Table:
    """Important votes by the lists of the US Department of State, or where none is marked the most cited."""
    calls = held.matrix.rollcalls
    marked = [i for i, c in enumerate(calls) if c.marks and IMPORTANT in c.marks]
    cited = _cited(pair)
    places = (marked or [i for i, c in enumerate(calls) if c.id in cited])[::-1][:_MOST]
    if not places:
        return Table("", (), ())
    by = (
        "on the US Department of State's lists of important votes" if marked
        else "of the most cited votes gathered in the embedded record"
    )  # fmt: skip
    notes = _cite_calls(pair, held, places, "Key votes")
    return Table(f"Key votes: the latest {by}", _columns(pair), _lines(pair, held, places), notes)


def _cited(pair: Pair) -> frozenset[str]:
    return frozenset(r["id"] for r in pair.record.rows("rollcall", {"source": STARTER}, ["id"]))


def _yearly(pair: Pair, held: PairBallots, series: dict[int, Agreement]) -> Table:
    shown = sorted(series)[::-1][:_YEARS_SHOWN]
    rows = tuple(
        (str(y), str(series[y].votes), share(series[y].value), f"{_ends(series[y])}" if series[y].votes > 1 else "–")
        for y in shown
    )
    more = f"{counted(len(series) - len(shown), 'earlier year')} {'is' if len(series) - len(shown) == 1 else 'are'} in the chart." if len(series) > len(shown) else ""
    return Table(
        "Agreement by year", ("Year", "Both voted", "Agreement", "95 % interval"), rows, (held.note,),
        frozenset((1, 2, 3)), more,
    )  # fmt: skip


def _chart(pair: Pair, held: PairBallots, series: dict[int, Agreement]) -> Chart:
    years = sorted(series)
    band = Band(
        "", years, [100 * series[y].value for y in years], [100 * series[y].low for y in years],
        [100 * series[y].high for y in years],
    )  # fmt: skip
    first, last = years[0], years[-1]
    said = (
        f"Agreement of {pair.both} by year, {first} to {last}: {share(series[first].value)} at first, "
        f"{share(series[last].value)} at last"
    )
    svg = plot([band], label=said, unit="%", top=100.0)
    caption = "Agreement in per cent by year; the band is the 95 % interval. Years without a common vote break the line."
    return Chart(svg, caption, (held.note,))
