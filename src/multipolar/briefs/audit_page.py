"""The audit of a document as one self-contained page: the text with its marks, a card for each finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from multipolar.audit.report import Report
from multipolar.briefs.verdicts import LABELS, Label
from multipolar.statements.model import Evidence, Finding, Verdict

if TYPE_CHECKING:
    from jinja2 import Template

_MATTER = 3
_HIDDEN = (
    "status", "valid_from_precision", "valid_to_precision", "date_precision", "start_precision",
    "end_precision",
)  # fmt: skip
_PROBLEMS = (
    Verdict.CONTRADICTED, Verdict.IMPRECISE, Verdict.SUPERSEDED, Verdict.PREMATURE, Verdict.DEPENDS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text between two boundaries of findings.

    Attributes:
        text: The characters.
        label: Verdict that colours it, the gravest of those over it; ``None`` for plain text.
        target: Id of the finding that the stretch leads to.
        ends: Findings that end here, whose numbers follow the stretch.
    """

    text: str
    label: Label | None
    target: str
    ends: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Evidence rows of one shape: a table for the eye."""

    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


def render(report: Report) -> str:
    """The page as HTML: no script, no address outside itself, everything from the document escaped."""
    findings = report.findings
    return _template().render(
        document=report.document, report=report, pieces=pieces(report), findings=findings, labels=LABELS,
        tables={f.id: tables(f.judgement.evidence) for f in findings},
        sources={f.id: sources(f.judgement.evidence) for f in findings},
        telling=[f for f in report.ranked if f.judgement.verdict in _PROBLEMS][:_MATTER],
        open=[f for f in findings if f.judgement.verdict is Verdict.SILENT],
        today=date.today(),
    )  # fmt: skip


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("multipolar.briefs"), autoescape=select_autoescape(default=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("audit.html")


def pieces(report: Report) -> list[Piece]:
    """The text cut at every boundary of a finding."""
    text, findings = report.document.text, report.findings
    cuts = sorted({0, len(text), *(f.claim.start for f in findings), *(f.claim.end for f in findings)})
    grave = {finding.id: rank for rank, finding in enumerate(report.ranked)}
    cut: list[Piece] = []
    for start, end in pairwise(cuts):
        over = [f for f in findings if f.claim.start <= start and end <= f.claim.end]
        worst = min(over, key=lambda f: grave[f.id], default=None)
        ends = tuple(f for f in over if f.claim.end == end)
        label = LABELS[worst.judgement.verdict] if worst else None
        cut.append(Piece(text[start:end], label, worst.id if worst else "", ends))
    return cut


def tables(evidence: Sequence[Evidence]) -> list[Rows]:
    """Evidence rows grouped by their columns."""
    groups: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for one in evidence:
        shown = {k: v for k, v in one.row.items() if k not in _HIDDEN and v not in (None, "", [], ())}
        groups.setdefault(tuple(shown), []).append(tuple(_cell(v) for v in shown.values()))
    return [Rows(columns, tuple(cells)) for columns, cells in groups.items()]


def sources(evidence: Sequence[Evidence]) -> list[str]:
    """Where the rows come from, each place once."""
    return list(dict.fromkeys(f"{one.source}, release {one.release}: {one.locator}" for one in evidence))


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell of any column type
    if isinstance(value, list | tuple):
        return "; ".join(str(v) for v in value)
    return str(value)
