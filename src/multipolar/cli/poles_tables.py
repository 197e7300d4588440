"""How the figures of ``multipolar poles`` are printed: three tables, one object, tidy rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from multipolar.cli.output import Output
from multipolar.measures.camps import Camps
from multipolar.measures.polarity import Found
from multipolar.measures.poles import Pole
from multipolar.measures.weights import Weight

Row = dict[str, Any]
CONCENTRATION = (
    "definition", "series", "year", "poles", "hhi", "cr1", "cr2", "cr3", "cr4", "con", "leaders", "states",
    "expected", "of_world", "source",
)  # fmt: skip
POLARIZATION = (
    "definition", "year", "esteban_ray", "alpha", "between", "gap", "spread", "camps", "states", "expected",
    "source",
)  # fmt: skip
WEIGHTS = (
    "group", "measure", "year", "share", "members", "counted", "states", "expected", "of_world", "source",
)  # fmt: skip
TIDY = ("table", "of", "measure", "year", "value", "states", "expected", "of_world", "source")
_FIGURES = {
    "concentration": ("poles", "hhi", "cr1", "cr2", "cr3", "cr4", "con"),
    "polarization": ("esteban_ray", "between", "gap", "spread"),
    "weights": ("share",),
}
_OF = {"concentration": "series", "polarization": "definition", "weights": "group"}


def show(output: Output, found: Found) -> None:
    """Print the figures in the form asked for, and say on the side what is not there."""
    tables: dict[str, tuple[list[Row], Sequence[str], str]] = {
        "concentration": ([_pole(p) for p in found.poles], CONCENTRATION, "Concentration of resources"),
        "polarization": ([_camp(c) for c in found.camps], POLARIZATION, "Positions in the General Assembly"),
        "weights": ([_weight(w) for w in found.weights], WEIGHTS, "Shares of groups"),
    }
    if output.form == "json":
        output.json(_object(tables, found))
    elif output.form == "csv":
        output.rows(_tidy(tables), TIDY)
    else:
        shown = [(rows, columns, title) for rows, columns, title in tables.values() if rows]
        for place, (rows, columns, title) in enumerate(shown):
            output.say(f"{chr(10) if place else ''}{title}")
            output.rows(rows, columns)
    _tell(output, found)


def _tell(output: Output, found: Found) -> None:
    for definition in _definitions(found):
        output.note(definition)
    for group in found.groups:
        if found.weights and group.name not in group.inside:
            output.note(f"{group.name}: {group.words}")
    for silence in found.silent:
        output.note(silence.words)


def _definitions(found: Found) -> list[str]:
    shown = dict.fromkeys(p.series for p in found.poles)
    return [f"{s.name}: {s.words}, in {s.unit} ({s.citation})" for s in shown]


def _pole(pole: Pole) -> Row:
    held = pole.concentration
    return {
        "definition": pole.series.resource,
        "series": pole.series.name,
        "year": pole.year,
        "poles": round(held.effective, 2),
        "hhi": round(held.herfindahl, 4),
        **{f"cr{k}": round(share, 3) for k, share in enumerate(held.top, 1)},
        "con": _round(held.con),
        "leaders": [f"{actor}:{share:.3f}" for actor, share in pole.leaders],
        "states": len(pole.distribution.values),
        "expected": pole.distribution.expected,
        "of_world": _round(pole.distribution.of_world),
        "source": pole.distribution.source,
        "without": list(pole.distribution.without),
    }


def _camp(one: Camps) -> Row:
    found = one.polarization
    return {
        "definition": one.definition,
        "year": one.year,
        "esteban_ray": _round(found.esteban_ray),
        "alpha": found.alpha,
        "between": _round(found.between),
        "gap": _round(found.gap),
        "spread": _round(found.spread),
        "camps": [f"{size} at {mean:.2f}" for size, mean in zip(found.sizes, found.means, strict=True)],
        "states": found.n,
        "expected": one.expected,
        "source": one.source,
        "members": [list(camp) for camp in one.camps],
    }


def _weight(one: Weight) -> Row:
    return {
        "group": one.group,
        "measure": one.measure,
        "year": one.year,
        "share": _round(one.share),
        "members": len(one.members),
        "counted": len(one.members) - len(one.without),
        "states": one.states,
        "expected": one.expected,
        "of_world": _round(one.of_world),
        "source": one.source,
        "member_list": list(one.members),
        "without": list(one.without),
    }


def _object(tables: dict[str, tuple[list[Row], Sequence[str], str]], found: Found) -> Row:
    series = dict.fromkeys(p.series for p in found.poles)
    return {
        **{name: rows for name, (rows, _, _) in tables.items()},
        "definitions": {
            s.name: {"words": s.words, "unit": s.unit, "citation": s.citation} for s in series
        },
        "groups": {g.name: g.words for g in found.groups},
        "silent": [
            {"name": s.name, "years": list(s.years), "reason": s.reason, "sources": list(s.sources)}
            for s in found.silent
        ],
    }  # fmt: skip


def _tidy(tables: dict[str, tuple[list[Row], Sequence[str], str]]) -> Iterator[Row]:
    """One row for each figure, for tools that want one table."""
    for name, (rows, _, _) in tables.items():
        for row in rows:
            for figure in _FIGURES[name]:
                measure = row["measure"] if name == "weights" else figure
                yield row | {"table": name, "of": row[_OF[name]], "measure": measure, "value": row[figure]}


def _round(value: float | None) -> float | None:
    return None if value is None or value != value else round(value, 4)
