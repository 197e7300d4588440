"""``multipolar audit``: documents held against the record, one after another."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.options import verb
from multipolar.cli.output import Output, one_line, opened

if TYPE_CHECKING:
    from multipolar.audit.corpus import Corpus, Summary
    from multipolar.cli.audit_targets import Targets
    from multipolar.cli.audit_work import Job, Outcome, Task
    from multipolar.record.fetch.progress import Progress

_COLUMNS = ("verdict", "quote", "statement", "reason")
_PAGED = ("verdict", "page", "quote", "statement", "reason")
_MANY = 12  # documents above which a line for each says more than all findings
_MOST_PROCESSES = 256


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    verb(app)(audit)


def _written(name: str, what: str) -> object:
    """An option that names a file, or of several documents a folder."""
    return typer.Option(name, metavar="OUT", help=f"Also write {what}: a file, or of several a folder.")


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Documents (.txt, .md, .html, .pdf, .docx), folders, patterns, or - for standard input.",
    ),
]
Html = Annotated[Path | None, _written("--html", "a page")]
Markdown = Annotated[Path | None, _written("--markdown", "Markdown")]
Docx = Annotated[Path | None, _written("--docx", "a Word file")]
ClaimReview = Annotated[Path | None, _written("--claimreview", "schema.org ClaimReview")]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="The day of speaking, when the page does not tell."),
]
About = Annotated[
    str | None,
    typer.Option(
        "--about", metavar="ACTORS", help="Actors it is about, as CHL,RUS.", autocompletion=complete.actors
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", metavar="N", help="Processes that share the documents; 0 for one a processor."),
]


def audit(
    output: Output,
    files: Files,
    html: Html = None,
    markdown: Markdown = None,
    docx: Docx = None,
    claimreview: ClaimReview = None,
    date: Day = None,
    about: About = None,
    jobs: Jobs = 1,
) -> int:
    """Find every checkable statement of documents and hold each against the record.

    A document that cannot be read is one line on standard error, and the others go on. Of several documents
    --html OUT writes a page for each, and one that lists them: what several say, where they disagree.

    Example: multipolar audit interview.html --html report.html
    """
    from multipolar.cli.audit_targets import targets
    from multipolar.cli.audit_work import Task
    from multipolar.reading.gather import gather

    if not 0 <= jobs <= _MOST_PROCESSES:
        raise AskedWronglyError(f"--jobs {jobs} is no number of processes", f"Give 0 to {_MOST_PROCESSES}")
    found = gather(files)
    several = len(found.files) > 1 or list(found.files) != files[:1]
    wanted = {"html": html, "markdown": markdown, "docx": docx, "claimreview": claimreview}
    places = targets(found.files, wanted, several)  # type: ignore[arg-type]
    job = _job(output, date, about, len(found.files))
    for error in found.errors:
        output.error(str(error))
    if found.left_out:
        output.note(f"files of other kinds left out: {found.left_out}")
    home = places.index.name if places.index else ""
    tasks = [Task(name, places.files[name], home) for name in found.files]
    failed = [(error.path, str(error)) for error in found.errors]
    corpus = _all(output, job, tasks, jobs, failed)
    if several:
        _overview(output, corpus, places)
    return 2 if corpus.failed else 0


def _job(output: Output, date: str | None, about: str | None, count: int) -> "Job":
    """What is the same for all documents; wrong names and days are refused before any is read."""
    from multipolar import actors
    from multipolar.audit.run import day_of_speaking
    from multipolar.cli.audit_work import Job

    names = [name.strip() for name in about.split(",") if name.strip()] if about else []
    wanted = {"json": "json", "csv": "cells"}.get(output.form, "nothing" if count > _MANY else "rows")
    return Job(
        output.record, output.as_of, day_of_speaking(date) if date is not None else None,
        tuple(actors.find(name).id for name in names), wanted, output.verbose,  # type: ignore[arg-type]
    )  # fmt: skip


def _all(
    output: Output, job: "Job", tasks: Sequence["Task"], jobs: int, failed: list[tuple[str, str]]
) -> "Corpus":
    """Audit all documents; what is asked for is printed as it comes."""
    from multipolar.audit.corpus import Corpus
    from multipolar.cli.audit_work import processes, work
    from multipolar.cli.progress import shown

    summaries: list[Summary] = []
    if output.form == "csv":
        output.rows([], _cells())
    with shown(Output(quiet=True) if len(tasks) <= _MANY else output) as progress:
        progress.step("audit", len(tasks), "documents")
        outcomes = work(job, tasks, processes(jobs), opened(output))
        for outcome in _counted(outcomes, progress):
            if outcome.summary is None:
                failed.append((outcome.task.name, outcome.error))
                output.error(outcome.error)
                continue
            summaries.append(outcome.summary)
            _print(output, outcome, len(tasks))
    return Corpus(tuple(summaries), tuple(failed))


def _counted(outcomes: "Iterator[Outcome]", progress: "Progress") -> "Iterator[Outcome]":
    for number, outcome in enumerate(outcomes, 1):
        yield outcome
        progress.at(number)


def _cells() -> tuple[str, ...]:
    from multipolar.briefs.forms.rows import COLUMNS

    return COLUMNS


def _print(output: Output, outcome: "Outcome", count: int) -> None:
    summary = outcome.summary
    if output.form == "json":
        output.json(outcome.printed)
    elif output.form == "csv":
        output.more_rows(outcome.printed, _cells())
    elif summary is not None and count <= _MANY:
        if count > 1:
            output.say(f"{summary.path}: {summary.title or 'no title'}")
        paged = any(row["page"] for row in outcome.printed)
        if outcome.printed:
            output.rows(outcome.printed, _PAGED if paged else _COLUMNS)
        output.say(_summary(summary))
    if count <= _MANY:
        for path in outcome.task.files.values():
            output.note(f"report written to {path}")


def _summary(summary: "Summary") -> str:
    return f"{sum(summary.counts.values())} statements in {summary.seconds:.1f} s: {_counts(summary.counts)}"


def _counts(counts: dict[str, int]) -> str:
    counted = [f"{number} {verdict}" for verdict, number in counts.items() if number]
    return ", ".join(counted) if counted else "nothing that a record could check"


def _overview(output: Output, corpus: "Corpus", places: "Targets") -> None:
    """What several documents come to together."""
    if places.index is not None:
        from multipolar.briefs.corpus_page import write_index

        write_index(corpus, {d.path: places.page(d.path) for d in corpus.documents}, places.index)
        output.note(f"list of all documents written to {places.index}")
    if output.form != "table" or len(corpus.documents) < 2:
        return
    if len(corpus.documents) > _MANY:
        documents = [corpus.documents[number] for number in corpus.ranked]
        verdicts = [verdict for verdict, number in corpus.counts.items() if number]
        rows = [{"document": d.path, "statements": sum(d.counts.values()), **d.counts} for d in documents]
        output.rows(rows, ("document", "statements", *verdicts))
    total = sum(corpus.counts.values())
    output.say(f"{len(corpus.documents):,} documents, {total:,} statements: {_counts(corpus.counts)}")
    repeated, apart = corpus.repeated(), corpus.disagreements()
    if repeated:
        output.say(f"{len(repeated):,} statements stand in several documents")
    for one in apart[:5]:
        answers = "; ".join(
            f"{value} ({one_line(corpus.documents[said[0].document].path)})" for value, said in one.answers
        )
        output.say(f"documents disagree: {one.topic}: {answers}")
    if len(apart) > 5:
        output.say(f"{len(apart) - 5:,} more questions that documents answer differently")
