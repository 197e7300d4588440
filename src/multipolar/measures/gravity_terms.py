"""What may explain trade, as the record has it: distance, ties, agreements and sanctions of pairs by year."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from multipolar.actors import memberships
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.gravity_flows import Flows
from multipolar.measures.trade_agreements import agreed
from multipolar.record import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from multipolar.models.gravity import Panel

    Values = NDArray[np.float64]
    # Pairs by pairs, or by pairs and years.
    Square = NDArray[np.float64]

# The term, then a lag (-4), a lead (+4) or a phase-in over years (/10).
_FORM = re.compile(r"(?P<log>log:)?(?P<name>[a-z_]+)(?:(?P<shift>[-+]\d{1,2})|/(?P<phase>\d{1,2}))?")
_UNDATED = ("distance", "distance_capitals", "distance_weighted", "contiguity", "language", "colony", "legal")
_DATED = ("agreement", "sanction", "trade_sanction")
TERMS: Mapping[str, str] = {
    "distance": "kilometres between the largest cities",
    "distance_capitals": "kilometres between the capitals",
    "distance_weighted": "kilometres, weighted by where people live",
    "contiguity": "1 where they border on each other",
    "language": "1 where they share an official language",
    "colony": "1 where one was ever a colony of the other",
    "legal": "1 where they share a legal tradition",
    "border": "1 where a border is crossed, 0 for sales at home",
    "borders": "the same, one for each year but the last",
    "agreement": "1 where a trade agreement or a free-trade bloc joins them at the end of the year",
    "sanction": "1 where either has sanctions on the other at the end of the year",
    "trade_sanction": "1 where those are on trade",
}
_TIES = {
    "contiguity": ("contiguity", None),
    "language": ("common_language", "official"),
    "colony": ("colonial", "ever"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The regressors of some flows.

    Attributes:
        flows: The flows for which every regressor is known.
        values: Values by name.
        unknown: Flows left out because a regressor is not known of them.
        notes: Where each came from, in words.
    """

    flows: Flows
    values: "Mapping[str, Values]"
    unknown: int
    notes: tuple[str, ...]

    def panel(self, symmetric: bool = False) -> "Panel":
        """The observations of an estimate, the two directions of a pair as one where asked."""
        import numpy as np

        from multipolar.models.gravity import panel

        names = np.asarray(self.flows.actors)
        when = self.flows.year if len(self.flows.years) > 1 else None
        a, b = names[self.flows.exporter], names[self.flows.importer]
        return panel(self.flows.usd, self.values, a, b, when, symmetric)


def terms(record: Record, flows: Flows, asked: Sequence[str]) -> Terms:
    """The regressors that are asked for, with the flows of which all are known.

    A name of `TERMS`, with ``log:`` before it for its log, ``-4`` or ``+4`` after it for its value so many
    years before or after, or ``/10`` for the part of ten years that an agreement has been in force.

    Raises:
        AskedWronglyError: No such term, a lag of what has no date, or nothing on record, with what to pull.
    """
    import numpy as np

    values: dict[str, Values] = {}
    sources: dict[str, None] = {}
    for text in asked:
        if text == "borders":
            values |= _borders(flows)
            continue
        values[text], source = _term(record, flows, text)
        sources.update(dict.fromkeys(source))
    known = np.all([np.isfinite(v) for v in values.values()], axis=0)
    if not known.any():
        raise AskedWronglyError(f"Of no flow are all of {', '.join(values)} known", "Leave one out")
    return Terms(
        flows.take(known), {name: v[known] for name, v in values.items()}, int((~known).sum()), tuple(sources)
    )


def _term(record: Record, flows: Flows, text: str) -> "tuple[Values, tuple[str, ...]]":
    import numpy as np

    form = _FORM.fullmatch(text)
    name = form["name"] if form else text
    if form is None or name not in TERMS or name == "borders":
        raise AskedWronglyError(f"There is no term {text!r}", f"There are: {', '.join(TERMS)}")
    if (form["shift"] or form["phase"]) and name not in _DATED:
        raise AskedWronglyError(f"{text}: {name} does not change over time", f"Of {', '.join(_DATED)} only")
    if name == "border":
        return (flows.exporter != flows.importer).astype(float), ()
    if name in _UNDATED:
        square, notes = _static(record, flows.actors, name)
        found = square[flows.exporter, flows.importer]
        found[flows.exporter == flows.importer] = np.nan if "distance" in name else 0.0
    else:
        phase = int(form["phase"] or 0)
        lags = range(phase) if phase else [-int(form["shift"] or 0)]
        parts = [_dated(record, flows, name, lag) for lag in lags]
        found, notes = np.mean([part for part, _ in parts], axis=0), parts[0][1]
    if not form["log"]:
        return found, notes
    if np.nanmin(found) <= 0:
        raise AskedWronglyError(f"{name} has no log: it is zero for some pairs", f"Write {name}")
    return np.log(found), notes


def _borders(flows: Flows) -> "dict[str, Values]":
    crossed = flows.exporter != flows.importer
    return {f"border_{year}": (crossed & (flows.year == year)).astype(float) for year in flows.years[:-1]}


def _static(record: Record, names: Sequence[str], term: str) -> "tuple[Square, tuple[str, ...]]":
    """What does not change, for each pair; not a number where the record does not tell."""
    import numpy as np

    at = {name: i for i, name in enumerate(names)}
    if term == "legal":
        return _shared(record.rows("tie", {"kind": "legal_tradition"}), at)
    found = np.full((len(names), len(names)), np.nan)
    distances = _rows(record, term if term.startswith("distance") else "distance", at)
    for row in distances:
        i, j = at[row["a"]], at[row["b"]]
        found[i, j] = found[j, i] = float(row["value"])
    if term not in _TIES:
        return found, (_from(term, distances),)
    kind, value = _TIES[term]
    ties = [row for row in _rows(record, kind, at) if value in (None, row["value"])]
    # A source of distances covers every pair of its lands, so that a tie it does not list is none.
    found = np.where(np.isfinite(found), 0.0, np.nan)
    for row in ties:
        i, j = at[row["a"]], at[row["b"]]
        found[i, j] = found[j, i] = 1.0
    return found, (_from(term, ties or distances),)


def _rows(record: Record, kind: str, at: Mapping[str, int]) -> list[dict[str, Any]]:
    rows = [r for r in record.rows("tie", {"kind": kind}) if r["a"] in at and r["b"] in at]
    if not rows:
        raise AskedWronglyError(
            f"The record has no {kind.replace('_', ' ')} of these countries",
            "Pull geodist (`multipolar record pull geodist`), or leave the term out",
        )
    return rows


def _shared(rows: Sequence[Mapping[str, Any]], at: Mapping[str, int]) -> "tuple[Square, tuple[str, ...]]":
    """Whether two have a property in common; not a number where that of one is not known."""
    import numpy as np

    held: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row["a"] in at:
            held[at[row["a"]]].add(row["value"])
    found = np.full((len(at), len(at)), np.nan)
    for i, one in held.items():
        for j, other in held.items():
            found[i, j] = float(bool(one & other))
    return found, (_from("legal", rows),)


def _dated(record: Record, flows: Flows, term: str, lag: int) -> "tuple[Values, tuple[str, ...]]":
    """What changes over the years, for each flow, as it stood so many years before."""
    import numpy as np

    years = [year - lag for year in flows.years]
    build: Callable[[Record, Sequence[str], Sequence[int]], Any] = agreed if term == "agreement" else (
        lambda r, names, when: _sanctions(r, names, when, term == "trade_sanction")
    )  # fmt: skip
    cube, note = build(record, flows.actors, years)
    at = np.searchsorted(np.asarray(flows.years), flows.year)
    found = cube[flows.exporter, flows.importer, at].astype(float)
    found[flows.exporter == flows.importer] = 0.0
    return found, (note,)


def _sanctions(
    record: Record, names: Sequence[str], years: Sequence[int], trade: bool
) -> "tuple[NDArray[np.bool_], str]":
    """Whether either has sanctions on the other at the end of each year; groups are their members then."""
    import numpy as np

    rows = record.rows("tie", {"kind": "sanction"})
    rows = [r for r in rows if r["source"] != "starter"] or rows
    if trade:
        rows = [r for r in rows if "trade" in (r["value"] or "")]
    if not rows:
        raise AskedWronglyError(
            "The record has no such sanctions", "Pull gsdb (`multipolar record pull gsdb`)"
        )
    at = {name: i for i, name in enumerate(names)}
    found = np.zeros((len(names), len(names), len(years)), dtype=bool)
    for t, year in enumerate(years):
        day = date(year, 12, 31)
        for row in rows:
            begun = row["valid_from"] is None or row["valid_from"] <= day
            if begun and (row["valid_to"] is None or row["valid_to"] > day):
                a, b = (_who(row[side], day, at) for side in "ab")
                found[np.ix_(a, b, [t])] = True
    return found | found.transpose(1, 0, 2), _from("sanctions", rows)


def _who(actor: str | None, day: date, at: Mapping[str, int]) -> list[int]:
    if actor is None or actor in at:
        return [at[actor]] if actor else []
    try:
        return [at[m.actor] for m in memberships.members(actor, day) if m.actor in at]
    except AskedWronglyError:
        return []


def _from(term: str, rows: Sequence[Mapping[str, Any]]) -> str:
    named = sorted({f"{row['source']} {row['release']}" for row in rows})
    return f"{term} from {', '.join(named)}"
