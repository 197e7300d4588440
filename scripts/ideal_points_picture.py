"""Draw ten states' ideal points beside the published series, as docs/tutorial-ideal-points.md does.

``python scripts/ideal_points_picture.py RECORD OUT`` takes a record that holds ``voeten_votes`` and
``voeten_ideal_points`` and writes OUT, which ends in .svg or .png.
"""

import re
import sys
from pathlib import Path

import numpy as np

from multipolar import Record, actors
from multipolar.briefs.charts import Line, line_chart, write_svg
from multipolar.measures.positions import Positions, positions

STATES = ("USA", "GBR", "FRA", "DEU", "ISR", "RUS", "CHN", "IND", "BRA", "CUB")
# One panel holds a state and, where its seat was another's before, that one too.
BEFORE = {"RUS": "SUN"}
PANEL, HEIGHT, COLUMNS, HEAD = 360, 170, 2, 36
TITLE = "Ideal points of ten states: votes in the General Assembly, 1946 to 2019"
_SIZE = re.compile(r'<svg[^>]* height="([\d.]+)"')


def published(record: Record, state: str) -> dict[int, float]:
    """The published posterior mean by the year in which a session opens."""
    rows = record.rows("indicator", {"actor": state, "code": "idealpoint_all"}, order="year")
    return {row["year"]: row["value"] for row in rows if row["value"] is not None}


def lines(record: Record, found: Positions, state: str) -> list[Line]:
    """The published points dashed, and ours with their intervals."""
    seats = [one for one in (BEFORE.get(state), state) if one is not None]
    series = {year: value for one in seats for year, value in published(record, one).items()}
    drawn = [Line("published", list(series), list(series.values()), style="dashed")]
    for one in seats:
        rows = found.rows([one])
        years, point, low, high = ([row[c] for row in rows] for c in ("year", "point", "low", "high"))
        name = "ours, 90 %" if len(seats) == 1 else f"ours ({one})"
        drawn.append(Line(name, years, point, low=low, high=high))
    return drawn


def picture(record: Record) -> str:
    """All panels in one drawing."""
    found = positions(record)
    panels = [
        line_chart(lines(record, found, state), title=actors.get(state).name, width=PANEL, height=HEIGHT)
        for state in STATES
    ]
    tall = max(float(size[1]) for panel in panels if (size := _SIZE.search(panel)))
    placed = [
        panel.replace("<svg", f'<svg x="{PANEL * (i % COLUMNS)}" y="{HEAD + tall * (i // COLUMNS)}"', 1)
        for i, panel in enumerate(panels)
    ]
    wide, height = PANEL * COLUMNS, HEAD + tall * -(-len(panels) // COLUMNS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {height:g}" width="{wide}" '
        f'height="{height:g}"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="12" y="26" font-family="Helvetica, Arial, sans-serif" font-size="17" '
        f'font-weight="bold">{TITLE}</text>{"".join(placed)}</svg>'
    )


def compared(record: Record, found: Positions) -> str:
    """Correlation of all points, and its median within a session."""
    theirs = {state: published(record, state) for state in set(found.actors)}
    rows = [
        (session, point, theirs[actor][1945 + session])
        for actor, session, point in zip(found.actors, found.session.tolist(), found.point[:, 0], strict=True)
        if 1945 + session in theirs[actor]
    ]
    session, ours, given = (np.array(column) for column in zip(*rows, strict=True))
    within = [np.corrcoef(ours[session == s], given[session == s])[0, 1] for s in np.unique(session)]
    overall = np.corrcoef(ours, given)[0, 1]
    return f"{len(rows):,} points: r {overall:.3f}; within sessions {np.median(within):.4f} in the median"


if __name__ == "__main__":
    known = Record.open(sys.argv[1])
    write_svg(Path(sys.argv[2]), picture(known))
    print(compared(known, positions(known)))
