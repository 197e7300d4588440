"""How two states vote: agreement by year with its interval, the roll calls that split them, key votes."""

import numpy as np

from multipolar.briefs.notes import literal
from multipolar.briefs.pair_ballots import FEWEST, PairBallots, pair_ballots
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Chart, Section, Sentence, Table
from multipolar.briefs.plot import Band, plot
from multipolar.briefs.sentences import counted, named, share, upper, when
from multipolar.measures.agreement import Agreement
from multipolar.measures.vote_basis import STARTER, cited_only
from multipolar.measures.votes import IMPORTANT, RollCall, result_words

_MOST = 10
_YEARS_SHOWN = 12
_SPAN = 5
_FIRST_SESSION = 1946
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
    sentences = [_lead(pair, held, series), *_trend(held), _split_sentence(held, opposite)]
    sentences += [Sentence(DEFINITION), *_caution(held), *_before(pair)]
    tables = [t for t in (_split(pair, held), _key(pair, held), _yearly(held, series)) if t.rows]
    enough = {y: found for y, found in series.items() if found.votes >= FEWEST}
    charts = (_chart(pair, held, enough),) if len(enough) >= 3 else ()
    return Section("votes", "Votes in the General Assembly", tuple(sentences), tuple(tables), charts)


def _by_year(held: PairBallots) -> dict[int, Agreement]:
    """Agreement of each year in which both voted at least once."""
    of = held.matrix.years
    return {int(y): held.agreement(held.both & (of == y)) for y in np.unique(of[held.both]) if y}


def _sure(found: Agreement) -> bool:
    """Whether an interval says something: not of a handful of votes, nor where all fell alike."""
    return found.votes >= FEWEST and 0 < found.value < 1


def interval(found: Agreement) -> str:
    """A share, with its interval where it has one: ``39 %, 95 % interval 22 to 55 %``."""
    return share(found.value) + (f", 95 % interval {_ends(found)}" if _sure(found) else "")


def _lead(pair: Pair, held: PairBallots, series: dict[int, Agreement]) -> Sentence:
    year = max(series)
    found = series[year]
    same = round(found.value * found.votes)
    calls = [c for c, both in zip(held.matrix.rollcalls, held.both.tolist(), strict=True) if both]
    cited = cited_only(c for c in calls if c.date and c.date.year == year) == found.votes
    which = "most cited roll calls" if cited else "roll calls"
    if found.votes == 1:
        how = "alike" if same else "differently"
        text = f"In {year} {pair.both} both voted in one roll call on record, and {how}."
    else:
        text = (
            f"In {year} {pair.both} voted alike in {same:,} of the {found.votes:,} {which} on record in "
            f"which both voted ({interval(found)})."
        )
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


def _split_sentence(held: PairBallots, opposite: int) -> Sentence:
    total = int(held.both.sum())
    calls = held.matrix.rollcalls
    first, last = (calls[int(i)].date for i in np.flatnonzero(held.both)[[0, -1]])
    span = f" of {first.year} to {last.year}" if first and last and first.year < last.year else ""
    if not opposite:
        text = (
            f"In none of the {total:,} roll calls{span} in which both voted did one say yes and the other no."
        )
        return Sentence(text, (held.note,))
    text = (
        f"In {opposite:,} of the {total:,} roll calls{span} in which both voted, one said yes, the other no."
    )
    return Sentence(text, (held.note,))


def _caution(held: PairBallots) -> list[Sentence]:
    """That the embedded record's votes are no sample."""
    used = [c for c, both in zip(held.matrix.rollcalls, held.both.tolist(), strict=True) if both]
    cited = cited_only(used)
    if not cited:
        return []
    if cited == len(used):
        text = (
            "All of these roll calls are of the embedded record, which holds the most cited votes and no "
            "sample of the agenda, so that the shares are not those of all votes. `multipolar record pull "
            "undl_ga` brings all."
        )
    else:
        text = (
            f"Of these roll calls {'one is' if cited == 1 else f'{cited:,} are'} held by the "
            "embedded record alone, which picks the most cited ones; years that rest on it are no sample."
        )
    return [Sentence(text, (held.note,))]


def _none(pair: Pair, held: PairBallots) -> Sentence:
    ids = [pair.a.id, pair.b.id]
    voted = {
        x for x, row in zip(held.matrix.actors, held.matrix.choices, strict=True) if bool((row > 0).any())
    }
    if voted:
        silent = [x for x in (pair.a, pair.b) if x.id not in voted]
        who = " and ".join(named(x.name) for x in silent)
        text = f"There is no roll call in which both voted: the record has no vote of {who}." if silent else (
            "There is no roll call on record in which both voted."
        )  # fmt: skip
        return Sentence(text, (held.note,), "zero" if not silent else "not_reported")
    return pair.silence(f"votes of {pair.both}", "Votes of either", "vote", {"actor": ids}, "votes")


def _before(pair: Pair) -> list[Sentence]:
    """Whose votes the earlier ones are, for states that continue another."""
    found = []
    for x, y in ((pair.a, pair.b), (pair.b, pair.a)):
        if x.continues and x.since and x.continues != y.id and x.since.year > _FIRST_SESSION:
            from multipolar.actors import get

            before = get(x.continues)
            ids = [before.id if z is x else y.id for z in (pair.a, pair.b)]
            text = (
                f"Votes before {when(x.since)} are those of {named(before.name)}: "
                f"`multipolar brief {' '.join(ids)}`."
            )
            found.append(Sentence(text))
    return found


def _title(call: RollCall) -> str:
    title = call.title or (call.names[0] if call.names else "")
    return title if len(title) <= 110 else f"{title[:109].rstrip()}…"


def _lines(held: PairBallots, places: list[int]) -> tuple[tuple[str, ...], ...]:
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
    number = pair.notes.cite(
        what, f"SELECT * FROM rollcall WHERE id IN ({ids}) ORDER BY date", [c.row for c in calls]
    )
    return (held.note, number)


def _split(pair: Pair, held: PairBallots) -> Table:
    places = [int(i) for i in np.flatnonzero(held.opposite)[::-1][:_MOST]]
    if not places:
        return Table("", (), ())
    total = int(held.opposite.sum())
    more = f"{total - len(places):,} earlier ones are left out." if total > len(places) else ""
    caption = "The latest roll calls that split them: one said yes, the other no"
    notes = _cite_calls(pair, held, places, "Roll calls that split them")
    return Table(caption, _columns(pair), _lines(held, places), notes, more=more)


def _key(pair: Pair, held: PairBallots) -> Table:
    """Important votes by the lists of the US Department of State, or where none is marked the most cited."""
    calls = held.matrix.rollcalls
    marked = [i for i, c in enumerate(calls) if c.marks and IMPORTANT in c.marks]
    cited = _cited(pair)
    above = set(np.flatnonzero(held.opposite)[::-1][:_MOST].tolist())
    picked = marked or [i for i, c in enumerate(calls) if c.id in cited]
    places = [i for i in picked[::-1] if i not in above][:_MOST]
    if not places:
        return Table("", (), ())
    by = (
        "on the US Department of State's lists of important votes" if marked
        else "of the most cited votes gathered in the embedded record"
    )  # fmt: skip
    notes = _cite_calls(pair, held, places, "Key votes")
    return Table(f"Other key votes: the latest {by}", _columns(pair), _lines(held, places), notes)


def _cited(pair: Pair) -> frozenset[str]:
    return frozenset(r["id"] for r in pair.record.rows("rollcall", {"source": STARTER}, ["id"]))


def _yearly(held: PairBallots, series: dict[int, Agreement]) -> Table:
    shown = sorted(series)[::-1][:_YEARS_SHOWN]
    rows = tuple(
        (str(y), str(series[y].votes), share(series[y].value), _ends(series[y]) if _sure(series[y]) else "–")
        for y in shown
    )
    left = len(series) - len(shown)
    verb = "is" if left == 1 else "are"
    more = (
        f"{upper(counted(left, 'earlier year'))} {verb} left out; the note finds all votes." if left else ""
    )
    caption = "Agreement by year; no interval for under five votes, or where all fell alike"
    columns = ("Year", "Both voted", "Agreement", "95 % interval")
    return Table(caption, columns, rows, (held.note,), frozenset((1, 2, 3)), more)


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
    caption = (
        "Agreement in per cent by year; the band is the 95 % interval. Years with under five common votes "
        "are left out and break the line."
    )
    return Chart(svg, caption, (held.note,))
