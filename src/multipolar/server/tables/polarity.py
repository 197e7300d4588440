"""Tables about how multipolar the order is: concentration of resources, polarization, weight of groups."""

from collections.abc import Mapping

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.named_groups import named_group
from multipolar.measures.polarity import Asked, Found
from multipolar.measures.resource_series import RESOURCES
from multipolar.record import Record
from multipolar.server.tables.model import Column, Option, Row, Table, origins
from multipolar.server.tables.trade import whole

_USUAL = ("G7", "BRICS")
_MOST = 4
_YEAR = Column("year", kind="year")
_BASIS = (Column("states", kind="number"), Column("source"))
_CONCENTRATION = (
    _YEAR, Column("definition", choices=True), Column("series", hidden=True),
    Column("poles", kind="number", meaning="effective number of poles: one over the sum of squared shares"),
    Column("hhi", kind="number", meaning="sum of squared shares"), Column("cr1", "largest", "number"),
    Column("cr4", "four largest", "number"), Column("leaders"), *_BASIS,
)  # fmt: skip
_POLARIZATION = (
    _YEAR, Column("definition", choices=True),
    Column("esteban_ray", "polarization", "number", meaning="Esteban and Ray's index"),
    Column("gap", kind="number", meaning="distance of the two camps"), Column("spread", kind="number"),
    Column("camps"), *_BASIS,
)  # fmt: skip
_WEIGHTS = (
    _YEAR, Column("group", choices=True), Column("measure", choices=True),
    Column("share", kind="number", meaning="of all states with a figure"), Column("members", kind="number"),
    *_BASIS,
)  # fmt: skip


def asked(record: Record, query: Mapping[str, str]) -> Asked:
    """What a query string asks, with the usual definitions and groups.

    Raises:
        AskedWronglyError: No such group, or too many.
    """
    more = [text.strip() for text in query.get("group", "").split(";") if text.strip()]
    if len(more) > _MOST:
        raise AskedWronglyError(
            f"{len(more)} groups were named", f"Name {_MOST} at most, apart by semicolons"
        )
    groups = tuple(named_group(text) for text in (*_USUAL, *more))
    return Asked(record, RESOURCES, ("ideal_points",), groups, None, 1.0)


def period(query: Mapping[str, str]) -> tuple[int | None, int | None]:
    """First and last year; all years where neither is given."""
    since, until = whole(query.get("since", ""), "since"), whole(query.get("until", ""), "until")
    return (1, None) if since is None and until is None else (since, until)


def concentration(record: Record, query: Mapping[str, str]) -> Table:
    """How concentrated each resource is, year by year."""
    found = asked(record, query).answer(*period(query))
    rows: list[Row] = [
        {
            "year": p.year, "definition": p.series.resource, "series": p.series.name,
            "poles": round(p.concentration.effective, 2), "hhi": round(p.concentration.herfindahl, 4),
            "cr1": round(p.concentration.top[0], 3), "cr4": round(p.concentration.top[-1], 3),
            "leaders": ", ".join(f"{actor} {share:.3f}" for actor, share in p.leaders),
            "states": len(p.distribution.values), "source": p.distribution.source,
        }
        for p in sorted(found.poles, key=lambda p: (-p.year, p.series.resource))
    ]  # fmt: skip
    return _table(record, query, "concentration", "Concentration of resources", _CONCENTRATION, rows, found)


def polarization(record: Record, query: Mapping[str, str]) -> Table:
    """How far positions in the Assembly stand apart, session by session."""
    found = asked(record, query).answer(*period(query))
    rows: list[Row] = [
        {
            "year": c.year, "definition": c.definition, "esteban_ray": _round(c.polarization.esteban_ray),
            "gap": _round(c.polarization.gap), "spread": _round(c.polarization.spread),
            "camps": ", ".join(
                f"{size} at {mean:.2f}"
                for size, mean in zip(c.polarization.sizes, c.polarization.means, strict=True)
            ),
            "states": c.polarization.n, "source": c.source,
        }
        for c in sorted(found.camps, key=lambda c: -c.year)
    ]  # fmt: skip
    title = "Positions in the General Assembly"
    return _table(record, query, "polarization", title, _POLARIZATION, rows, found)


def weights(record: Record, query: Mapping[str, str]) -> Table:
    """What groups weigh in the world, year by year."""
    found = asked(record, query).answer(*period(query))
    rows: list[Row] = [
        {
            "year": w.year, "group": w.group, "measure": w.measure, "share": _round(w.share),
            "members": len(w.members), "states": w.states,
            "source": "starter" if w.source == "membership" else w.source,
        }
        for w in sorted(found.weights, key=lambda w: (-w.year, w.group, w.measure))
    ]  # fmt: skip
    return _table(record, query, "weights", "Shares of groups", _WEIGHTS, rows, found)


def _table(
    record: Record,
    query: Mapping[str, str],
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: list[Row],
    found: Found,
) -> Table:
    options = (
        Option("since", "Since", query.get("since", "")), Option("until", "Until", query.get("until", "")),
        Option("group", "Groups beside G7 and BRICS", query.get("group", "")),
    )  # fmt: skip
    gap = " ".join(f"{silence.words}." for silence in found.silent)
    return Table(
        name, title, columns, rows, origins(record, rows), "multipolar poles", "poles", gap=gap,
        options=options if name == "weights" else options[:2],
    )  # fmt: skip


def _round(value: float | None) -> float | None:
    return None if value is None or value != value else round(value, 4)
