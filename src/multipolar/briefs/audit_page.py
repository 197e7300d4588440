"""The audit of a document as one self-contained page: the text with its marks, a card for each finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from multipolar.audit.report import Report
from multipolar.briefs.figures import Figure, Figures
from multipolar.briefs.forms.told import NOTHING, asked, head, reasons_open, sources
from multipolar.briefs.framed import page
from multipolar.briefs.verdicts import LABELS, Label
from multipolar.record import Record
from multipolar.statements.model import Evidence, Finding

_MOST_OPEN = 5
_HIDDEN = (
    "status", "valid_from_precision", "valid_to_precision", "date_precision", "start_precision",
    "end_precision", "names",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text between two boundaries of findings or pages.

    Attributes:
        text: The characters.
        label: Verdict that colours it, the gravest of those over it; ``None`` for plain text.
        target: Id of the finding that the stretch leads to.
        ends: Findings that end here, whose numbers follow the stretch.
        page: The number of the page that begins here.
    """

    text: str
    label: Label | None
    target: str
    ends: tuple[Finding, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Evidence rows of one shape: a table for the eye."""

    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


def render(report: Report, record: Record | None = None, home: str = "", linked: str = "") -> str:
    """The page as HTML, which reads and filters without its script; all of the document is escaped.

    Args:
        report: The audit.
        record: Where the votes and series of its maps and charts are read; none are drawn without it.
        home: Address of the page that lists all documents.
        linked: Where a server has style and script of the page; the page carries them itself when empty.
    """
    findings, top = report.ranked, head(report)
    open_ = reasons_open(findings)
    drawn = Figures(record) if record is not None else None
    figures = {f.id: drawn.of(f) if drawn else None for f in findings}
    return page(
        "audit.html", script=True, linked=linked, document=report.document, head=top, home=home,
        pieces=list(pieces(report)), findings=findings, labels=LABELS,
        kinds=sorted({f.claim.kind for f in findings}),
        tables={f.id: tables(f.judgement.evidence) for f in findings},
        sources={f.id: sources(f.judgement.evidence) for f in findings},
        figures=figures, maps=_elsewhere(findings, drawn, figures), asked=asked(report), nothing=NOTHING,
        open=open_[:_MOST_OPEN], silent=sum(n for _, n in open_), more=sum(n for _, n in open_[_MOST_OPEN:]),
    )  # fmt: skip


def _elsewhere(
    findings: Sequence[Finding], drawn: Figures | None, figures: dict[str, Figure | None]
) -> dict[str, str]:
    """For each finding the one that shows the map of its roll call, if another does."""
    if drawn is None:
        return dict.fromkeys(figures, "")
    return {f.id: drawn.map_at(f) or "" for f in findings}


def pieces(report: Report) -> Iterator[Piece]:
    """The text cut at every boundary of a finding and of a page."""
    document, findings = report.document, report.findings
    text = document.text
    leaves = {place: number for number, place in reversed(list(enumerate(document.pages, 1)))}
    bounds = {edge for f in findings for edge in (f.claim.start, f.claim.end)}
    cuts = sorted({0, len(text), *(p for p in leaves if p < len(text)), *bounds})
    grave = {finding.id: rank for rank, finding in enumerate(report.ranked)}
    waiting = sorted(findings, key=lambda f: f.claim.start, reverse=True)
    over: list[Finding] = []
    for start, end in pairwise(cuts):
        while waiting and waiting[-1].claim.start <= start:
            over.append(waiting.pop())
        over = [f for f in over if f.claim.end > start]
        worst = min(over, key=lambda f: grave[f.id], default=None)
        ends = tuple(f for f in over if f.claim.end == end)
        label = LABELS[worst.judgement.verdict] if worst else None
        yield Piece(text[start:end], label, worst.id if worst else "", ends, leaves.get(start))


def tables(evidence: Sequence[Evidence]) -> list[Rows]:
    """Evidence rows grouped by their columns; votes by choice, on one line each."""
    groups: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    cast: dict[tuple[str, str], list[str]] = {}
    for one in evidence:
        if {"rollcall", "actor", "choice"} <= set(one.row):
            cast.setdefault((str(one.row["rollcall"]), str(one.row["choice"])), []).append(
                str(one.row["actor"])
            )
            continue
        shown = {k: v for k, v in one.row.items() if k not in _HIDDEN and v not in (None, "", [], ())}
        groups.setdefault(tuple(shown), []).append(tuple(_cell(v) for v in shown.values()))
    found = [Rows(columns, tuple(cells)) for columns, cells in groups.items()]
    ballots = tuple((decision, choice, ", ".join(who)) for (decision, choice), who in sorted(cast.items()))
    return [*found, Rows(("rollcall", "choice", "actors"), ballots)] if ballots else found


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell of any column type
    if isinstance(value, list | tuple):
        return "; ".join(str(v) for v in value)
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) >= 10_000 else f"{value:g}"
    return str(value)
