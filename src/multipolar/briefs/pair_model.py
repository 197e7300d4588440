"""What an agreement on trade between two states would do by the model, with its interval."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from multipolar.actors import Actor
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import select
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Section, Sentence
from multipolar.measures.trade_agreements import between
from multipolar.measures.trade_cells import TOTAL
from multipolar.measures.vote_basis import STARTER
from multipolar.record import Record

if TYPE_CHECKING:
    from multipolar.measures.trade_matrix import TradeMatrix
    from multipolar.measures.whatif import Estimate, WhatIf

_DRAWS = 100
_GDP = "NY.GDP.MKTP.CD"
_SOURCES = ("baci", "cow_trade")
_MOST = 50
_MATRICES: "WeakKeyDictionary[Record, dict[int, TradeMatrix]]" = WeakKeyDictionary()
_ANSWERS: "WeakKeyDictionary[Record, dict[tuple[str, str, int], WhatIf]]" = WeakKeyDictionary()


def agreement(pair: Pair) -> Section:
    """The section: an agreement in force, the model's answer, or what it lacks."""
    title = pair.text("model.title")
    held = between(pair.record, pair.a.id, pair.b.id, pair.on.year)
    if held is not None and not pair.ended:
        where = {"actor": pair.ids}
        _, note = pair.ask("agreements", "party", where, ("agreement", "actor"), **pair.named)
        return Section("model", title, (pair.say("model.held", note, held=held, **pair.named),))
    try:
        year, found = _answer(pair)
    except AskedWronglyError as error:
        return Section("model", title, (_lacking(pair, error),))
    return Section("model", title, _told(pair, year, found))


def _answer(pair: Pair) -> "tuple[int, WhatIf]":
    """The model's answer for the last year with a full matrix of trade; kept for the next reader."""
    if pair.ended:
        raise AskedWronglyError("ended")
    flows = [one.source for one in pair.record.releases() if one.active and "flow" in set(one.rows)]
    if set(flows) <= {STARTER}:
        raise AskedWronglyError("no source of all trade")
    from multipolar.measures import trade_parameters
    from multipolar.measures.scenarios import agreement as joined
    from multipolar.measures.trade_matrix import record_matrix
    from multipolar.measures.trade_sides import two_sides
    from multipolar.measures.whatif import what_if

    year = _year(pair)
    answers, matrices = _ANSWERS.setdefault(pair.record, {}), _MATRICES.setdefault(pair.record, {})
    key = (pair.a.id, pair.b.id, year)
    if key not in answers:
        if year not in matrices:
            matrices[year] = record_matrix(pair.record, year)
        sides = two_sides(pair.a.id, pair.b.id)
        size, theta = trade_parameters.effect(None), trade_parameters.elasticity(None)
        scenario = joined(matrices[year], pair.record, *sides, year, size)
        if len(answers) >= _MOST:
            answers.clear()
        answers[key] = what_if(matrices[year], scenario, theta, _DRAWS)
    return year, answers[key]


def _year(pair: Pair) -> int:
    """The last year up to the day in which most pairs of countries have figures."""
    text = (
        "WITH y AS (SELECT year, count(*) AS n FROM flow WHERE usd IS NOT NULL AND product = 'TOTAL' AND "
        f"source <> '{STARTER}' AND year <= {pair.on.year} GROUP BY year) "
        "SELECT max(year) AS year FROM y WHERE 2 * n >= (SELECT max(n) FROM y)"
    )
    found = pair.record.sql(text).to_pylist()
    if not found or found[0]["year"] is None:
        raise AskedWronglyError("no trade")
    return int(found[0]["year"])


def _lacking(pair: Pair, error: AskedWronglyError) -> Sentence:
    """That the model cannot say, and what to pull."""
    if pair.ended:
        return pair.lack("out_of_coverage", "model.ended")
    pull = next((s for s in _SOURCES if s not in pair.record.sources()), "")
    more = pair.text("model.pull", source=pull) if pull else str(error).rstrip(".")
    note = pair.cite("matrix_none", "SELECT * FROM flow WHERE product = 'TOTAL' AND source <> 'starter'", ())
    return pair.lack("out_of_coverage", "model.lacking", note, more=more, ids=" ".join(pair.ids))


def _told(pair: Pair, year: int, found: "WhatIf") -> tuple[Sentence, ...]:
    where: dict[str, str | int] = {"year": year, "source": found.matrix.source.split()[0], "product": TOTAL}
    rows = pair.record.rows("flow", where, ["source", "release", "locator"])
    note = pair.cite("matrix", select("flow", where), rows, year=str(year))
    values = {"year": str(year), "countries": len(found.matrix.actors), "draws": found.draws}
    told = [pair.say("model.scenario", note, ids=" ".join(pair.ids), **values, **pair.named)]
    held = {c.actor: c for c in found.countries}
    for x, y in pair.ways:
        change = held[x.id]
        told += [_change(pair, "model.trade", x, y, change.inside, note)] if change.inside else []
        told.append(_change(pair, "model.income", x, y, change.real_income, note))
    return (*told, pair.say("model.caution"))


def _change(pair: Pair, key: str, x: Actor, y: Actor, found: "Estimate", note: int) -> Sentence:
    low, high = found.low, found.high
    sure = low is not None and high is not None and (low > 0 or high < 0)
    decimals = 0 if abs(found.value) >= 10 else 1 if abs(found.value) >= 1 else 3
    signed = [pair.words.percent(v, decimals) for v in (found.value, low or 0.0, high or 0.0)]
    names = {"a": pair.words.name(x), "b": pair.words.name(y)}
    told = pair.text("interval", low=signed[1], high=signed[2])
    return pair.say(key if sure else f"{key}_unsure", note, size=signed[0], ends=told, **names)
