"""``multipolar evaluate``: how well audits find and judge statements that people have labelled."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.cli.options import verb
from multipolar.cli.output import Output, one_line, opened

if TYPE_CHECKING:
    from multipolar.audit.evaluate import Answered, Evaluation, Placed

_SCORES = ("type", "labels", "found", "recall", "actors", "time", "value", "verdict", "open")
_KINDS = ("kind", "findings", "fits", "beside", "wrong kind", "nothing there", "not checkable")
_LIST = ("outcome", "document", "start", "end", "type", "kind", "truth", "verdict", "quote", "reason")
_SHOWN = ("outcome", "document", "type", "kind", "truth", "verdict", "quote")
_TOLD = ("missed", "wrong", "wrong kind", "nothing there")
_QUOTE = 90


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    verb(app)(evaluate)


def evaluate(
    output: Output,
    labels: Annotated[Path, typer.Argument(metavar="LABELS", help="Labelled statements, JSON lines.")],
    documents: Annotated[
        Path,
        typer.Option("--documents", metavar="DIR", help="The folder of the documents that were labelled."),
    ],
    missed: Annotated[
        bool, typer.Option("--missed", help="List the missed and the wrong below the scores.")
    ] = False,
) -> int:
    """Score audits against labelled statements: what was found, what is false, which verdicts are right.

    The definitions are in docs/accuracy.md. With --json all scores and all labels and findings, with --csv
    one row for each label and for each finding that fits none.

    Example: multipolar evaluate labels.jsonl --documents pages/ --missed
    """
    from multipolar.audit.evaluate import evaluate as score
    from multipolar.audit.labels import read_labels

    result = score(read_labels(labels), documents, record=opened(output))
    if output.form == "json":
        kinds = [_kind_row(result, kind) for kind in _kinds(result)]
        held = {"scores": _scores(result), "kinds": kinds, "statements": list(_list(result))}
        output.json({"documents": result.documents, "false_share": result.false_share, **held})
        return 0
    if output.form == "csv":
        output.rows(_list(result), _LIST)
        return 0
    output.rows((_told(row) for row in _scores(result)), _SCORES)
    output.say("")
    output.rows([_kind_row(result, kind) for kind in (*_kinds(result), None)], _KINDS)
    if missed:
        output.say("")
        output.rows((row for row in _list(result) if row["outcome"] in _TOLD), _SHOWN)
    output.say("")
    output.say(_summary(result))
    return 0


def _kinds(result: "Evaluation") -> list[str]:
    return sorted({placed.finding.claim.kind for placed in result.placed})


def _scores(result: "Evaluation") -> list[dict[str, Any]]:
    rows = []
    for type_ in (*result.types, None):
        score = result.score(type_)
        rows.append({
            "type": type_ or "all", "labels": score.labels, "found": score.found, "recall": score.recall,
            "actors": score.actors, "time": score.time, "value": score.value, "verdict": score.verdict,
            "open": score.open, "supported_called_contradicted": score.libels,
        })  # fmt: skip
    return rows


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """A row of scores as people read it: "23/25" for a share."""
    shares = {key: f"{part[0]}/{part[1]}" if part[1] else "–" for key, part in row.items() if _is_pair(part)}
    return {**row, **shares, "recall": "–" if row["recall"] is None else f"{row['recall']:.2f}"}


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple)


def _kind_row(result: "Evaluation", kind: str | None) -> dict[str, Any]:
    counts = result.findings(kind)
    row: dict[str, Any] = {"kind": kind or "all", "findings": sum(counts.values())}
    return row | dict(counts)


def _list(result: "Evaluation") -> Iterator[dict[str, Any]]:
    """Every label with what answers it, then every finding that fits none."""
    for answered in result.answered:
        yield _label_row(answered)
    for placed in result.placed:
        if placed.place != "fits":
            yield _finding_row(placed)


def _label_row(answered: "Answered") -> dict[str, Any]:
    label = answered.label
    first = answered.findings[0] if answered.findings else None
    return {
        "outcome": answered.outcome, "document": label.doc, "start": label.start, "end": label.end,
        "type": label.type, "kind": first.claim.kind if first else None, "truth": label.truth,
        "verdict": answered.verdict.value if answered.verdict else None, "quote": _short(label.quote),
        "reason": first.judgement.reason if first else None,
    }  # fmt: skip


def _finding_row(placed: "Placed") -> dict[str, Any]:
    claim, judgement = placed.finding.claim, placed.finding.judgement
    return {
        "outcome": placed.place, "document": placed.doc, "start": claim.start, "end": claim.end, "type": None,
        "kind": claim.kind, "truth": None, "verdict": judgement.verdict.value, "quote": _short(claim.quote),
        "reason": judgement.reason,
    }  # fmt: skip


def _short(quote: str) -> str:
    text = one_line(quote)
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1].rstrip()}…"


def _summary(result: "Evaluation") -> str:
    score = result.score()
    right, given = score.verdict
    false = "no findings" if result.false_share is None else f"{result.false_share:.0%} of findings false"
    verdicts = f"{right} of {given} verdicts right" if given else "no verdict to compare"
    documents = "1 document" if result.documents == 1 else f"{result.documents} documents"
    return (
        f"{documents}: {score.found} of {score.labels} labelled statements found, {false}, "
        f"{verdicts}, {score.libels} supported called contradicted"
    )
