"""The audits of many documents, in one process or several: each is judged, written and summed up."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from multipolar.basics.errors import DocumentError, MultipolarError, RecordError
from multipolar.briefs.forms.files import Form
from multipolar.cli.output import one_line

if TYPE_CHECKING:
    from multipolar.audit import Report
    from multipolar.audit.corpus import Summary
    from multipolar.record import Record

Wanted = Literal["rows", "cells", "json", "nothing"]
_QUOTE = 70
_AHEAD = 4  # documents handed out for each process, so that answers never pile up


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all documents.

    Attributes:
        record: The record's folder, ``None`` for the usual one.
        as_of: The date whose releases are read.
        date: The day of speaking.
        about: Actors the documents are about.
        wanted: What is printed of each.
        verbose: Whether a failure that nobody foresaw ends the run with its traceback.
    """

    record: Path | None
    as_of: str | None
    date: date | None
    about: tuple[str, ...]
    wanted: Wanted
    verbose: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One document: its name, the files to write, and the address of the page that lists all."""

    name: str
    files: Mapping[Form, Path]
    home: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        task: What was to be done.
        summary: What it came to; ``None`` when it could not be audited.
        printed: What to print of it.
        error: Why it could not be audited, on one line.
    """

    task: Task
    summary: "Summary | None" = None
    printed: Any = None
    error: str = ""


def work(job: Job, tasks: Sequence[Task], jobs: int, record: "Record") -> Iterator[Outcome]:
    """Audit documents one after another and give the outcomes in their order.

    Args:
        job: What is the same for all.
        tasks: The documents.
        jobs: Processes; one works here.
        record: The record, opened; other processes open it for themselves.

    Raises:
        RecordError: A file cannot be written, or a process ended by itself.
    """
    if jobs == 1 or len(tasks) < 2:
        for task in tasks:
            yield _done(task, job, record)
        return
    yield from _shared(job, tasks, min(jobs, len(tasks)))


def processes(asked: int) -> int:
    """How many processes are meant: 0 stands for one a processor."""
    return asked or os.cpu_count() or 1


def _shared(job: Job, tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Fresh processes: a copied one would share the engine's threads and locks.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin, initargs=(job,))
    running: deque[Future[Outcome]] = deque()
    try:
        for task in tasks:
            running.append(pool.submit(_in_process, task))
            if len(running) >= jobs * _AHEAD:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    except BrokenProcessPool as error:
        raise RecordError("a process of the audit ended by itself. Run it again with --jobs 1.") from error
    finally:
        pool.shutdown(cancel_futures=True)


_held: "tuple[Job, Record] | None" = None


def _begin(job: Job) -> None:
    """Open the record once a process."""
    from multipolar.record import Record

    global _held
    _held = job, Record.open(job.record, as_of=job.as_of)


def _in_process(task: Task) -> Outcome:
    if _held is None:
        raise RecordError("a process of the audit has no record. Run it again with --jobs 1.")
    job, record = _held
    with suppress(KeyboardInterrupt):  # the first process answers for all
        return _done(task, job, record)
    return Outcome(task, error=f"{task.name}: interrupted.")


def _done(task: Task, job: Job, record: "Record") -> Outcome:
    from multipolar.audit import audit

    try:
        # A path, so that a name which is no file is refused and not read as a text.
        source = task.name if task.name == "-" else Path(task.name)
        report = audit(source, record=record, date=job.date, about=job.about)
        return _told(task, job, report, record)
    except DocumentError as error:
        return Outcome(task, error=str(error))
    except MultipolarError:
        raise
    except Exception as error:  # one document must not end the others
        if job.verbose:
            raise
        said = one_line(f"{type(error).__name__}: {error}")
        return Outcome(task, error=f"{task.name}: this should not happen: {said}. Please report it.")


def _told(task: Task, job: Job, report: "Report", record: "Record") -> Outcome:
    from multipolar.audit.corpus import summary

    for form, path in task.files.items():
        _write(report, form, path, record, task.home)
    return Outcome(task, summary(report), _printed(report, job.wanted))


def _write(report: "Report", form: Form, path: Path, record: "Record", home: str) -> None:
    from multipolar.briefs.forms.files import write

    write(report, form, path, record, home)


def _printed(report: "Report", wanted: Wanted) -> Any:  # noqa: ANN401 - JSON or rows
    if wanted == "json":
        return report.to_dict()
    if wanted == "nothing":
        return None
    from multipolar.briefs.forms.rows import rows

    return list(rows(report)) if wanted == "cells" else report_rows(report)


def report_rows(report: "Report") -> list[dict[str, object]]:
    """Findings as people read them on a terminal: what matters first, long quotations cut."""
    from multipolar.briefs.verdicts import LABELS

    found: list[dict[str, object]] = []
    for finding in report.ranked:
        judgement, claim = finding.judgement, finding.claim
        sign = LABELS[judgement.verdict].sign
        found.append({
            "verdict": f"{sign} {judgement.verdict.value}", "page": report.document.page_of(claim.start),
            "quote": _short(claim.quote), "statement": judgement.statement, "reason": judgement.reason,
        })  # fmt: skip
    return found


def _short(quote: str) -> str:
    text = one_line(quote)
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1].rstrip()}…"
