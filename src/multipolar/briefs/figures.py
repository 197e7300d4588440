"""Where a picture says more than words: the map of a vote, a series with the point that the text claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from multipolar.actors.registry import registry
from multipolar.audit.ranking import PROBLEMS
from multipolar.record import Record
from multipolar.statements.model import Evidence, Finding
from multipolar.statements.vote import VoteStatement

_MOST_MAPS = 6  # of 75 kB each
_FEWEST_YEARS = 3
_TOO_FAR = 20.0  # times the largest of a series; such a point would flatten the line it is held against
_CHOICES = ("yes", "no", "abstain", "absent")
_ENDS = (("yes", "in favour"), ("no", "against"), ("abstain", "abstained"), ("absent", "absent"))
_MOST_MARKED = 12


@dataclass(frozen=True, slots=True)
class Key:
    """One line of a legend: a word, and how its area is filled."""

    word: str
    colour: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of a card.

    Attributes:
        svg: The drawing.
        caption: What is shown and who says so.
        keys: The legend of a map.
    """

    svg: str
    caption: str
    keys: tuple[Key, ...] = ()


@dataclass
class Figures:
    """Draws the pictures of one report: each roll call once, no more maps than a page bears.

    Attributes:
        record: Where the votes and series are read.
    """

    record: Record
    _maps: dict[str, str] = field(default_factory=dict)

    def of(self, finding: Finding) -> Figure | None:
        """The picture of a finding; ``None`` where words say as much."""
        if finding.claim.kind in ("vote", "tally"):
            return self._vote(finding)
        if finding.claim.kind == "trade_level" and finding.judgement.evidence:
            return self._trade(finding)
        if finding.claim.kind == "indicator" and finding.judgement.evidence:
            return self._indicator(finding)
        return None

    def map_at(self, finding: Finding) -> str | None:
        """The id of another finding that shows the map of this one's roll call."""
        decision = _decision(finding.judgement.evidence)
        shown = self._maps.get(decision) if decision else None
        return shown if shown != finding.id else None

    def _vote(self, finding: Finding) -> Figure | None:
        decision = _decision(finding.judgement.evidence)
        if decision is None or decision in self._maps or len(self._maps) >= _MOST_MAPS:
            return None
        if not _wide(finding):
            return None
        cast = self.record.rows("vote", {"rollcall": decision}, columns=["actor", "choice"])
        votes = {str(row["actor"]): str(row["choice"]) for row in cast if row["actor"] in registry()}
        if not votes or not set(votes.values()) <= set(_CHOICES):
            return None
        self._maps[decision] = finding.id
        return _map(decision, votes, finding.claim.actors)

    def _trade(self, finding: Finding) -> Figure | None:
        rows = _first_reports([one for one in finding.judgement.evidence if "usd" in one.row])
        years = {one.row["year"] for one in rows}
        if not rows or len(years) != 1:
            return None
        total: dict[int, list[float]] = {}
        for one in rows:
            same = {key: one.row[key] for key in ("exporter", "importer", "product") if key in one.row}
            same |= {"reporter": one.row["reporter"]} if one.row.get("reporter") else {}
            for found in self.record.rows("flow", same, columns=["year", "usd"]):
                if found["usd"] is not None:
                    total.setdefault(found["year"], []).append(found["usd"])
        series = {year: sum(parts) for year, parts in total.items() if len(parts) == len(rows)}
        sides = " + ".join(f"{one.row['exporter']} to {one.row['importer']}" for one in rows)
        return _line(finding, series, years.pop(), f"{sides}, US dollars", rows[0])

    def _indicator(self, finding: Finding) -> Figure | None:
        rows = [one for one in finding.judgement.evidence if "code" in one.row]
        if len({(one.row["actor"], one.row["code"]) for one in rows}) != 1:
            return None
        row = rows[0].row
        found = self.record.rows("indicator", {"actor": row["actor"], "code": row["code"]})
        series = {r["year"]: r["value"] for r in found if r["value"] is not None}
        words = f"{row['actor']}, {row['code']}" + (f", {row['unit']}" if row.get("unit") else "")
        return _line(finding, series, rows[0].row["year"], words, rows[0])


def _decision(evidence: Sequence[Evidence]) -> str | None:
    """The one roll call that evidence is of."""
    found = {
        str(e.row.get("rollcall") or e.row["id"]) for e in evidence if "rollcall" in e.row or "yes" in e.row
    }
    return found.pop() if len(found) == 1 else None


def _wide(finding: Finding) -> bool:
    """Whether a claim is about so many votes that a map shows them better than a sentence."""
    if isinstance(finding.claim, VoteStatement) and finding.claim.subject is None:
        return False  # about the day of the vote
    if finding.claim.kind == "tally" or finding.judgement.verdict in PROBLEMS:
        return True
    return len(finding.claim.actors) > 3 or len(finding.judgement.evidence) > 3


def _map(decision: str, votes: Mapping[str, str], marked: Sequence[str]) -> Figure:
    from multipolar.briefs.maps import small_map
    from multipolar.briefs.maps.values import classes

    values = {actor: dict(_ENDS)[choice] for actor, choice in votes.items()}
    order = [word for choice, word in _ENDS if choice in votes.values()]
    drawn = [actor for actor in marked if actor in values][:_MOST_MARKED]
    svg = small_map(values, title=f"Votes on {decision}", order=order, marked=drawn, width=480)
    keys = tuple(Key(c.words, c.fill.colour, c.fill.pattern) for c in classes(values, "category", order).all)
    outlined = " Outlined: those named." if drawn else ""
    caption = f"Votes on {decision}.{outlined} Borders after Natural Earth; they imply no position."
    return Figure(svg, caption, keys)


def _first_reports(rows: Sequence[Evidence]) -> list[Evidence]:
    """One row for each direction: of two that report it, the first."""
    found: dict[tuple[Any, ...], Evidence] = {}
    for one in rows:
        found.setdefault((one.row.get("exporter"), one.row.get("importer")), one)
    return list(found.values())


def _line(
    finding: Finding, series: Mapping[int, float], year: int, words: str, source: Evidence
) -> Figure | None:
    from multipolar.briefs.charts import Line, sparkline

    known = sorted(series)
    if len(known) < _FEWEST_YEARS:
        return None
    x = list(range(known[0], known[-1] + 1))
    line = Line(words, [float(one) for one in x], [series.get(one) for one in x])
    claimed = _claimed(finding, max(series.values()))
    svg = sparkline(
        line, claimed=(float(year), claimed) if claimed else None, label=words, width=320, height=92
    )
    said = " The cross is what the text says." if claimed else ""
    return Figure(svg, f"{words}; {source.source}, release {source.release}.{said}")


def _claimed(finding: Finding, largest: float) -> float | None:
    value = finding.claim.value
    if value is None or value.kind != "level" or largest <= 0:
        return None
    return value.number if 0 < value.number <= largest * _TOO_FAR else None
