"""``multipolar audit``: documents held against the record, one after another."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.basics.errors import AskedWronglyError, DocumentError
from multipolar.cli import complete
from multipolar.cli.options import verb
from multipolar.cli.output import Output, one_line, opened

if TYPE_CHECKING:
    from multipolar.audit import Report

_COLUMNS = ("verdict", "quote", "statement", "reason")
_CSV = ("document", "id", "kind", "start", "end", *_COLUMNS, "reproduce")
_QUOTE = 70


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    verb(app)(audit)


def audit(
    output: Output,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Documents (.txt, .md, .html), or - for standard input."),
    ],
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="OUT", help="Also write a page: a file, or for several documents a folder."
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="The day of speaking, when the page does not tell."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            "--about",
            metavar="ACTORS",
            help="Actors it is about, as CHL,RUS.",
            autocompletion=complete.actors,
        ),
    ] = None,
) -> int:
    """Find every checkable statement of documents and hold each against the record.

    A document that cannot be read is one line on standard error, and the others go on.

    Example: multipolar audit interview.html --html report.html
    """
    from multipolar.audit import audit as audit_one

    actors = tuple(name.strip() for name in about.split(",") if name.strip()) if about else ()
    pages = _pages(files, html)
    record = opened(output)
    failed = 0
    rows: list[dict[str, object]] = []
    for name in files:
        try:
            # A path, so that a name which is no file is refused and not read as a text.
            source = name if name == "-" else _file(name)
            report = audit_one(source, record=record, date=date, about=actors)
        except DocumentError as error:
            output.error(str(error))
            failed = error.exit_code
            continue
        if output.form == "csv":
            rows += _whole(report)
        else:
            _print(output, report, len(files) > 1)
        if name in pages:
            _write_page(report, pages[name])
            output.note(f"report written to {pages[name]}")
    if output.form == "csv":
        output.rows(rows, _CSV)
    return failed


def _file(name: str) -> Path:
    if Path(name).is_dir():
        raise DocumentError(name, "it is a folder", f"Name its files: multipolar audit {Path(name)}/*")
    return Path(name)


def _pages(files: list[str], html: Path | None) -> dict[str, Path]:
    """Where the page of each document goes."""
    if html is None:
        return {}
    if len(files) == 1 and not html.is_dir():
        return {files[0]: html}
    if html.suffix == ".html":
        raise AskedWronglyError(f"{html} is one file, but several documents were given", "Name a folder")
    stems = ["stdin" if name == "-" else Path(name).stem for name in files]
    if len(set(stems)) < len(stems):
        raise AskedWronglyError(
            "Two of the documents have the same name", "Audit them one by one with --html"
        )
    return {name: html / f"{stem}.html" for name, stem in zip(files, stems, strict=True)}


def _write_page(report: "Report", path: Path) -> None:
    from multipolar.briefs.audit_page import render

    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(render(report), encoding="utf-8")
    beside.replace(path)


def _print(output: Output, report: "Report", several: bool) -> None:
    if output.form == "json":
        output.json(report.to_dict())
        return
    if several:
        output.say(f"{report.document.path}: {report.document.title or 'no title'}")
    output.rows(_rows(report), _COLUMNS)
    output.say(_summary(report))


def _rows(report: "Report") -> Iterator[dict[str, object]]:
    """As people read it: a sign before the verdict, long quotations cut."""
    from multipolar.briefs.verdicts import LABELS

    signs = {label.code: label.sign for label in LABELS.values()}
    for row in _whole(report):
        verdict = str(row["verdict"])
        yield {**row, "verdict": f"{signs[verdict]} {verdict}", "quote": _short(str(row["quote"]))}


def _whole(report: "Report") -> Iterator[dict[str, object]]:
    """As programs read it: the verdict's code, the whole quotation."""
    for finding in report.ranked:
        judgement, claim = finding.judgement, finding.claim
        yield {
            "document": report.document.path, "id": finding.id, "kind": claim.kind, "start": claim.start,
            "end": claim.end, "verdict": judgement.verdict.value, "quote": claim.quote,
            "statement": judgement.statement, "reason": judgement.reason, "reproduce": judgement.reproduce,
        }  # fmt: skip


def _short(quote: str) -> str:
    text = one_line(quote)
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1].rstrip()}…"


def _summary(report: "Report") -> str:
    counted = [f"{number} {verdict}" for verdict, number in report.counts.items() if number]
    found = ", ".join(counted) if counted else "nothing that a record could check"
    return f"{len(report.findings)} statements in {report.seconds:.1f} s: {found}"
